import Bytes
import FileTree
import Sites

/// Writes the navigation of each page.
///
/// A page shows the branch it is on; other sections are shown whole while the navigation is small
/// and as one link to their first page when it is not, so that output grows with the number of
/// pages and not with its square.
struct NavigationHTML: Sendable {
  /// Beyond this many entries sections elsewhere are shown as one link.
  private static let wholeLimit = 200

  private let roots: [Entry]
  private let isPruned: Bool

  /// A node with what is needed to write it.
  private final class Entry: Sendable {
    enum Kind: Sendable {
      case page(Int)
      case link(isExternal: Bool)
      case section([Entry], indexPage: Int?)
    }
    let kind: Kind
    let title: String
    /// Below the site's root, or an address outside; nil for a section without a page.
    let url: String?
    /// The pages in it.
    let pages: Set<Int>

    init(kind: Kind, title: String, url: String?, pages: Set<Int>) {
      self.kind = kind
      self.title = title
      self.url = url
      self.pages = pages
    }
  }

  /// - Parameters:
  ///   - titles: the title of each page, as text.
  ///   - mergesIndexes: a section's first page, if it is an index, is the section's own link
  ///     (Material's `navigation.indexes`).
  init(_ navigation: Navigation, files: [SiteFile], titles: [String], mergesIndexes: Bool) {
    var count = 0
    func entry(_ node: Navigation.Node) -> Entry {
      count += 1
      switch node {
      case .page(let index, let title):
        return Entry(
          kind: .page(index), title: title ?? titles[index], url: files[index].url, pages: [index])
      case .link(let title, let url, let isExternal):
        return Entry(kind: .link(isExternal: isExternal), title: title, url: url, pages: [])
      case .section(let title, let children):
        var children = children.map(entry)
        let pages = children.reduce(into: Set<Int>()) { $0.formUnion($1.pages) }
        var indexPage: Int?
        if let first = children.first, case .page(let index) = first.kind,
          navigation.sectionPages.contains(index)
            || (mergesIndexes && PageTitle.stem(of: files[index].sourcePath) == "index")
        {
          indexPage = index
          children.removeFirst()
        }
        let url = children.lazy.compactMap { Self.firstPageURL($0) }.first
        return Entry(
          kind: .section(children, indexPage: indexPage), title: title,
          url: indexPage.map { files[$0].url } ?? url, pages: pages)
      }
    }
    roots = navigation.roots.map(entry)
    isPruned = count > Self.wholeLimit
  }

  private static func firstPageURL(_ entry: Entry) -> String? {
    switch entry.kind {
    case .page, .section: entry.url
    case .link: nil
    }
  }

  /// The tree for one page.
  ///
  /// - Parameters:
  ///   - page: the page's index; nil for a page outside the navigation, such as the 404 page.
  ///   - root: the way from the page to the site's root: "./", "../", or an absolute path.
  func write(for page: Int?, root: String, into output: inout OutputBuffer) {
    output.append("<ul class=\"nav\">\n" as StaticString)
    for entry in roots { write(entry, page, root, into: &output) }
    output.append("</ul>" as StaticString)
  }

  private func write(
    _ entry: Entry, _ page: Int?, _ root: String, into output: inout OutputBuffer
  ) {
    switch entry.kind {
    case .page(let index):
      output.append("<li>" as StaticString)
      writeLink(entry, root, isCurrent: index == page, into: &output)
      output.append("</li>\n" as StaticString)
    case .link(let isExternal):
      output.append("<li>" as StaticString)
      writeLink(entry, root, isExternal: isExternal, into: &output)
      output.append("</li>\n" as StaticString)
    case .section(let children, let indexPage):
      let isOpen = page.map { entry.pages.contains($0) } ?? false
      if isPruned, !isOpen {
        output.append("<li class=\"section closed\">" as StaticString)
        writeLink(entry, root, into: &output)
        output.append("</li>\n" as StaticString)
        return
      }
      output.append("<li class=\"section\"><details" as StaticString)
      if isOpen { output.append(" open" as StaticString) }
      output.append("><summary>" as StaticString)
      if let indexPage {
        writeLink(entry, root, isCurrent: indexPage == page, into: &output)
      } else {
        output.appendHTMLEscaped(entry.title)
      }
      output.append("</summary>\n<ul>\n" as StaticString)
      for child in children { write(child, page, root, into: &output) }
      output.append("</ul></details></li>\n" as StaticString)
    }
  }

  private func writeLink(
    _ entry: Entry, _ root: String, isCurrent: Bool = false, isExternal: Bool = false,
    into output: inout OutputBuffer
  ) {
    guard let url = entry.url else {
      output.append("<span>" as StaticString)
      output.appendHTMLEscaped(entry.title)
      output.append("</span>" as StaticString)
      return
    }
    output.append("<a" as StaticString)
    if isExternal { output.append(" class=\"external\"" as StaticString) }
    output.append(" href=\"" as StaticString)
    if isExternal || url.hasPrefix("/") {
      output.appendHTMLEscaped(url)
    } else {
      writeAddress(url, root, into: &output)
    }
    output.append(isCurrent ? "\" aria-current=\"page\">" : "\">")
    output.appendHTMLEscaped(entry.title)
    output.append("</a>" as StaticString)
  }

  private func writeAddress(_ url: String, _ root: String, into output: inout OutputBuffer) {
    // "./guide/" is written "guide/"; the home page of a page at the root stays "./".
    if root != "./" || url.isEmpty { output.append(root) }
    output.appendHTMLEscaped(url)
  }
}
