import Bytes

/// Finds addresses in the tags of a document, byte for byte as they are written.
struct TagAddresses {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Where an address stands: in the tag or autolink that begins at an offset, or else in the `<a>`
  /// before it that is open there.
  func range(of address: [UInt8], inOrAround offset: Int) -> Range<Int>? {
    if let range = range(of: address, inTagAt: offset) { return range }
    var start = offset
    let limit = max(0, offset - 16_384)
    while start > limit {
      start -= 1
      guard bytes[start] == ASCII.less, start + 2 < bytes.count else { continue }
      let name = bytes[start + 1].asciiLowercased
      if name == UInt8(ascii: "a"), bytes[start + 2].isASCIIWhitespace {
        return range(of: address, inTagAt: start)
      }
      // `</a>`: the link before it is closed.
      if name == ASCII.slash, bytes[start + 2].asciiLowercased == UInt8(ascii: "a") { return nil }
    }
    return nil
  }

  private static let attributes: Set<String> = ["href", "src", "srcset", "poster", "data"]

  private func range(of address: [UInt8], inTagAt offset: Int) -> Range<Int>? {
    if bytes[(offset + 1)...].starts(with: address) {
      let end = offset + 1 + address.count
      return end < bytes.count && bytes[end] == ASCII.greater ? offset + 1..<end : nil
    }
    var index = offset + 1
    while index < bytes.count, isName(bytes[index]) || bytes[index] == ASCII.slash { index += 1 }
    while index < bytes.count, bytes[index] != ASCII.greater {
      guard isName(bytes[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < bytes.count, isName(bytes[index]) { index += 1 }
      let name = String(decoding: bytes[start..<index].map(\.asciiLowercased), as: UTF8.self)
      skipBlanks(&index)
      guard index < bytes.count, bytes[index] == ASCII.equals else { continue }
      index += 1
      skipBlanks(&index)
      let value = value(&index)
      guard Self.attributes.contains(name) else { continue }
      var place = value.lowerBound
      while let found = bytes.firstIndex(of: address, from: place, before: value.upperBound) {
        let range = found..<found + address.count
        if isWhole(range, in: value) { return range }
        place = found + 1
      }
    }
    return nil
  }

  private func isName(_ byte: UInt8) -> Bool {
    byte.isASCIIAlphanumeric || byte == ASCII.hyphen || byte == ASCII.colon
      || byte == ASCII.underscore
  }

  private func skipBlanks(_ index: inout Int) {
    while index < bytes.count, bytes[index].isASCIIWhitespace { index += 1 }
  }

  /// The value of an attribute that begins at an index, without its quotes.
  private func value(_ index: inout Int) -> Range<Int> {
    guard index < bytes.count else { return index..<index }
    let quote = bytes[index]
    let isQuoted = quote == ASCII.quote || quote == ASCII.apostrophe
    if isQuoted { index += 1 }
    let start = index
    while index < bytes.count,
      isQuoted
        ? bytes[index] != quote : bytes[index] != ASCII.greater && !bytes[index].isASCIIWhitespace
    { index += 1 }
    return start..<index
  }

  /// Whether an address is all of a value, or one of a `srcset`, blanks aside.
  private func isWhole(_ range: Range<Int>, in value: Range<Int>) -> Bool {
    func ends(_ byte: UInt8) -> Bool { byte.isASCIIWhitespace || byte == ASCII.comma }
    return (range.lowerBound == value.lowerBound || ends(bytes[range.lowerBound - 1]))
      && (range.upperBound == value.upperBound || ends(bytes[range.upperBound]))
  }
}
