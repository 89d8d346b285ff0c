import Bytes
import CByteScan
import CCmark
import CMarkArena

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Bytes that are looked at where they lie: in the page, in the arena, or in libcmark's tree.
typealias ByteView = UnsafeBufferPointer<UInt8>

extension ByteView {
  /// Whether `text`, which is not empty, stands somewhere in these bytes.
  func contains(_ text: StaticString) -> Bool {
    guard let start = baseAddress else { return false }
    return byte_scan_contains(start, count, text.utf8Start, text.utf8CodeUnitCount) != 0
  }
}

/// A part of a view; it keeps the view's indices.
typealias ByteSlice = Slice<UnsafeBufferPointer<UInt8>>

/// Bytes that live as long as the page that is being read: they lie in the arena, so that passes
/// read them without checks and without counting references.
///
/// A copy shares its bytes with the original; only one of them may be written.
struct PageBytes: ByteSink {
  private var base: UnsafeMutablePointer<UInt8>
  private(set) var count = 0
  private var capacity: Int

  /// No bytes, with room for a number of them.
  init(capacity: Int) {
    self.capacity = max(64, capacity)
    base = Self.reallocate(nil, self.capacity)
  }

  /// A copy of bytes.
  init(copying bytes: ByteView) {
    self.init(capacity: bytes.count)
    append(bytes)
  }

  /// A copy of bytes.
  init(copying bytes: [UInt8]) {
    self = bytes.withUnsafeBufferPointer { PageBytes(copying: $0) }
  }

  /// The last byte that was written, or nil.
  var last: UInt8? { count > 0 ? base[count - 1] : nil }

  /// What was written, as text.
  var text: String { String(decoding: view, as: UTF8.self) }

  /// What was written.
  var view: ByteView { UnsafeBufferPointer(start: base, count: count) }

  /// Appends one byte.
  @inline(__always)
  mutating func append(_ byte: UInt8) {
    if count == capacity { grow(by: 1) }
    base[count] = byte
    count &+= 1
  }

  /// Appends bytes.
  @inline(__always)
  mutating func append(_ bytes: ByteView) {
    guard let start = bytes.baseAddress else { return }
    if capacity - count < bytes.count { grow(by: bytes.count) }
    byte_scan_copy(base + count, start, bytes.count)
    count &+= bytes.count
  }

  /// Appends text with `&`, `<`, `>` and `"` escaped.
  mutating func appendHTMLEscaped(_ run: ByteView) {
    guard let start = run.baseAddress else { return }
    let length = run.count
    var done = 0
    while done < length {
      let left = length - done
      // Bytes are copied in blocks of sixteen.
      if capacity - count < left + 16 { grow(by: left + 16) }
      let copied = byte_scan_copy_html(base + count, start + done, left)
      count &+= copied
      done &+= copied
      guard done < length else { return }
      switch start[done] {
      case ASCII.ampersand: append("&amp;" as StaticString)
      case ASCII.less: append("&lt;" as StaticString)
      case ASCII.greater: append("&gt;" as StaticString)
      default: append("&quot;" as StaticString)
      }
      done &+= 1
    }
  }

  /// Appends a text that ends with a zero, with `&`, `<`, `>` and `"` escaped.
  mutating func appendHTMLEscaped(textAt start: UnsafePointer<UInt8>) {
    var rest = start
    while true {
      if capacity - count < 64 { grow(by: 64) }
      let copied = byte_scan_copy_html_text(base + count, rest, capacity - count)
      count &+= copied
      rest += copied
      switch rest.pointee {
      case 0: return
      case ASCII.ampersand: append("&amp;" as StaticString)
      case ASCII.less: append("&lt;" as StaticString)
      case ASCII.greater: append("&gt;" as StaticString)
      case ASCII.quote: append("&quot;" as StaticString)
      default: continue
      }
      rest += 1
    }
  }

  /// Appends a URL for an attribute in double quotes; see `ByteSink.appendURLEscaped`.
  mutating func appendURLEscaped(_ run: ByteView) {
    let count = run.count
    var start = 0
    while start < count {
      let end = Self.unsafeInURLs.next(in: run, from: start)
      if end > start { append(ByteView(rebasing: run[start..<end])) }
      guard end < count else { return }
      switch run[end] {
      case ASCII.ampersand: append("&amp;" as StaticString)
      case ASCII.apostrophe: append("&#x27;" as StaticString)
      case let byte: appendPercentEncoded(byte)
      }
      start = end + 1
    }
  }

  /// The bytes that do not stand as they are in attributes that hold URLs.
  private static let unsafeInURLs: ByteSet = {
    var set = ByteSet()
    for byte in UInt8(1)...255 where !byte.isURLSafe { set.insert(byte) }
    return set
  }()

  /// Forgets what was written and keeps the memory.
  mutating func removeAll() { count = 0 }

  private mutating func grow(by room: Int) {
    capacity = max(capacity * 2, count + room)
    base = Self.reallocate(base, capacity)
  }

  private static func reallocate(
    _ old: UnsafeMutablePointer<UInt8>?, _ capacity: Int
  ) -> UnsafeMutablePointer<UInt8> {
    cmark_arena_reallocate(old, capacity).assumingMemoryBound(to: UInt8.self)
  }
}

extension ByteView {
  /// No bytes.
  static var empty: ByteView { ByteView(start: nil, count: 0) }

  /// The index of the next `byte` from `start` on, or nil.
  func index(of byte: UInt8, from start: Int = 0) -> Int? {
    guard let base = baseAddress, start < count,
      let found = memchr(base + start, Int32(byte), count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// Whether a byte occurs.
  func has(_ byte: UInt8) -> Bool { index(of: byte) != nil }

  /// Whether a byte occurs that HTML escapes.
  var hasHTMLSpecial: Bool {
    guard let base = baseAddress else { return false }
    return byte_scan_html(base, 0, count) < count
  }
}

extension ByteSlice {
  /// Whether a byte occurs.
  func has(_ byte: UInt8) -> Bool { ByteView(rebasing: self).has(byte) }
}
