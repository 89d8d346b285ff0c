import Bytes

/// A tag in raw HTML.
struct HTMLTag {
  /// An attribute of a tag; its value lies in the literal, without quotes.
  struct Attribute {
    var name: String
    var value: Range<Int>?
    /// The attribute with the blanks before it.
    var range: Range<Int>
  }

  /// In lower case.
  var name: String
  var isClosing: Bool
  var attributes: [Attribute]
  /// Where its `<` stands in the literal, and where the text after it begins.
  var range: Range<Int>

  subscript(name: String) -> Range<Int>? { attributes.first { $0.name == name }?.value }
}

/// Finds the tags in raw HTML, leaving out comments, declarations, and what stands in `<script>`
/// and `<style>`.
struct HTMLTagScanner {
  private let literal: ByteView
  private var offset = 0

  init(_ literal: ByteView) { self.literal = literal }

  /// The next tag.
  mutating func next() -> HTMLTag? {
    while let start = find(ASCII.less) {
      offset = start + 1
      if at(offset) == ASCII.exclamation, at(offset + 1) == ASCII.hyphen,
        at(offset + 2) == ASCII.hyphen
      {
        offset += 3
        while offset < literal.count,
          !(at(offset) == ASCII.greater && at(offset - 1) == ASCII.hyphen)
        {
          offset += 1
        }
        continue
      }
      let isClosing = at(offset) == ASCII.slash
      if isClosing { offset += 1 }
      guard at(offset).isASCIILetter else { continue }
      let name = name { $0.isASCIIAlphanumeric || $0 == ASCII.hyphen || $0 == ASCII.colon }
      let attributes = attributes()
      let tag = HTMLTag(
        name: name, isClosing: isClosing, attributes: attributes, range: start..<offset)
      if !isClosing, name == "script" || name == "style" { skipRawText(of: name) }
      return tag
    }
    return nil
  }

  private func at(_ index: Int) -> UInt8 { index < literal.count ? literal[index] : 0 }

  private func find(_ byte: UInt8) -> Int? {
    var index = offset
    while index < literal.count, literal[index] != byte { index += 1 }
    return index < literal.count ? index : nil
  }

  private mutating func name(while accepts: (UInt8) -> Bool) -> String {
    let start = offset
    while offset < literal.count, accepts(literal[offset]) { offset += 1 }
    return String(decoding: literal[start..<offset].map(\.asciiLowercased), as: UTF8.self)
  }

  private mutating func attributes() -> [HTMLTag.Attribute] {
    var attributes: [HTMLTag.Attribute] = []
    var begin = offset
    while offset < literal.count, at(offset) != ASCII.greater {
      if at(offset).isASCIIWhitespace || at(offset) == ASCII.slash {
        offset += 1
        continue
      }
      let start = offset
      defer { begin = offset }
      let name = name {
        !$0.isASCIIWhitespace && $0 != ASCII.equals && $0 != ASCII.greater && $0 != ASCII.slash
      }
      let nameEnd = offset
      skipWhitespace()
      guard at(offset) == ASCII.equals else {
        attributes.append(HTMLTag.Attribute(name: name, value: nil, range: begin..<nameEnd))
        continue
      }
      offset += 1
      skipWhitespace()
      let value = value()
      attributes.append(HTMLTag.Attribute(name: name, value: value, range: begin..<offset))
      if offset == start { offset += 1 }
    }
    offset = min(literal.count, offset + 1)
    return attributes
  }

  private mutating func skipWhitespace() {
    while offset < literal.count, literal[offset].isASCIIWhitespace { offset += 1 }
  }

  private mutating func value() -> Range<Int> {
    let quote = at(offset)
    if quote == ASCII.quote || quote == ASCII.apostrophe {
      offset += 1
      let start = offset
      offset = find(quote) ?? literal.count
      let value = start..<offset
      offset = min(literal.count, offset + 1)
      return value
    }
    let start = offset
    while offset < literal.count, !literal[offset].isASCIIWhitespace,
      literal[offset] != ASCII.greater
    {
      offset += 1
    }
    return start..<offset
  }

  private mutating func skipRawText(of name: String) {
    while let start = find(ASCII.less) {
      offset = start
      let candidate = literal[min(start + 2, literal.count)...].prefix(name.utf8.count)
      if at(start + 1) == ASCII.slash,
        candidate.map(\.asciiLowercased).elementsEqual(name.utf8)
      {
        return
      }
      offset += 1
    }
    offset = literal.count
  }
}
