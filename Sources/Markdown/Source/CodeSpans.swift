import Bytes

/// The code spans in text that is not parsed yet.
enum CodeSpans {
  /// Where they stand: each run of backticks that is not escaped pairs with the next one of its
  /// length.
  static func ranges(in text: ByteSlice) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var index = text.startIndex
    while index < text.endIndex {
      guard text[index] == ASCII.backtick else {
        index += 1
        continue
      }
      let start = index
      while index < text.endIndex, text[index] == ASCII.backtick { index += 1 }
      runs.append(start..<index)
    }
    guard runs.count > 1 else { return [] }
    // Of each run, the next one of the same length.
    var next = [Int?](repeating: nil, count: runs.count)
    var last: [Int: Int] = [:]
    for index in runs.indices.reversed() {
      next[index] = last[runs[index].count]
      last[runs[index].count] = index
    }
    var spans: [Range<Int>] = []
    var run = 0
    while run < runs.count {
      let before = text[text.startIndex..<runs[run].lowerBound].reversed()
      let isEscaped = before.prefix { $0 == ASCII.backslash }.count % 2 == 1
      if !isEscaped, let close = next[run] {
        spans.append(runs[run].lowerBound..<runs[close].upperBound)
        run = close + 1
      } else {
        run += 1
      }
    }
    return spans
  }
}
