import Bytes

/// What a page asks for: a file, and perhaps some of its lines.
struct SnippetTarget: Equatable {
  /// Lines from one to another, as written: from 1, from the end where negative.
  struct Lines: Equatable {
    var first: Int?
    var last: Int?

    /// The lines of a file with a number of lines, counted from 0.
    func range(in count: Int) -> Range<Int> {
      var start = first.map { $0 < 0 ? max(0, count + $0) : max(0, $0 - 1) } ?? 0
      let end = last.map { $0 < 0 ? max(0, count + 1 + $0) : min($0, count) } ?? count
      start = min(start, count)
      return start..<max(start, end)
    }
  }

  var path: String
  var lines: [Lines] = []
  var section: String?

  /// Reads `path`, `path:3:5`, `path:3:5,8:9` or `path:section`; nil without a path.
  ///
  /// The path ends at the first colon from which on all is ranges, or a section's name.
  init?(_ text: ByteSlice) {
    // No file system has longer paths.
    guard text.count <= 4096 else {
      path = String(decoding: text, as: UTF8.self)
      return
    }
    var pathEnd = text.endIndex
    for colon in text.indices where text[colon] == ASCII.colon {
      if let lines = Self.lines(in: text, after: colon) {
        self.lines = lines
        pathEnd = colon
        break
      }
      if let section = Self.section(in: text[(colon + 1)...]) {
        self.section = section
        pathEnd = colon
        break
      }
    }
    let trimmed = text[..<pathEnd].trimmed
    guard !trimmed.isEmpty else { return nil }
    path = String(decoding: trimmed, as: UTF8.self)
  }

  private static func section(in text: ByteSlice) -> String? {
    guard text.first?.isASCIILetter == true, text.allSatisfy(\.isSectionName) else { return nil }
    return String(decoding: text, as: UTF8.self)
  }

  /// `3`, `3:5`, `:5` and lists of them; nil if anything else follows the colon.
  private static func lines(in text: ByteSlice, after colon: Int) -> [Lines]? {
    var all: [Lines] = []
    var index = colon
    while true {
      index += 1
      var lines = Lines(first: number(in: text, at: &index), last: nil)
      if index < text.endIndex, text[index] == ASCII.colon {
        index += 1
        lines.last = number(in: text, at: &index)
      }
      all.append(lines)
      guard index < text.endIndex else { return all }
      // A list's next range is not empty.
      guard text[index] == ASCII.comma, index + 1 < text.endIndex else { return nil }
      let next = text[index + 1]
      guard next.isASCIIDigit || next == ASCII.hyphen || next == ASCII.colon else { return nil }
    }
  }

  private static func number(in text: ByteSlice, at index: inout Int) -> Int? {
    var isNegative = false
    if index < text.endIndex, text[index] == ASCII.hyphen {
      isNegative = true
      index += 1
    }
    var value: Int?
    while index < text.endIndex, text[index].isASCIIDigit {
      // Larger numbers mean no other line.
      value = min((value ?? 0) * 10 + Int(text[index] - 0x30), 1 << 40)
      index += 1
    }
    return value.map { isNegative ? -$0 : $0 }
  }
}

extension BidirectionalCollection<UInt8> where SubSequence == Self {
  /// The bytes without white space at both ends.
  var trimmed: Self {
    var trimmed = drop { $0.isASCIIWhitespace }
    while trimmed.last?.isASCIIWhitespace == true { trimmed.removeLast() }
    return trimmed
  }
}

extension UInt8 {
  /// Whether a section's name may hold the byte.
  var isSectionName: Bool {
    isASCIIAlphanumeric || self == ASCII.underscore || self == ASCII.hyphen
  }
}
