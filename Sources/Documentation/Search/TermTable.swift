import Bytes
import CByteScan

/// The distinct words of some pages, each with a number.
struct TermTable: Sendable {
  /// Words of English that say nothing about a page; they are in no index.
  static let stopWords: [StaticString] = [
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "is", "it", "of", "on",
    "or", "that", "the", "this", "to", "was", "were", "will", "with",
  ]

  /// A place for a word: what is compared of it, and its number plus one; 0 where there is none.
  private struct Slot {
    var first: UInt64 = 0
    var second: UInt64 = 0
    var hash: UInt32 = 0
    var number: UInt32 = 0
  }

  private var slots: [Slot]
  /// Of each word the first eight bytes.
  private var keys: [UInt64] = []
  private var ends: [UInt32] = [0]
  private var arena: [UInt8] = []

  init(capacity: Int = 1 << 12) {
    slots = [Slot](repeating: Slot(), count: capacity)
    arena.reserveCapacity(capacity * 4)
  }

  /// A table whose first words are the stop words.
  static var seeded: TermTable {
    var table = TermTable()
    for word in stopWords { _ = table.number(of: word.utf8Start, count: word.utf8CodeUnitCount) }
    return table
  }

  var count: Int { keys.count }

  /// The number of a word, a new one if it was not seen before.
  @inline(__always)
  mutating func number(of word: Term) -> Int {
    number(of: word.bytes, count: word.count, word_scan_key_in_room(word.bytes, word.count))
  }

  /// The same for a word behind which nothing can be read.
  mutating func number(of word: UnsafePointer<UInt8>, count: Int) -> Int {
    number(of: word, count: count, word_scan_key_of(word, count))
  }

  @inline(__always)
  private mutating func number(
    of word: UnsafePointer<UInt8>, count: Int, _ key: word_scan_key
  ) -> Int {
    let mask = slots.count - 1
    var place = Int(key.hash) & mask
    while true {
      let slot = slots[place]
      if slot.number == 0 { break }
      // All at once: how words differ follows no rule. They have no zeros, so that a short one with the
      // same bytes is the same.
      let difference =
        (slot.first ^ key.first) | (slot.second ^ key.second) | UInt64(slot.hash ^ key.hash)
      if difference == 0, count < 16 || isEqual(Int(slot.number) - 1, word, count) {
        return Int(slot.number) - 1
      }
      place = (place + 1) & mask
    }
    return add(word, count, key, at: place)
  }

  @inline(never)
  private mutating func add(
    _ word: UnsafePointer<UInt8>, _ count: Int, _ key: word_scan_key, at place: Int
  ) -> Int {
    let number = keys.count
    keys.append(key.first)
    arena.append(contentsOf: UnsafeBufferPointer(start: word, count: count))
    ends.append(UInt32(arena.count))
    slots[place] = Slot(
      first: key.first, second: key.second, hash: key.hash, number: UInt32(number + 1))
    if keys.count * 4 > slots.count * 3 { grow() }
    return number
  }

  @inline(never)
  private func isEqual(_ number: Int, _ word: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    let start = Int(ends[number])
    guard Int(ends[number + 1]) - start == count else { return false }
    return arena.withUnsafeBufferPointer { arena in
      arena.baseAddress.map { byte_scan_equal($0 + start, word, count) != 0 } ?? false
    }
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: old.count * 2)
    let mask = slots.count - 1
    for slot in old where slot.number != 0 {
      var place = Int(slot.hash) & mask
      while slots[place].number != 0 { place = (place + 1) & mask }
      slots[place] = slot
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
        return isLess(first.number, second.number)
      }
      .map(\.number)
  }

  private func isLess(_ first: Int, _ second: Int) -> Bool {
    withWord(first) { first in
      withWord(second) { second in
        let shared = min(first.count, second.count)
        if let one = first.baseAddress, let other = second.baseAddress {
          let order = word_scan_order(one, other, shared)
          if order != 0 { return order < 0 }
        }
        return first.count < second.count
      }
    }
  }
}
