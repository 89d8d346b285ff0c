import Bytes
import CByteScan

/// A word that is looked for, with what finds it.
struct Term {
  let bytes: UnsafeBufferPointer<UInt8>
  let hash: UInt32
  /// Its first eight bytes, with zeros behind fewer.
  let key: UInt64

  init(_ bytes: UnsafeBufferPointer<UInt8>, hash: UInt32, key: UInt64) {
    self.bytes = bytes
    self.hash = hash
    self.key = key
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    hash = bytes.baseAddress.map { byte_scan_hash($0, bytes.count) } ?? 0
    key = bytes.baseAddress.map { byte_scan_key($0, bytes.count) } ?? 0
  }
}

/// The distinct words of some pages, each with a number.
struct TermTable: Sendable {
  /// Words of English that say nothing about a page; they are in no index.
  static let stopWords: [StaticString] = [
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "is", "it", "of", "on",
    "or", "that", "the", "this", "to", "was", "were", "will", "with",
  ]

  /// The hash of each word and, above it, its number plus one; 0 where there is none.
  private var slots: [UInt64]
  /// Of each word its key, which for most is the whole of it, and its hash.
  private var keys: [UInt64] = []
  private var hashes: [UInt32] = []
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
      _ = table.number(
        of: Term(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)))
    }
    return table
  }

  var count: Int { keys.count }

  /// The number of a word, a new one if it was not seen before.
  mutating func number(of word: Term) -> Int {
    let mask = slots.count - 1
    var slot = Int(word.hash) & mask
    while true {
      let entry = slots[slot]
      if entry == 0 { break }
      if UInt32(truncatingIfNeeded: entry) == word.hash {
        let number = Int(entry >> 32) - 1
        // Words have no zeros: a short one with the same key is the same.
        if keys[number] == word.key, word.bytes.count < 8 || isEqual(number, word.bytes) {
          return number
        }
      }
      slot = (slot + 1) & mask
    }
    let number = keys.count
    keys.append(word.key)
    hashes.append(word.hash)
    arena.append(contentsOf: word.bytes)
    ends.append(UInt32(arena.count))
    slots[slot] = UInt64(number + 1) << 32 | UInt64(word.hash)
    if keys.count * 2 > slots.count { grow() }
    return number
  }

  /// Gives back the memory that only finding words takes. Words can still be had by their numbers.
  mutating func close() { slots = [] }

  /// The word of a number.
  @inline(__always)
  func withTerm<Result>(_ number: Int, _ body: (Term) -> Result) -> Result {
    withWord(number) { body(Term($0, hash: hashes[number], key: keys[number])) }
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
    numbers.map { (key: UInt64(bigEndian: keys[$0]), number: $0) }
      .sorted { first, second in
        if first.key != second.key { return first.key < second.key }
        return self[first.number].lexicographicallyPrecedes(self[second.number])
      }
      .map(\.number)
  }
}
