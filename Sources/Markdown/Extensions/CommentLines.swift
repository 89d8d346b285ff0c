import Bytes

// A comment with text behind it. CommonMark takes the whole line for HTML. In Python-Markdown the text
// is Markdown; the comment is a block where it begins a line of the page, and stands in the text elsewhere.

extension LinePass {
  /// Writes a line that begins with a comment and goes on with text; false if it does not.
  mutating func writesComment(_ line: LineCursor, _ start: LineStart) -> Bool {
    guard line.rest.starts(with: "<!--".utf8), let end = endOfComment(line) else { return false }
    let tail = LineCursor(source.bytes, start: end, end: line.end)
    guard !tail.isBlank else { return false }
    if frames.isEmpty {
      text.beginLine()
      text.copy(line.start..<end)
      text.endLine()
      paragraphIsOpen = false
      pendingLine = tail
    } else if paragraphIsOpen {
      writeContinuing(line, start)
    } else {
      writeGuarded(line, start)
    }
    return true
  }

  private func endOfComment(_ line: LineCursor) -> Int? {
    var index = line.content + 4
    while index + 2 < line.end {
      if source.bytes[index] == ASCII.hyphen, source.bytes[index + 1] == ASCII.hyphen,
        source.bytes[index + 2] == ASCII.greater
      {
        return index + 3
      }
      index += 1
    }
    return nil
  }
}
