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
      func word(_ index: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      }
      var index = 0
      // Side by side, since each round waits for the one before.
      if bytes.count >= 64 {
        var lanes: (UInt64, UInt64, UInt64, UInt64) = (hash, ~hash, hash &+ 1, hash &- 1)
        while index + 32 <= bytes.count {
          lanes.0 = Self.mixed(lanes.0, word(index))
          lanes.1 = Self.mixed(lanes.1, word(index + 8))
          lanes.2 = Self.mixed(lanes.2, word(index + 16))
          lanes.3 = Self.mixed(lanes.3, word(index + 24))
          index += 32
        }
        hash = Self.mixed(Self.mixed(lanes.0, lanes.1), Self.mixed(lanes.2, lanes.3))
      }
      while index + 8 <= bytes.count {
        hash = Self.mixed(hash, word(index))
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
