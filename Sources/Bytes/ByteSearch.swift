extension String {
  /// Whether `text` stands in it, found by its bytes.
  public func containsBytes(of text: String) -> Bool { self[...].firstByteRange(of: text) != nil }
}

extension Substring {
  /// Where `text` stands first, found by its bytes: Swift's own search goes over characters, which
  /// takes many times as long.
  public func firstByteRange(of text: String) -> Range<Index>? {
    let wanted = Array(text.utf8)
    let found = utf8.withContiguousStorageIfAvailable { bytes -> Int? in
      guard let first = wanted.first, bytes.count >= wanted.count else { return nil }
      var start = 0
      search: while start <= bytes.count - wanted.count {
        guard bytes[start] == first else {
          start += 1
          continue
        }
        for offset in 1..<wanted.count where bytes[start + offset] != wanted[offset] {
          start += 1
          continue search
        }
        return start
      }
      return nil
    }
    guard let found else { return firstRange(of: text) }
    guard let offset = found else { return nil }
    let lower = utf8.index(startIndex, offsetBy: offset)
    return lower..<utf8.index(lower, offsetBy: wanted.count)
  }

  /// What stands between the occurrences of `text`, which are found by their bytes.
  public func pieces(between text: String) -> [Substring] {
    var pieces: [Substring] = []
    var rest = self
    while let range = rest.firstByteRange(of: text) {
      pieces.append(rest[..<range.lowerBound])
      rest = rest[range.upperBound...]
    }
    return pieces + [rest]
  }
}
