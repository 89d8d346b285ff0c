import Bytes
import CByteScan

/// Bytes at which something may begin.
struct ByteSet: Sendable {
  private var bitmap = byte_scan_bitmap()
  private(set) var isEmpty = true

  mutating func insert(_ byte: UInt8) {
    byte_scan_insert(&bitmap, byte)
    isEmpty = false
  }

  func contains(_ byte: UInt8) -> Bool {
    withUnsafePointer(to: bitmap) { byte_scan_has($0, byte) != 0 }
  }

  /// The index of the next byte of the set in a text; its count without one.
  func next(in text: ByteView, from start: Int) -> Int {
    guard let base = text.baseAddress else { return text.count }
    return withUnsafePointer(to: bitmap) { byte_scan_set($0, base, start, text.count) }
  }
}
