/// Lines of a text, from 1.
struct LineSet {
  /// A bit for each line.
  private var words: [UInt64] = []

  var isEmpty: Bool { words.isEmpty }

  mutating func insert(_ line: Int) {
    let word = line / 64
    while words.count <= word { words.append(0) }
    words[word] |= 1 << UInt64(line % 64)
  }

  func contains(_ line: Int) -> Bool {
    let word = line / 64
    return line >= 0 && word < words.count && words[word] >> UInt64(line % 64) & 1 == 1
  }
}
