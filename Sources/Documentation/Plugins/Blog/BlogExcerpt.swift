import Bytes
import FileTree
import Markdown
import Sites

/// The beginning of a post, as lists show it.
struct BlogExcerpt {
  private let url: String
  /// The title as HTML, and its id.
  private let title: String
  private let id: String
  private let body: ArraySlice<UInt8>
  /// Whether the post goes on.
  let isCut: Bool

  /// How many minutes it takes to read the post.
  let readingTime: Int

  init(_ post: BlogPost, page: Page, title: String, separator: String) {
    url = page.file.url
    readingTime = Self.readingTime(page.html)
    let end = page.html.firstRange(of: Array(separator.utf8))?.lowerBound
    isCut = end != nil
    var body = page.html[..<(end ?? page.html.count)]
    // The title stands above the text, as a link.
    let closing: [UInt8] = Array("</h1>".utf8)
    if body.starts(with: Array("<h1".utf8)), let heading = body.firstRange(of: closing),
      let tag = body.firstIndex(of: ASCII.greater)
    {
      self.title = String(decoding: body[(tag + 1)..<heading.lowerBound], as: UTF8.self)
      id = page.headings.first?.id ?? ""
      body = body[heading.upperBound...]
    } else {
      self.title = title.htmlEscaped
      id = Dialect.Slugs.pythonMarkdown.slug(of: title)
    }
    self.body = body
  }

  /// 265 words a minute, and some seconds for each image, fewer for later ones.
  private static func readingTime(_ html: [UInt8]) -> Int {
    var words = 0
    var images = 0
    var isTag = false
    var isWord = false
    for (index, byte) in html.enumerated() {
      if byte == ASCII.less {
        isTag = true
        if html[index...].starts(with: [ASCII.less] + Array("img".utf8)) { images += 1 }
      }
      let counts = !isTag && (byte.isASCIIAlphanumeric || byte == ASCII.underscore || byte >= 0x80)
      if counts, !isWord { words += 1 }
      isWord = counts
      if byte == ASCII.greater { isTag = false }
    }
    let seconds = (words * 60 + 264) / 265 + (0..<images).reduce(0) { $0 + max(3, 12 - $1) }
    return max(1, (seconds + 59) / 60)
  }

  /// The excerpt as it stands on the page of `file`.
  func html(from file: SiteFile, meta: String) -> String {
    let address = BlogPlugin.address(of: url, from: file.url)
    var html = "<article class=\"md-post md-post--excerpt\">"
    html += "<header class=\"md-post__header\">\(meta)</header>\n"
    html += "<div class=\"md-post__content md-typeset\">\n"
    html +=
      "<h2 id=\"\(id.htmlEscaped)\"><a class=\"toclink\" href=\"\(address)\">\(title)</a></h2>\n"
    html += moved(to: file)
    if isCut {
      html += "<nav class=\"md-post__action\"><a href=\"\(address)\">Continue reading</a></nav>\n"
    }
    return html + "</div></article>\n"
  }

  /// The text with its relative addresses seen from another page, and its headings below the
  /// title's.
  private func moved(to file: SiteFile) -> String {
    var output = OutputBuffer(capacity: body.count)
    var index = body.startIndex
    let starts = ["href=\"", "src=\""].map { Array($0.utf8) }
    while index < body.endIndex {
      let rest = body[index...]
      if let level = Self.headingLevel(rest) {
        let name = rest.prefix { $0 != level }
        output.append(name)
        output.append(min(level + 1, UInt8(ascii: "6")))
        index += name.count + 1
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

  /// The digit of the heading's tag that begins here; nil where none does.
  private static func headingLevel(_ bytes: ArraySlice<UInt8>) -> UInt8? {
    guard bytes.first == ASCII.less else { return nil }
    var rest = bytes.dropFirst()
    if rest.first == ASCII.slash { rest = rest.dropFirst() }
    guard rest.first == UInt8(ascii: "h"), let level = rest.dropFirst().first,
      (UInt8(ascii: "1")...UInt8(ascii: "6")).contains(level),
      let next = rest.dropFirst(2).first, next == ASCII.greater || next.isASCIIWhitespace
    else { return nil }
    return level
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
