/// A growing buffer of bytes that renderers write into.
///
/// One buffer serves many pages: `removeAll()` keeps the memory. Escaping copies runs of harmless
/// bytes at once, which is what makes it cheap.
public struct OutputBuffer: ByteSink, Sendable {
  /// What has been written so far.
  public var bytes: [UInt8]

  /// An empty buffer with room for `capacity` bytes.
  @inlinable
  public init(capacity: Int = 0) {
    bytes = []
    bytes.reserveCapacity(capacity)
  }

  /// The number of bytes written.
  @inlinable
  public var count: Int { bytes.count }

  /// True when nothing has been written.
  @inlinable
  public var isEmpty: Bool { bytes.isEmpty }

  /// The last byte written, or nil.
  @inlinable
  public var last: UInt8? { bytes.last }

  /// Forgets what was written and keeps the memory.
  @inlinable
  public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Appends one byte.
  @inlinable @inline(__always)
  public mutating func append(_ byte: UInt8) { bytes.append(byte) }

  /// Appends bytes as they are.
  @inlinable
  public mutating func append(_ run: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: run) }

  /// Appends bytes as they are.
  @inlinable
  public mutating func append(_ run: [UInt8]) { bytes.append(contentsOf: run) }

  /// Appends bytes as they are.
  @inlinable
  public mutating func append(_ run: ArraySlice<UInt8>) { bytes.append(contentsOf: run) }

  /// The buffer's content as text; invalid UTF-8 is replaced by U+FFFD.
  public var text: String { String(decoding: bytes, as: UTF8.self) }
}
