import Bytes

// The statements of `mdx_include`: `{! file !}`, `{!> file !}` whose lines are all indented as it is,
// `{!+ file !}` and `{!- file !}` for files that may or may not include others, `{! file [ln:1-3,7] !}`
// for some lines, `{! file | utf-8 !}` for an encoding. A backslash before one makes it text.

extension IncludeStatement {
  /// The first statement of `mdx_include` in a line; nil where there is none.
  init?(mdxIn line: ByteSlice) {
    var start = line.startIndex
    while let brace = line[start...].firstIndex(of: ASCII.leftBrace) {
      start = brace + 1
      guard start < line.endIndex, line[start] == ASCII.exclamation else { continue }
      guard let found = Self.mdxStatement(at: brace, in: line) else { continue }
      self = found
      return
    }
    return nil
  }

  private init(range: Range<Int>, path: ByteSlice) {
    self.range = range
    self.path = path
  }

  private static func mdxStatement(at brace: Int, in line: ByteSlice) -> IncludeStatement? {
    var index = brace + 2
    func byte() -> UInt8? { index < line.endIndex ? line[index] : nil }
    var isRecursive: Bool?
    if byte() == ASCII.plus || byte() == ASCII.hyphen {
      isRecursive = byte() == ASCII.plus
      index += 1
    }
    let repeats = byte() == ASCII.greater
    if repeats { index += 1 }
    index = line.skip(from: index, \.isASCIIWhitespace)
    let first = index
    while let next = byte(), !isEnd(of: line, at: index) {
      if next == ASCII.leftBracket || next == ASCII.rightBracket || next == ASCII.pipe { break }
      index += 1
    }
    let path = line[first..<index].trimmed
    guard !path.isEmpty else { return nil }
    var lines: ByteSlice?
    if byte() == ASCII.leftBracket {
      guard line[index...].starts(with: "[ln:".utf8),
        let close = line[index...].firstIndex(of: ASCII.rightBracket)
      else { return nil }
      lines = line[(index + 4)..<close]
      index = line.skip(from: close + 1, \.isASCIIWhitespace)
    }
    if byte() == ASCII.pipe {
      // Which encoding files have says the configuration.
      while byte() != nil, !isEnd(of: line, at: index) { index += 1 }
    }
    guard isEnd(of: line, at: index) else { return nil }
    var statement = IncludeStatement(range: brace..<(index + 2), path: path)
    statement.lines = lines
    statement.repeatsStart = repeats
    statement.isRecursive = isRecursive
    statement.isEscaped = brace > line.startIndex && line[brace - 1] == ASCII.backslash
    return statement
  }

  private static func isEnd(of line: ByteSlice, at index: Int) -> Bool {
    index + 1 < line.endIndex && line[index] == ASCII.exclamation
      && line[index + 1] == ASCII.rightBrace
  }

  /// The lines that `1-3,7` means in a file, counted from 0; nil where it is no list of lines.
  static func mdxLines(_ text: ByteSlice, in count: Int) -> [Range<Int>]? {
    var ranges: [Range<Int>] = []
    for block in text.split(separator: ASCII.comma) {
      let ends = block.split(separator: ASCII.hyphen, omittingEmptySubsequences: false)
      guard ends.count <= 2, ends.contains(where: { !$0.isEmpty }),
        ends.allSatisfy({ $0.count < 10 && $0.allSatisfy(\.isASCIIDigit) })
      else { return nil }
      let numbers = ends.map { $0.isEmpty ? nil : $0.reduce(0) { $0 * 10 + Int($1 - 0x30) } }
      let first = max(1, numbers[0] ?? 1)
      let last = numbers.count == 1 ? first : numbers[1] ?? count
      ranges.append(min(first - 1, count)..<max(min(first - 1, count), min(last, count)))
    }
    return ranges
  }
}
