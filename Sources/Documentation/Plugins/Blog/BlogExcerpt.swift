import Bytes
import FileTree
import Markdown
import Sites

/// The beginning of a post, as lists show it.
struct BlogExcerpt {
  private let url: String
  private let body: [UInt8]
  private let permalinkClass: [UInt8]
  private let lines: NumberedLines
  /// Whether the post goes on.
  let isCut: Bool
  /// The heading that stands above the text.
  let heading: Heading

  /// - Parameters:
  ///   - title: of the post, for one whose text has no title of its own.
  ///   - slugs: how ids are made of headings.
  init(_ page: Page, title: String, separator: String, permalinkClass: String, slugs: Dialect.Slugs)
  {
    url = page.file.url
    lines = NumberedLines(page.html)
    self.permalinkClass = Array("class=\"\(permalinkClass)\"".utf8)
    let end = page.html.firstRange(of: Array(separator.utf8))?.lowerBound
    isCut = end != nil
    let text = page.html[..<(end ?? page.html.count)]
    if text.starts(with: Array("<h1".utf8)), let first = page.headings.first, first.level == 1 {
      heading = first
      body = Array(text)
    } else {
      let id = slugs.slug(of: title)
      heading = Heading(
        level: 1, id: id, text: title, html: title.htmlEscaped,
        position: SourcePosition(line: 1, column: 1))
      body = Array("<h1 id=\"\(id.htmlEscaped)\">\(title.htmlEscaped)</h1>\n".utf8) + text
    }
  }

  /// The text as it stands on the page of `file`: relative addresses are seen from there, and
  /// headings are one level lower and lead to the post.
  ///
  /// - Parameter turn: how many lists show the post before this one.
  func html(from file: SiteFile, turn: Int) -> [UInt8] {
    var output = OutputBuffer(capacity: body.count + 256)
    var index = 0
    var isTitle = true
    var isLinked = false
    while let start = body[index...].firstIndex(of: ASCII.less) {
      output.append(body[index..<start])
      let tag = body[start..<tagEnd(start)]
      index = tag.endIndex
      if isPermalink(tag) {
        index = body[index...].firstRange(of: Array("</a>".utf8))?.upperBound ?? body.count
      } else if let level = Self.headingLevel(tag) {
        let isClosing = body[start + 1] == ASCII.slash
        if isClosing, isLinked {
          output.append("</a>" as StaticString)
          isLinked = false
        }
        let name = start + (isClosing ? 2 : 1)
        output.append(body[start...name])
        output.append(min(level + 1, UInt8(ascii: "6")))
        output.append(body[(name + 2)..<tag.endIndex])
        if !isClosing, let id = Self.value(of: Self.id, in: tag) {
          let address = BlogPlugin.address(of: url, from: file.url)
          output.append("<a class=\"toclink\" href=\"" as StaticString)
          output.append(address)
          if !isTitle {
            output.append(ASCII.hash)
            output.append(body[id])
          }
          output.append("\">" as StaticString)
          isLinked = true
          isTitle = false
        }
      } else if !lines.append(tag, turn: turn, to: &output) {
        append(tag, from: file, to: &output)
      }
    }
    output.append(body[index...])
    return output.bytes
  }

  private static let id: [UInt8] = Array(" id=\"".utf8)
  private static let addresses: [[UInt8]] = [Array(" href=\"".utf8), Array(" src=\"".utf8)]

  private func isPermalink(_ tag: ArraySlice<UInt8>) -> Bool {
    tag.starts(with: [ASCII.less, UInt8(ascii: "a"), ASCII.space])
      && tag.firstRange(of: permalinkClass) != nil
  }

  /// The place behind the tag or comment that begins at `start`.
  private func tagEnd(_ start: Int) -> Int {
    if body[start...].starts(with: Array("<!--".utf8)) {
      return body[start...].firstRange(of: Array("-->".utf8))?.upperBound ?? body.count
    }
    return HTMLTagText.end(of: body, from: start) ?? body.count
  }

  /// The digit of a heading's tag; nil for other tags.
  private static func headingLevel(_ tag: ArraySlice<UInt8>) -> UInt8? {
    var rest = tag.dropFirst()
    if rest.first == ASCII.slash { rest = rest.dropFirst() }
    guard rest.first == UInt8(ascii: "h"), let level = rest.dropFirst().first,
      (UInt8(ascii: "1")...UInt8(ascii: "6")).contains(level),
      let next = rest.dropFirst(2).first, next == ASCII.greater || next.isASCIIWhitespace
    else { return nil }
    return level
  }

  /// Where the value of an attribute stands.
  private static func value(of start: [UInt8], in tag: ArraySlice<UInt8>) -> Range<Int>? {
    guard let begin = tag.firstRange(of: start)?.upperBound,
      let end = tag[begin...].firstIndex(of: ASCII.quote)
    else { return nil }
    return begin..<end
  }

  private func append(
    _ tag: ArraySlice<UInt8>, from file: SiteFile, to output: inout OutputBuffer
  ) {
    for start in Self.addresses {
      guard let range = Self.value(of: start, in: tag) else { continue }
      output.append(body[tag.startIndex..<range.lowerBound])
      output.append(address(String(decoding: body[range], as: UTF8.self), file))
      output.append(body[range.upperBound..<tag.endIndex])
      return
    }
    output.append(tag)
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
