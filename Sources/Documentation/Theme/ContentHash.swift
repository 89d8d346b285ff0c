/// A short name for a content, so that browsers ask anew for what changed.
enum ContentHash {
  static func of(_ parts: [[UInt8]]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for part in parts {
      part.withUnsafeBytes { bytes in
        var index = 0
        while index + 8 <= bytes.count {
          let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
          hash = mixed(hash, UInt64(littleEndian: word))
          index += 8
        }
        while index < bytes.count {
          hash = mixed(hash, UInt64(bytes[index]))
          index += 1
        }
      }
      hash = mixed(hash, UInt64(part.count))
    }
    return String((hash ^ (hash >> 32)) & 0xffff_ffff, radix: 36)
  }

  @inline(__always)
  private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word) &* 0x9e37_79b9_7f4a_7c15
    return product ^ (product >> 29)
  }
}
