import Bytes

// `<center>` begins a block in CommonMark. In Python-Markdown it does so outside of other blocks only: in
// them, images and links in it are Markdown.

extension LinePass {
  /// Writes a line that begins with the tag as text; false if it does not. Code in fences needs no help.
  mutating func writesCentered(_ line: LineCursor, _ start: LineStart) -> Bool {
    guard !frames.isEmpty, line.rest.tagName == "center" else { return false }
    if index + 1 < source.lineStarts.count, cursor(index + 1).fenceOpening != nil { return false }
    if paragraphIsOpen {
      writeContinuing(line, start)
    } else if line.rest.dropFirst().first != ASCII.slash {
      writeGuarded(line, start)
    } else {
      return false
    }
    return true
  }
}
