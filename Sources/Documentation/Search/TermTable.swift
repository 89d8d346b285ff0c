import Bytes
import CByteScan

/// The distinct words of some pages, each with a number.
struct TermTable: Sendable {
  /// Words of English that say nothing about a page; they are in no index.
  static let stopWords: [StaticString] = [
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "is", "it", "of", "on",
    "or", "that", "the", "this", "to", "was", "were", "will", "with",
  ]

  /// The hash of each word and, above it, its number plus one; 0 where there is none.
  private var slots: [UInt64]
  private(set) var hashes: [UInt32] = []
  private var ends: [UInt32] = [0]
  private var arena: [UInt8] = []

  init(capacity: Int = 1 << 12) {
    slots = [UInt64](repeating: 0, count: capacity)
    arena.reserveCapacity(capacity * 4)
  }

  /// A table whose first words are the stop words.
  static var seeded: TermTable {
    var table = TermTable()
    for word in stopWords {
      let bytes = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
      _ = table.number(of: bytes, hash: hash(bytes))
    }
    return table
  }

  var count: Int { hashes.count }

  @inline(__always)
  static func hash(_ word: UnsafeBufferPointer<UInt8>) -> UInt32 {
    word.baseAddress.map { byte_scan_hash($0, word.count) } ?? 0
  }

  /// The number of a word, a new one if it was not seen before.
  mutating func number(of word: UnsafeBufferPointer<UInt8>, hash: UInt32) -> Int {
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while true {
      let entry = slots[slot]
      if entry == 0 { break }
      if UInt32(truncatingIfNeeded: entry) == hash {
        let number = Int(entry >> 32) - 1
        if isEqual(number, word) { return number }
      }
      slot = (slot + 1) & mask
    }
    let number = hashes.count
    hashes.append(hash)
    arena.append(contentsOf: word)
    ends.append(UInt32(arena.count))
    slots[slot] = UInt64(number + 1) << 32 | UInt64(hash)
    if hashes.count * 2 > slots.count { grow() }
    return number
  }

  @inline(__always)
  private func isEqual(_ number: Int, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = Int(ends[number])
    guard Int(ends[number + 1]) - start == word.count, let other = word.baseAddress else {
      return false
    }
    return arena.withUnsafeBufferPointer { arena in
      arena.baseAddress.map { byte_scan_equal($0 + start, other, word.count) != 0 } ?? false
    }
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 2)
    let mask = slots.count - 1
    for entry in old where entry != 0 {
      var slot = Int(UInt32(truncatingIfNeeded: entry)) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = entry
    }
  }

  /// The word with a number.
  subscript(number: Int) -> ArraySlice<UInt8> {
    arena[Int(ends[number])..<Int(ends[number + 1])]
  }

  /// Calls `body` with the word of a number.
  @inline(__always)
  func withWord<Result>(
    _ number: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    arena.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[Int(ends[number])..<Int(ends[number + 1])]))
    }
  }

  /// These words in order of their bytes.
  func sorted(_ numbers: some Sequence<Int>) -> [Int] {
    // Most words differ in their first eight bytes, which are compared as one number.
    numbers.map { number in
      (
        key: withWord(number) { word in
          (0..<8).reduce(UInt64(0)) { $0 << 8 | UInt64($1 < word.count ? word[$1] : 0) }
        }, number: number
      )
    }
    .sorted { first, second in
      if first.key != second.key { return first.key < second.key }
      return self[first.number].lexicographicallyPrecedes(self[second.number])
    }
    .map(\.number)
  }
}
