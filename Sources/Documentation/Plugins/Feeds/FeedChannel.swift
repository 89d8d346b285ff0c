import Bytes
import Configuration
import Sites

/// An entry of a feed.
struct FeedItem {
  /// A picture that belongs to it.
  struct Image {
    var url: String
    /// In bytes; 0 where it is not known.
    var size: Int
  }

  var title: String
  var id: String
  var link: String
  /// Text or HTML.
  var description: String
  var authors: [String]
  var categories: [String]
  var comments: String?
  var image: Image?
  /// Seconds since 1970.
  var created: Int
  var updated: Int
}

/// What feeds say of the site, and how they are written.
struct FeedChannel: Sendable {
  /// The site's address.
  let base: String
  private let title: String
  private let description: String
  private let author: String?
  private let language: String
  private let timeToLive: Int
  private let image: String?

  init(_ setup: inout PluginSetup) {
    let site = setup.site
    base = site.siteURL ?? ""
    title = setup.options.string("feed_title") ?? site.siteName
    description =
      setup.options.string("feed_description") ?? site.siteDescription ?? site.siteName
    author = site.siteAuthor
    language = site.theme.language
    timeToLive = setup.options.int("feed_ttl") ?? 1440
    image = setup.options.string("image").map {
      LinkMeaning.isExternal($0) ? $0 : (site.siteURL ?? "") + $0
    }
  }

  // MARK: - RSS

  func rss(_ items: [FeedItem], _ date: KeyPath<FeedItem, Int>, _ name: String) -> [UInt8] {
    var output = OutputBuffer()
    func element(_ name: String, _ text: String) {
      output.append("<\(name)>\(text.htmlEscaped)</\(name)>\n")
    }
    output.append(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
      <channel>

      """ as StaticString)
    element("title", title)
    element("description", description)
    element("link", base)
    let own = (base + name).htmlEscaped
    output.append("<atom:link href=\"\(own)\" rel=\"self\" type=\"application/rss+xml\" />\n")
    if let author { element("managingEditor", author) }
    element("language", language)
    if let first = items.first { element("pubDate", CivilDate(seconds: first[keyPath: date]).mail) }
    element("ttl", String(timeToLive))
    if let image {
      output.append("<image>\n" as StaticString)
      element("url", image)
      element("title", title)
      element("link", base)
      output.append("</image>\n" as StaticString)
    }
    for item in items {
      output.append("<item>\n" as StaticString)
      element("title", item.title)
      for author in item.authors { element("author", author) }
      for category in item.categories { element("category", category) }
      element("description", item.description)
      element("link", item.link)
      element("pubDate", CivilDate(seconds: item[keyPath: date]).mail)
      output.append("<source url=\"\(own)\">\(title.htmlEscaped)</source>\n")
      if let comments = item.comments { element("comments", comments) }
      output.append("<guid isPermaLink=\"true\">\(item.id.htmlEscaped)</guid>\n")
      if let image = item.image {
        output.append(
          "<enclosure url=\"\(image.url.htmlEscaped)\" type=\"\(Self.mediaType(image.url))\""
            + " length=\"\(image.size)\" />\n")
      }
      output.append("</item>\n" as StaticString)
    }
    output.append("</channel>\n</rss>\n" as StaticString)
    return output.bytes
  }

  private static func mediaType(_ url: String) -> String {
    let path = url.prefix { $0 != "?" && $0 != "#" }
    return switch path.split(separator: ".").last?.lowercased() {
    case "jpg", "jpeg": "image/jpeg"
    case "gif": "image/gif"
    case "svg": "image/svg+xml"
    case "webp": "image/webp"
    case "avif": "image/avif"
    default: "image/png"
    }
  }

  // MARK: - JSON

  func json(_ items: [FeedItem], _ name: String) -> [UInt8] {
    var output = OutputBuffer()
    func member(_ name: String, _ text: String) {
      output.appendJSON(name)
      output.append(": " as StaticString)
      output.appendJSON(text)
      output.append(", " as StaticString)
    }
    func list(_ name: String, _ texts: [String], _ write: (String) -> Void) {
      output.appendJSON(name)
      output.append(": [" as StaticString)
      for (place, text) in texts.enumerated() {
        if place > 0 { output.append(", " as StaticString) }
        write(text)
      }
      output.append("], " as StaticString)
    }
    func person(_ name: String) {
      output.append("{\"name\": " as StaticString)
      output.appendJSON(name)
      output.append("}" as StaticString)
    }
    output.append("{" as StaticString)
    member("version", "https://jsonfeed.org/version/1.1")
    member("title", title)
    member("home_page_url", base)
    member("feed_url", base + name)
    member("description", description)
    if let image { member("icon", image) }
    if let author { list("authors", [author], person) }
    member("language", language)
    output.append("\"items\": [" as StaticString)
    for (index, item) in items.enumerated() {
      output.append(index == 0 ? "\n{" : ",\n{")
      member("id", item.id)
      member("url", item.link)
      member("title", item.title)
      member("content_html", item.description)
      if let image = item.image { member("image", image.url) }
      list("authors", item.authors, person)
      list("tags", item.categories) { output.appendJSON($0) }
      member("date_published", Self.stamp(item.created))
      output.append("\"date_modified\": " as StaticString)
      output.appendJSON(Self.stamp(item.updated))
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
