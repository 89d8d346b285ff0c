import CCmark

extension BlockRewriter {
  /// Makes one quote of those that follow each other, unless they have become something else.
  mutating func joinQuotes(in root: Node) {
    var quotes: [Node] = []
    var walk = TreeWalk(root)
    while let (node, entering) = walk.next() {
      guard entering else { continue }
      if node.holdsInlines {
        walk.skipChildren(of: node)
      } else if isQuote(node) {
        quotes.append(node)
      }
    }
    for quote in quotes {
      guard let before = quote.previous, isQuote(before) else { continue }
      while let child = quote.firstChild { before.append(child) }
      quote.unlink()
    }
  }

  private func isQuote(_ node: Node) -> Bool {
    guard node.type == CMARK_NODE_BLOCK_QUOTE else { return false }
    guard node.identifier != 0 else { return true }
    if case .plain = annotations[node].role { return true }
    return false
  }
}
