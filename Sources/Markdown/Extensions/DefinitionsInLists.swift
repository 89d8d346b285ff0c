import Bytes

// Python-Markdown takes the definitions of footnotes and links out of a page before it reads lists: a
// list goes on behind them. A footnote is written into the item above, and taken out of the tree later.

extension LinePass {
  /// Reads a definition without indentation between two items, and leaves their list open; false if the
  /// line is none.
  mutating func definesBetweenItems(_ line: LineCursor, matched: Int) -> Bool {
    guard dialect.definitionsStandAnywhere, line.indent < 4, fence == nil, html == nil,
      frames[matched...].allSatisfy({ $0.kind == .item }), listGoesOn(outer: matched)
    else { return false }
    flushBlanks()
    if dialect.footnotes, line.footnote != nil {
      for index in matched..<frames.count { frames[index].waits = true }
      itemsWait = true
      return opensFootnote(line, LineStart(line, frames: frames.count))
    }
    return !paragraphIsOpen && movesDefinition(line, always: true)
  }

  /// Whether an item follows behind this definition and others.
  private mutating func listGoesOn(outer count: Int) -> Bool {
    var isBehindBlank = true
    for next in index..<min(source.lineStarts.count, index + Self.longestDefinitions) {
      var line = cursor(next)
      if line.isBlank {
        isBehindBlank = true
        continue
      }
      guard match(&line, first: count) == count else { return false }
      if line.indent >= 4 { continue }
      if line.listMark != nil { return isBehindBlank }
      let isDefinition =
        line.byte == ASCII.leftBracket
        && (dialect.footnotes && line.footnote != nil || line.definedLabel != nil)
      // Other text goes on with a footnote's only.
      guard isDefinition || !isBehindBlank else { return false }
      isBehindBlank = false
    }
    return false
  }

  /// Every definition looks for the item behind it, so it must not look far.
  private static let longestDefinitions = 64

  /// Ends a footnote between items at a line that does not belong to it, and reads what the line
  /// belongs to again.
  mutating func resumeItems(
    _ fullLine: LineCursor, _ line: inout LineCursor, _ matched: inout Int
  ) {
    if let last = frames.lastIndex(where: \.waits) {
      let footnote = last + 1
      guard matched <= footnote, !goesOnLazily(line, matched: matched) else { return }
      for index in frames.indices { frames[index].waits = false }
      if footnote < frames.count { close(to: footnote) }
    }
    itemsWait = false
    line = fullLine
    matched = match(&line, first: frames.count)
  }
}
