import Sites

/// Makes the files of a site's search from its pages.
struct SearchFiles {
  /// How many pages are indexed together. It must not depend on the machine: the files do not
  /// either.
  private static let pagesInPart = 48

  private let configuration: SiteConfiguration

  init(_ configuration: SiteConfiguration) { self.configuration = configuration }

  /// The files; none where the site has no search.
  func make(_ pages: [SearchedPage]) async -> [OutputFile] {
    guard let options = configuration.search else { return [] }
    let folding = LetterFolding()
    let parts = await parallelMap(count: pages.count, chunk: Self.pagesInPart) { range in
      [SearchPart(Array(pages[range]), indexing: options.indexing, folding: folding)]
    }
    var files = SearchIndex(parts).files().map { OutputFile(path: $0.path, bytes: $0.bytes) }
    if configuration.layoutExtras.writesSearchIndexJSON {
      let languages = options.languages.isEmpty ? [configuration.theme.language] : options.languages
      files.append(
        OutputFile(
          path: SearchIndex.folder + "search_index.json",
          bytes: MkDocsSearchIndex.bytes(parts, languages: languages)))
    }
    return files
  }
}
