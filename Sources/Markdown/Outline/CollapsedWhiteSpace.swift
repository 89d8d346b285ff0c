import Bytes
import CByteScan

extension String {
  /// The words of the text with one space between them, as Python's `" ".join(text.split())`.
  var whiteSpaceCollapsed: String {
    guard isASCII else { return split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    var text = self
    return text.withUTF8(\.isCollapsed) ? self : asciiWords
  }

  /// The text in lower case, if it is ASCII with single spaces between its words.
  var lowercasedASCIIWords: String? {
    var text = self
    return text.withUTF8 { bytes in
      guard bytes.isCollapsedASCII else { return nil }
      return String(unsafeUninitializedCapacity: bytes.count) { lower in
        for (index, byte) in bytes.enumerated() {
          lower.initializeElement(at: index, to: byte.asciiLowercased)
        }
        return bytes.count
      }
    }
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
  var isASCII: Bool {
    var text = self
    return text.withUTF8(\.isASCII)
  }
}

extension ByteView {
  /// Whether all bytes are ASCII.
  fileprivate var isASCII: Bool {
    guard let base = baseAddress else { return true }
    var index = 0
    while true {
      index += byte_scan_ascii(base, index, count)
      guard index < count, self[index] == 0 else { return index >= count }
      index += 1
    }
  }

  /// Whether this is ASCII with single spaces between its words and no other white space.
  var isCollapsedASCII: Bool { isASCII && isCollapsed }

  /// Whether ASCII has single spaces between its words and no other white space.
  fileprivate var isCollapsed: Bool {
    var previous = ASCII.space
    for byte in self {
      if byte <= ASCII.space, byte.isASCIIWhitespace || (0x1C...0x1F).contains(byte) {
        if previous == ASCII.space || byte != ASCII.space { return false }
      }
      previous = byte
    }
    return previous != ASCII.space || isEmpty
  }
}
