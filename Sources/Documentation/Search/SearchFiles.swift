import CThreadMemory
import Sites

/// Makes the files of a site's search from its pages.
struct SearchFiles {
  /// How many pages one core takes at a time.
  private static let pagesInRun = 16

  private let configuration: SiteConfiguration

  init(_ configuration: SiteConfiguration) { self.configuration = configuration }

  /// The files; none where the site has no search.
  func make(_ pages: [SearchedPage]) async -> [OutputFile] {
    guard let options = configuration.search else { return [] }
    let parts = await parallelFold(
      count: pages.count, chunk: Self.pagesInRun, into: { SearchPart() }
    ) { part, indexes in part.add(pages[indexes], indexing: options.indexing) }
    // Another thread than before may go on here.
    thread_memory_reserve()
    let index = SearchIndex(parts)
    var files = index.files().map { OutputFile(path: $0.path, bytes: $0.bytes) }
    if configuration.layoutExtras.writesSearchIndexJSON {
      let languages = options.languages.isEmpty ? [configuration.theme.language] : options.languages
      files.append(
        OutputFile(
          path: SearchIndex.folder + "search_index.json",
          bytes: MkDocsSearchIndex.bytes(index.runs, languages: languages)))
    }
    return files
  }
}
