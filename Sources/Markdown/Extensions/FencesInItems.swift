import Bytes

// A fence without indentation below the text of a list item belongs to the item in Python-Markdown:
// numbering goes on behind it.

extension LinePass {
  /// Keeps a fence in the list item that it follows though its lines are not indented for it.
  mutating func keepsFenceInItem(_ line: LineCursor, matched: Int) -> Bool {
    guard dialect.fencesStayInItems, fence == nil, isBelowItemText,
      frames[matched...].allSatisfy({ $0.kind == .item }), let opening = line.fenceOpening
    else { return false }
    let open = Fence(
      mark: opening.mark, length: opening.length, depth: frames.count, ignoresIndentation: true,
      outerFrames: matched, line: index)
    guard closes(open) else { return false }
    fence = open
    write(LineStart(line, frames: frames.count))
    paragraphIsOpen = false
    return true
  }

  /// Whether a line is indented as code in a list item, and for Python-Markdown less than eight columns from
  /// the item's mark, of which the item takes four.
  mutating func isNearItemText(_ line: LineCursor, _ start: LineStart) -> Bool {
    guard let item = frames.last, item.kind == .item, start.frames == frames.count else {
      return false
    }
    return item.indent + line.indent < 8
  }

  /// Opens a fence that is indented further than CommonMark lets it be, directly below text or in a list
  /// item: with `pymdownx.superfences` it is one. Its lines are written without that indentation.
  mutating func opensFarFence(_ line: LineCursor) -> Bool {
    guard dialect.fencesMustClose, dialect.codeBlocks.nestsFences, fence == nil,
      let opening = line.fenceOpening
    else { return false }
    let open = Fence(
      mark: opening.mark, length: opening.length, depth: frames.count, ignoresIndentation: true,
      outerFrames: frames.count, indent: line.indent, line: index)
    guard closes(open) else { return false }
    var start = line
    start.consume(columns: line.indent)
    fence = open
    write(LineStart(start, frames: frames.count))
    paragraphIsOpen = false
    return true
  }

  /// Whether the line before is text, or ends another fence of the item.
  private var isBelowItemText: Bool { paragraphIsOpen || keptFenceEnd == index - 1 }

  /// Whether a line closes a fence before the blocks around it end.
  private mutating func closes(_ open: Fence) -> Bool {
    var next = index + 1
    while next < source.lineStarts.count {
      var line = cursor(next)
      guard match(&line, first: open.outerFrames) == open.outerFrames else { return false }
      line.consume(columns: min(open.indent, line.indent))
      if open.isClosed(by: line) { return true }
      next += 1
    }
    return false
  }

  /// Writes text that stands directly behind such a fence for the same item.
  mutating func staysBehindFence(_ line: LineCursor, matched: Int) -> Bool {
    guard frames[matched...].allSatisfy({ $0.kind == .item }), line.indent < 4, !beginsBlock(line)
    else { return false }
    if textFences.contains(index) {
      markers.seams.insert(text.currentLine)
      sayFenceIsUnclosed(line)
    }
    text.beginLine()
    writePrefix(frames: frames.count)
    if textFences.contains(index) { text.insert("\\") }
    text.copy(line.content..<line.end)
    text.endLine()
    paragraphIsOpen = true
    paragraphLines = 1
    lastTextLine = index
    return true
  }
}
