import Bytes
import CCmark

// Text that is no Markdown goes through libcmark as a code block that is marked by its line.

extension LinePass {
  /// Writes text as a marked code block in place of a line's rest.
  mutating func writeVerbatim(
    _ content: ArraySlice<UInt8>, _ kind: Verbatim, _ line: LineCursor, _ start: LineStart
  ) {
    let runs = content.split { $0 != ASCII.backtick }
    let fence = String(repeating: "`", count: max(3, 1 + (runs.map(\.count).max() ?? 0)))
    text.beginLine()
    writeStart(start, upTo: line.offset)
    text.insert(fence)
    markers.verbatim[text.currentLine] = kind
    text.endLine()
    for part in content.split(separator: ASCII.lineFeed, omittingEmptySubsequences: false) {
      text.beginLine()
      writePrefix(frames: frames.count)
      text.insert(String(decoding: part, as: UTF8.self))
      text.endLine()
    }
    text.beginLine()
    writePrefix(frames: frames.count)
    text.insert(fence)
    text.endLine()
  }
}

extension BlockRewriter {
  /// Writes a marked code block as what it stands for.
  mutating func verbatim(_ block: Node, _ kind: Verbatim) {
    let text = String(decoding: block.literal.withoutLastLineFeed, as: UTF8.self)
    switch kind {
    case .formula:
      guard let formulas = dialect.formulas else { return }
      annotations[block].role = .html(formulas.block.block(text))
    case .element(let element):
      guard let wrapper = Node(new: CMARK_NODE_CUSTOM_BLOCK) else { return }
      var html = OutputBuffer()
      if element.isHTML { html.append(text) } else { html.appendHTMLEscaped(text) }
      // The block stays in the tree, so that nothing is found in its lines.
      annotations[block].role = .html(html.text)
      annotations.makeElement(wrapper, element.tag, .line, element.attributes)
      wrapper.insert(before: block)
      wrapper.append(block)
    }
  }
}
