import Bytes

/// Makes the theme's own style sheets and scripts smaller without a change of meaning. It relies on
/// how they are written: comments stand on lines of their own, and no text goes over a line's end.
enum CompactText {
  /// A script without comments and indentation.
  static func script(_ source: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(source.count)
    for line in source.split(separator: ASCII.lineFeed) {
      let line = line.drop(while: \.isBlank)
      if line.isEmpty || line.starts(with: [ASCII.slash, ASCII.slash]) { continue }
      output += line
      output.append(ASCII.lineFeed)
    }
    return output
  }

  /// A style sheet without comments, and white space only where words need it.
  static func styleSheet(_ source: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(source.count)
    var quote: UInt8?
    var index = 0
    while index < source.count {
      let byte = source[index]
      index += 1
      if let open = quote {
        output.append(byte)
        if byte == open { quote = nil }
      } else if byte == ASCII.quote || byte == ASCII.apostrophe {
        quote = byte
        output.append(byte)
      } else if byte == ASCII.slash, index < source.count, source[index] == ASCII.asterisk {
        while index + 1 < source.count,
          !(source[index] == ASCII.asterisk && source[index + 1] == ASCII.slash)
        { index += 1 }
        index += 2
      } else if byte.isASCIIWhitespace {
        var next = index
        while next < source.count, source[next].isASCIIWhitespace { next += 1 }
        index = next
        if next < source.count, isTight(source[next]) || output.last.map(isTight) ?? true {
          continue
        }
        output.append(ASCII.space)
      } else {
        if byte == ASCII.rightBrace, output.last == ASCII.semicolon { output.removeLast() }
        output.append(byte)
      }
    }
    output.append(ASCII.lineFeed)
    return output
  }

  /// Braces, `;` and `,` need no white space beside them. (`:` and `>` may: `a :is(b)`.)
  private static func isTight(_ byte: UInt8) -> Bool {
    byte == ASCII.leftBrace || byte == ASCII.rightBrace || byte == ASCII.semicolon
      || byte == ASCII.comma
  }
}
