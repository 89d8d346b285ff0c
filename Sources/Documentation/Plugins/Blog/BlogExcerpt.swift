import Bytes
import FileTree
import Sites

/// The beginning of a post, as lists show it.
struct BlogExcerpt {
  private let url: String
  private let title: String
  private let body: ArraySlice<UInt8>
  /// Whether the post goes on.
  let isCut: Bool

  init(_ post: BlogPost, page: Page, title: String, separator: String) {
    url = page.file.url
    self.title = title
    let end = page.html.firstRange(of: Array(separator.utf8))?.lowerBound
    isCut = end != nil
    var body = page.html[..<(end ?? page.html.count)]
    // The title stands above the text, as a link.
    let closing: [UInt8] = Array("</h1>".utf8)
    if body.starts(with: Array("<h1".utf8)), let heading = body.firstRange(of: closing) {
      body = body[heading.upperBound...]
    }
    self.body = body
  }

  /// The excerpt as it stands on the page of `file`.
  func html(from file: SiteFile, meta: String) -> String {
    let address = BlogPlugin.address(of: url, from: file.url)
    let id = title.htmlEscaped
    var html =
      "<article class=\"md-post md-post--excerpt\"><header class=\"md-post__header\">\(meta)</header>\n"
    html +=
      "<div class=\"md-post__content md-typeset\">\n<h2><a class=\"toclink\" href=\"\(address)\">\(id)</a></h2>\n"
    html += moved(to: file)
    if isCut {
      html += "<nav class=\"md-post__action\"><a href=\"\(address)\">Continue reading</a></nav>\n"
    }
    return html + "</div></article>\n"
  }

  /// The text with its relative addresses seen from another page, and without ids, which would
  /// stand twice.
  private func moved(to file: SiteFile) -> String {
    var output = OutputBuffer(capacity: body.count)
    var index = body.startIndex
    let starts = ["href=\"", "src=\""].map { Array($0.utf8) }
    let id: [UInt8] = Array(" id=\"".utf8)
    while index < body.endIndex {
      let rest = body[index...]
      if rest.starts(with: id), let end = rest.dropFirst(id.count).firstIndex(of: ASCII.quote) {
        index = end + 1
        continue
      }
      guard let start = starts.first(where: { rest.starts(with: $0) }),
        let end = rest.dropFirst(start.count).firstIndex(of: ASCII.quote)
      else {
        output.append(body[index])
        index += 1
        continue
      }
      output.append(start)
      let written = String(decoding: body[(index + start.count)..<end], as: UTF8.self)
      output.append(address(written, file))
      index = end
    }
    return output.text
  }

  private func address(_ written: String, _ file: SiteFile) -> String {
    if LinkMeaning.isExternal(written) || written.hasPrefix("/") { return written }
    let own = url.hasSuffix("/") ? String(url.dropLast()) : RelativePath.folder(of: url)
    if written.isEmpty || written.hasPrefix("#") {
      return BlogPlugin.address(of: url, from: file.url) + written
    }
    let parts = SplitURL(written)
    guard let target = RelativePath.resolve(parts.path, in: own) else { return written }
    let slash = parts.path.hasSuffix("/") && !target.isEmpty ? "/" : ""
    let folder = String(file.urlFolder.dropLast())
    return RelativePath.from(folder: folder, to: target + slash) + parts.suffix
  }
}
