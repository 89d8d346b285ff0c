import Bytes
import CByteScan

/// A word, behind whose first byte sixteen can be read.
struct Term {
  let bytes: UnsafePointer<UInt8>
  let count: Int
}

/// Cuts text into the words that the search knows: runs of letters and digits, small and without
/// accents; pairs of neighbours where a script writes no spaces; the parts of `camelCase` besides
/// the whole.
struct Tokenizer {
  /// Longer words are numbers of some kind that nobody types.
  private static let longest = 40

  private var folding = LetterFolding()
  private var room = Room(count: 1 << 12)
  /// The word being read and the parts of it that begin with a capital.
  private let word = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 80)
  private var length = 0
  private var partStarts: [Int] = []
  /// The ideograph before.
  private var pair: (value: UInt32, isUsed: Bool)?

  /// Memory for what is known of one text.
  private struct Room {
    let count: Int
    let small: UnsafeMutablePointer<UInt8>
    let bounds: UnsafeMutablePointer<UInt32>
    let special: UnsafeMutablePointer<UInt64>

    init(count: Int) {
      self.count = count
      small = .allocate(capacity: count + 80)
      bounds = .allocate(capacity: count + 2)
      special = .allocate(capacity: count / 64 + 1)
    }

    func deallocate() {
      small.deallocate()
      bounds.deallocate()
      special.deallocate()
    }

    /// Whether the bytes of a range have something that needs a closer look: letters beyond ASCII or
    /// capitals behind small ones.
    func isSpecial(_ start: Int, _ end: Int) -> Bool {
      for block in start >> 6...(end - 1) >> 6 {
        var bits = special[block]
        if block == start >> 6 { bits &= ~0 << UInt64(start & 63) }
        if block == (end - 1) >> 6 { bits &= ~0 >> UInt64(63 - (end - 1) & 63) }
        if bits != 0 { return true }
      }
      return false
    }
  }

  /// Gives back the memory.
  func deallocate() {
    room.deallocate()
    word.deallocate()
  }

  /// Calls `emit` with each word of `text`.
  @inline(__always)
  mutating func read(_ text: UnsafeBufferPointer<UInt8>, _ emit: (Term) -> Void) {
    guard let bytes = text.baseAddress, text.count > 0 else { return }
    if room.count < text.count {
      room.deallocate()
      room = Room(count: text.count * 2)
    }
    let (small, bounds, special) = (room.small, room.bounds, room.special)
    let found = word_scan(bytes, text.count, small, bounds, special)
    var index = 0
    while index < found {
      let start = Int(bounds[index])
      let end = Int(bounds[index + 1])
      index += 2
      let count = end - start
      if special[start >> 6] | special[(end - 1) >> 6] == 0, count <= Self.longest {
        emit(Term(bytes: small + start, count: count))
      } else if room.isSpecial(start, end) {
        readSpecial(text, start, end, emit)
      } else if count <= Self.longest {
        emit(Term(bytes: small + start, count: count))
      }
    }
  }

  /// Reads a word with letters beyond ASCII or with capitals behind small letters.
  private mutating func readSpecial(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ emit: (Term) -> Void
  ) {
    for index in start..<end where text[index] >= 0x80 {
      readMixed(text, start, end, emit)
      return
    }
    let count = end - start
    guard count <= Self.longest else { return }
    emit(Term(bytes: room.small + start, count: count))
    for index in 1..<max(1, count)
    where Self.beginsPart(text[start + index], behind: text[start + index - 1]) {
      partStarts.append(index)
    }
    emitParts(of: room.small + start, count: count, emit)
    partStarts.removeAll(keepingCapacity: true)
  }

  /// Whether a part of a word begins with `byte`: a capital behind a small letter.
  @inline(__always)
  private static func beginsPart(_ byte: UInt8, behind previous: UInt8) -> Bool {
    byte & 0x20 == 0 && byte >= 0x41 && previous >= 0x61 && previous <= 0x7A
  }

  // MARK: - Beyond ASCII

  /// Reads a run of letters byte by byte.
  private mutating func readMixed(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ limit: Int, _ emit: (Term) -> Void
  ) {
    var index = start
    var previous: UInt8 = 0
    while index < limit {
      let byte = text[index]
      if byte < 0x80 {
        if pair != nil { endPair(emit) }
        if Self.beginsPart(byte, behind: previous) { partStarts.append(length) }
        add(byte.asciiLowercased)
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

  private mutating func add(_ byte: UInt8) {
    if length < 60 { word[length] = byte }
    length += 1
  }

  private mutating func addScalar(_ value: UInt32) {
    Self.encode(value) { add($0) }
  }

  private static func encode(_ value: UInt32, _ write: (UInt8) -> Void) {
    guard let scalar = Unicode.Scalar(value) else { return }
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { write(byte) }
  }

  private mutating func end(_ emit: (Term) -> Void) {
    if length > 0 { endWord(emit) }
    if pair != nil { endPair(emit) }
  }

  private mutating func endWord(_ emit: (Term) -> Void) {
    if length > 0, length <= Self.longest {
      emitOwn(count: length, emit)
      if !partStarts.isEmpty, let own = word.baseAddress { emitParts(of: own, count: length, emit) }
    }
    length = 0
    if !partStarts.isEmpty { partStarts.removeAll(keepingCapacity: true) }
  }

  private func emitParts(of word: UnsafePointer<UInt8>, count: Int, _ emit: (Term) -> Void) {
    for (number, start) in partStarts.enumerated() {
      let end = number + 1 < partStarts.count ? partStarts[number + 1] : count
      guard start > 0, end - start > 2 else { continue }
      emit(Term(bytes: word + start, count: end - start))
    }
  }

  private func emitOwn(count: Int, _ emit: (Term) -> Void) {
    if let own = word.baseAddress { emit(Term(bytes: own, count: count)) }
  }

  /// An ideograph without neighbours is a word.
  private mutating func endPair(_ emit: (Term) -> Void) {
    if let single = pair, !single.isUsed { emitIdeographs(single.value, nil, emit) }
    pair = nil
  }

  private func emitIdeographs(
    _ first: UInt32, _ second: UInt32?, _ emit: (Term) -> Void
  ) {
    var count = 0
    for value in [first, second] {
      guard let value else { continue }
      Self.encode(value) {
        word[count] = $0
        count += 1
      }
    }
    emitOwn(count: count, emit)
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
