/// Makes the theme's own style sheets and scripts smaller without a change of meaning. It relies on
/// how they are written: comments stand on lines of their own, and no text goes over a line's end. That
/// is done when they are compiled into the program, not for each site.
enum CompactText {
  /// A script without comments and indentation.
  static func script(_ source: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(source.count)
    for line in source.split(separator: UInt8(ascii: "\n")) {
      let line = line.drop(while: isBlank)
      if line.isEmpty || line.starts(with: [UInt8(ascii: "/"), UInt8(ascii: "/")]) { continue }
      output += line
      output.append(UInt8(ascii: "\n"))
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
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
        output.append(byte)
      } else if byte == UInt8(ascii: "/"), index < source.count, source[index] == UInt8(ascii: "*")
      {
        while index + 1 < source.count,
          !(source[index] == UInt8(ascii: "*") && source[index + 1] == UInt8(ascii: "/"))
        { index += 1 }
        index += 2
      } else if isSpace(byte) {
        var next = index
        while next < source.count, isSpace(source[next]) { next += 1 }
        index = next
        if next == source.count || isTight(source[next]) || output.last.map(isTight) ?? true {
          continue
        }
        output.append(UInt8(ascii: " "))
      } else {
        if byte == UInt8(ascii: "}"), output.last == UInt8(ascii: ";") { output.removeLast() }
        output.append(byte)
      }
    }
    output.append(UInt8(ascii: "\n"))
    return output
  }

  /// Braces, `;` and `,` need no white space beside them. (`:` and `>` may: `a :is(b)`.)
  private static func isTight(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: ";")
      || byte == UInt8(ascii: ",")
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    isBlank(byte) || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }
}
