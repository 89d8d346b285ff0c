import Bytes
import Configuration
import Diagnostics
import Markdown
import Sites

/// `exclude-search`: pages, folders and sections that the search does not find.
struct ExcludeSearchPlugin: SitePlugin {
  private let excluded: [Rule]
  private let kept: [Rule]
  private let excludesUnlisted: Bool
  private let excludesTags: Bool
  private let hasNavigation: Bool

  /// A pattern of pages, perhaps with the id of a heading.
  private struct Rule: Sendable {
    let pages: WholePathGlob
    let heading: String?

    init(_ written: String) {
      let parts = written.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let path = String(parts.first ?? "")
      pages = WholePathGlob(path.hasSuffix(".md") ? String(path.dropLast(3)) : path)
      heading = parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : nil
    }

    /// A page is known by its address and by its file.
    func matches(_ file: SiteFile) -> Bool {
      let path = file.sourcePath.prefix(
        upTo: file.sourcePath.lastIndex(of: ".") ?? file.sourcePath.endIndex)
      let address = file.url.hasSuffix("/") ? file.url.dropLast() : file.url[...]
      return pages.matches(String(path)) || pages.matches(String(address))
    }
  }

  init?(_ setup: inout PluginSetup) {
    excluded = (setup.options.strings("exclude") ?? []).map { Rule($0) }
    kept = (setup.options.strings("ignore") ?? []).map { Rule($0) }.filter { $0.heading != nil }
    excludesUnlisted = setup.options.bool("exclude_unreferenced") ?? false
    excludesTags = setup.options.bool("exclude_tags") ?? false
    hasNavigation = setup.site.nav != nil
  }

  func pages(_ pages: inout [Page], _ navigation: Navigation, _ log: inout [Diagnostic]) {
    let listed = Set(navigation.order)
    for index in pages.indices where !pages[index].file.isHome {
      let file = pages[index].file
      let isTagPage = PageTitle.stem(of: file.sourcePath) == "tags"
      if isTagPage ? excludesTags : excludesUnlisted && hasNavigation && !listed.contains(index) {
        pages[index].metadata.isExcludedFromSearch = true
        continue
      }
      let rules = excluded.filter { $0.matches(file) }
      guard !rules.isEmpty else { continue }
      let keptHeadings = Set(kept.filter { $0.matches(file) }.compactMap(\.heading))
      if rules.contains(where: { $0.heading == nil }) {
        if keptHeadings.isEmpty {
          pages[index].metadata.isExcludedFromSearch = true
        } else {
          mark(&pages[index]) { !keptHeadings.contains($0) }
        }
      } else {
        let headings = Set(rules.compactMap(\.heading)).subtracting(keptHeadings)
        mark(&pages[index]) { headings.contains($0) }
      }
    }
  }

  /// Marks headings whose sections are not found.
  private func mark(_ page: inout Page, where isMeant: (String) -> Bool) {
    for heading in page.headings where isMeant(heading.id) {
      let start = Array("<h\(heading.level) id=\"\(heading.id.htmlEscaped)\"".utf8)
      guard let range = page.html.firstRange(of: start) else { continue }
      page.html.insert(contentsOf: Array(" data-search-exclude".utf8), at: range.upperBound)
    }
  }
}
