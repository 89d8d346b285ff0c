/// A short name for a content, so that browsers ask anew for what changed.
struct ContentHash {
  private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The name of some contents together.
  static func of(_ parts: [[UInt8]]) -> String {
    var hash = ContentHash()
    for part in parts { hash.add(part) }
    return hash.name
  }

  /// Adds a content.
  mutating func add(_ part: borrowing [UInt8]) {
    var hash = hash
    part.withUnsafeBytes { bytes in
      var index = 0
      while index + 8 <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        hash = Self.mixed(hash, UInt64(littleEndian: word))
        index += 8
      }
      while index < bytes.count {
        hash = Self.mixed(hash, UInt64(bytes[index]))
        index += 1
      }
    }
    self.hash = Self.mixed(hash, UInt64(part.count))
  }

  /// The name of what was added.
  var name: String { String((hash ^ (hash >> 32)) & 0xffff_ffff, radix: 36) }

  @inline(__always)
  private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word) &* 0x9e37_79b9_7f4a_7c15
    return product ^ (product >> 29)
  }
}
