/// What text is written into, byte by byte: a buffer of its own, or memory that lives as long as a
/// page. What can be written is the same for all.
public protocol ByteSink {
  /// The last byte written, or nil.
  var last: UInt8? { get }

  /// Appends one byte.
  mutating func append(_ byte: UInt8)

  /// Appends bytes as they are.
  mutating func append(_ run: UnsafeBufferPointer<UInt8>)
}

extension ByteSink {
  /// Appends literal text.
  @inlinable
  public mutating func append(_ literal: StaticString) {
    if literal.hasPointerRepresentation {
      append(UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    } else {
      for byte in String(literal.unicodeScalar).utf8 { append(byte) }
    }
  }

  /// Appends a string's UTF-8.
  @inlinable
  @_disfavoredOverload
  public mutating func append(_ text: some StringProtocol) {
    let done: Void? = text.utf8.withContiguousStorageIfAvailable { append($0) }
    if done == nil { for byte in text.utf8 { append(byte) } }
  }

  /// Appends bytes as they are.
  @inlinable
  public mutating func append(_ run: [UInt8]) {
    run.withUnsafeBufferPointer { append($0) }
  }

  /// Appends an integer in decimal.
  @inlinable
  public mutating func append(decimal value: Int) {
    if value < 0 { return append(String(value)) }
    if value >= 10 { append(decimal: value / 10) }
    append(0x30 &+ UInt8(truncatingIfNeeded: value % 10))
  }

  /// Appends a line feed unless the buffer is empty or already ends with one.
  @inlinable
  public mutating func endLine() {
    if let last, last != ASCII.lineFeed { append(ASCII.lineFeed) }
  }
}
