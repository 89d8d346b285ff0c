import Bytes
import CCmark

/// Finds formulas in the text of a page, before emphasis and escapes are read: each becomes a code
/// span that begins with a mark.
///
/// It needs the page's tree, to know where paragraphs and headings are, and so costs pages that have
/// formulas a second parse.
struct FormulaReader {
  let formulas: Formulas
  /// The text with the formulas that are marked.
  private(set) var text: MappedText
  /// The text as it was.
  let plain: MappedText
  /// What tells formulas from the author's code spans: a character that the page does not have.
  private let mark: String
  private var edits: [MappedText.Edit] = []
  /// The paragraphs and headings: their first lines, and their bytes.
  private var blocks: [(line: Int, range: Range<Int>)] = []
  /// How many formulas are marked in the block of a line.
  private var counts: [Int: Int] = [:]
  private var marked = 0
  /// The block that is read, and how many backticks stand together in it, once it is known.
  private var block = 0..<0
  private var runLengths: Set<Int>?
  /// The lines of blocks whose formulas libcmark would not read as code.
  private var excluded: Set<Int> = []
  static let mostRounds = 3

  /// Nil where the page has no formulas.
  init?(_ text: MappedText, _ formulas: Formulas) {
    guard formulas.inlineDollar || formulas.inlineRound, Self.mayHaveFormulas(text.bytes),
      let mark = Self.unusedMark(in: text.bytes)
    else { return nil }
    self.formulas = formulas
    self.text = text
    plain = text
    self.mark = mark
  }

  private static func mayHaveFormulas(_ bytes: ByteView) -> Bool {
    if bytes.has(ASCII.dollar) { return true }
    var index = 0
    while let backslash = bytes.index(of: ASCII.backslash, from: index), backslash + 1 < bytes.count
    {
      if bytes[backslash + 1] == ASCII.leftParenthesis { return true }
      index = backslash + 1
    }
    return false
  }

  /// A private-use character.
  private static func unusedMark(in bytes: ByteView) -> String? {
    // U+F8C0 to U+F8FF are EF A3 80 to EF A3 BF.
    var used: Set<UInt8> = []
    var index = 0
    while let first = bytes.index(of: 0xEF, from: index), first + 2 < bytes.count {
      if bytes[first + 1] == 0xA3 { used.insert(bytes[first + 2]) }
      index = first + 1
    }
    return (0x80...0xBF).first { !used.contains($0) }.map { last in
      String(decoding: [0xEF, 0xA3, last], as: UTF8.self)
    }
  }

  // MARK: Before the second parse

  /// Finds the paragraphs and headings of a tree.
  mutating func findBlocks(in root: Node) {
    let lines = text.lines
    var walk = TreeWalk(root)
    while let (node, entering) = walk.next() {
      guard entering else { continue }
      let start = lines.start(ofLine: node.startLine) + max(0, node.startColumn - 1)
      if let last = blocks.last?.range, last.upperBound > start {
        // Where an underlined heading ends is not always known.
        blocks[blocks.count - 1].range = last.lowerBound..<max(last.lowerBound, start)
      }
      guard node.holdsInlines else { continue }
      walk.skipChildren(of: node)
      let end = lines.contentEnd(ofLine: lines.endLine(of: node))
      if start < end { blocks.append((node.startLine, start..<end)) }
    }
  }

  /// Marks all formulas but those of excluded blocks; false if there are none.
  mutating func markFormulas() -> Bool {
    text = plain
    edits = []
    counts = [:]
    for block in blocks where !excluded.contains(block.line) {
      let before = marked
      read(block.range)
      if marked > before { counts[block.line] = marked - before }
    }
    guard !edits.isEmpty else { return false }
    text = text.applying(edits)
    return true
  }

  /// Takes the marks away that keep a formula's backticks from others.
  private func removeMarks(beside span: Node, _ mark: [UInt8]) {
    if let before = span.previous, before.type == CMARK_NODE_TEXT,
      before.literal.suffix(mark.count).elementsEqual(mark)
    {
      before.truncate(to: before.literal.count - mark.count)
    }
    if let after = span.next, after.type == CMARK_NODE_TEXT, after.literal.starts(with: mark) {
      after.removePrefix(mark.count)
    }
  }

  /// Whether libcmark has read all that was marked as code. Blocks in which it has not, say because
  /// a formula stands in a URL, are excluded.
  mutating func stand(in root: Node) -> Bool {
    let mark = Array(mark.utf8)
    var line = 0
    var found: [Int: Int] = [:]
    var spans: [Node] = []
    var walk = TreeWalk(root)
    while let (node, entering) = walk.next() {
      guard entering else { continue }
      if node.holdsInlines {
        line = node.startLine
      } else if node.type == CMARK_NODE_CODE, node.literal.starts(with: mark) {
        found[line, default: 0] += 1
        spans.append(node)
      }
    }
    if found == counts {
      for span in spans { removeMarks(beside: span, mark) }
      return true
    }
    for line in Set(found.keys).union(counts.keys) where found[line] != counts[line] {
      excluded.insert(line)
    }
    return false
  }

