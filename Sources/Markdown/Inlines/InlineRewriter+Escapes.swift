import Bytes
import CCmark

extension InlineRewriter {
  /// The escaped triggers in a text of the block. libcmark's text does not tell them from others,
  /// so they are looked up in the source, where it has any.
  mutating func escapes(in node: Node) -> [Int] {
    guard let (block, quoteDepth) = reader.block else { return [] }
    if !reader.knowsEscapes {
      reader.knowsEscapes = true
      if lines.bytes(of: block).hasEscape(of: triggers.text) {
        reader.escapes = escapes(in: block, quoteDepth: quoteDepth)
      }
    }
    return reader.escapes.isEmpty ? [] : reader.escapes[node.pointer] ?? []
  }

  /// Visits the texts of a block with a cursor at each; the visitor advances it over the text.
  func forEachText(
    of block: Node, quoteDepth: Int, _ visit: (Node, inout InlineCursor) -> Void
  ) {
    var cursor = InlineCursor(
      lines, block: block, line: block.startLine, column: block.startColumn, quoteDepth: quoteDepth)
    var walk = TreeWalk(block)
    while let (node, entering) = walk.next() {
      if node.type == CMARK_NODE_TEXT, entering {
        visit(node, &cursor)
      } else {
        cursor.step(node, entering: entering, annotations)
        // What an extension shows instead of what the author wrote does not stand in the source.
        if entering, node.type == CMARK_NODE_CUSTOM_INLINE, case .whole = annotations[node].written
        {
          walk.skipChildren(of: node)
        }
      }
    }
  }

  private func escapes(in block: Node, quoteDepth: Int) -> [OpaquePointer: [Int]] {
    var escapes: [OpaquePointer: [Int]] = [:]
    forEachText(of: block, quoteDepth: quoteDepth) { node, cursor in
      let literal = node.literal
      var done = 0
      for index in literal.indices where triggers.text.contains(literal[index]) {
        cursor.advance(over: literal[done..<index])
        done = index
        if cursor.isAtEscape { escapes[node.pointer, default: []].append(index) }
      }
      cursor.advance(over: literal[done...])
    }
    return escapes
  }
}

extension ByteView {
  /// Whether a backslash stands before a byte that is in `set`.
  fileprivate func hasEscape(of set: PageTriggers) -> Bool {
    var index = 0
    while let backslash = self.index(of: ASCII.backslash, from: index), backslash + 1 < count {
      if set.contains(self[backslash + 1]) { return true }
      index = backslash + 2
    }
    return false
  }
}
