import Bytes
import Configuration
import Jinja
import Markdown
import Sites

/// Fills the layout for every page of one site.
struct PageLayout: Sendable {
  private let configuration: SiteConfiguration
  private let layouts: Layouts
  private let navigation: NavigationHTML
  private let words: Words
  private let sources: SourceAddresses?
  private let edits: SourceAddresses?

  init(
    configuration: SiteConfiguration, layouts: Layouts, navigation: NavigationHTML, words: Words
  ) {
    self.configuration = configuration
    self.layouts = layouts
    self.navigation = navigation
    self.words = words
    edits = SourceAddresses(configuration)
    sources = edits.flatMap { $0.showsEdit || $0.showsView ? $0 : nil }
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
    /// The content, with what stands before and behind it, the list of its headings, and its source.
    var html: [UInt8]
    var lead: [UInt8] = []
    var trail: [UInt8] = []
    var headings: [Heading] = []
    var hasTitleHeading: Bool
    /// HTML above and below the article.
    var byline: [UInt8] = []
    var furtherReading: [UInt8] = []
    var contents: OutputBuffer
    var sourcePath: String?
    /// The way to the site's root.
    var root: String
    /// The pages before and after this one.
    var previous: Neighbour?
    var next: Neighbour?
    /// Parts the page does without.
    var hidden: Set<String>
    /// Its front matter, where templates may ask for it.
    var values: YAMLNode?
    /// The template that it asks for.
    var template: String?
    /// Whether it is the site's first page.
    var isHome = false

    /// A page beside this one.
    struct Neighbour {
      var title: String
      var url: String
    }
  }

  /// Whether a template can be asked for.
  func has(_ template: String) -> Bool { layouts.has(template) }

  /// Appends the whole document.
  func write(_ page: Content, into output: inout OutputBuffer) {
    let path = navigation.tree.path(to: page.index)
    var facts: [String: Value]?
    layouts.layout(page.template).write(
      into: &output, fill: { slot, output in fill(slot, page, path, &output) },
      block: { index, output in
        layouts.write(
          block: index,
          { needs in
            if let facts { return facts }
            let made = TemplatePage.names(
              of: page, path: path, navigation.tree, configuration,
              edit: page.sourcePath.flatMap { edits?.edit($0) }, needs: needs)
            facts = made
            return made
          }, into: &output, fill: { slot, output in fill(slot, page, path, &output) })
      })
  }

  private func fill(
    _ slot: Layout.Slot, _ page: Content, _ path: [Int], _ output: inout OutputBuffer
  ) {
    let features = configuration.theme.features
    let integratesContents = features.contains("toc.integrate") && !path.isEmpty
    switch slot {
    case .title: output.appendHTMLEscaped(page.windowTitle)
    case .meta: writeMeta(page, &output)
    case .root: output.append(page.root)
    case .base: output.append(page.root.dropLast())
    case .lead: output.append(page.lead)
    case .trail: output.append(page.trail)
    case .tabs: writeTabs(page, path, &output)
    case .nav:
      if !page.hidden.contains("navigation") {
        let integrated = integratesContents && !page.hidden.contains("toc")
        navigation.write(
          path: path, base: page.base, contents: integrated ? page.contents.bytes : [],
          into: &output)
      }
    case .toc:
      if !page.hidden.contains("toc"), !integratesContents { output.append(page.contents.bytes) }
    case .path:
      writePath(page, path, &output)
      output.append(page.byline)
    case .actions: writeActions(page, &output)
    case .heading:
      if configuration.theme.addsTitleHeading, page.index != nil, page.needsTitleHeading {
        output.append("<h1>" as StaticString)
        output.appendHTMLEscaped(page.title)
        output.append("</h1>\n" as StaticString)
      }
    case .content: output.append(page.html)
    case .further: output.append(page.furtherReading)
    case .previousNext: if !page.hidden.contains("footer") { writeNeighbours(page, &output) }
    }
  }

  // MARK: - Head

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

  // MARK: - Around the content

  private func writeTabs(_ page: Content, _ path: [Int], _ output: inout OutputBuffer) {
    guard configuration.theme.has("navigation.tabs"), !page.hidden.contains("tabs") else { return }
    output.append("<nav class=\"md-tabs\" aria-label=\"" as StaticString)
    output.appendHTMLEscaped(words["sections"])
    output.append("\"><div class=\"md-grid\">" as StaticString)
    navigation.writeTabs(path: path, base: page.base, into: &output)
    output.append("</div></nav>" as StaticString)
  }

  private func writePath(_ page: Content, _ path: [Int], _ output: inout OutputBuffer) {
    guard configuration.theme.has("navigation.path"), path.count > 1,
      !page.hidden.contains("path")
    else { return }
    output.append("<nav class=\"md-path\" aria-label=\"" as StaticString)
    output.appendHTMLEscaped(words["path"])
    output.append("\">" as StaticString)
    navigation.writePath(path, base: page.base, into: &output)
    output.append("</nav>" as StaticString)
  }

  /// Material shows these links where its features ask for them; MkDocs' own themes where it is
  /// known how to edit.
  private func writeActions(_ page: Content, _ output: inout OutputBuffer) {
    guard let path = page.sourcePath, let sources else { return }
    if sources.showsEdit { writeAction("edit", words["edit"], sources.edit(path), &output) }
    if sources.showsView { writeAction("view", words["view"], sources.view(path), &output) }
  }

  private func writeAction(
    _ kind: StaticString, _ label: String, _ url: String, _ output: inout OutputBuffer
  ) {
    output.append("<a class=\"md-content__button md-icon " as StaticString)
    output.append(kind)
    output.append("\" href=\"" as StaticString)
    output.appendHTMLEscaped(url)
    output.append("\" title=\"" as StaticString)
    output.appendHTMLEscaped(label)
    output.append("\" aria-label=\"" as StaticString)
    output.appendHTMLEscaped(label)
    output.append("\"></a>\n" as StaticString)
  }

  private func writeNeighbours(_ page: Content, _ output: inout OutputBuffer) {
    guard page.previous != nil || page.next != nil else { return }
    output.append("<nav class=\"md-footer__inner\" aria-label=\"" as StaticString)
    output.appendHTMLEscaped(words["pages"])
    output.append("\">" as StaticString)
    if let previous = page.previous {
      write(previous, "prev", words["previous"], page, &output)
    }
    if let next = page.next { write(next, "next", words["next"], page, &output) }
    output.append("</nav>" as StaticString)
  }

  private func write(
    _ neighbour: Content.Neighbour, _ relation: StaticString, _ label: String, _ page: Content,
    _ output: inout OutputBuffer
  ) {
    output.append("<a class=\"md-footer__link md-footer__link--" as StaticString)
    output.append(relation)
    output.append("\" rel=\"" as StaticString)
    output.append(relation)
    output.append("\" href=\"" as StaticString)
    output.appendHTMLEscaped(page.address(of: neighbour.url))
    output.append("\"><span class=\"md-footer__direction\">" as StaticString)
    output.appendHTMLEscaped(label)
    output.append("</span><span class=\"md-footer__title\">" as StaticString)
    output.appendHTMLEscaped(neighbour.title)
    output.append("</span></a>" as StaticString)
  }
}

extension PageLayout.Content {
  /// Material's rule: a page whose content has no `h1` gets one with the page's title.
  var needsTitleHeading: Bool { !hasTitleHeading }

  /// Where the page's links start.
  var base: NavigationHTML.Base { url.map { .page($0) } ?? .path(root) }

  /// The address of another page, seen from this one.
  func address(of url: String) -> String { root == "./" && !url.isEmpty ? url : root + url }
}
