import Bytes
import Configuration
import Diagnostics
import FileTree
import Markdown
import Sites

/// `tags`: pages bear the tags of their front matter, and a page with `<!-- material/tags -->` lists
/// pages by tag.
struct TagsPlugin: SitePlugin {
  private let settings: TagSettings
  private let directives: TagDirectives
  private let showsTags: Bool
  private let exportFile: String?
  private let dialect: Dialect

  init?(_ setup: inout PluginSetup) {
    settings = TagSettings(&setup)
    directives = TagDirectives(&setup, settings)
    let isExport = setup.options.bool("export_only") ?? false
    showsTags = setup.options.bool("tags") ?? true && !isExport
    exportFile =
      setup.options.bool("export") == false
      ? nil : setup.options.string("export_file") ?? "tags.json"
    dialect = setup.site.dialect
    setup.ignore("tags_name_variable")
  }

  var needsFrontMatter: Bool { true }

  func pages(_ pages: inout [Page], _ navigation: Navigation, _ log: inout [Diagnostic]) {
    let titles = Documents.titles(pages, navigation)
    let tags = pages.map { self.tags(of: $0, &log) }
    var listings: [TagListing] = []
    for index in pages.indices where settings.covers(pages[index].file) {
      let found = directives.find(on: pages[index], &log)
      if found.isEmpty { continue }
      let writer = TagListWriter(
        settings: settings, dialect: dialect, titles: titles, tags: tags, pages: pages)
      for directive in found.reversed() {
        let listing = TagListing(page: index, options: directive.options)
        listings.append(listing)
        writer.write(directives.showsLists ? listing : nil, at: directive.range, on: &pages[index])
      }
    }
    guard showsTags else { return }
    for index in pages.indices where !tags[index].isEmpty {
      if pages[index].metadata.hidden.contains("tags") { continue }
      show(tags[index], on: index, listings, &pages)
    }
  }

  /// The tags of all pages, for other sites and tools.
  func outputs(_ site: FinishedSite, _ log: inout [Diagnostic]) -> [OutputFile] {
    guard let exportFile else { return [] }
    var ignored: [Diagnostic] = []
    var output = OutputBuffer()
    output.append("{\"mappings\": [" as StaticString)
    var isFirst = true
    for (index, page) in site.pages.enumerated() {
      let tags = tags(of: page, &ignored)
      if tags.isEmpty { continue }
      output.append(isFirst ? "{\"item\": {\"url\": " : ", {\"item\": {\"url\": ")
      isFirst = false
      output.appendJSON(page.file.url)
      output.append(", \"title\": " as StaticString)
      output.appendJSON(site.titles[index])
      output.append("}, \"tags\": [" as StaticString)
      for (place, tag) in tags.sorted(by: scalarsPrecede).enumerated() {
        if place > 0 { output.append(", " as StaticString) }
        output.appendJSON(tag)
      }
      output.append("]}" as StaticString)
    }
    output.append("]}" as StaticString)
    return [OutputFile(path: exportFile, bytes: output.bytes)]
  }

  private func tags(of page: Page, _ log: inout [Diagnostic]) -> [String] {
    guard let node = page.metadata.values?[settings.property], !node.isNull,
      settings.covers(page.file)
    else { return [] }
    guard let items = node.sequence else {
      log.append(
        .warning(
          code: "docs.tags", "'\(settings.property)' must be a list, not \(node.kindDescription)",
          at: node.location, target: settings.property))
      return []
    }
    var tags: [String] = []
    for item in items {
      guard let tag = item.string else { continue }
      if !settings.allowed.isEmpty, !settings.allowed.contains(tag) {
        log.append(
          .error(
            code: "docs.tags", "the tag '\(tag)' is not allowed", at: item.location, target: tag,
            hint: Suggestion.didYouMean(tag, in: settings.allowed.sorted())))
      }
      if !tags.contains(tag) { tags.append(tag) }
    }
    return tags
  }

  /// Puts a page's tags above its text; each leads to the nearest list that has it.
  private func show(
    _ tags: [String], on index: Int, _ listings: [TagListing], _ pages: inout [Page]
  ) {
    let url = pages[index].file.url
    func nearness(_ listing: TagListing) -> Int {
      zip(url.split(separator: "/"), pages[listing.page].file.url.split(separator: "/"))
        .prefix { $0 == $1 }.reduce(0) { $0 + $1.0.utf8.count + 1 }
    }
    // Sorting keeps the order of pages for lists that are as near as each other.
    let near = listings.enumerated().sorted {
      let (left, right) = (nearness($0.element), nearness($1.element))
      return left == right
        ? (pages[$0.element.page].file.url, $0.offset)
          < (pages[$1.element.page].file.url, $1.offset)
        : left > right
    }.map { ($0.element, Set($0.element.tags(tags, of: index, pages, settings))) }
    var output = OutputBuffer()
    output.append("<nav class=\"md-tags\">" as StaticString)
    for tag in settings.sorted(tags) {
      let classes = settings.classes(of: tag)
      if let listing = near.first(where: { $0.1.contains(tag) })?.0 {
        let address = RelativePath.from(
          folder: pages[index].file.urlFolder, to: pages[listing.page].file.url)
        output.append("<a class=\"\(classes)\" href=\"")
        output.appendHTMLEscaped(address + "#" + settings.slug(tag))
        output.append("\">\(tag.htmlEscaped)</a> ")
      } else {
        output.append("<span class=\"\(classes)\">\(tag.htmlEscaped)</span> ")
      }
    }
    output.append("</nav>\n" as StaticString)
    pages[index].lead += output.bytes
  }
}
