import Bytes

/// A line as far as it belongs to the blocks that were open before it.
struct LineStart {
  var line: LineCursor
  /// How many blocks that is.
  var frames: Int

  init(_ line: LineCursor, frames: Int) {
    self.line = line
    self.frames = frames
  }
}

extension LinePass {
  /// Writes a line as it is, for its frames.
  mutating func write(_ start: LineStart) {
    let line = start.line
    if line.start == source.lineStarts[index], line.end == source.contentEnd(ofLine: index),
      isUnmoved(frames: start.frames), fancyMarks.isEmpty
    {
      text.copyLine(index)
      return
    }
    text.beginLine()
    writeStart(start, upTo: start.line.end)
    text.endLine()
  }

  /// Writes a line that must not begin a block.
  mutating func writeGuarded(_ line: LineCursor, _ start: LineStart) {
    text.beginLine()
    writeStart(start, upTo: line.content)
    text.insert(Markers.guardCharacter)
    text.copy(line.content..<line.end)
    markers.guarded.insert(text.currentLine)
    text.endLine()
    paragraphLines = paragraphIsOpen ? paragraphLines + 1 : 1
    paragraphIsOpen = true
    lastTextLine = index
  }

  /// Writes a line of a paragraph that would begin a block of raw HTML: indented so far, it does not.
  mutating func writeContinuing(_ line: LineCursor, _ start: LineStart) {
    markers.seams.insert(text.currentLine)
    text.beginLine()
    writeStart(start, upTo: line.content)
    text.insertSpaces(4)
    text.copy(line.content..<line.end)
    text.endLine()
    paragraphLines += 1
    lastTextLine = index
  }

  /// Writes a line of a paragraph that would begin or underline a block if it were not escaped.
  mutating func writeEscaped(_ line: LineCursor, _ start: LineStart) {
    // A backslash says nothing before a digit.
    var mark = line.content
    while mark < line.end, source.bytes[mark].isASCIIDigit { mark += 1 }
    markers.seams.insert(text.currentLine)
    text.beginLine()
    writeStart(start, upTo: line.content)
    text.copy(line.content..<mark)
    text.insert("\\")
    text.copy(mark..<line.end)
    text.endLine()
    paragraphLines = paragraphIsOpen ? paragraphLines + 1 : 1
    paragraphIsOpen = true
    lastTextLine = index
  }

  /// Writes a line of an open paragraph with all marks of its blocks.
  mutating func writeContinuation(_ line: LineCursor) {
    text.beginLine()
    writePrefix(frames: frames.count)
    text.copy(line.content..<line.end)
    text.endLine()
    paragraphLines += 1
    lastTextLine = index
  }

  /// Writes a line up to a byte, without ending it.
  mutating func writeStart(_ start: LineStart, upTo end: Int) {
    if isUnmoved(frames: start.frames) {
      copy(start.line.start..<end)
      return
    }
    writePrefix(frames: start.frames)
    let line = start.line
    if line.content < end {
      // Blanks are written as columns: the tab stops have moved.
      text.insertSpaces(line.indent)
      copy(line.content..<end)
    } else {
      text.insertSpaces(line.indent)
    }
  }

  /// Copies a part of a line that may have marks of items.
  private mutating func copy(_ range: Range<Int>) {
    if fancyMarks.isEmpty { text.copy(range) } else { copyMarks(in: range) }
  }

  /// Whether lines for a number of frames are written with the indentation that they have.
  private mutating func isUnmoved(frames count: Int) -> Bool {
    !holdsContainer(frames: count) && fence?.ignoresIndentation != true && !itemsWait
      && !(movesItems && frames[..<count].contains { $0.writtenIndent != nil })
  }

  /// Whether one of the outermost frames is a container.
  mutating func holdsContainer(frames count: Int) -> Bool {
    for index in 0..<count where frames[index].kind == .container { return true }
    return false
  }

  /// Writes what makes a line belong to the outermost frames.
  mutating func writePrefix(frames count: Int) {
    for index in 0..<count {
      switch frames[index].kind {
      case .quote, .container: text.insert("> ")
      case .item: text.insertSpaces(frames[index].writtenIndent ?? frames[index].indent)
      }
    }
  }

  /// Writes a blank line of the source for a number of frames.
  mutating func writeBlank(_ index: Int, frames count: Int) {
    guard holdsContainer(frames: count) else {
      text.copyLine(index)
      return
    }
    text.beginLine()
    writePrefix(frames: count)
    text.endLine()
  }

  /// Writes a line that ends a container, for the frames around it.
  mutating func writeEnd(frames count: Int) {
    text.beginLine()
    writePrefix(frames: count)
    text.insert("<!---->")
    markers.ends.insert(text.currentLine)
    text.endLine()
  }

  /// Writes a line that the author did not write, with nothing in it, for all frames.
  mutating func writeSeparator() {
    text.beginLine()
    writePrefix(frames: frames.count)
    text.endLine()
  }

  /// Writes a line that holds a part of the author's line, for all frames, such that it begins no
  /// block.
  ///
  /// - Parameter substitute: stands there instead where the part is empty.
  mutating func writeParagraph(_ range: Range<Int>, otherwise substitute: String = "") {
    beginParagraph()
    if range.isEmpty { text.insert(substitute) } else { text.copy(range) }
    text.endLine()
  }

  /// Writes a line of several parts of the author's line; see above.
  mutating func writeParagraph(_ ranges: [Range<Int>], otherwise substitute: String = "") {
    beginParagraph()
    for range in ranges { text.copy(range) }
    if ranges.allSatisfy(\.isEmpty) { text.insert(substitute) }
    text.endLine()
  }

  private mutating func beginParagraph() {
    text.beginLine()
    writePrefix(frames: frames.count)
    text.insert(Markers.guardCharacter)
    markers.guarded.insert(text.currentLine)
  }

  /// Opens a container: writes its first line and adds its frame.
  ///
  /// - Parameters:
  ///   - marker: what it is.
  ///   - line: the line up to the container's own mark.
  ///   - start: the line as far as it belongs to blocks that were open before.
  ///   - indent: how many columns the lines of its body are indented.
  mutating func open(
    _ marker: Marker, _ line: LineCursor, _ start: LineStart, indent: Int, isLazy: Bool = false
  ) {
    // A quote of the author's that ends here would otherwise go on.
    if quoteEnd == (index, frames.count) { writeEnd(frames: frames.count) }
    text.beginLine()
    writeStart(start, upTo: line.offset)
    text.place(at: line.content)
    text.insert("> <!---->")
    markers.opening[text.currentLine] = marker
    text.endLine()
    frames.append(Frame(kind: .container, indent: indent, isLazy: isLazy))
    paragraphIsOpen = false
  }
}
