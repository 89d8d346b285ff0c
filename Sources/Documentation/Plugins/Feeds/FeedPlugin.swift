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
  private let channel: FeedChannel
  private let length: Int
  private let abstractLength: Int
  private let abstractDelimiter: [UInt8]
  private let pattern: String
  private let names:
    (rssCreated: String, rssUpdated: String, jsonCreated: String, jsonUpdated: String)
  private let dates: FeedDates
  private let categoryKeys: [String]
  private let commentsPath: String?
  private let query: String
  private let writesRSS: Bool
  private let writesJSON: Bool
  private var history = PageHistory()
  private let usesGit: Bool

  init?(_ setup: inout PluginSetup) {
    site = setup.site
    docs = setup.folders.docs
    channel = FeedChannel(&setup)
    length = setup.options.int("length") ?? 20
    abstractLength = setup.options.int("abstract_chars_count") ?? 160
    abstractDelimiter = Array((setup.options.string("abstract_delimiter") ?? "<!-- more -->").utf8)
    pattern = setup.options.string("match_path") ?? ".*"
    usesGit = setup.options.bool("use_git") ?? true
    writesRSS = setup.options.bool("rss_feed_enabled") ?? true
    writesJSON = setup.options.bool("json_feed_enabled") ?? true
    categoryKeys = setup.options.strings("categories") ?? []
    commentsPath = setup.options.string("comments_path")
    let parameters = (setup.options.value("url_parameters")?.mapping ?? []).compactMap { entry in
      entry.value.string.map {
        SiteAddress.percentEncoded(entry.key) + "=" + SiteAddress.percentEncoded($0)
      }
    }
    query = parameters.isEmpty ? "" : "?" + parameters.joined(separator: "&")
    let files = setup.options.value("feeds_filenames")
    names = (
      files?["rss_created"]?.string ?? "feed_rss_created.xml",
      files?["rss_updated"]?.string ?? "feed_rss_updated.xml",
      files?["json_created"]?.string ?? "feed_json_created.json",
      files?["json_updated"]?.string ?? "feed_json_updated.json"
    )
    dates = FeedDates(&setup.options)
    if (try? Regex(pattern)) == nil, let value = setup.options.value("match_path") {
      setup.options.reject(value, "match_path", "a regular expression")
    }
    // How files look makes no difference to those who read feeds.
    setup.ignore(
      "enabled", "pretty_print", "cache_dir", "use_material_blog", "use_material_social_cards",
      "stylesheet")
  }

  var needsFrontMatter: Bool { true }

  mutating func prepare(_ files: SiteFiles, _ log: inout [Diagnostic]) async {
    if usesGit { history = await PageHistory.read(docs) }
  }

  func outputs(_ finished: FinishedSite, _ log: inout [Diagnostic]) -> [OutputFile] {
    guard let regex = try? Regex(pattern) else { return [] }
    let now = PageHistory.currentTime
    var items: [FeedItem] = []
    for (index, page) in finished.pages.enumerated() {
      let values = page.metadata.values
      guard page.file.sourcePath.prefixMatch(of: regex) != nil, values?["rss"]?.bool != false,
        values?["draft"]?.bool != true
      else { continue }
      let known = history.dates[page.file.sourcePath]
      let created = dates.created(values) ?? known?.created ?? now
      items.append(
        FeedItem(
          title: finished.titles[index], id: channel.base + page.file.url,
          link: channel.base + page.file.url + query, description: description(of: page),
          authors: Self.texts(values?["author"] ?? values?["authors"]),
          categories: categoryKeys.flatMap { Self.texts(values?[$0]) },
          comments: commentsPath.map { channel.base + page.file.url + $0 },
          image: image(of: page, finished.files), created: created,
          updated: dates.updated(values) ?? known?.updated ?? (usesGit ? created : now)))
    }
    func newest(_ date: KeyPath<FeedItem, Int>) -> [FeedItem] {
      let order = items.indices.sorted {
        (items[$1][keyPath: date], $0) < (items[$0][keyPath: date], $1)
      }
      return order.prefix(length).map { items[$0] }
    }
    let (made, changed) = (newest(\.created), newest(\.updated))
    var files: [OutputFile] = []
    func add(_ name: String, _ bytes: [UInt8]) {
      files.append(OutputFile(path: name, bytes: bytes))
    }
    if writesRSS {
      add(names.rssCreated, channel.rss(made, \.created, names.rssCreated))
      add(names.rssUpdated, channel.rss(changed, \.updated, names.rssUpdated))
    }
    if writesJSON {
      add(names.jsonCreated, channel.json(made, names.jsonCreated))
      add(names.jsonUpdated, channel.json(changed, names.jsonUpdated))
    }
    return files
  }

  /// A text, or those of a list.
  private static func texts(_ node: YAMLNode?) -> [String] {
    node?.string.map { [$0] } ?? node?.sequence?.compactMap(\.string) ?? []
  }

  /// What front matter says, or the beginning of the page: up to a mark, or so many characters.
  private func description(of page: Page) -> String {
    if abstractLength == -1 { return String(decoding: page.html, as: UTF8.self) }
    let own = page.metadata.values?["rss"]?["feed_description"]?.string
    if let written = own ?? page.metadata.description { return written }
    if !abstractDelimiter.isEmpty, let mark = page.html.firstRange(of: abstractDelimiter) {
      return String(decoding: page.html[..<mark.lowerBound], as: UTF8.self)
    }
    guard abstractLength > 0 else { return "" }
    var text = ""
    var isTag = false
    for character in String(decoding: page.html.prefix(8000), as: UTF8.self) {
      if character == "<" { isTag = true }
      if !isTag { text.append(character.isNewline ? " " : character) }
      if character == ">" { isTag = false }
      if text.count >= abstractLength * 2 { break }
    }
    let words = text.split(separator: " ").joined(separator: " ")
    return words.count <= abstractLength ? words : words.prefix(max(0, abstractLength - 3)) + "..."
  }

  private func image(of page: Page, _ files: SiteFiles) -> FeedItem.Image? {
    let values = page.metadata.values
    guard let written = values?["image"]?.string ?? values?["illustration"]?.string else {
      return nil
    }
    if LinkMeaning.isExternal(written) { return FeedItem.Image(url: written, size: 0) }
    let folder = RelativePath.folder(of: page.file.sourcePath)
    let file =
      RelativePath.resolve(written, in: folder).flatMap { files[$0] }
      ?? RelativePath.normalized(written).flatMap { files[$0] }
    return FeedItem.Image(
      url: channel.base + (file?.url ?? written),
      size: file.flatMap { FileStatus.of($0.location) }?.size ?? 0)
  }
}
