import Bytes
import FileTree
import Markdown
import Sites

/// Writes lists of pages by tags into pages.
struct TagListWriter {
  let settings: TagSettings
  let dialect: Dialect
  /// The titles and the tags of all pages.
  let titles: [String]
  let tags: [[String]]
  let pages: [Page]

  /// Replaces a part of a page's HTML by a list, or by nothing.
  func write(_ listing: TagListing?, at range: Range<Int>, on page: inout Page) {
    guard let listing else {
      page.html.removeSubrange(range)
      return
    }
    var tree = TagTree()
    for index in pages.indices where !tags[index].isEmpty {
      for tag in listing.tags(tags[index], of: index, pages, settings) {
        if !listing.options.showsShadows, settings.isShadow(tag) { continue }
        tree.add(index, below: settings.parts(of: tag)[...])
      }
    }
    let place = headingPlace(before: range.lowerBound, on: page)
    let level = place.map { page.headings[$0].level + 1 } ?? 2
    var output = OutputBuffer()
    var headings: [Heading] = []
    for tag in settings.sortedForListing(tree.children.keys) {
      guard let branch = tree.children[tag] else { continue }
      write(tag, branch, level, depth: 0, page.file, into: &output, &headings)
    }
    page.html.replaceSubrange(range, with: output.bytes)
    page.anchors.formUnion(headings.map(\.id))
    if listing.options.hasContents {
      page.headings.insert(contentsOf: headings, at: place.map { $0 + 1 } ?? 0)
    }
  }

  /// The index of the last heading before a place in the page's HTML.
  private func headingPlace(before end: Int, on page: Page) -> Int? {
    let html = page.html[..<end]
    return page.headings.lastIndex { heading in
      !heading.id.isEmpty
        && html.firstRange(of: Array("<h\(heading.level) id=\"\(heading.id.htmlEscaped)\"".utf8))
          != nil
    }
  }

  private func write(
    _ tag: String, _ tree: TagTree, _ level: Int, depth: Int, _ file: SiteFile,
    into output: inout OutputBuffer, _ headings: inout [Heading]
  ) {
    let id = settings.slug(tag)
    let name = tag.htmlEscaped
    output.append("<h\(level) id=\"\(id.htmlEscaped)\">")
    output.append("<span class=\"\(settings.classes(of: tag))\">\(name)</span>")
    output.append(dialect.permalinkHTML(for: id.htmlEscaped))
    output.append("</h\(level)>\n<ul>\n")
    headings.append(
      Heading(
        level: level + depth, id: id, text: tag, html: name,
        position: SourcePosition(line: 1, column: 1)))
    for index in settings.sorted(tree.pages, titles, pages) {
      output.append("<li><a href=\"" as StaticString)
      output.appendHTMLEscaped(
        RelativePath.from(folder: file.urlFolder, to: pages[index].file.url))
      output.append("\">\(titles[index].htmlEscaped)</a></li>\n")
    }
    for child in settings.sortedForListing(tree.children.keys) {
      guard let branch = tree.children[child] else { continue }
      output.append("<li style=\"list-style-type:none\">\n" as StaticString)
      write(child, branch, level, depth: depth + 1, file, into: &output, &headings)
      output.append("</li>\n" as StaticString)
    }
    output.append("</ul>\n" as StaticString)
  }
}