  private mutating func read(_ block: Range<Int>) {
    let bytes = ByteView(rebasing: text.bytes[block])
    guard bytes.has(ASCII.dollar) || bytes.has(ASCII.backslash) else { return }
    self.block = block
    runLengths = nil
    var start = block.lowerBound
    // Formulas neither begin nor end in code.
    for span in CodeSpans.ranges(in: text.bytes[block]) {
      find(in: start..<span.lowerBound)
      start = span.upperBound
    }
    find(in: start..<block.upperBound)
  }

  /// Finds formulas in a part of a block without code spans.
  private mutating func find(in range: Range<Int>) {
    var index = range.lowerBound
    var hasRoundEnd = true
    while index < range.upperBound {
      let byte = text.bytes[index]
      var end: Int?
      var length = 1
      if byte == ASCII.backslash {
        length = 2
        if formulas.inlineRound, hasRoundEnd, index + 1 < range.upperBound,
          text.bytes[index + 1] == ASCII.leftParenthesis
        {
          end = roundEnd(index + 2..<range.upperBound)
          hasRoundEnd = end != nil
        }
      } else if byte == ASCII.dollar, formulas.inlineDollar {
        end = dollarEnd(index + 1..<range.upperBound)
      }
      if let end {
        replace(index..<end + length, delimiter: length)
        index = end + length
      } else {
        index += length
      }
    }
  }

  /// Where `\)` stands.
  private func roundEnd(_ range: Range<Int>) -> Int? {
    var index = range.lowerBound
    while index + 1 < range.upperBound {
      if text.bytes[index] == ASCII.backslash {
        if text.bytes[index + 1] == ASCII.rightParenthesis {
          return index > range.lowerBound ? index : nil
        }
        index += 2
      } else {
        index += 1
      }
    }
    return nil
  }

  /// Where the closing `$` stands.
  private func dollarEnd(_ range: Range<Int>) -> Int? {
    guard let first = text.bytes[range].first,
      !formulas.smartDollar || !first.isASCIIWhitespace
    else { return nil }
    var index = range.lowerBound
    while index < range.upperBound {
      if text.bytes[index] == ASCII.dollar {
        let isEmpty = index == range.lowerBound
        let isSpaced = formulas.smartDollar && text.bytes[index - 1].isASCIIWhitespace
        return isEmpty || isSpaced ? nil : index
      }
      index += text.bytes[index] == ASCII.backslash ? 2 : 1
    }
    return nil
  }

  private func lengthsOfRuns() -> Set<Int> {
    var lengths: Set<Int> = []
    guard plain.bytes[block].contains(ASCII.backtick) else { return lengths }
    for run in plain.bytes[block].split(whereSeparator: { $0 != ASCII.backtick }) {
      lengths.insert(run.count)
      // An escaped backtick is not of the run.
      if run.startIndex > 0, plain.bytes[run.startIndex - 1] == ASCII.backslash {
        lengths.insert(run.count - 1)
      }
    }
    return lengths
  }

  /// Makes a formula a code span.
  private mutating func replace(_ range: Range<Int>, delimiter: Int) {
    let formula = range.lowerBound + delimiter..<range.upperBound - delimiter
    let lengths = runLengths ?? lengthsOfRuns()
    runLengths = lengths
    var length = 1
    while lengths.contains(length) { length += 1 }
    let fence = String(repeating: "`", count: length)
    // Backticks that touch others would make one run with them, and three might begin a fence.
    let touches =
      length > 2 || edits.last?.range.upperBound == range.lowerBound
      || range.lowerBound > 0 && text.bytes[range.lowerBound - 1] == ASCII.backtick
    let isTouched =
      range.upperBound < text.bytes.count && text.bytes[range.upperBound] == ASCII.backtick
    let opening = (touches ? mark : "") + fence + mark
    marked += 1
    edits.append(.init(range: range.lowerBound..<formula.lowerBound, text: Array(opening.utf8)))
    // libcmark makes line endings in code spaces.
    for index in formula where text.bytes[index] == ASCII.lineFeed {
      edits.append(.init(range: index..<index, text: Array(mark.utf8)))
    }
    let endsWithBacktick = text.bytes[formula.upperBound - 1] == ASCII.backtick
    let closing = (endsWithBacktick ? mark : "") + fence + (isTouched ? mark : "")
    edits.append(.init(range: formula.upperBound..<range.upperBound, text: Array(closing.utf8)))
  }

  // MARK: After it

  /// Writes the code spans that are formulas as such.
  func write(_ root: Node, _ annotations: inout Annotations) {
    let mark = Array(mark.utf8)
    var walk = TreeWalk(root)
    while let (node, entering) = walk.next() {
      guard entering, node.type == CMARK_NODE_CODE, node.literal.starts(with: mark) else {
        continue
      }
      let formula = formula(node.literal.dropFirst(mark.count), mark)
      annotations[node].role = .html(formulas.inline.inline(formula))
      node.setLiteral(formulas.inline.inlineText(formula))
    }
  }

  /// A formula with its line endings.
  private func formula(_ literal: ByteSlice, _ mark: [UInt8]) -> String {
    var bytes: [UInt8] = []
    var index = literal.startIndex
    while index < literal.endIndex {
      if literal[index...].starts(with: mark) {
        index += mark.count + 1
        if index <= literal.endIndex { bytes.append(ASCII.lineFeed) }
      } else {
        bytes.append(literal[index])
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
