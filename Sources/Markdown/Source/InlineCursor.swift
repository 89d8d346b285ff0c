import Bytes
import CByteScan
import CCmark

/// Follows the inlines of one block through the text that they were parsed from.
///
/// libcmark's own lines are wrong after hard breaks, after reference definitions and after links of
/// several lines, and its columns are wrong where lines are indented differently. The cursor finds
/// each node by stepping over its source in document order: literal text byte by byte (minding
/// escapes and entities), delimiters, and what follows a link's text.
struct InlineCursor {
  let bytes: ByteView
  /// Where the cursor stands.
  private(set) var offset: Int
  /// Where the block ends.
  let end: Int
  /// How many `>` may begin a line of the block.
  let quoteDepth: Int
  /// Where the text of the innermost open link begins, and those of the links around it: most stand
  /// in none.
  private var opening: Int?
  private var outerOpenings = PageArray<Int>()

  /// A cursor at the content of a paragraph or heading.
  ///
  /// - Parameters:
  ///   - line: the first line, from 1, definitions left out.
  ///   - column: the column in that line, in bytes, from 1; 1 skips the line's containers.
  init(_ text: TextLines, block: Node, line: Int, column: Int, quoteDepth: Int) {
    bytes = text.bytes
    self.quoteDepth = quoteDepth
    end = max(text.start(ofLine: max(text.endLine(of: block), line) + 1), text.start(ofLine: line))
    offset = text.start(ofLine: line) + column - 1
    if line != block.startLine { skipContainers() }
    // Headings of several lines are underlined.
    if block.type == CMARK_NODE_HEADING, block.startLine == block.endLine {
      skip { $0 == ASCII.hash }
    }
    skip(\.isBlank)
  }

  // MARK: Steps

  private mutating func skip(_ predicate: (UInt8) -> Bool) {
    while offset < end, predicate(bytes[offset]) { offset += 1 }
  }

  private func at(_ index: Int) -> UInt8 { index < end ? bytes[index] : 0 }

  private mutating func skipContainers() {
    skip(\.isBlank)
    var quotes = quoteDepth
    while quotes > 0, at(offset) == ASCII.greater {
      offset += 1
      quotes -= 1
      skip(\.isBlank)
    }
  }

  /// Steps over the rest of the line to the content of the next.
  private mutating func skipLineEnd() {
    skip { $0 != ASCII.lineFeed && $0 != ASCII.carriageReturn }
    if at(offset) == ASCII.carriageReturn { offset += 1 }
    if at(offset) == ASCII.lineFeed { offset += 1 }
    skipContainers()
  }

  /// Steps back to the last `>` before the cursor where text follows that begins with it: a line
  /// that goes on lazily has fewer marks of quotes than there are quotes.
  private mutating func returnToText(_ node: Node?) {
    guard let node, node.type == CMARK_NODE_TEXT, node.literal.first == ASCII.greater,
      offset < end, ![ASCII.greater, ASCII.backslash, ASCII.ampersand].contains(bytes[offset])
    else { return }
    var mark = offset
    while mark > 0, bytes[mark - 1].isBlank { mark -= 1 }
    if mark > 0, bytes[mark - 1] == ASCII.greater { offset = mark - 1 }
  }

  /// Steps over blanks and line ends.
  private mutating func skipWhitespace() {
    while offset < end, bytes[offset].isASCIIWhitespace {
      if bytes[offset] == ASCII.lineFeed || bytes[offset] == ASCII.carriageReturn {
        skipLineEnd()
      } else {
        offset += 1
      }
    }
  }

  /// Whether the byte here is a backslash before the punctuation that the text shows.
  var isAtEscape: Bool { at(offset) == ASCII.backslash && at(offset + 1).isASCIIPunctuation }

  /// Steps over literal text as it is written in the source.
  mutating func advance(over literal: ByteSlice) {
    var index = literal.startIndex
    while index < literal.endIndex, offset < end {
      // Most text is written as it shows.
      if let one = literal.base.baseAddress, let other = bytes.baseAddress {
        let same = byte_scan_same_text(
          one + index, other + offset, min(literal.endIndex - index, end - offset))
        index += same
        offset += same
        guard index < literal.endIndex, offset < end else { return }
      }
      let byte = literal[index]
      let source = bytes[offset]
      if source == ASCII.backslash, byte != ASCII.backslash || at(offset + 1) == ASCII.backslash,
        at(offset + 1) == byte
      {
        offset += 2
        index += 1
      } else if source == ASCII.ampersand, let entity = entityLength(showing: byte) {
        offset += entity
        index = literal.index(afterScalarAt: index)
        // A few references show two characters.
        if index < literal.endIndex, offset >= end || bytes[offset] != literal[index],
          literal.isSecondOfReference(at: index)
        {
          index = literal.index(afterScalarAt: index)
        }
      } else {
        // Whatever the source has and the text lacks is no part of it.
        if source == byte { index += 1 }
        offset += 1
      }
    }
  }

