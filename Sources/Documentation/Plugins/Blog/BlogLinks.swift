import Configuration
import Diagnostics
import FileTree
import Markdown
import Sites

/// Writes the links that a post's front matter gives to read on.
struct BlogLinks {
  let pages: [Page]
  let indexes: [String: Int]
  let titles: [String]
  /// The address of the post, and its file as diagnostics name it.
  let url: String
  let file: String
  var log: [Diagnostic]

  /// A list of links; items are paths, titles with paths, and titles with lists.
  mutating func html(_ items: [YAMLNode]) -> String {
    var html = "<ul class=\"md-post__links\">"
    for item in items {
      if let target = item.string {
        html += "<li>\(link(nil, target, item.location))</li>"
      } else if let entry = item.mapping?.first {
        if let inner = entry.value.sequence {
          html += "<li>\(entry.key.htmlEscaped)\n\(self.html(inner))</li>"
        } else if let target = entry.value.string {
          html += "<li>\(link(entry.key, target, entry.value.location))</li>"
        }
      }
    }
    return html + "</ul>\n"
  }

  private mutating func link(_ title: String?, _ target: String, _ location: Location) -> String {
    func anchor(_ address: String, _ text: String) -> String {
      "<a href=\"\(address)\">\(text.htmlEscaped)</a>"
    }
    if LinkMeaning.isExternal(target) { return anchor(target.htmlEscaped, title ?? target) }
    let parts = SplitURL(target)
    guard let path = RelativePath.normalized(parts.path), let index = indexes[path] else {
      log.append(
        .warning(
          code: "docs.link.missing-file", "there is no page '\(parts.path)' to read on",
          at: location, target: target,
          hint: Suggestion.didYouMean(String(parts.path), in: indexes.keys.sorted())))
      return anchor(target.htmlEscaped, title ?? target)
    }
    let page = pages[index]
    let address = BlogPlugin.address(of: page.file.url, from: url)
    guard parts.suffix.hasPrefix("#") else { return anchor(address, title ?? titles[index]) }
    let id = String(parts.suffix.dropFirst())
    guard let heading = page.headings.first(where: { $0.id == id }) else {
      log.append(
        .warning(
          code: "docs.link.missing-anchor", "there is no heading '\(id)' in '\(parts.path)'",
          at: location, target: target,
          hint: Suggestion.didYouMean(id, in: page.headings.map(\.id))))
      return anchor(address, title ?? titles[index])
    }
    return anchor("\(address)#\(id.htmlEscaped)", "\(title ?? titles[index]): \(heading.text)")
  }
}
