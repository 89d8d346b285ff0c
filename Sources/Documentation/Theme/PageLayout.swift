import Bytes
import FileTree
import Sites

/// Fills the layout for every page of one site. What is the same on all pages is made once.
struct PageLayout: Sendable {
  private let configuration: SiteConfiguration
  private let layout: Layout
  private let navigation: NavigationHTML
  private let shared: SharedSlots

  init(configuration: SiteConfiguration, layout: Layout, navigation: NavigationHTML) {
    self.configuration = configuration
    self.layout = layout
    self.navigation = navigation
    shared = SharedSlots(configuration)
  }

  /// What the layout shows of one page.
  struct Content {
    /// The page's index; nil for a page outside the site's pages.
    var index: Int?
    /// The page's address; nil for the 404 page.
    var url: String?
    /// The title as text.
    var title: String
    /// The title of the browser's window, as text.
    var windowTitle: String
    /// One sentence about the page, and its author.
    var description: String?
    var author: String?
    /// The content, the list of its headings, and its source.
    var html: [UInt8]
    var hasTitleHeading: Bool
    var contents: OutputBuffer
    var sourcePath: String?
    /// The way to the site's root.
    var root: String
    /// The pages before and after this one.
    var previous: Neighbour?
    var next: Neighbour?
    /// Parts the page does without.
    var hidden: Set<String>

    /// A page beside this one.
    struct Neighbour {
      var title: String
      var url: String
    }
  }

  /// Appends the whole document.
  func write(_ page: Content, into output: inout OutputBuffer) {
    layout.write(into: &output) { slot, output in fill(slot, page, &output) }
  }

  private func fill(_ slot: Layout.Slot, _ page: Content, _ output: inout OutputBuffer) {
    switch slot {
    case .lang: output.appendHTMLEscaped(configuration.theme.language)
    case .title: output.appendHTMLEscaped(page.windowTitle)
    case .meta: writeMeta(page, &output)
    case .root: output.append(page.root)
    case .home: output.append(page.root)
    case .stylesheets: shared.writeStylesheets(root: page.root, into: &output)
    case .scripts: shared.writeScripts(root: page.root, into: &output)
    case .bodyAttributes: output.append(shared.bodyAttributes)
    case .siteName: output.appendHTMLEscaped(configuration.siteName)
    case .logo: shared.writeLogo(root: page.root, into: &output)
    case .repository: output.append(shared.repository)
    case .tabs, .search: break
    case .nav:
      if !page.hidden.contains("navigation") {
        navigation.write(for: page.index, root: page.root, into: &output)
      }
    case .toc: if !page.hidden.contains("toc") { output.append(page.contents.bytes) }
    case .content:
      if configuration.theme.addsTitleHeading, page.index != nil, page.needsTitleHeading {
        output.append("<h1>" as StaticString)
        output.appendHTMLEscaped(page.title)
        output.append("</h1>\n" as StaticString)
      }
      output.append(page.html)
    case .edit: writeEdit(page, &output)
    case .previousNext: if !page.hidden.contains("footer") { writeNeighbours(page, &output) }
    case .copyright: output.append(configuration.copyright ?? "")
    case .social: output.append(shared.social)
    }
  }

  private func writeMeta(_ page: Content, _ output: inout OutputBuffer) {
    if let text = page.description ?? configuration.siteDescription {
      writeMeta("description", text, &output)
    }
    if let text = page.author ?? configuration.siteAuthor { writeMeta("author", text, &output) }
    if let site = configuration.siteURL, let url = page.url {
      output.append("<link rel=\"canonical\" href=\"" as StaticString)
      output.appendHTMLEscaped(site + url)
      output.append("\">\n" as StaticString)
    }
    if let previous = page.previous { writeRelation("prev", previous, page, &output) }
    if let next = page.next { writeRelation("next", next, page, &output) }
    shared.writeFavicon(root: page.root, into: &output)
  }

  private func writeMeta(_ name: StaticString, _ text: String, _ output: inout OutputBuffer) {
    output.append("<meta name=\"" as StaticString)
    output.append(name)
    output.append("\" content=\"" as StaticString)
    output.appendHTMLEscaped(text)
    output.append("\">\n" as StaticString)
  }

  private func writeRelation(
    _ relation: StaticString, _ page: Content.Neighbour, _ from: Content,
    _ output: inout OutputBuffer
  ) {
    output.append("<link rel=\"" as StaticString)
    output.append(relation)
    output.append("\" href=\"" as StaticString)
    output.appendHTMLEscaped(from.address(of: page.url))
    output.append("\">\n" as StaticString)
  }

  private func writeEdit(_ page: Content, _ output: inout OutputBuffer) {
    guard let path = page.sourcePath, let url = configuration.editAddress(of: path) else { return }
    output.append("<a class=\"edit\" href=\"" as StaticString)
    output.appendHTMLEscaped(url)
    output.append("\">Edit this page</a>" as StaticString)
  }

  private func writeNeighbours(_ page: Content, _ output: inout OutputBuffer) {
    if let previous = page.previous {
      write(previous, "previous", "prev", "Previous", page, &output)
    }
    if let next = page.next { write(next, "next", "next", "Next", page, &output) }
  }

  private func write(
    _ neighbour: Content.Neighbour, _ name: StaticString, _ relation: StaticString,
    _ label: StaticString, _ page: Content, _ output: inout OutputBuffer
  ) {
    output.append("<a class=\"" as StaticString)
    output.append(name)
    output.append("\" rel=\"" as StaticString)
    output.append(relation)
    output.append("\" href=\"" as StaticString)
    output.appendHTMLEscaped(page.address(of: neighbour.url))
    output.append("\"><span>" as StaticString)
    output.append(label)
    output.append("</span><strong>" as StaticString)
    output.appendHTMLEscaped(neighbour.title)
    output.append("</strong></a>" as StaticString)
  }
}

extension PageLayout.Content {
  /// Material's rule: a page whose content has no `h1` gets one with the page's title.
  var needsTitleHeading: Bool { !hasTitleHeading }

  /// The address of another page, seen from this one.
  func address(of url: String) -> String { root == "./" && !url.isEmpty ? url : root + url }
}

extension SiteConfiguration {
  /// Where the page at `path` can be edited; nil when no such place is known.
  fileprivate func editAddress(of path: String) -> String? {
    let encoded = SiteAddress.percentEncoded(path)
    if let template = editURLTemplate {
      let stem = path.lastIndex(of: ".").map { String(path[..<$0]) } ?? path
      return template.replacing("{path_noext}", with: stem)
        .replacing("{path!q}", with: encoded).replacing("{path}", with: encoded)
    }
    guard let base = editURL else { return nil }
    return base.hasSuffix("/") || base.contains("?") ? base + encoded : base + "/" + encoded
  }
}