  /// The length of the character reference here that shows `byte`.
  private func entityLength(showing byte: UInt8) -> Int? {
    var index = offset + 1
    while index < end, index < offset + 34,
      bytes[index].isASCIIAlphanumeric || bytes[index] == ASCII.hash
    {
      index += 1
    }
    guard at(index) == ASCII.semicolon, index > offset + 1 else { return nil }
    let name = bytes[offset + 1..<index]
    if byte == ASCII.ampersand {
      let ampersands = ["amp", "AMP", "#38", "#x26", "#X26"]
      return ampersands.contains { name.elementsEqual($0.utf8) } ? index + 1 - offset : nil
    }
    return index + 1 - offset
  }

  // MARK: Nodes

  /// Steps into or over a node: call it for every node of the block, in document order. For a
  /// link or image that is left, returns the label by which it refers to its definition.
  mutating func step(_ node: Node, entering: Bool) -> String? {
    step(node, node.type, entering: entering)
  }

  /// The same for a node whose type is known.
  mutating func step(_ node: Node, _ type: cmark_node_type, entering: Bool) -> String? {
    switch type {
    case CMARK_NODE_TEXT where entering:
      advance(over: node.literal[...])
    case CMARK_NODE_SOFTBREAK where entering, CMARK_NODE_LINEBREAK where entering:
      skipLineEnd()
      if quoteDepth > 0 { returnToText(node.next) }
    case CMARK_NODE_CODE where entering:
      skipCode()
    case CMARK_NODE_HTML_INLINE where entering:
      skipHTML(node.literal)
    case CMARK_NODE_EMPH:
      skipDelimiter(of: 1)
    case CMARK_NODE_STRONG:
      skipDelimiter(of: 2)
    case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
      if entering {
        offset = min(end, offset + (type == CMARK_NODE_IMAGE ? 2 : 1))
        if let opening { outerOpenings.append(opening) }
        opening = offset
      } else {
        defer { opening = outerOpenings.popLast() }
        return leaveLink(opening ?? offset)
      }
    default: break
    }
    return nil
  }

  /// Steps into or over a node, or over what the author wrote for a node of an extension.
  mutating func step(_ node: Node, entering: Bool, _ annotations: Annotations) {
    if node.type == CMARK_NODE_CUSTOM_INLINE {
      advance(over: annotations[node].written, entering: entering)
    } else {
      _ = step(node, entering: entering)
    }
  }

  /// Steps over what the author wrote for a node of an extension.
  mutating func advance(over written: Annotation.Written, entering: Bool) {
    switch written {
    case .children: break
    case .delimiters(let opening, let closing): advance(over: entering ? opening : closing)
    case .whole(let text): if entering { advance(over: text) }
    }
  }

  private mutating func advance(over text: String) {
    var text = text
    text.withUTF8 { advance(over: $0[...]) }
  }

  private mutating func skipDelimiter(of length: Int) {
    let start = offset
    skip { $0 != ASCII.asterisk && $0 != ASCII.underscore }
    offset = offset < end ? min(end, offset + length) : start
  }

  /// Steps to where a link, image or autolink begins; call it before stepping into one.
  mutating func seekLink() {
    let start = offset
    skip { $0 != ASCII.leftBracket && $0 != ASCII.exclamation && $0 != ASCII.less }
    if offset == end { offset = start }
  }

  /// Steps to where a text begins; call it before stepping into a link without marks.
  mutating func seek(_ text: String) {
    guard let first = text.utf8.first else { return }
    let start = offset
    skip { $0 != first }
    if offset == end { offset = start }
  }

  private mutating func skipCode() {
    skip { $0 != ASCII.backtick }
    let start = offset
    skip { $0 == ASCII.backtick }
    let length = offset - start
    while offset < end {
      skip { $0 != ASCII.backtick }
      let run = offset
      skip { $0 == ASCII.backtick }
      if offset - run == length { return }
    }
  }

  private mutating func skipHTML(_ literal: ByteView) {
    for byte in literal {
      if byte == ASCII.lineFeed { skipLineEnd() } else { offset = min(end, offset + 1) }
    }
  }

