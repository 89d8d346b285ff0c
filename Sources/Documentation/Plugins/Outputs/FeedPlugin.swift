import Bytes
import Configuration
import Diagnostics
import FileTree
import Sites
import SystemPackage

/// `rss`: feeds of the pages that were made and changed last, as RSS and JSON.
struct FeedPlugin: SitePlugin {
  private let site: SiteConfiguration
  private let docs: FilePath
  private let length: Int
  private let abstractLength: Int
  private let pattern: String
  private let names:
    (rssCreated: String, rssUpdated: String, jsonCreated: String, jsonUpdated: String)
  private let createdKey: String?
  private let updatedKey: String?
  private let writesRSS: Bool
  private let writesJSON: Bool
  private let image: String?
  private var history = PageHistory()
  private let usesGit: Bool

  init?(_ setup: inout PluginSetup) {
    site = setup.site
    docs = setup.folders.docs
    length = setup.options.int("length") ?? 20
    abstractLength = setup.options.int("abstract_chars_count") ?? 160
    pattern = setup.options.string("match_path") ?? ".*"
    usesGit = setup.options.bool("use_git") ?? true
    writesRSS = setup.options.bool("rss_feed_enabled") ?? true
    writesJSON = setup.options.bool("json_feed_enabled") ?? true
    image = setup.options.string("image")
    let files = setup.options.value("feeds_filenames")
    names = (
      files?["rss_created"]?.string ?? "feed_rss_created.xml",
      files?["rss_updated"]?.string ?? "feed_rss_updated.xml",
      files?["json_created"]?.string ?? "feed_json_created.json",
      files?["json_updated"]?.string ?? "feed_json_updated.json"
    )
    let dates = setup.options.value("date_from_meta")
    createdKey = dates?["as_creation"]?.string
    updatedKey = dates?["as_update"]?.string
    if (try? Regex(pattern)) == nil, let value = setup.options.value("match_path") {
      setup.options.reject(value, "match_path", "a regular expression")
    }
    setup.ignore(
      "abstract_delimiter", "categories", "comments_path", "enabled", "feed_title",
      "feed_description", "feed_ttl", "pretty_print", "url_parameters", "cache_dir",
      "use_material_blog", "use_material_social_cards", "stylesheet", "feed_description")
  }

  var needsFrontMatter: Bool { true }

  mutating func prepare(_ files: SiteFiles, _ log: inout [Diagnostic]) async {
    if usesGit { history = await PageHistory.read(docs) }
  }

  /// An entry of a feed.
  private struct Item {
    var title: String
    var url: String
    var description: String
    var created: Int
    var updated: Int
  }

  func outputs(_ finished: FinishedSite, _ log: inout [Diagnostic]) -> [OutputFile] {
    guard let regex = try? Regex(pattern) else { return [] }
    let base = site.siteURL ?? ""
    var items: [Item] = []
    for (index, page) in finished.pages.enumerated() {
      let path = page.file.sourcePath
      guard path.prefixMatch(of: regex) != nil else { continue }
      let values = page.metadata.values
      if values?["rss"]?.bool == false { continue }
      func date(_ key: String?) -> Int? {
        key.flatMap { values?[$0]?.string ?? values?["date"]?[$0]?.string }
          .flatMap { CivilDate(iso: $0)?.seconds }
      }
      let known = history.dates[path]
      guard let created = date(createdKey) ?? known?.created ?? (usesGit ? history.now : nil)
      else { continue }
      items.append(
        Item(
          title: finished.titles[index], url: base + page.file.url,
          description: page.metadata.description ?? abstract(of: page), created: created,
          updated: date(updatedKey) ?? known?.updated ?? created))
    }
    func newest(_ date: KeyPath<Item, Int>) -> [Item] {
      Array(
        items.sorted { ($1[keyPath: date], $0.url) < ($0[keyPath: date], $1.url) }.prefix(length))
    }
    let made = newest(\.created)
    let changed = newest(\.updated)
    var files: [OutputFile] = []
    if writesRSS {
      files.append(
        OutputFile(path: names.rssCreated, bytes: rss(made, \.created, names.rssCreated)))
      files.append(
        OutputFile(path: names.rssUpdated, bytes: rss(changed, \.updated, names.rssUpdated)))
    }
    if writesJSON {
      files.append(OutputFile(path: names.jsonCreated, bytes: json(made, names.jsonCreated)))
      files.append(OutputFile(path: names.jsonUpdated, bytes: json(changed, names.jsonUpdated)))
    }
    return files
  }

