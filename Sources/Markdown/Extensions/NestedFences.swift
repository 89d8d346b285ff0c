import Bytes

// Without `pymdownx.superfences`, only fences at the beginning of a line are fences.

extension LinePass {
  /// Writes a fence that stands in another block as the text that it is; false if it is none such.
  /// One with blank lines in it stays a fence: as text, it could not be read.
  mutating func isNestedFence(
    _ line: LineCursor, _ start: LineStart, _ opening: (mark: UInt8, length: Int)
  ) -> Bool {
    guard !frames.isEmpty, !paragraphIsOpen, frames.allSatisfy({ $0.kind != .quote }),
      line.content - line.start >= 4, start.frames == frames.count
    else { return false }
    let fence = Fence(
      mark: opening.mark, length: opening.length, depth: 0, ignoresIndentation: false)
    var ranges = [line.content..<line.end]
    var isClosed = false
    while !isClosed, index + ranges.count < source.lineStarts.count {
      var next = cursor(index + ranges.count)
      guard match(&next) == frames.count, !next.isBlank else { return false }
      ranges.append(next.content..<next.end)
      isClosed = fence.isClosed(by: next)
    }
    guard isClosed else { return false }
    index += ranges.count - 1
    text.beginLine()
    writePrefix(frames: frames.count)
    text.insert(Markers.guardCharacter)
    for (number, range) in ranges.enumerated() {
      // Python-Markdown trims code; a space beside the backticks would stay.
      let isBesideFence =
        number == ranges.count - 1 || number == 1 && ranges[0].count == opening.length
      if number > 0, !isBesideFence || opening.mark == ASCII.tilde { text.insert(" ") }
      text.copy(range)
    }
    markers.guarded.insert(text.currentLine)
    text.endLine()
    paragraphIsOpen = true
    paragraphLines = 1
    lastTextLine = index
    return true
  }

  /// Writes an indented line as a paragraph.
  mutating func writeParagraph(_ line: LineCursor, _ start: LineStart) {
    text.beginLine()
    writePrefix(frames: start.frames)
    if start.frames < frames.count {
      copyMarks(in: start.line.content..<line.offset)
    }
    text.insert(Markers.guardCharacter)
    text.copy(line.content..<line.end)
    markers.guarded.insert(text.currentLine)
    text.endLine()
    paragraphIsOpen = true
    paragraphLines = 1
    lastTextLine = index
  }
}
