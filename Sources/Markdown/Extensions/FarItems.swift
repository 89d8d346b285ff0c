import Bytes

// Python-Markdown asks four columns of the lines of an item, however far its text stands: as in
// `10.  text` with lines below that are indented by four. With `mdx_truly_sane_lists` it asks two,
// which is less than `1. text` has.

extension LinePass {
  /// Lets an item have lines that are indented as far as the dialect asks, if a line needs it. They are written
  /// with the indentation that CommonMark asks for.
  mutating func reachesFarItem(_ line: LineCursor, matched: Int) -> Bool {
    guard let reach = dialect.itemReach, frames[matched].kind == .item,
      frames[matched].indent > reach, line.indent >= reach, fence == nil, html == nil
    else { return false }
    frames[matched].writtenIndent = frames[matched].indent
    frames[matched].indent = reach
    movesItems = true
    return true
  }
}
