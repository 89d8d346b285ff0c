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
      let close = text.literal.closingBracket(behind: isLineBreak ? 0 : 1)
    else { return }
    var first = text
    var markup: [Node] = []
    var open = text.literal.openingBracket(before: close)
    while open == nil {
      // The brackets may hold code and emphasis, too.
      guard
        !first.literal[..<(first.pointer == text.pointer ? close : first.literal.count)].hasBracket,
        markup.count < Self.mostMarkup, let before = first.previous, before.isMarkup,
        let earlier = before.previous, earlier.type == CMARK_NODE_TEXT
      else { return }
      markup.insert(before, at: 0)
      if first.pointer != text.pointer { markup.insert(first, at: 1) }
      first = earlier
      open = first.literal.openingBracket(before: first.literal.count)
    }
    guard let open else { return }
    while let old = link.firstChild { old.unlink() }
    let end = first.pointer == text.pointer ? close : first.literal.count
    append(String(decoding: first.literal[(open + 1)..<end], as: UTF8.self), to: link)
    for node in markup {
      node.unlink()
      link.append(node)
    }
    if isLineBreak { gap.unlink() }
    if first.pointer != text.pointer {
      append(String(decoding: text.literal[..<close], as: UTF8.self), to: link)
      text.unlink()
    }
    first.truncate(to: open)
  }

  private static let mostMarkup = 16

  private func append(_ text: String, to link: Node) {
    guard !text.isEmpty, let node = Node(new: CMARK_NODE_TEXT) else { return }
    node.setLiteral(text)
    link.append(node)
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

  /// Whether it may stand in a link's text: code, or emphasis.
  fileprivate var isMarkup: Bool {
    let type = type
    return type == CMARK_NODE_CODE || type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG
  }
}

extension ByteSlice {
  fileprivate var hasBracket: Bool {
    contains { $0 == ASCII.leftBracket || $0 == ASCII.rightBracket }
  }
}

extension ByteView {
  /// The bracket that ends the text, a number of spaces left out.
  fileprivate func closingBracket(behind spaces: Int) -> Int? {
    let close = count - spaces - 1
    guard close >= 0, self[close] == ASCII.rightBracket,
      self[(close + 1)...].allSatisfy({ $0 == ASCII.space })
    else { return nil }
    return close
  }

  /// The bracket that opens what ends at a byte; nil where it does not stand in this text, or opens
  /// an image, a footnote, or the box of a task, which has one character.
  fileprivate func openingBracket(before end: Int) -> Int? {
    guard
      let open = self[..<end].lastIndex(where: {
        $0 == ASCII.leftBracket || $0 == ASCII.rightBracket
      }),
      self[open] == ASCII.leftBracket, open == 0 || self[open - 1] != ASCII.exclamation,
      end == count || end > open + 2, open + 1 == count || self[open + 1] != ASCII.caret
    else { return nil }
    return open
  }
}
