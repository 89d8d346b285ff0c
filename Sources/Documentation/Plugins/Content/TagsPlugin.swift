import Bytes
import Configuration
import Diagnostics
import FileTree
import Markdown
import Sites

/// `tags`: pages bear the tags of their front matter, and a page with `<!-- material/tags -->` lists
/// all pages by tag.
struct TagsPlugin: SitePlugin {
  private let property: String
  private let directive: [UInt8]
  private let listFile: String?
  private let showsTags: Bool
  private let showsLists: Bool
  private let allowed: Set<String>
  private let separator: String
  private let slugFormat: String
  private let exportFile: String?

  init?(_ setup: inout PluginSetup) {
    property = setup.options.string("tags_name_property") ?? "tags"
    directive = Array("<!-- \(setup.options.string("listings_directive") ?? "material/tags")".utf8)
    listFile = setup.options.string("tags_file")
    showsTags = setup.options.bool("tags") ?? true
    showsLists = setup.options.bool("listings") ?? true
    allowed = Set(setup.options.strings("tags_allowed") ?? [])
    separator = setup.options.string("tags_slugify_separator") ?? "-"
    slugFormat = setup.options.string("tags_slugify_format") ?? "tag:{slug}"
    exportFile =
      setup.options.bool("export") == false
      ? nil : setup.options.string("export_file") ?? "tags.json"
    setup.unsupported("tags_hierarchy", "tags are listed side by side")
    setup.ignore(
      "tags_slugify", "tags_sort_by", "tags_sort_reverse", "tags_name_variable", "listings_map",
      "listings_sort_by", "listings_sort_reverse", "listings_tags_sort_by",
      "listings_tags_sort_reverse", "listings_layout", "listings_toc", "shadow", "shadow_on_serve",
      "shadow_tags", "shadow_tags_prefix", "shadow_tags_suffix", "export_only", "tags_compare",
      "tags_compare_reverse", "tags_pages_compare",
      "tags_pages_compare_reverse", "tags_extra_files", "tags_hierarchy_separator", "filters")
  }

  var needsFrontMatter: Bool { true }

  func pages(_ pages: inout [Page], _ navigation: Navigation, _ log: inout [Diagnostic]) {
    let titles = Documents.titles(pages, navigation)
    var tagged: [String: [Int]] = [:]
    var tagsOfPages = [[String]](repeating: [], count: pages.count)
    for index in pages.indices {
      tagsOfPages[index] = tags(of: pages[index], &log)
      for tag in tagsOfPages[index] { tagged[tag, default: []].append(index) }
    }
    guard !tagged.isEmpty || listFile != nil else { return }
    let order = tagged.keys.sorted { scalarsPrecede($0.lowercased(), $1.lowercased()) }
    var listURL: String?
    for index in pages.indices where showsLists {
      guard list(on: &pages[index], order, tagged, pages, titles) else { continue }
      listURL = listURL ?? pages[index].file.url
    }
    guard showsTags else { return }
    for index in pages.indices where !tagsOfPages[index].isEmpty {
      if pages[index].metadata.hidden.contains("tags") { continue }
      show(tagsOfPages[index], on: &pages[index], listURL)
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
    guard let node = page.metadata.values?[property], !node.isNull else { return [] }
    guard let items = node.sequence else {
      log.append(
        .warning(
          code: "docs.tags", "'\(property)' must be a list, not \(node.kindDescription)",
          at: node.location, target: property))
      return []
    }
    var tags: [String] = []
    for item in items {
      guard let tag = item.string else { continue }
      if !allowed.isEmpty, !allowed.contains(tag) {
        log.append(
          .error(
            code: "docs.tags", "the tag '\(tag)' is not allowed", at: item.location, target: tag,
            hint: Suggestion.didYouMean(tag, in: allowed.sorted())))
      }
      if !tags.contains(tag) { tags.append(tag) }
    }
    return tags
  }

  private func slug(_ tag: String) -> String {
    slugFormat.replacing(
      "{slug}", with: Dialect.Slugs.unicode(lowercase: true).slug(of: tag, separator: separator))
  }

  /// Writes the list where the page asks for it.
  private func list(
    on page: inout Page, _ order: [String], _ tagged: [String: [Int]], _ pages: [Page],
    _ titles: [String]
  ) -> Bool {
    var place: Range<Int>?
    if let start = page.html.firstRange(of: directive)?.lowerBound,
      let end = page.html[start...].firstRange(of: Array("-->".utf8))?.upperBound
    {
      place = start..<end
    } else if page.file.sourcePath == listFile {
      place = page.html.count..<page.html.count
    }
    guard let place else { return false }
    var output = OutputBuffer()
    for tag in order {
      let id = slug(tag)
      output.append("<h2 id=\"" as StaticString)
      output.appendHTMLEscaped(id)
      output.append("\"><span class=\"md-tag\">" as StaticString)
      output.appendHTMLEscaped(tag)
      output.append("</span></h2>\n<ul>\n" as StaticString)
      let members = (tagged[tag] ?? []).sorted { scalarsPrecede(titles[$0], titles[$1]) }
      for index in members {
        output.append("<li><a href=\"" as StaticString)
        output.appendHTMLEscaped(
          RelativePath.from(folder: page.file.urlFolder, to: pages[index].file.url))
        output.append("\">" as StaticString)
        output.appendHTMLEscaped(titles[index])
        output.append("</a></li>\n" as StaticString)
      }
      output.append("</ul>\n" as StaticString)
      page.anchors.insert(id)
      var shown = OutputBuffer()
      shown.appendHTMLEscaped(tag)
      page.headings.append(
        Heading(
          level: 2, id: id, text: tag, html: shown.text,
          position: SourcePosition(line: 1, column: 1)))
    }
    page.html.replaceSubrange(place, with: output.bytes)
    return true
  }

  private func show(_ tags: [String], on page: inout Page, _ listURL: String?) {
    var output = OutputBuffer()
    output.append("<nav class=\"md-tags\">" as StaticString)
    for tag in tags {
      if let listURL {
        output.append("<a class=\"md-tag\" href=\"" as StaticString)
        let address = RelativePath.from(folder: page.file.urlFolder, to: listURL)
        output.appendHTMLEscaped(address + "#" + slug(tag))
        output.append("\">" as StaticString)
      } else {
        output.append("<span class=\"md-tag\">" as StaticString)
      }
      output.appendHTMLEscaped(tag)
      output.append(listURL == nil ? "</span> " : "</a> ")
    }
    output.append("</nav>\n" as StaticString)
    page.lead += output.bytes
  }
}
