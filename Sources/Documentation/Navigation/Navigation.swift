import Diagnostics
import FileTree
import Sites

/// A site's navigation: a tree of sections, pages and links, and the pages in reading order.
struct Navigation: Sendable {
  /// One entry.
  indirect enum Node: Sendable {
    /// A page, by its index among the site's pages.
    case page(index: Int, title: String?)
    /// An address outside the site, or one that could not be resolved.
    case link(title: String, url: String, isExternal: Bool)
    /// A titled list of entries.
    case section(title: String, children: [Node])
  }

  /// The entries at the top.
  var roots: [Node] = []
  /// The pages in the order they are read, each once.
  private(set) var order: [Int] = []
  /// First pages of sections that stand for their section.
  var sectionPages: Set<Int> = []
  /// What is wrong with `nav`.
  private(set) var diagnostics: [Diagnostic] = []

  /// The navigation of a site.
  ///
  /// - Parameters:
  ///   - entries: what `nav` says, or plugins make of it; nil follows the folders.
  ///   - pages: the files of the site's pages; indexes in the tree count these.
  ///   - suggestions: finds what entries that lead nowhere probably meant.
  init(
    entries: [NavEntry]?, configuration: SiteConfiguration, files: SiteFiles, pages: [SiteFile],
    suggestions: LinkSuggestions
  ) {
    let indexes = Dictionary(
      pages.enumerated().map { ($1.sourcePath, $0) }, uniquingKeysWith: { first, _ in first })
    var builder = NavigationFromConfiguration(
      configuration: configuration, files: files, indexes: indexes, suggestions: suggestions)
    let docsDir = configuration.docsDir.value
    roots = (entries ?? FolderEntries.make(files, docsDir: docsDir)).compactMap {
      builder.node($0)
    }
    diagnostics = builder.diagnostics
    var seen: Set<Int> = []
    Self.collect(roots, into: &order, &seen)
    if entries != nil, let level = configuration.validation.navOmittedFiles {
      reportOmitted(pages, seen, level, docsDir: docsDir)
    }
  }

  /// Whether a page stands in a section.
  func nests(_ page: Int) -> Bool {
    var pages: [Int] = []
    var seen: Set<Int> = []
    for case .section(_, let children) in roots { Self.collect(children, into: &pages, &seen) }
    return seen.contains(page)
  }

  private static func collect(_ nodes: [Node], into order: inout [Int], _ seen: inout Set<Int>) {
    for node in nodes {
      switch node {
      case .page(let index, _): if seen.insert(index).inserted { order.append(index) }
      case .link: break
      case .section(_, let children): collect(children, into: &order, &seen)
      }
    }
  }

  private mutating func reportOmitted(
    _ pages: [SiteFile], _ seen: Set<Int>, _ level: Severity, docsDir: String
  ) {
    for (index, page) in pages.enumerated() where !seen.contains(index) {
      guard page.inclusion == .included else { continue }
      diagnostics.append(
        Diagnostic(
          level, code: "docs.nav.omitted", "the page is not in the navigation",
          at: Location(file: page.origin ?? docsDir + "/" + page.authorsPath),
          target: page.sourcePath,
          hint: "add it to 'nav', or name it in 'not_in_nav'"))
    }
  }
}

/// Builds the tree from `nav`.
private struct NavigationFromConfiguration {
  let configuration: SiteConfiguration
  let files: SiteFiles
  let indexes: [String: Int]
  let suggestions: LinkSuggestions
  var diagnostics: [Diagnostic] = []
  /// The title that the first entry of each page gives it; MkDocs keeps that for all others.
  private var titles: [Int: String?] = [:]

  init(
    configuration: SiteConfiguration, files: SiteFiles, indexes: [String: Int],
    suggestions: LinkSuggestions
  ) {
    self.suggestions = suggestions
    self.configuration = configuration
    self.files = files
    self.indexes = indexes
  }

  mutating func node(_ entry: NavEntry) -> Navigation.Node? {
    switch entry {
    case .section(let title, let entries):
      return .section(title: title, children: entries.compactMap { node($0) })
    case .link(let title, let target, let location):
      return link(title, target, location)
    }
  }

  private mutating func link(
    _ title: String?, _ target: String, _ location: Location
  ) -> Navigation.Node? {
    if LinkMeaning.isExternal(target) {
      return .link(title: title ?? target, url: target, isExternal: true)
    }
    if target.hasPrefix("/"), !configuration.validation.absoluteNavIsRelativeToDocs {
      if let level = configuration.validation.navAbsoluteLinks {
        diagnostics.append(
          Diagnostic(
            level, code: "docs.nav.absolute",
            "the nav entry '\(target)' begins with '/' and is left as it is", at: location,
            target: target, hint: "write the path of a page below docs_dir"))
      }
      return .link(title: title ?? target, url: target, isExternal: false)
    }
    let path = RelativePath.normalized(target) ?? target
    if let index = indexes[path] {
      if let first = titles[index] { return .page(index: index, title: first) }
      titles.updateValue(title, forKey: index)
      return .page(index: index, title: title)
    }
    if let file = files[path] {
      if file.isBuilt { return .link(title: title ?? target, url: file.url, isExternal: false) }
      guard let level = configuration.validation.navNotFound else { return nil }
      diagnostics.append(
        Diagnostic(
          min(.info, level), code: "docs.nav.excluded",
          "the nav entry '\(target)' is no part of the site",
          at: location, target: target, hint: "remove it, or the file from exclude_docs"))
      return nil
    }
    if let level = configuration.validation.navNotFound {
      diagnostics.append(
        Diagnostic(
          level, code: "docs.nav.missing",
          "the nav entry '\(target)' does not exist in \(configuration.docsDir.value)",
          at: location, target: target, hint: suggestions.nearPage(path)))
    }
    return .link(title: title ?? target, url: target, isExternal: false)
  }
}
