import Bytes

// `<figure markdown="span">` … `</figure>`: the content is text of a line, whatever it looks like.
// It is written as a paragraph on one line.

extension LinePass {
  /// Opens and closes an element whose content is text of a line; false if it has no closing tag.
  mutating func opensInlineElement(
    _ element: MarkdownElement, _ line: LineCursor, _ start: LineStart
  ) -> Bool {
    guard !unclosedElements.contains(element.tag) else { return false }
    let rest = ByteView(rebasing: source.bytes[element.end...])
    guard let content = InlineContent(rest, of: element.tag) else {
      // Looking for a closing tag again and again would take quadratic time.
      unclosedElements.insert(element.tag)
      return false
    }
    let mark = BlockMark(
      form: .html(tag: element.tag, isInline: true), attributes: element.attributes)
    open(.block(mark), line, start, indent: 0)
    text.beginLine()
    writePrefix(frames: frames.count)
    if let level = element.tag.headingLevel {
      text.insert(String(repeating: "#", count: level) + " ")
    } else {
      text.insert(Markers.guardCharacter)
      markers.guarded.insert(text.currentLine)
    }
    for piece in content.pieces {
      switch piece {
      case .text(let range, let isRaw):
        write(element.end + range.lowerBound..<element.end + range.upperBound, isRaw: isRaw)
      case .lineBreak: text.insert("<br /> ")
      }
    }
    text.endLine()
    closeInnermost()
    goOn(behind: element.end + content.end)
    return true
  }

  /// Writes text on one line; raw text so that it is no Markdown.
  private mutating func write(_ range: Range<Int>, isRaw: Bool) {
    var start = range.lowerBound
    for index in range {
      let byte = source.bytes[index]
      if byte == ASCII.lineFeed || byte == ASCII.carriageReturn {
        text.copy(start..<index)
        let trailing = source.bytes[start..<index].reversed().prefix { $0 == ASCII.space }.count
        let isBreak = trailing > 1 && trailing < index - start
        text.insert(isBreak ? "<br /> " : " ")
        start = index + 1
      } else if isRaw, byte.mayBeMarkdown {
        text.copy(start..<index)
        text.insert("\\")
        start = index
      }
    }
    text.copy(start..<range.upperBound)
  }
}

/// The content of an element up to its closing tag.
private struct InlineContent {
  enum Piece {
    /// A part of the content; raw text is no Markdown.
    case text(Range<Int>, isRaw: Bool)
    /// An indented block element stands on a line of its own: Python-Markdown breaks the line.
    case lineBreak
  }

  var pieces: [Piece] = []
  /// Behind the closing tag.
  var end = 0

  init?(_ bytes: ByteView, of tag: String) {
    var scanner = HTMLTagScanner(bytes)
    /// The block elements that are open, and whether their content is raw.
    var open: [(name: String, isRaw: Bool)] = []
    var start = 0
    while let found = scanner.next() {
      guard HTMLElements.isBlock(found.name) else {
        // Inline tags of raw elements stay tags.
        if open.last?.isRaw == true {
          pieces.append(.text(start..<found.range.lowerBound, isRaw: true))
          pieces.append(.text(found.range, isRaw: false))
          start = found.range.upperBound
        }
        continue
      }
      pieces.append(.text(start..<found.range.lowerBound, isRaw: open.last?.isRaw == true))
      start = found.range.upperBound
      if found.isClosing, open.isEmpty, found.name == tag {
        end = found.range.upperBound
        return
      }
      if found.isClosing {
        if let opening = open.lastIndex(where: { $0.name == found.name }) {
          open.removeSubrange(opening...)
        }
        pieces.append(.text(found.range, isRaw: false))
        continue
      }
      if bytes.indentation(before: found.range.lowerBound) > 1 { pieces.append(.lineBreak) }
      let attribute = found.attributes.first { $0.name == "markdown" }
      open.append((found.name, attribute == nil || open.last?.isRaw == true))
      if let attribute {
        pieces.append(.text(found.range.lowerBound..<attribute.range.lowerBound, isRaw: false))
        pieces.append(.text(attribute.range.upperBound..<found.range.upperBound, isRaw: false))
      } else {
        pieces.append(.text(found.range, isRaw: false))
      }
    }
    return nil
  }
}

extension ByteView {
  /// How many spaces stand before a byte, if they are all of its line before it.
  fileprivate func indentation(before offset: Int) -> Int {
    let spaces = self[..<offset].reversed().prefix { $0 == ASCII.space }.count
    let first = offset - spaces
    return first > 0 && self[first - 1] == ASCII.lineFeed ? spaces : 0
  }
}

extension UInt8 {
  /// Whether the byte may mean something in text.
  fileprivate var mayBeMarkdown: Bool {
    switch self {
    case ASCII.backslash, ASCII.backtick, ASCII.asterisk, ASCII.underscore, ASCII.leftBracket,
      ASCII.rightBracket, ASCII.tilde, ASCII.caret, ASCII.equals, ASCII.plus, ASCII.leftBrace,
      ASCII.rightBrace, ASCII.dollar:
      true
    default: false
    }
  }
}

extension String {
  /// 1 to 6 for the names of headings.
  fileprivate var headingLevel: Int? {
    guard utf8.count == 2, hasPrefix("h"), let level = Int(dropFirst()), (1...6).contains(level)
    else { return nil }
    return level
  }
}
