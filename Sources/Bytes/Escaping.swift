extension ByteSink {
  /// Appends text with `&`, `<`, `>` and `"` escaped, fit for HTML content and for attribute values
  /// in double quotes.
  @inlinable
  public mutating func appendHTMLEscaped(_ run: UnsafeBufferPointer<UInt8>) {
    var start = 0
    var index = run.htmlSpecial(from: 0)
    while index < run.count {
      if start < index { append(UnsafeBufferPointer(rebasing: run[start..<index])) }
      switch run[index] {
      case ASCII.ampersand: append("&amp;" as StaticString)
      case ASCII.less: append("&lt;" as StaticString)
      case ASCII.greater: append("&gt;" as StaticString)
      default: append("&quot;" as StaticString)
      }
      start = index + 1
      index = run.htmlSpecial(from: start)
    }
    if start < run.count { append(UnsafeBufferPointer(rebasing: run[start...])) }
  }

  /// Appends text with `&`, `<`, `>` and `"` escaped.
  @inlinable
  public mutating func appendHTMLEscaped(_ text: some StringProtocol) {
    let done: Void? = text.utf8.withContiguousStorageIfAvailable { appendHTMLEscaped($0) }
    if done == nil { appendHTMLEscaped(Array(text.utf8)) }
  }

  /// Appends bytes with `&`, `<`, `>` and `"` escaped.
  @inlinable
  public mutating func appendHTMLEscaped(_ run: [UInt8]) {
    run.withUnsafeBufferPointer { appendHTMLEscaped($0) }
  }

  /// Appends a URL for an attribute in double quotes: bytes that may not stand in a URL are
  /// percent-encoded, `&` becomes `&amp;` and `'` becomes `&#x27;`, as cmark writes them.
  @inlinable
  public mutating func appendURLEscaped(_ run: UnsafeBufferPointer<UInt8>) {
    var start = 0
    for index in 0..<run.count {
      let byte = run[index]
      if byte.isURLSafe { continue }
      if start < index { append(UnsafeBufferPointer(rebasing: run[start..<index])) }
      switch byte {
      case ASCII.ampersand: append("&amp;" as StaticString)
      case ASCII.apostrophe: append("&#x27;" as StaticString)
      default: appendPercentEncoded(byte)
      }
      start = index + 1
    }
    if start < run.count { append(UnsafeBufferPointer(rebasing: run[start...])) }
  }

  /// Appends a URL for an attribute in double quotes; see the overload over bytes.
  @inlinable
  public mutating func appendURLEscaped(_ url: some StringProtocol) {
    let done: Void? = url.utf8.withContiguousStorageIfAvailable { appendURLEscaped($0) }
    if done == nil { Array(url.utf8).withUnsafeBufferPointer { appendURLEscaped($0) } }
  }

  /// Appends `%XX` for a byte, in upper case.
  @inlinable
  public mutating func appendPercentEncoded(_ byte: UInt8) {
    append(ASCII.percent)
    append(Self.hexDigit(byte >> 4))
    append(Self.hexDigit(byte & 15))
  }

  /// Appends the inside of a JSON string (without its quotes).
  @inlinable
  public mutating func appendJSONEscaped(_ text: some StringProtocol) {
    let done: Void? = text.utf8.withContiguousStorageIfAvailable { appendJSONEscaped($0) }
    if done == nil { Array(text.utf8).withUnsafeBufferPointer { appendJSONEscaped($0) } }
  }

  /// Appends the inside of a JSON string (without its quotes).
  @inlinable
  public mutating func appendJSONEscaped(_ run: UnsafeBufferPointer<UInt8>) {
    var start = 0
    for index in 0..<run.count {
      let byte = run[index]
      if byte >= 0x20, byte != ASCII.quote, byte != ASCII.backslash { continue }
      if start < index { append(UnsafeBufferPointer(rebasing: run[start..<index])) }
      start = index + 1
      switch byte {
      case ASCII.quote: append("\\\"" as StaticString)
      case ASCII.backslash: append("\\\\" as StaticString)
      case ASCII.lineFeed: append("\\n" as StaticString)
      case ASCII.carriageReturn: append("\\r" as StaticString)
      case ASCII.tab: append("\\t" as StaticString)
      default:
        append("\\u00" as StaticString)
        append(Self.hexDigit(byte >> 4))
        append(Self.hexDigit(byte & 15))
      }
    }
    if start < run.count { append(UnsafeBufferPointer(rebasing: run[start...])) }
  }

  /// Appends a JSON string with its quotes.
  @inlinable
  public mutating func appendJSON(_ text: some StringProtocol) {
    append(ASCII.quote)
    appendJSONEscaped(text)
    append(ASCII.quote)
  }

  @inlinable
  static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 &+ value : 0x37 &+ value }
}

extension UInt8 {
  /// Whether cmark writes the byte into an `href` unchanged.
  @inlinable
  public var isURLSafe: Bool {
    if isASCIIAlphanumeric { return true }
    switch self {
    case 0x21, 0x23, 0x24, 0x25, 0x28, 0x29, 0x2A, 0x2B, 0x2C, 0x2D, 0x2E, 0x2F, 0x3A, 0x3B, 0x3D,
      0x3F, 0x40, 0x5F, 0x7E:
      return true
    default: return false
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether a byte is to be escaped in HTML: `&`, `<`, `>` or `"`.
  @inlinable
  public var needsHTMLEscaping: Bool { htmlSpecial(from: 0) < count }

  /// The index of the next `&`, `<`, `>` or `"` from `start` on; `count` if there is none.
  @inlinable
  func htmlSpecial(from start: Int) -> Int {
    guard let base = baseAddress else { return count }
    let ones: UInt64 = 0x0101_0101_0101_0101
    var index = start
    // Eight bytes at a time: `"` and `&` differ in one bit, and so do `<` and `>`; a byte that
    // becomes zero borrows from its high bit.
    while index + 8 <= count {
      let word = UInt64(
        littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
      let first = (word & ~(ones &* 0x04)) ^ (ones &* 0x22)
      let second = (word & ~(ones &* 0x02)) ^ (ones &* 0x3C)
      let found = ((first &- ones) & ~first | (second &- ones) & ~second) & (ones &* 0x80)
      if found != 0 { return index + found.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < count {
      let byte = self[index]
      if byte & ~0x04 == 0x22 || byte & ~0x02 == 0x3C { return index }
      index += 1
    }
    return count
  }
}
