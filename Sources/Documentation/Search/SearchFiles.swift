import CThreads
import Diagnostics
import Sites

/// The files of a site's search, made while they are written.
struct SearchFiles: Sendable {
  /// Takes one file after the other; the path is seen from the site's folder.
  typealias Writing = (_ path: String, _ bytes: borrowing [UInt8]) throws(Diagnostic) -> Void

  /// How many pages one core takes at a time.
  private static let pagesInRun = 32

  private let index: SearchIndex
  /// The languages of the index that MkDocs writes, where a site asks for that too.
  private let languages: [String]?

  /// Reads the pages; nil where the site has no search.
  init?(_ pages: [SearchedPage], _ configuration: SiteConfiguration) async {
    guard let options = configuration.search else { return nil }
    let parts = await parallelFold(
      count: pages.count, chunk: Self.pagesInRun, into: { SearchPart() }
    ) { part, indexes in part.add(pages[indexes], indexing: options.indexing) }
    // Another thread than before may go on here.
    thread_memory_reserve()
    index = SearchIndex(parts)
    let languages = options.languages.isEmpty ? [configuration.theme.language] : options.languages
    self.languages = configuration.layoutExtras.writesSearchIndexJSON ? languages : nil
  }

  /// Hands out the files, in an order that is always the same.
  ///
  /// - Throws: what `write` throws.
  func write(_ write: Writing) throws(Diagnostic) {
    try index.write(write)
    guard let languages else { return }
    try write(
      SearchIndex.folder + "search_index.json",
      MkDocsSearchIndex.bytes(index.runs, languages: languages))
  }
}
