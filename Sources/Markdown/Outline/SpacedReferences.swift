import Bytes
import CCmark

// `[text] [label]`, and the label on the next line.

extension OutlineBuilder {
  /// Makes a text in brackets the text of the reference that follows it behind a space or a line
  /// break, as Python-Markdown does. It comes after the outline, which follows the author's order.
  func joinSpacedReference(_ link: Node) {
    guard let gap = link.previous else { return }
    let isLineBreak = gap.type == CMARK_NODE_SOFTBREAK
    guard let text = isLineBreak ? gap.previous : gap, text.type == CMARK_NODE_TEXT,
      let label = text.literal.bracketsAtEnd(behind: isLineBreak ? 0 : 1)
    else { return }
    let written = String(decoding: text.literal[label], as: UTF8.self)
    guard let child = Node(new: CMARK_NODE_TEXT) else { return }
    child.setLiteral(written)
    while let old = link.firstChild { old.unlink() }
    link.append(child)
    if isLineBreak { gap.unlink() }
    text.truncate(to: label.lowerBound - 1)
  }
}

extension Node {
  /// Whether a link may be the label of a text before it.
  var mayFollowText: Bool {
    guard type == CMARK_NODE_LINK, let gap = previous else { return false }
    if gap.type == CMARK_NODE_SOFTBREAK {
      return gap.previous?.type == CMARK_NODE_TEXT
        && gap.previous?.literal.last == ASCII.rightBracket
    }
    return gap.type == CMARK_NODE_TEXT && gap.literal.last == ASCII.space
  }
}

extension ByteView {
  /// What stands in the brackets that end the text, a number of spaces left out. Single characters
  /// are boxes of tasks.
  fileprivate func bracketsAtEnd(behind spaces: Int) -> Range<Int>? {
    let close = count - spaces - 1
    guard close >= 0, self[close] == ASCII.rightBracket,
      self[(close + 1)...].allSatisfy({ $0 == ASCII.space }),
      let open = self[..<close].lastIndex(of: ASCII.leftBracket), close > open + 2,
      self[open + 1] != ASCII.caret, !self[open..<close].contains(ASCII.rightBracket),
      open == 0 || self[open - 1] != ASCII.exclamation
    else { return nil }
    return open + 1..<close
  }
}
