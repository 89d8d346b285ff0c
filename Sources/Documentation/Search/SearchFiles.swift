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
    let starts = Array(stride(from: 0, to: pages.count, by: Self.pagesInPart))
    let parts = await parallelMap(count: starts.count, chunk: 1, with: { SearchTextRoom() }) {
      room, number in
      let end = min(starts[number] + Self.pagesInPart, pages.count)
      return SearchPart(pages[starts[number]..<end], indexing: options.indexing, room: room)
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
