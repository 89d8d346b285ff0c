import Bytes

/// Reads HTML; scripts and styles in it are text.
struct HTMLReader {
  private var cursor: CodeCursor

  init(_ code: ByteView) { cursor = CodeCursor(code) }

  mutating func read() -> [CodeToken] {
    while !cursor.isAtEnd {
      if cursor.comes("<!--") {
        comment()
      } else if cursor.comes("<!") {
        cursor.take(cursor.count { $0 != ASCII.greater } + 1, "cp")
      } else if cursor.byte == ASCII.less, cursor[1].isASCIILetter || cursor[1] == ASCII.slash {
        tag()
      } else if cursor.byte == ASCII.ampersand {
        let count = cursor.count { $0 != ASCII.semicolon && !$0.isASCIIWhitespace }
        cursor.take(count + 1, cursor[count] == ASCII.semicolon ? "ni" : "")
      } else {
        cursor.take(1)
      }
    }
    return cursor.tokens
  }

  private mutating func comment() {
    while !cursor.isAtEnd, !cursor.comes("-->") { cursor.take(1, "cm") }
    cursor.take(3, "cm")
  }

  private mutating func tag() {
    cursor.take(cursor[1] == ASCII.slash ? 2 : 1, "p")
    cursor.take(cursor.count { $0.isOfName || $0.isOne(of: ":.-") }, "nt")
    while !cursor.isAtEnd, cursor.byte != ASCII.greater {
      let byte = cursor.byte
      if byte.isASCIIWhitespace {
        cursor.take(cursor.count(while: \.isASCIIWhitespace))
      } else if byte == ASCII.slash {
        cursor.take(1, "p")
      } else if byte == ASCII.equals {
        cursor.take(1, "o")
        cursor.take(cursor.count(while: \.isASCIIWhitespace))
        value()
      } else {
        cursor.take(
          max(1, cursor.count { !$0.isASCIIWhitespace && !$0.isOne(of: "=>/") }), "na")
      }
    }
    cursor.take(1, "p")
  }

  private mutating func value() {
    let quote = cursor.byte
    if quote == ASCII.quote || quote == ASCII.apostrophe {
      cursor.take(cursor.count(from: 1) { $0 != quote } + 2, "s")
    } else {
      cursor.take(cursor.count { !$0.isASCIIWhitespace && $0 != ASCII.greater }, "s")
    }
  }
}
