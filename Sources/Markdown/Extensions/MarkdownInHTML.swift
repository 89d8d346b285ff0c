import Bytes

// `<div markdown>` … `</div>` (`md_in_html`): an element that stands in no other block becomes a
// block whose content is Markdown, up to its closing tag.

/// The opening tag of an element whose content is Markdown.
struct MarkdownElement {
  var tag: String
  var attributes: Attributes
  /// The content is text of a line; otherwise blocks.
  var isInline: Bool
  /// Behind the opening tag.
  var end: Int
}

extension HTMLElements {
  /// Whether Python-Markdown takes an element for a block.
  static func isBlock(_ name: String) -> Bool {
    blocks.contains(name) || pythonMarkdownBlocks.contains(name) || raw.contains(name)
  }

  /// Elements whose content is text of a line where `markdown` does not say otherwise.
  fileprivate static let lines: Set<String> = [
    "address", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "li", "p", "summary",
    "td", "th",
  ]

  /// Elements whose content is never Markdown.
  fileprivate static let verbatim: Set<String> = [
    "canvas", "math", "option", "pre", "script", "style", "textarea", "hr",
  ]
}

extension LinePass {
  /// Whether elements may begin here whose content is Markdown: only in such elements.
  var mayOpenElement: Bool { frames.allSatisfy { $0.closingTag != nil } }

  /// The opening tag at a byte, if the content of its element is Markdown.
  mutating func markdownElement(at offset: Int) -> MarkdownElement? {
    // A tag may go over lines, but not without end.
    let literal = ByteView(rebasing: source.bytes[offset...].prefix(4096))
    var scanner = HTMLTagScanner(literal)
    guard let tag = scanner.next(), !tag.isClosing, tag.range.lowerBound == 0,
      literal[tag.range.upperBound - 1] == ASCII.greater, HTMLElements.isBlock(tag.name),
      !HTMLElements.verbatim.contains(tag.name),
      let mode = tag.attributes.first(where: { $0.name == "markdown" })
    else { return nil }
    let value = mode.value.map { String(decoding: literal[$0], as: UTF8.self) } ?? "1"
    guard ["1", "markdown", "block", "span"].contains(value) else { return nil }
    let isInline = value == "span" || value != "block" && HTMLElements.lines.contains(tag.name)
    return MarkdownElement(
      tag: tag.name, attributes: Attributes(tag, in: literal), isInline: isInline,
      end: offset + tag.range.upperBound)
  }

  /// Opens an element if a line begins one whose content is Markdown.
  mutating func opensElement(_ line: LineCursor, _ start: LineStart) -> Bool {
    guard mayOpenElement, line.rest.mayHaveMarkdownAttribute || line.rest.last != ASCII.greater,
      let element = markdownElement(at: line.content)
    else { return false }
    guard hasRoom(for: line, start) else { return true }
    if element.isInline { return opensInlineElement(element, line, start) }
    let mark = BlockMark(
      form: .html(tag: element.tag, isInline: false), attributes: element.attributes)
    open(.block(mark), line, start, indent: 0)
    frames[frames.count - 1].closingTag = element.tag
    goOn(behind: element.end)
    return true
  }

  /// Goes on behind a byte of this line or a later one.
  mutating func goOn(behind offset: Int) {
    while index + 1 < source.lineStarts.count, source.lineStarts[index + 1] <= offset { index += 1 }
    let end = cursor(index).end
    guard offset < end else { return }
    let rest = LineCursor(source.bytes, start: offset, end: end)
    if !rest.isBlank { pendingLine = rest }
  }

