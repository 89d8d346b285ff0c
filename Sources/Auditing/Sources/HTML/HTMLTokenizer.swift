import Bytes

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Finds the tags and comments of a whole HTML file. It keeps no stack and looks at each byte once or
/// twice, whatever the file holds.
///
/// Source: the tokenizer of the HTML standard (section 13.2.5), as far as tags, attributes, comments
/// and elements of raw text go.
struct HTMLTokenizer {
  /// An attribute; nil for one without a value.
  struct Attribute {
    var name: String
    var value: Range<Int>?
  }

  /// What the tokenizer finds.
  enum Token {
    /// A tag, where its `<` stands, and its name in lower case.
    case tag(name: String, isClosing: Bool, attributes: [Attribute], offset: Int)
    /// A comment: where its `<` stands, and its text.
    case comment(text: Range<Int>, offset: Int)
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0

  /// - Parameter bytes: the file; it must outlive the tokenizer.
  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The next tag or comment.
  mutating func next() -> Token? {
    while let start = bytes.first(ASCII.less, from: index) {
      index = start + 1
      if starts(with: "!--", at: index) {
        let text = comment(from: index + 3)
        return .comment(text: text, offset: start)
      }
      if at(index) == ASCII.exclamation || at(index) == ASCII.question {
        index = bytes.first(ASCII.greater, from: index).map { $0 + 1 } ?? bytes.count
        continue
      }
      let isClosing = at(index) == ASCII.slash
      if isClosing { index += 1 }
      guard at(index).isASCIILetter else { continue }
      let name = name { !$0.isASCIIWhitespace && $0 != ASCII.slash && $0 != ASCII.greater }
      let attributes = attributes()
      if !isClosing, Self.rawText.contains(name) { skipRawText(of: name) }
      return .tag(name: name, isClosing: isClosing, attributes: attributes, offset: start)
    }
    return nil
  }

  private static let rawText: Set<String> = [
    "script", "style", "textarea", "title", "xmp", "noembed", "noframes", "plaintext",
  ]

  private func at(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

  private func starts(with text: StaticString, at start: Int) -> Bool {
    guard start + text.utf8CodeUnitCount <= bytes.count else { return false }
    for offset in 0..<text.utf8CodeUnitCount
    where bytes[start + offset] != text.utf8Start[offset] { return false }
    return true
  }

  /// Steps over a comment whose text begins at an index.
  private mutating func comment(from start: Int) -> Range<Int> {
    // `<!-->` and `<!--->` are comments, too.
    if at(start) == ASCII.greater {
      index = start + 1
      return start..<start
    }
    var end = start
    while let close = bytes.first(ASCII.greater, from: end) {
      if close >= start + 1, bytes[close - 1] == ASCII.hyphen,
        close == start + 1 || bytes[close - 2] == ASCII.hyphen
      {
        index = close + 1
        return start..<max(start, close - 2)
      }
      end = close + 1
    }
    index = bytes.count
    return start..<bytes.count
  }

  private mutating func name(while accepts: (UInt8) -> Bool) -> String {
    let start = index
    while index < bytes.count, accepts(bytes[index]) { index += 1 }
    return String(
      decoding: bytes[start..<index].lazy.map(\.asciiLowercased), as: UTF8.self)
  }

  private mutating func attributes() -> [Attribute] {
    var attributes: [Attribute] = []
    while index < bytes.count, bytes[index] != ASCII.greater {
      if bytes[index].isASCIIWhitespace || bytes[index] == ASCII.slash {
        index += 1
        continue
      }
      let start = index
      let name = name {
        !$0.isASCIIWhitespace && $0 != ASCII.equals && $0 != ASCII.greater && $0 != ASCII.slash
      }
      skipWhiteSpace()
      guard at(index) == ASCII.equals else {
        attributes.append(Attribute(name: name, value: nil))
        continue
      }
      index += 1
      skipWhiteSpace()
      attributes.append(Attribute(name: name, value: value()))
      if index == start { index += 1 }
    }
    index = min(bytes.count, index + 1)
    return attributes
  }

  private mutating func skipWhiteSpace() {
    while index < bytes.count, bytes[index].isASCIIWhitespace { index += 1 }
  }

  private mutating func value() -> Range<Int> {
    let quote = at(index)
    if quote == ASCII.quote || quote == ASCII.apostrophe {
      let start = index + 1
      let end = bytes.first(quote, from: start) ?? bytes.count
      index = min(bytes.count, end + 1)
      return start..<max(start, end)
    }
    let start = index
    while index < bytes.count, !bytes[index].isASCIIWhitespace, bytes[index] != ASCII.greater {
      index += 1
    }
    return start..<index
  }

  /// Steps to the closing tag of an element whose content is text.
  private mutating func skipRawText(of name: String) {
    let length = name.utf8.count
    while let start = bytes.first(ASCII.less, from: index) {
      index = start + 1
      guard at(start + 1) == ASCII.slash, start + 2 + length <= bytes.count else { continue }
      let candidate = bytes[start + 2..<start + 2 + length].lazy.map(\.asciiLowercased)
      if candidate.elementsEqual(name.utf8) {
        index = start
        return
      }
    }
    index = bytes.count
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The next index of a byte.
  func first(_ byte: UInt8, from start: Int) -> Int? {
    guard let base = baseAddress, start < count,
      let found = memchr(base + start, Int32(byte), count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}
