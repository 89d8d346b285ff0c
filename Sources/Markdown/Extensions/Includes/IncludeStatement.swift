import Bytes

/// `{!file!}` or `{!file!lines=1 3-5}` in a line; with `mdx_include`, see `MdxIncludeStatement`.
struct IncludeStatement {
  /// Where the statement stands.
  var range: Range<Int>
  /// The file's path.
  var path: ByteSlice
  /// The lines that are wanted, as written; nil for all.
  var lines: ByteSlice?
  /// What precedes the statement in its line precedes each line that is included.
  var repeatsStart = false
  /// Whether statements in the file are read, where this one says so.
  var isRecursive: Bool?
  /// A backslash before it makes it text.
  var isEscaped = false

  /// The first statement in a line; nil where there is none.
  init?(in line: ByteSlice) {
    var start = line.startIndex
    while let brace = line[start...].firstIndex(of: ASCII.leftBrace) {
      start = brace + 1
      guard start < line.endIndex, line[start] == ASCII.exclamation else { continue }
      let content = line.skip(from: start + 1, \.isASCIIWhitespace)
      // Where nothing ends a statement here, nothing ends a later one.
      guard let end = Self.end(in: line, from: content + 1) else { return nil }
      range = brace..<end.next
      path = line[content..<end.mark].trimmed
      lines = end.lines
      return
    }
    return nil
  }

  /// The first `!}` or `!lines=…}`.
  private static func end(
    in line: ByteSlice, from start: Int
  ) -> (mark: Int, lines: ByteSlice?, next: Int)? {
    var index = start
    while index < line.endIndex, let mark = line[index...].firstIndex(of: ASCII.exclamation) {
      index = mark + 1
      guard index < line.endIndex else { return nil }
      if line[index] == ASCII.rightBrace { return (mark, nil, index + 1) }
      guard line[index...].starts(with: "lines=".utf8) else { continue }
      let first = index + 6
      index = line.skip(from: first) {
        $0.isASCIIDigit || $0 == ASCII.space || $0 == ASCII.hyphen
      }
      if index > first, index < line.endIndex, line[index] == ASCII.rightBrace {
        return (mark, line[first..<index], index + 1)
      }
    }
    return nil
  }

  /// The lines that `1 3-5` means in a file, counted from 0; nil where it is no list of lines.
  ///
  /// What lies behind the last line means that line. A page gets each line as often as it is named.
  static func lines(_ text: ByteSlice, in count: Int) -> [Range<Int>]? {
    var ranges: [Range<Int>] = []
    for block in text.split(separator: ASCII.space) {
      let numbers = block.split(
        separator: ASCII.hyphen, omittingEmptySubsequences: false
      ).map { $0.isEmpty ? nil : number($0) }
      guard let first = numbers[0], first > 0, numbers.count <= 2 else { return nil }
      guard count > 0 else { continue }
      guard numbers.count == 2 else {
        let line = min(first, count) - 1
        ranges.append(line..<(line + 1))
        continue
      }
      guard let last = numbers[1] else { return nil }
      let end = min(last, count)
      let start = first <= end ? first : max(end - 1, 1)
      ranges.append((start - 1)..<max(start - 1, end))
    }
    return ranges
  }

  /// Larger numbers mean no other line.
  private static func number(_ digits: ByteSlice) -> Int {
    digits.reduce(0) { min($0 * 10 + Int($1 - 0x30), 1 << 40) }
  }
}
