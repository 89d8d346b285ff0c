/// The ids that a page has. Most pages have few, which are looked through faster than hashed.
struct UsedIDs {
  private var few: [(key: UInt64, id: String)] = []
  private var many: Set<String> = []

  /// How many ids are looked through.
  private static let most = 32

  /// Whether an id is used.
  func contains(_ id: String) -> Bool {
    guard many.isEmpty, let key = Self.key(id) else {
      return many.contains(id) || few.contains { $0.id == id }
    }
    for used in few where used.key == key && used.id == id { return true }
    return false
  }

  /// Adds an id; false if it is used already.
  @discardableResult
  mutating func insert(_ id: String) -> Bool {
    if many.isEmpty {
      if few.count < Self.most, let key = Self.key(id) {
        for used in few where used.key == key && used.id == id { return false }
        if few.isEmpty { few.reserveCapacity(Self.most / 2) }
        few.append((key, id))
        return true
      }
      for used in few { many.insert(used.id) }
      few = []
    }
    return many.insert(id).inserted
  }

  /// A number that equal ids have in common; nil for ids beyond ASCII, of which unlike bytes may be
  /// equal.
  private static func key(_ id: String) -> UInt64? {
    var id = id
    return id.withUTF8 { bytes in
      var key: UInt64 = 0xCBF2_9CE4_8422_2325
      for byte in bytes {
        guard byte < 0x80 else { return nil }
        key = (key ^ UInt64(byte)) &* 0x100_0000_01B3
      }
      return key
    }
  }
}
