/// A set of lines.
struct LineSet {
  /// A bit for each line.
  private var words: [UInt64] = []

  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  mutating func insert(_ line: Int) {
    guard line >= 0 else { return }
    let word = line / 64
    while words.count <= word { words.append(0) }
    words[word] |= 1 << UInt64(line % 64)
  }

  mutating func insert(contentsOf lines: some Sequence<Int>) {
    for line in lines { insert(line) }
  }

  func contains(_ line: Int) -> Bool {
    let word = line / 64
    return line >= 0 && word < words.count && words[word] >> UInt64(line % 64) & 1 == 1
  }

  /// Whether the set has one of some lines.
  func containsAny(of lines: Range<Int>) -> Bool {
    var line = max(0, lines.lowerBound)
    let end = min(lines.upperBound, words.count * 64)
    while line < end {
      let word = words[line / 64] >> UInt64(line % 64)
      guard word == 0 else { return line + word.trailingZeroBitCount < end }
      line += 64 - line % 64
    }
    return false
  }

  /// The lines that another set has not, ascending.
  func subtracting(_ other: LineSet) -> [Int] {
    var lines: [Int] = []
    for (index, word) in words.enumerated() {
      var left = index < other.words.count ? word & ~other.words[index] : word
      while left != 0 {
        lines.append(index * 64 + left.trailingZeroBitCount)
        left &= left - 1
      }
    }
    return lines
  }

  /// How many lines the set has.
  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
}
