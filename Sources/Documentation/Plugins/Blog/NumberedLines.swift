import Bytes

/// The anchors of code lines in excerpts: `__codelineno-2-1` is the first line of a page's third block.
///
/// Material reads a post again for each list that shows it and counts its blocks on, so that in the second
/// list the numbers begin where those of the first ended.
struct NumberedLines {
  /// How many blocks of a post have lines with anchors.
  let blockCount: Int

  /// Counts the blocks of a post.
  init(_ html: [UInt8]) {
    var count = 0
    var rest = html[...]
    while let mark = rest.firstRange(of: Self.marks[0]) {
      rest = rest[mark.upperBound...]
      count = max(count, Self.number(rest) + 1)
    }
    blockCount = count
  }

  /// Appends a tag with its numbers as they are in a list; false where it has none.
  ///
  /// - Parameter turn: how many lists show the post before that one.
  func append(_ tag: ArraySlice<UInt8>, turn: Int, to output: inout OutputBuffer) -> Bool {
    guard blockCount > 0, let mark = Self.marks.first(where: { tag.firstRange(of: $0) != nil })
    else { return false }
    var rest = tag
    while let found = rest.firstRange(of: mark) {
      output.append(rest[..<found.upperBound])
      rest = rest[found.upperBound...]
      output.append("\(Self.number(rest) + turn * blockCount)")
      rest = rest.drop { $0.isASCIIDigit }
    }
    output.append(rest)
    return true
  }

  private static let marks = [Array("__codelineno-".utf8), Array("__span-".utf8)]

  private static func number(_ digits: ArraySlice<UInt8>) -> Int {
    Int(String(decoding: digits.prefix { $0.isASCIIDigit }, as: UTF8.self)) ?? 0
  }
}