  /// Steps over what follows a link's text: nothing, a destination, or a label.
  private mutating func leaveLink(_ opening: Int) -> String? {
    guard at(offset) != ASCII.greater else {
      offset += 1
      return nil
    }
    skip { $0 != ASCII.rightBracket }
    let text = bytes[min(opening, offset)..<offset]
    offset = min(end, offset + 1)
    if at(offset) == ASCII.leftParenthesis {
      let start = offset
      if skipDestination() { return nil }
      offset = start
    }
    if at(offset) == ASCII.leftBracket, let label = label(from: offset) {
      offset += label.count + 2
      if label.contains(where: { !$0.isASCIIWhitespace }) {
        return String(decoding: label, as: UTF8.self)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The label in brackets directly behind the byte here.
  var labelAfterBracket: ByteSlice? {
    at(offset + 1) == ASCII.leftBracket ? label(from: offset + 1) : nil
  }

  /// The bytes between the bracket at `start` and its closing one.
  private func label(from start: Int) -> ByteSlice? {
    var index = start + 1
    while index < end {
      switch bytes[index] {
      case ASCII.backslash: index += 1
      case ASCII.leftBracket: return nil
      case ASCII.rightBracket: return bytes[start + 1..<index]
      default: break
      }
      index += 1
    }
    return nil
  }

  /// Steps over `(destination "title")`; false if there is none.
  private mutating func skipDestination() -> Bool {
    offset += 1
    skipWhitespace()
    guard skipLinkDestination() else { return false }
    let beforeTitle = offset
    skipWhitespace()
    if offset > beforeTitle, at(offset) != ASCII.rightParenthesis {
      guard skipLinkTitle() else { return false }
      skipWhitespace()
    }
    guard at(offset) == ASCII.rightParenthesis else { return false }
    offset += 1
    return true
  }

  /// What ends a destination, or counts in it.
  private static let destinationBreaks: ByteSet = {
    var set = ByteSet()
    for byte in UInt8(1)...255 where byte.isASCIIWhitespace { set.insert(byte) }
    for byte in [ASCII.backslash, ASCII.leftParenthesis, ASCII.rightParenthesis] {
      set.insert(byte)
    }
    return set
  }()

  private mutating func skipLinkDestination() -> Bool {
    if at(offset) == ASCII.less {
      offset += 1
      while offset < end, bytes[offset] != ASCII.greater {
        if bytes[offset] == ASCII.lineFeed || bytes[offset] == ASCII.less { return false }
        offset = min(end, offset + (bytes[offset] == ASCII.backslash ? 2 : 1))
      }
      offset = min(end, offset + 1)
      return true
    }
    var depth = 0
    while true {
      offset = min(end, Self.destinationBreaks.next(in: bytes, from: offset))
      guard offset < end, !bytes[offset].isASCIIWhitespace else { break }
      switch bytes[offset] {
      case ASCII.backslash where at(offset + 1).isASCIIPunctuation: offset += 1
      case ASCII.leftParenthesis: depth += 1
      case ASCII.rightParenthesis:
        if depth == 0 { return true }
        depth -= 1
      default: break
      }
      offset += 1
    }
    return depth == 0
  }

  private mutating func skipLinkTitle() -> Bool {
    let close: UInt8
    switch at(offset) {
    case ASCII.quote: close = ASCII.quote
    case ASCII.apostrophe: close = ASCII.apostrophe
    case ASCII.leftParenthesis: close = ASCII.rightParenthesis
    default: return false
    }
    offset += 1
    while offset < end, bytes[offset] != close {
      offset = min(end, offset + (bytes[offset] == ASCII.backslash ? 2 : 1))
    }
    guard offset < end else { return false }
    offset += 1
    return true
  }
}

extension ByteSlice {
  fileprivate func index(afterScalarAt start: Int) -> Int {
    var index = start + 1
    while index < endIndex, self[index] & 0xC0 == 0x80 { index += 1 }
    return index
  }

  /// Whether the scalar is one that HTML's named references show as a second one.
  fileprivate func isSecondOfReference(at start: Int) -> Bool {
    let scalar = self[start..<index(afterScalarAt: start)]
    let seconds: [StaticString] = [
      "\u{338}", "\u{20D2}", "\u{20E5}", "\u{FE00}", "\u{333}", "\u{200A}", "j",
    ]
    return seconds.contains { second in
      scalar.elementsEqual(
        UnsafeBufferPointer(start: second.utf8Start, count: second.utf8CodeUnitCount))
    }
  }
}
