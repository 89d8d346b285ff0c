import Bytes
import CCmark

/// How runs of one character become elements, as `~~` and `~` do.
struct DelimiterSyntax: Sendable {
  /// The character.
  var byte: UInt8
  /// The element between single characters, or nil.
  var single: String?
  /// The element between pairs, or nil.
  var double: String?
  /// Punctuation beside a run counts as it does for `*` in CommonMark; otherwise only spaces do.
  var mindsPunctuation = true
  /// What single characters enclose may have no spaces.
  var singleForbidsSpaces = false
  /// Both runs must be of the same length, and no longer than two (GitHub).
  var wantsEqualRuns = false
}

/// Pairs the delimiters of one block while its texts are read in document order.
///
/// Delimiters pair within one parent only: emphasis and links are levels of their own. Each closing
/// run looks at the nearest opening run, so that reading stays linear.
struct DelimiterPairs {
  /// A part of a run that begins or ends an element.
  struct Mark {
    /// The index of the text in the block.
    var text: Int
    var range: Range<Int>
    /// The pair's number.
    var pair: Int
    var isOpening: Bool
  }

  /// A run that may begin an element.
  private struct Opener {
    var syntax: Int
    var text: Int
    /// What is left of the run.
    var range: Range<Int>
    /// How many texts and spaces had been read.
    var order: Int
  }

  private(set) var marks: [Mark] = []
  /// The element of each pair.
  private(set) var elements: [(name: String, written: String)] = []
  /// The runs that may begin an element, of all open levels.
  private var openers: [Opener] = []
  /// Where the openers of each inner level begin.
  private var levels: [Int] = []
  private var order = 0
  private var lastSpace = -1

  /// How far back a closing run looks over runs of other characters.
  private static let reach = 1000

  /// Forgets everything but the memory.
  mutating func reset() {
    if !marks.isEmpty {
      marks.removeAll(keepingCapacity: true)
      elements.removeAll(keepingCapacity: true)
    }
    if !openers.isEmpty { openers.removeAll(keepingCapacity: true) }
    if !levels.isEmpty { levels.removeAll(keepingCapacity: true) }
    (order, lastSpace) = (0, -1)
  }

  /// Whether a run waits for what closes it.
  var isOpen: Bool { !openers.isEmpty }

  mutating func enterLevel() { levels.append(openers.count) }

  mutating func leaveLevel() {
    guard let start = levels.popLast() else { return }
    openers.removeLast(openers.count - start)
  }

  /// Notes white space between delimiters. It need not be told while none is open.
  mutating func noteSpace() {
    order += 1
    lastSpace = order
  }

  /// Reads a run; returns where it ends.
  mutating func run(
    in text: InlineText, index textIndex: Int, at start: Int, syntax: DelimiterSyntax,
    number: Int
  ) -> Int {
    order += 1
    var end = start
    while end < text.literal.count, text.literal[end] == syntax.byte, !text.isEscaped(end) {
      end += 1
    }
    let before = text.surrounding(before: start)
    let after = text.surrounding(at: end)
    var canOpen = after != .space
    var canClose = before != .space
    if syntax.mindsPunctuation {
      if after == .punctuation, before == .other { canOpen = false }
      if before == .punctuation, after == .other { canClose = false }
    }
    var rest = start..<end
    if syntax.wantsEqualRuns {
      if rest.count > 2 { return end }
      // GitHub looks at the nearest run of the same length.
    }
    while canClose, !rest.isEmpty, close(&rest, text, textIndex, syntax, number) {}
    let shortest = syntax.single == nil ? 2 : 1
    if canOpen, rest.count >= shortest {
      openers.append(Opener(syntax: number, text: textIndex, range: rest, order: order))
    }
    return end
  }

  /// Closes the nearest opener; false if there is none.
  private mutating func close(
    _ run: inout Range<Int>, _ inlineText: InlineText, _ text: Int, _ syntax: DelimiterSyntax,
    _ number: Int
  ) -> Bool {
    var index = openers.count - 1
    let last = max(levels.last ?? 0, index - Self.reach)
    while index >= last {
      let opener = openers[index]
      guard opener.syntax == number else {
        index -= 1
        continue
      }
      if syntax.wantsEqualRuns, opener.range.count != run.count {
        index -= 1
        continue
      }
      if run.count > 1, opener.range.count == 1, syntax.double != nil, syntax.single != nil,
        openers[last..<index].contains(where: { $0.syntax == number && $0.range.count > 1 })
      {
        // Two signs close two, whatever single one stands between.
        index -= 1
        continue
      }
      if run.count == 1, opener.range.count == 2, syntax.double != nil, syntax.single != nil,
        inlineText.hasPair(of: syntax.byte, from: run.upperBound)
      {
        // Two signs belong to the two that follow.
        return false
      }
      let isDouble = syntax.double != nil && opener.range.count > 1 && run.count > 1
      let element = isDouble ? syntax.double : syntax.single
      guard let element, isDouble || !syntax.singleForbidsSpaces || lastSpace < opener.order,
        opener.text != text || opener.range.upperBound < run.lowerBound
      else {
        index -= 1
        continue
      }
      let length = isDouble || syntax.wantsEqualRuns ? min(2, run.count) : 1
      let opening = opener.range.upperBound - length..<opener.range.upperBound
      let closing = run.lowerBound..<run.lowerBound + length
      let pair = elements.count
      elements.append(
        (element, String(decoding: repeatElement(syntax.byte, count: length), as: UTF8.self)))
      marks.append(Mark(text: opener.text, range: opening, pair: pair, isOpening: true))
      marks.append(Mark(text: text, range: closing, pair: pair, isOpening: false))
      // What opened inside can close no more.
      openers.removeSubrange((index + 1)...)
      openers[index].range = opener.range.lowerBound..<opening.lowerBound
      if openers[index].range.count < (syntax.single == nil ? 2 : 1) {
        openers.removeLast()
      }
      run = closing.upperBound..<run.upperBound
      return true
    }
    return false
  }
}

extension InlineText {
  /// Whether two signs stand side by side, not far behind a byte, that may close what is open.
  fileprivate func hasPair(of sign: UInt8, from start: Int) -> Bool {
    var index = start
    while index + 1 < literal.count, index < start + 300 {
      if literal[index] == sign, literal[index + 1] == sign, !literal[index - 1].isASCIIWhitespace {
        return true
      }
      index += 1
    }
    return false
  }
}
