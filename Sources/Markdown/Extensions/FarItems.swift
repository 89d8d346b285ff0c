import Bytes

// Python-Markdown asks four columns of the lines of an item, however far its text stands: as in
// `10.  text` with lines below that are indented by four.

extension LinePass {
  /// Lets an item have lines that are indented by four columns, if a line needs it. They are written
  /// with the indentation that CommonMark asks for.
  mutating func reachesFarItem(_ line: LineCursor, matched: Int) -> Bool {
    guard dialect.itemsReachFourColumns, frames[matched].kind == .item, frames[matched].indent > 4,
      line.indent >= 4, fence == nil, html == nil
    else { return false }
    frames[matched].writtenIndent = frames[matched].indent
    frames[matched].indent = 4
    movesItems = true
    return true
  }
}
