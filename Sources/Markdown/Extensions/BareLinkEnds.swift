import Bytes

/// Where an address without marks ends: what often follows it in a sentence is no part of it.
struct BareLinkEnds {
  /// Characters that never end an address. `>` is among them because libcmark's text does not tell
  /// it from `&gt;`, which ends none either.
  var trailing: [UInt8]
  /// Closing characters that end an address only if it holds as many opening ones.
  var closers: [(close: UInt8, open: UInt8)]
  /// Whether the name of a reference such as `&amp;` may hold digits.
  var referencesHoldDigits: Bool

  /// Those of GitHub's specification.
  static let github = BareLinkEnds(
    trailing: Array("?!.,:*_~'\">".utf8),
    closers: [(ASCII.rightParenthesis, ASCII.leftParenthesis)], referencesHoldDigits: false)

  /// Those of `pymdownx.magiclink`.
  static let magicLinks = BareLinkEnds(
    trailing: Array("?!.,:*_~^'\">".utf8),
    closers: [
      (ASCII.rightParenthesis, ASCII.leftParenthesis), (ASCII.rightBracket, ASCII.leftBracket),
    ], referencesHoldDigits: true)

  /// The end of the address that begins at `start` and cannot end before `floor`: it goes on to
  /// white space or `<`, but for what trails.
  func end(in literal: ByteView, from start: Int, floor: Int) -> Int {
    var end = floor
    while end < literal.count, !literal[end].isASCIIWhitespace, literal[end] != ASCII.less {
      end += 1
    }
    // How many closing characters are too many; counted once.
    var excess: [Int]?
    while end > floor {
      let last = literal[end - 1]
      if trailing.contains(last) {
        end -= 1
      } else if last == ASCII.semicolon {
        end = beforeReference(in: literal, end: end, floor: floor)
      } else if let closer = closers.firstIndex(where: { $0.close == last }) {
        let link = literal[start..<end]
        var counts =
          excess
          ?? closers.map { closer in
            link.reduce(0) { $0 + ($1 == closer.close ? 1 : $1 == closer.open ? -1 : 0) }
          }
        guard counts[closer] > 0 else { return end }
        counts[closer] -= 1
        excess = counts
        end -= 1
      } else {
        return end
      }
    }
    return end
  }

  /// Before the reference that a semicolon ends, or before the semicolon.
  private func beforeReference(
    in literal: ByteView, end: Int, floor: Int
  ) -> Int {
    var index = end - 2
    while index >= floor,
      literal[index].isASCIILetter || referencesHoldDigits && literal[index].isASCIIDigit
    { index -= 1 }
    let isReference = index >= floor && index < end - 2 && literal[index] == ASCII.ampersand
    return isReference ? index : end - 1
  }
}
