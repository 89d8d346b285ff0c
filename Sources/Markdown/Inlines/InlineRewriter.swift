import Bytes
import CCmark

/// Turns text into what extensions make of it: references to footnotes, abbreviations.
///
/// It runs before the outline is read: what it takes out of the text, the outline's cursor steps
/// over.
struct InlineRewriter {
  let text: MappedText
  var annotations: Annotations
  var footnotes: Footnotes
  let abbreviations: Abbreviations

  /// Something found in a text node: the bytes it takes, and the node that stands there instead.
  struct Find {
    var range: Range<Int>
    var node: Node
  }

  /// Reads the whole tree.
  mutating func rewrite(_ root: Node) {
    guard !footnotes.isEmpty || !abbreviations.isEmpty else { return }
    var quoteDepth = 0
    var walk = TreeWalk(root)
    while let (node, entering) = walk.next() {
      if node.type == CMARK_NODE_BLOCK_QUOTE { quoteDepth += entering ? 1 : -1 }
      guard entering, node.holdsInlines else { continue }
      walk.skipChildren(of: node)
      block(node, quoteDepth: quoteDepth)
    }
  }

  private mutating func block(_ block: Node, quoteDepth: Int) {
    var texts: [Node] = []
    var imageDepth = 0
    var walk = TreeWalk(block)
    while let (node, entering) = walk.next() {
      switch node.type {
      case CMARK_NODE_IMAGE: imageDepth += entering ? 1 : -1
      case CMARK_NODE_TEXT where entering && imageDepth == 0: texts.append(node)
      default: break
      }
    }
    let escapes = escapes(in: block, quoteDepth: quoteDepth)
    for node in texts {
      let literal = node.literal
      var finds: [Find] = []
      var index = 0
      while index < literal.count {
        guard !escapes.contains(Escape(node: node.pointer, index: index)),
          let find = find(in: literal, at: index)
        else {
          index += 1
          continue
        }
        finds.append(find)
        index = find.range.upperBound
      }
      if !finds.isEmpty { replace(finds, in: node) }
    }
  }

  // MARK: Escapes

  /// A byte of a text node that the author wrote with a backslash before it.
  private struct Escape: Hashable {
    var node: OpaquePointer
    var index: Int
  }

  /// The escaped brackets of a block. libcmark's text does not tell them from others, so they are
  /// looked up in the source, where it has any.
  private func escapes(in block: Node, quoteDepth: Int) -> Set<Escape> {
    let start = text.start(ofLine: block.startLine)
    let end = max(start, text.start(ofLine: block.endLine + 1))
    guard start < end, text.bytes[start..<end].contains("\\[" as StaticString) else { return [] }
    var escapes: Set<Escape> = []
    var cursor = InlineCursor(
      text, block: block, line: block.startLine, column: block.startColumn, quoteDepth: quoteDepth)
    var walk = TreeWalk(block)
    while let (node, entering) = walk.next() {
      guard node.type == CMARK_NODE_TEXT, entering else {
        _ = cursor.step(node, entering: entering)
        continue
      }
      let literal = node.literal
      var done = 0
      for index in literal.indices where literal[index] == ASCII.leftBracket {
        cursor.advance(over: literal[done..<index])
        done = index
        if cursor.isAtEscape { escapes.insert(Escape(node: node.pointer, index: index)) }
      }
      cursor.advance(over: literal[done...])
    }
    return escapes
  }

  // MARK: Finding and replacing

  /// What begins at a byte.
  private mutating func find(in literal: UnsafeBufferPointer<UInt8>, at index: Int) -> Find? {
    if literal[index] == ASCII.leftBracket, !footnotes.isEmpty,
      let (range, html) = footnotes.reference(in: literal, at: index),
      let node = Node(new: CMARK_NODE_CUSTOM_INLINE)
    {
      annotations[node].role = .html(html)
      return Find(range: range, node: node)
    }
    if let (range, title) = abbreviations.abbreviation(in: literal, at: index),
      let node = Node(new: CMARK_NODE_CUSTOM_INLINE), let child = Node(new: CMARK_NODE_TEXT)
    {
      child.setLiteral(String(decoding: literal[range], as: UTF8.self))
      node.append(child)
      annotations.makeElement(
        node, "abbr", .inline, Attributes(others: [.init(name: "title", value: title)]))
      return Find(range: range, node: node)
    }
    return nil
  }

  /// Cuts a text node into what was found and the text between.
  private func replace(_ finds: [Find], in node: Node) {
    var start = 0
    let literal = node.literal
    for find in finds {
      text(literal[start..<find.range.lowerBound], before: node)
      find.node.insert(before: node)
      start = find.range.upperBound
    }
    text(literal[start...], before: node)
    node.unlink()
  }

  private func text(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, before node: Node) {
    guard !bytes.isEmpty, let text = Node(new: CMARK_NODE_TEXT) else { return }
    text.setLiteral(String(decoding: bytes, as: UTF8.self))
    text.insert(before: node)
  }
}