  /// Reads a line in which the element that is open ends; false if it does not.
  mutating func closesElement(_ line: LineCursor) -> Bool {
    guard !frames.isEmpty, fence == nil,
      let innermost = frames.lastIndex(where: { $0.closingTag != nil }),
      line.rest.contains(ASCII.less)
    else { return false }
    if mayOpenElement, line.byte == ASCII.less, markdownElement(at: line.content) != nil {
      return false
    }
    var raw = frames[innermost].rawTags
    let hadRaw = !raw.isEmpty
    var onlyTags = true
    var tags = BlockTags(line)
    while let tag = tags.next() {
      if !tag.isClosing {
        onlyTags = onlyTags && (raw.isEmpty ? line.isBlank(before: tag.range.lowerBound) : true)
        if (onlyTags || !raw.isEmpty) && !tag.closesItself { raw.append(tag.name) }
      } else if let opening = raw.lastIndex(of: tag.name) {
        raw.removeSubrange(opening...)
        guard raw.isEmpty else { continue }
        endRaw(line, at: tag.range.upperBound, in: innermost)
        return true
      } else if raw.isEmpty, let frame = frames.lastIndex(where: { $0.closingTag == tag.name }) {
        let before = LineCursor(source.bytes, start: line.start, end: tag.range.lowerBound)
        if !before.isBlank { self.line(before) }
        closeAll(from: frame)
        goOn(behind: tag.range.upperBound)
        return true
      }
    }
    frames[innermost].rawTags = hadRaw || !raw.isEmpty ? raw : []
    return false
  }

  /// Ends raw HTML in an element: what follows is Markdown again.
  private mutating func endRaw(_ line: LineCursor, at end: Int, in frame: Int) {
    frames[frame].rawTags = []
    let raw = LineCursor(source.bytes, start: line.start, end: end)
    self.plainLine(raw)
    html = nil
    writeSeparator()
    paragraphIsOpen = false
    goOn(behind: end)
  }
}

/// The tags of block elements in a line, those in code spans left out.
private struct BlockTags {
  private let line: LineCursor
  private var offset: Int
  private var code: [Range<Int>]?

  init(_ line: LineCursor) {
    self.line = line
    offset = line.content
  }

  /// The next tag; its range is one of the page.
  mutating func next() -> HTMLTag? {
    while offset < line.end {
      let start = offset
      var scanner = HTMLTagScanner(ByteView(rebasing: line.bytes[start..<line.end]))
      guard var tag = scanner.next() else { break }
      tag.range = tag.range.lowerBound + start..<tag.range.upperBound + start
      offset = tag.range.upperBound
      if HTMLElements.isBlock(tag.name), !isInCode(tag.range.lowerBound) { return tag }
    }
    offset = line.end
    return nil
  }

  private mutating func isInCode(_ offset: Int) -> Bool {
    // In very long lines, tags count wherever they stand.
    guard line.end - line.content < 10_000,
      line.bytes[line.content..<offset].contains(ASCII.backtick)
    else { return false }
    let spans = code ?? CodeSpans.ranges(in: line.rest)
    code = spans
    let index = spans.map(\.lowerBound).lastIndex(notAfter: offset)
    return index >= 0 && offset < spans[index].upperBound
  }
}

extension Attributes {
  /// The attributes of a tag but `markdown`.
  fileprivate init(_ tag: HTMLTag, in literal: ByteView) {
    self.init()
    for attribute in tag.attributes where attribute.name != "markdown" {
      let value = attribute.value.map {
        String(decoding: literal[$0], as: UTF8.self).characterReferencesResolved
      }
      switch attribute.name {
      case "id": id = value ?? "id"
      case "class": classes += (value ?? "").split(separator: " ").map(String.init)
      default: self[attribute.name] = value ?? attribute.name
      }
    }
  }
}

extension LineCursor {
  /// Whether only blanks and tags stand before a byte.
  fileprivate func isBlank(before offset: Int) -> Bool {
    var isInTag = false
    for byte in bytes[content..<offset] {
      if byte == ASCII.less { isInTag = true }
      if !isInTag, !byte.isBlank { return false }
      if byte == ASCII.greater { isInTag = false }
    }
    return true
  }
}

extension HTMLTag {
  /// Whether the element has no closing tag.
  fileprivate var closesItself: Bool {
    let empty: Set<String> = [
      "base", "basefont", "col", "frame", "hr", "link", "menuitem", "param", "source", "track",
    ]
    return empty.contains(name)
  }
}

extension ByteSlice {
  /// Whether `markdown` occurs in a line, in any case.
  var mayHaveMarkdownAttribute: Bool {
    let word: StaticString = "markdown"
    let wanted = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard count >= wanted.count else { return false }
    return (startIndex...endIndex - wanted.count).contains { start in
      self[start..<start + wanted.count].elementsEqual(wanted) { $0.asciiLowercased == $1 }
    }
  }
}
