import Bytes

/// The distinct words of some pages, each with a number.
struct TermTable: Sendable {
  /// Words of English that say nothing about a page; they are in no index.
  static let stopWords: [StaticString] = [
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "is", "it", "of", "on",
    "or", "that", "the", "this", "to", "was", "were", "will", "with",
  ]

  private var slots: [UInt32]
  private(set) var hashes: [UInt32] = []
  private var ends: [UInt32] = [0]
  private var arena: [UInt8] = []

  init(capacity: Int = 1 << 12) {
    slots = [UInt32](repeating: 0, count: capacity)
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

  static let hashSeed: UInt32 = 0x811c_9dc5

  @inline(__always)
  static func hash(_ hash: UInt32, _ byte: UInt8) -> UInt32 {
    (hash ^ UInt32(byte)) &* 0x0100_0193
  }

  static func hash(_ word: UnsafeBufferPointer<UInt8>) -> UInt32 {
    word.reduce(hashSeed) { hash($0, $1) }
  }

  /// The number of a word, a new one if it was not seen before.
  mutating func number(of word: UnsafeBufferPointer<UInt8>, hash: UInt32) -> Int {
    let mask = slots.count - 1
    // The low bits of this hash are weak in short words.
    var slot = Int(truncatingIfNeeded: hash ^ (hash >> 15)) & mask
    while true {
      let entry = slots[slot]
      if entry == 0 { break }
      let number = Int(entry) - 1
      if hashes[number] == hash, isEqual(number, word) { return number }
      slot = (slot + 1) & mask
    }
    let number = hashes.count
    hashes.append(hash)
    arena.append(contentsOf: word)
    ends.append(UInt32(arena.count))
    slots[slot] = UInt32(number + 1)
    if hashes.count * 2 > slots.count { grow() }
    return number
  }

  private func isEqual(_ number: Int, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = Int(ends[number])
    guard Int(ends[number + 1]) - start == word.count else { return false }
    for index in 0..<word.count where arena[start + index] != word[index] { return false }
    return true
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for (number, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash ^ (hash >> 15)) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(number + 1)
    }
  }

  /// The word with a number.
  subscript(number: Int) -> ArraySlice<UInt8> {
    arena[Int(ends[number])..<Int(ends[number + 1])]
  }
}

/// Cuts text into the words that the search knows: runs of letters and digits, small and without
/// accents; pairs of neighbours where a script writes no spaces; the parts of `camelCase` besides
/// the whole.
struct Tokenizer {
  /// Longer words are numbers of some kind that nobody types.
  private static let longest = 40

  private let folding: LetterFolding
  /// The word being read, its hash, and the parts of it that begin with a capital.
  private let word = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 64)
  private var length = 0
  private var hash = TermTable.hashSeed
  private var partStarts: [Int] = []
  /// The ideograph before.
  private var pair: (value: UInt32, isUsed: Bool)?

  init(folding: LetterFolding) { self.folding = folding }

  /// Gives back the memory.
  func deallocate() { word.deallocate() }

  /// Calls `emit` with each word of `text` and its hash.
  @inline(__always)
  mutating func read(
    _ text: UnsafeBufferPointer<UInt8>,
    _ emit: (UnsafeBufferPointer<UInt8>, UInt32) -> Void
  ) {
    var index = 0
    var previous: UInt8 = 0
    while index < text.count {
      let byte = text[index]
      if byte < 0x80 {
        if byte.isASCIIAlphanumeric {
          if pair != nil { endPair(emit) }
          if byte & 0x20 == 0, byte >= 0x41, previous >= 0x61, previous <= 0x7A {
            partStarts.append(length)
          }
          add(byte.asciiLowercased)
        } else if byte == ASCII.period, previous.isASCIIDigit, index + 1 < text.count,
          text[index + 1].isASCIIDigit
        {
          add(byte)
        } else {
          end(emit)
        }
        previous = byte
        index += 1
        continue
      }
      let (value, width) = text.scalar(at: index)
      index += width
      previous = 0
      switch folding.kind(of: value) {
      case .letter(let folded):
        if pair != nil { endPair(emit) }
        addScalar(folded)
      case .accent: break
      case .ideograph:
        endWord(emit)
        if let first = pair { emitIdeographs(first.value, value, emit) }
        pair = (value, pair != nil)
      case .other: end(emit)
      }
    }
    end(emit)
  }

  @inline(__always)
  private mutating func add(_ byte: UInt8) {
    if length < 60 {
      word[length] = byte
      hash = TermTable.hash(hash, byte)
    }
    length += 1
  }

  private mutating func addScalar(_ value: UInt32) {
    Self.encode(value) { add($0) }
  }

  private static func encode(_ value: UInt32, _ write: (UInt8) -> Void) {
    guard let scalar = Unicode.Scalar(value) else { return }
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { write(byte) }
  }

  @inline(__always)
  private mutating func end(_ emit: (UnsafeBufferPointer<UInt8>, UInt32) -> Void) {
    if length > 0 { endWord(emit) }
    if pair != nil { endPair(emit) }
  }

  @inline(__always)
  private mutating func endWord(_ emit: (UnsafeBufferPointer<UInt8>, UInt32) -> Void) {
    if length > 0, length <= Self.longest {
      emit(UnsafeBufferPointer(rebasing: word[..<length]), hash)
      if !partStarts.isEmpty { emitParts(emit) }
    }
    length = 0
    hash = TermTable.hashSeed
    if !partStarts.isEmpty { partStarts.removeAll(keepingCapacity: true) }
  }

  private func emitParts(_ emit: (UnsafeBufferPointer<UInt8>, UInt32) -> Void) {
    for (number, start) in partStarts.enumerated() {
      let end = number + 1 < partStarts.count ? partStarts[number + 1] : length
      guard start > 0, end - start > 2 else { continue }
      let part = UnsafeBufferPointer(rebasing: word[start..<end])
      emit(part, TermTable.hash(part))
    }
  }

  /// An ideograph without neighbours is a word.
  private mutating func endPair(_ emit: (UnsafeBufferPointer<UInt8>, UInt32) -> Void) {
    if let single = pair, !single.isUsed { emitIdeographs(single.value, nil, emit) }
    pair = nil
  }

  private func emitIdeographs(
    _ first: UInt32, _ second: UInt32?, _ emit: (UnsafeBufferPointer<UInt8>, UInt32) -> Void
  ) {
    var count = 0
    for value in [first, second] {
      guard let value else { continue }
      Self.encode(value) {
        word[count] = $0
        count += 1
      }
    }
    let bytes = UnsafeBufferPointer(rebasing: word[..<count])
    emit(bytes, TermTable.hash(bytes))
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The scalar whose first byte stands at `index`, and how many bytes it takes.
  fileprivate func scalar(at index: Int) -> (value: UInt32, width: Int) {
    let first = UInt32(self[index])
    let width = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC0, index + width <= count else { return (0xFFFD, 1) }
    var value = first & (0x7F >> UInt32(width))
    for offset in 1..<width { value = value << 6 | UInt32(self[index + offset]) & 0x3F }
    return (value, width)
  }
}
