import Bytes

/// A list item's mark.
struct ListMark {
  var length: Int
  /// The columns of blanks that belong to it.
  var gap: Int
  var isOrdered: Bool
  var number: Int
  /// Nothing follows it on its line.
  var isEmpty: Bool

  /// Whether it may begin a list directly behind a line of text.
  var interruptsParagraph: Bool { !isEmpty && (!isOrdered || number == 1) }
}

/// A code fence that is open.
struct Fence {
  var mark: UInt8
  var length: Int
  /// How many frames are open around it.
  var depth: Int
  /// Its lines belong to it whatever their indentation.
  var ignoresIndentation: Bool
  /// How many frames its lines must be indented for nevertheless.
  var outerFrames = 0
  /// How many columns more its first line is indented, which its other lines may be, too.
  var indent = 0
  /// The line it begins on, from 0.
  var line = 0

  /// Whether a line closes the fence.
  func isClosed(by line: LineCursor) -> Bool {
    guard line.indent < 4, line.byte == mark else { return false }
    let run = line.rest.prefix { $0 == mark }.count
    return run >= length && line.rest.dropFirst(run).allSatisfy(\.isBlank)
  }
}

/// What CommonMark says of single lines.
extension LineCursor {
  /// Consumes `>` and a blank behind it.
  mutating func consumeQuoteMark() {
    consume(contentBytes: 1)
    if indent > 0 { consume(columns: 1) }
  }

  /// Consumes the mark of the list item that begins here, with its gap.
  mutating func consume(_ mark: ListMark) {
    consume(contentBytes: mark.length)
    consume(columns: mark.gap)
  }

  /// Consumes a list item's mark with its gap.
  mutating func consumeListMark() {
    if let mark = listMark { consume(mark) }
  }

  /// The mark of the list item that begins here.
  var listMark: ListMark? {
    var length = 0
    var number = 0
    let isOrdered: Bool
    switch byte {
    case ASCII.hyphen, ASCII.plus, ASCII.asterisk:
      isOrdered = false
      length = 1
    case 0x30...0x39:
      isOrdered = true
      while content + length < end, length < 10, bytes[content + length].isASCIIDigit {
        number = number * 10 + Int(bytes[content + length] - 0x30)
        length += 1
      }
      guard length < 10, content + length < end,
        bytes[content + length] == ASCII.period
          || bytes[content + length] == ASCII.rightParenthesis
      else { return nil }
      length += 1
    default: return nil
    }
    guard content + length == end || bytes[content + length].isBlank, !isThematicBreak else {
      return nil
    }
    var behind = self
    behind.consume(contentBytes: length)
    // Five columns and more are indented code one column behind the mark.
    let gap = behind.isBlank || behind.indent > 4 ? 1 : behind.indent
    return ListMark(
      length: length, gap: gap, isOrdered: isOrdered, number: number, isEmpty: behind.isBlank)
  }

  /// `***`, `- - -`, `___`.
  var isThematicBreak: Bool {
    let mark = byte
    guard mark == ASCII.asterisk || mark == ASCII.hyphen || mark == ASCII.underscore else {
      return false
    }
    var count = 0
    for byte in rest {
      if byte == mark { count += 1 } else if !byte.isBlank { return false }
    }
    return count >= 3
  }

  /// `# Heading`.
  var isHeading: Bool {
    guard byte == ASCII.hash else { return false }
    let level = rest.prefix { $0 == ASCII.hash }.count
    return level <= 6 && rest.dropFirst(level).first?.isBlank != false
  }

  /// The level of the heading that begins here, had it a space in place of a no-break space.
  var levelBeforeNoBreakSpace: Int? {
    let level = rest.prefix { $0 == ASCII.hash }.count
    return level <= 6 && rest.dropFirst(level).starts(with: [0xC2, 0xA0]) ? level : nil
  }

  /// The level of a heading of level two or more that has no space behind its marks, but a letter.
  var levelBeforeLetter: Int? {
    let level = rest.prefix { $0 == ASCII.hash }.count
    guard (2...6).contains(level), let next = rest.dropFirst(level).first else { return nil }
    return next.isASCIILetter ? level : nil
  }

  /// Whether the line is a rule in HTML and nothing else.
  var isRuleTag: Bool {
    guard rest.starts(with: [ASCII.less, UInt8(ascii: "h"), UInt8(ascii: "r")]),
      let next = rest.dropFirst(3).first,
      next.isBlank || next == ASCII.slash || next == ASCII.greater,
      let end = rest.firstIndex(of: ASCII.greater)
    else { return false }
    return rest[(end + 1)...].allSatisfy(\.isBlank)
  }

  /// `===` or `---` below a paragraph.
  var isSetextUnderline: Bool {
    let mark = byte
    guard mark == ASCII.equals || mark == ASCII.hyphen else { return false }
    return rest.drop { $0 == mark }.allSatisfy(\.isBlank)
  }

  /// The mark of the code fence that begins here.
  var fenceOpening: (mark: UInt8, length: Int)? {
    let mark = byte
    guard mark == ASCII.backtick || mark == ASCII.tilde else { return nil }
    let length = rest.prefix { $0 == mark }.count
    guard length >= 3 else { return nil }
    if mark == ASCII.backtick, rest.dropFirst(length).contains(mark) { return nil }
    return (mark, length)
  }
}
