import Bytes

/// One line of source, read from the left: blanks count as columns, tabs reach to the next multiple
/// of four.
struct LineCursor {
  let bytes: ByteView
  /// Where the line begins, and where its content ends.
  let start: Int
  let end: Int
  /// Where the cursor stands, and at which column, from 0.
  private(set) var offset: Int
  private(set) var column = 0
  /// The columns of a tab before the cursor that are still to be consumed.
  private(set) var pendingColumns = 0

  init(_ bytes: ByteView, start: Int, end: Int) {
    self.bytes = bytes
    self.start = start
    self.end = end
    offset = start
    (content, indent) = (start, 0)
    measure()
  }

  /// The first byte that is no blank, and how many columns it stands from the cursor.
  private(set) var content: Int
  private(set) var indent: Int

  /// Whether nothing but blanks follows.
  var isBlank: Bool { content == end }
  /// The first byte that is no blank; a line feed at the line's end.
  var byte: UInt8 { content < end ? bytes[content] : ASCII.lineFeed }
  /// Whether the first byte that is no blank is a letter: no block begins with one.
  var beginsWithLetter: Bool { content < end && bytes[content].isASCIILetter }
  /// What follows the blanks.
  var rest: ByteSlice { bytes[content..<end] }

  private mutating func measure() {
    var index = offset
    var column = self.column + pendingColumns
    while index < end {
      if bytes[index] == ASCII.space {
        column += 1
      } else if bytes[index] == ASCII.tab {
        column += 4 - column % 4
      } else {
        break
      }
      index += 1
    }
    content = index
    indent = column - self.column
  }

  /// Consumes blanks of a number of columns; fewer if there are fewer.
  mutating func consume(columns: Int) {
    var left = columns
    while left > 0 {
      if pendingColumns > 0 {
        let taken = min(left, pendingColumns)
        pendingColumns -= taken
        column += taken
        left -= taken
      } else if offset < end, bytes[offset] == ASCII.space {
        offset += 1
        column += 1
        left -= 1
      } else if offset < end, bytes[offset] == ASCII.tab {
        offset += 1
        pendingColumns = 4 - column % 4
      } else {
        break
      }
    }
    measure()
  }

  /// Consumes the blanks before the content and a number of bytes of it.
  mutating func consume(contentBytes count: Int) {
    column += indent + count
    offset = min(content + count, end)
    pendingColumns = 0
    measure()
  }
}
