import Bytes
import CByteScan

/// Cuts text into the words that the search knows: runs of letters and digits, small and without
/// accents; pairs of neighbours where a script writes no spaces; the parts of `camelCase` besides
/// the whole.
struct Tokenizer {
  /// Longer words are numbers of some kind that nobody types.
  private static let longest = 40

  private var folding = LetterFolding()
  /// The word being read and the parts of it that begin with a capital.
  private let word = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 64)
  private var length = 0
  private var partStarts: [Int] = []
  /// The ideograph before.
  private var pair: (value: UInt32, isUsed: Bool)?

  /// Gives back the memory.
  func deallocate() { word.deallocate() }

  /// Calls `emit` with each word of `text`.
  @inline(__always)
  mutating func read(
    _ text: UnsafeBufferPointer<UInt8>,
    _ emit: (Term) -> Void
  ) {
    guard let bytes = text.baseAddress, let copy = word.baseAddress else { return }
    var index = 0
    while index < text.count {
      let first = bytes[index]
      if first < 0x80, !first.isASCIIAlphanumeric {
        index += 1
        continue
      }
      // Most words are ASCII, and found as a whole.
      var end = byte_scan_word_end(bytes, index, text.count)
      while end > index, end + 1 < text.count, bytes[end] == ASCII.period,
        bytes[end - 1].isASCIIDigit, bytes[end + 1].isASCIIDigit
      {
        end = byte_scan_word_end(bytes, end + 1, text.count)
      }
      if end < text.count, bytes[end] >= 0x80 {
        index = readMixed(text, from: index, emit)
        continue
      }
      let count = end - index
      if count <= Self.longest {
        var hash: UInt32 = 0
        var key: UInt64 = 0
        let hasCapitals =
          byte_scan_copy_word(copy, bytes + index, count, text.count - index, &hash, &key) != 0
        emit(Term(UnsafeBufferPointer(start: copy, count: count), hash: hash, key: key))
        if hasCapitals {
          emitParts(of: UnsafeBufferPointer(start: bytes + index, count: count), emit)
        }
      }
      index = end
    }
  }

  /// The parts of a word with capitals.
  private mutating func emitParts(
    of original: UnsafeBufferPointer<UInt8>, _ emit: (Term) -> Void
  ) {
    for index in 1..<max(1, original.count)
    where Self.beginsPart(original[index], behind: original[index - 1]) { partStarts.append(index) }
    length = original.count
    if !partStarts.isEmpty { emitParts(emit) }
    partStarts.removeAll(keepingCapacity: true)
    length = 0
  }

  /// Whether a part of a word begins with `byte`: a capital behind a small letter.
  @inline(__always)
  private static func beginsPart(_ byte: UInt8, behind previous: UInt8) -> Bool {
    byte & 0x20 == 0 && byte >= 0x41 && previous >= 0x61 && previous <= 0x7A
  }

  // MARK: - Beyond ASCII

  /// Reads words from `start` on byte by byte, up to what ends one in ASCII; returns where that is.
  private mutating func readMixed(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int,
    _ emit: (Term) -> Void
  ) -> Int {
    var index = start
    var previous: UInt8 = 0
    while index < text.count {
      let byte = text[index]
      if byte < 0x80 {
        if byte.isASCIIAlphanumeric {
          if pair != nil { endPair(emit) }
          if Self.beginsPart(byte, behind: previous) { partStarts.append(length) }
          add(byte.asciiLowercased)
        } else if byte == ASCII.period, previous.isASCIIDigit, index + 1 < text.count,
          text[index + 1].isASCIIDigit
        {
          add(byte)
        } else {
          break
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
    return index
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
      emit(Term(UnsafeBufferPointer(rebasing: word[..<length])))
      if !partStarts.isEmpty { emitParts(emit) }
    }
    length = 0
    if !partStarts.isEmpty { partStarts.removeAll(keepingCapacity: true) }
  }

  private func emitParts(_ emit: (Term) -> Void) {
    for (number, start) in partStarts.enumerated() {
      let end = number + 1 < partStarts.count ? partStarts[number + 1] : length
      guard start > 0, end - start > 2 else { continue }
      emit(Term(UnsafeBufferPointer(rebasing: word[start..<end])))
    }
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
    emit(Term(UnsafeBufferPointer(rebasing: word[..<count])))
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
