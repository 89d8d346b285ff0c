import Bytes

extension String {
  /// The words of the text with one space between them, as Python's `" ".join(text.split())`.
  var whiteSpaceCollapsed: String {
    var utf8 = self.utf8.makeIterator()
    var isCollapsed = true
    var previous = ASCII.space
    while let byte = utf8.next() {
      // Beyond ASCII there is white space, too.
      guard byte < 0x80 else {
        return split(whereSeparator: \.isWhitespace).joined(separator: " ")
      }
      if byte.isASCIIWhitespace || (0x1C...0x1F).contains(byte) {
        if previous == ASCII.space || byte != ASCII.space { isCollapsed = false }
        previous = ASCII.space
      } else {
        previous = byte
      }
    }
    if isCollapsed, previous != ASCII.space || isEmpty { return self }
    return asciiWords
  }

  /// The same for text of ASCII alone.
  private var asciiWords: String {
    var words: [UInt8] = []
    words.reserveCapacity(utf8.count)
    for byte in utf8 {
      if !byte.isASCIIWhitespace, !(0x1C...0x1F).contains(byte) {
        words.append(byte)
      } else if let last = words.last, last != ASCII.space {
        words.append(ASCII.space)
      }
    }
    if words.last == ASCII.space { words.removeLast() }
    return String(decoding: words, as: UTF8.self)
  }

  /// Whether all characters are of ASCII.
  var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }
}
