import CCmark

// The pre-pass foresees how libcmark will take its lines. Where the two disagree, say because raw
// HTML goes on further than was thought, a marker would show, or text be missing. So the tree is
// asked for each of them, and where one is not found, the page is read again: the lines in question
// are then the author's own, by CommonMark's rules alone, as they stand in that HTML or code.

/// How a page is read: the first time with everything that the dialect knows.
struct Reading {
  /// libcmark need not read the code in fences.
  var withholdsCode = true
  /// The lines that are read by CommonMark's rules alone, from 0.
  private(set) var plainLines = LineSet()
  /// Whether these are all lines.
  private(set) var isPlain = false
  private var rounds = 0

  /// Pages that still differ after this many rounds are read by CommonMark's rules alone.
  private static let mostRounds = 8

  /// Has lines of a text read plainly that libcmark took otherwise than they were meant.
  mutating func correct(_ misread: [Int], in text: MappedText) {
    let before = plainLines.count
    for line in misread { plainLines.insert(text.sourceLine(ofLine: line)) }
    rounds += 1
    guard plainLines.count == before || rounds == Self.mostRounds else { return }
    isPlain = true
    plainLines.insert(contentsOf: text.source.lineStarts.indices)
  }
}

extension LinePass {
  /// Reads a line by CommonMark's rules alone: nothing begins on it that CommonMark does not know.
  /// What is open may still go on or end.
  mutating func commonMarkLine(_ line: LineCursor) {
    let rules = (dialect, readsTables, readsLetters, separatesFootnotes)
    dialect = .commonMark
    (readsTables, readsLetters, separatesFootnotes) = (false, false, false)
    (isPlain, continuesCallout, keptFenceEnd) = (true, false, -9)
    plainLine(line)
    (dialect, readsTables, readsLetters, separatesFootnotes) = rules
    isPlain = false
  }
}

extension BlockRewriter {
  /// The lines of the text that libcmark took otherwise than the pre-pass meant them: those of
  /// markers that are not in the tree, with the code and raw HTML that they stand in.
  func misreadLines(in root: Node) -> [Int] {
    guard !markers.isEmpty else { return [] }
    var lines = seamed
    lines.insert(contentsOf: markers.guarded.subtracting(unguarded))
    lines.insert(contentsOf: markers.ends.subtracting(found))
    lines.insert(contentsOf: markers.filled.subtracting(found))
    lines.insert(contentsOf: markers.opening.keys.filter { !found.contains($0) })
    lines.insert(contentsOf: markers.verbatim.keys.filter { !found.contains($0) })
    lines.insert(contentsOf: markers.callouts.keys)
    if !hasAllSeparators(root) { lines.insert(contentsOf: markers.separated.subtracting(lines)) }
    guard !lines.isEmpty else { return [] }
    var walk = TreeWalk(root)
    while let (node, entering) = walk.next() {
      guard entering else { continue }
      if node.holdsInlines { walk.skipChildren(of: node) }
      guard node.type == CMARK_NODE_HTML_BLOCK || node.type == CMARK_NODE_CODE_BLOCK,
        node.startLine <= node.endLine,
        lines.containsAny(of: node.startLine..<node.endLine + 1)
      else { continue }
      lines.insert(contentsOf: node.startLine...node.endLine)
    }
    return lines.subtracting(LineSet())
  }
}

extension MappedText {
  /// The line of the author's text, from 0, that a line of this text comes from.
  fileprivate func sourceLine(ofLine line: Int) -> Int {
    max(0, source.lineStarts.lastIndex(notAfter: sourceOffset(of: start(ofLine: line))))
  }
}
