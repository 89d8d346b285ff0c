import Bytes
import CCmark

// Raw HTML that is indented in another block stands in a paragraph in Python-Markdown. Browsers end the
// paragraph where the element begins, and leave it empty.

extension OutlineBuilder {
  /// Puts the empty paragraph before raw HTML that has one in MkDocs.
  mutating func beginParagraph(before html: Node) {
    guard dialect.rawElementsEndBlocks, let parent = html.parent,
      parent.type != CMARK_NODE_DOCUMENT, html.literal.beginsRawElement
    else { return }
    if let before = html.previous {
      guard isTitle(before) || isBehindBlankLine(html) else { return }
    } else {
      guard parent.type != CMARK_NODE_ITEM else { return }
    }
    guard position(of: html).column > 4, let paragraph = Node(new: CMARK_NODE_CUSTOM_BLOCK) else {
      return
    }
    annotations[paragraph].role = .html("<p></p>\n")
    paragraph.insert(before: html)
  }

  /// Whether a block is the title of the one around it.
  private func isTitle(_ block: Node) -> Bool {
    guard block.identifier != 0, block.previous == nil else { return false }
    if case .element = annotations[block].role { return true }
    return false
  }

  private func isBehindBlankLine(_ block: Node) -> Bool {
    let line = block.startLine - 1
    guard line > 0 else { return false }
    return text.bytes[text.start(ofLine: line)..<text.contentEnd(ofLine: line)]
      .allSatisfy { $0.isBlank || $0 == ASCII.greater }
  }
}

extension ByteView {
  /// Whether the tag of an element begins the text that is a block and holds no Markdown.
  fileprivate var beginsRawElement: Bool {
    let tag = self[...].drop(while: \.isBlank)
    guard tag.first == ASCII.less, tag.dropFirst().first != ASCII.slash, let name = tag.tagName,
      HTMLElements.blocks.contains(name)
    else { return false }
    return !tag.hasMarkdownAttribute
  }
}