  /// The beginning of the page's text.
  private func abstract(of page: Page) -> String {
    var text = ""
    var isTag = false
    for character in String(decoding: page.html.prefix(8000), as: UTF8.self) {
      if character == "<" { isTag = true }
      if !isTag { text.append(character.isNewline ? " " : character) }
      if character == ">" { isTag = false }
      if abstractLength > 0, text.count >= abstractLength * 2 { break }
    }
    let words = text.split(separator: " ").joined(separator: " ")
    return abstractLength > 0 ? String(words.prefix(abstractLength)) : words
  }

  private func rss(_ items: [Item], _ date: KeyPath<Item, Int>, _ name: String) -> [UInt8] {
    var output = OutputBuffer()
    func element(_ name: String, _ text: String) {
      output.append("<\(name)>")
      output.appendHTMLEscaped(text)
      output.append("</\(name)>\n")
    }
    output.append(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
      <channel>

      """ as StaticString)
    element("title", site.siteName)
    element("description", site.siteDescription ?? site.siteName)
    element("link", site.siteURL ?? "")
    output.append("<atom:link href=\"" as StaticString)
    output.appendHTMLEscaped((site.siteURL ?? "") + name)
    output.append("\" rel=\"self\" type=\"application/rss+xml\" />\n" as StaticString)
    if let author = site.siteAuthor { element("managingEditor", author) }
    element("language", site.theme.language)
    if let first = items.first { element("pubDate", CivilDate(seconds: first[keyPath: date]).mail) }
    element("ttl", "1440")
    for item in items {
      output.append("<item>\n" as StaticString)
      element("title", item.title)
      element("description", item.description)
      element("link", item.url)
      element("pubDate", CivilDate(seconds: item[keyPath: date]).mail)
      output.append("<guid isPermaLink=\"true\">" as StaticString)
      output.appendHTMLEscaped(item.url)
      output.append("</guid>\n</item>\n" as StaticString)
    }
    output.append("</channel>\n</rss>\n" as StaticString)
    return output.bytes
  }

  private func json(_ items: [Item], _ name: String) -> [UInt8] {
    var output = OutputBuffer()
    func member(_ name: String, _ text: String, comma: Bool = true) {
      output.appendJSON(name)
      output.append(": " as StaticString)
      output.appendJSON(text)
      if comma { output.append(", " as StaticString) }
    }
    output.append("{" as StaticString)
    member("version", "https://jsonfeed.org/version/1")
    member("title", site.siteName)
    member("home_page_url", site.siteURL ?? "")
    member("feed_url", (site.siteURL ?? "") + name)
    member("description", site.siteDescription ?? site.siteName)
    member("language", site.theme.language)
    output.append("\"items\": [" as StaticString)
    for (index, item) in items.enumerated() {
      output.append(index == 0 ? "\n{" : ",\n{")
      member("id", item.url)
      member("url", item.url)
      member("title", item.title)
      member("content_html", item.description)
      member("date_published", Self.stamp(item.created))
      member("date_modified", Self.stamp(item.updated), comma: false)
      output.append("}" as StaticString)
    }
    output.append("]}\n" as StaticString)
    return output.bytes
  }

  private static func stamp(_ seconds: Int) -> String {
    let date = CivilDate(seconds: seconds)
    return "\(date.iso)T\(date.time)+00:00"
  }
}
