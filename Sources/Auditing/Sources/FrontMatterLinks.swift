import Configuration
import Diagnostics
import Markdown

/// Finds the links in front matter: values of keys that name pages and images, such as `image`,
/// where they look like paths.
enum FrontMatterLinks {
  /// The text of such links, which have none of their own.
  static let text = "front matter"

  /// - Parameters:
  ///   - yaml: what stands between the fences; it begins on line 2.
  ///   - file: the file's name, for locations.
  static func links(_ yaml: ArraySlice<UInt8>, _ file: String) -> [Link] {
    guard mayHoldPath(yaml), let node = try? YAMLParser.parse([UInt8](yaml), file: file) else {
      return []
    }
    var links: [Link] = []
    collect(node, isLink: false, into: &links)
    return links
  }

  /// Most front matter shows by its bytes that no path with an extension is in it.
  private static func mayHoldPath(_ yaml: ArraySlice<UInt8>) -> Bool {
    yaml.contains(UInt8(ascii: "."))
  }

  private static let keys: Set<String> = [
    "image", "images", "cover", "thumbnail", "banner", "logo", "hero", "background", "og_image",
    "social_image", "card", "avatar", "photo", "picture", "link", "links", "url", "href", "src",
    "related", "see_also", "next", "prev", "previous", "parent", "source", "file", "files",
    "attachment", "attachments", "download", "pdf",
  ]

  private static func collect(_ node: YAMLNode, isLink: Bool, into links: inout [Link]) {
    switch node.value {
    case .mapping(let entries):
      for entry in entries {
        let key = entry.key.lowercased().split(separator: "-").joined(separator: "_")
        collect(entry.value, isLink: isLink || keys.contains(key), into: &links)
      }
    case .sequence(let items):
      for item in items { collect(item, isLink: isLink, into: &links) }
    case .scalar(let text, _):
      guard isLink, looksLikePath(text) else { return }
      // The YAML begins on the file's second line.
      links.append(
        Link(
          kind: isImage(text) ? .image : .link, destination: text, text: Self.text,
          position: SourcePosition(
            line: (node.location.line ?? 1) + 1, column: node.location.column ?? 1)))
    }
  }

  private static let imageEndings = ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "ico"]
  private static let otherEndings = ["md", "markdown", "pdf", "html", "zip", "mp4", "txt", "csv"]

  private static func ending(_ text: String) -> String? {
    let path = text.prefix { $0 != "#" && $0 != "?" }
    guard let dot = path.lastIndex(of: ".") else { return nil }
    return path[path.index(after: dot)...].lowercased()
  }

  private static func isImage(_ text: String) -> Bool {
    ending(text).map { imageEndings.contains($0) } ?? false
  }

  private static func looksLikePath(_ text: String) -> Bool {
    if text.contains(where: { $0.isWhitespace || $0 == "{" || $0 == "$" }) { return false }
    guard let ending = ending(text) else { return false }
    return imageEndings.contains(ending) || otherEndings.contains(ending)
  }
}
