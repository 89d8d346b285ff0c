import Bytes
import CCmark

// With `pymdownx.superfences`, a fence is a part of the paragraph of the text directly around it.
// Browsers end the paragraph where the fence begins, so what follows stands bare.

extension OutlineBuilder {
  /// Lets the text directly behind a fence stand bare, and the fence begin a paragraph if no text
  /// stands directly before it.
  mutating func joinText(to fence: Node) {
    guard let next = fence.next, next.startLine == fence.endLine + 1, isFence(fence) else { return }
    if next.type == CMARK_NODE_PARAGRAPH {
      guard !next.isTightParagraph, isUnannotated(next) else { return }
      annotations[next].role = .bare
    } else {
      guard next.type == CMARK_NODE_CODE_BLOCK, isFence(next), !fence.isInTightItem else { return }
    }
    if let before = fence.previous, before.endLine + 1 == fence.startLine,
      before.type == CMARK_NODE_PARAGRAPH || before.type == CMARK_NODE_CODE_BLOCK
    {
      return
    }
    if let before = fence.previous, before.opensElement { return }
    annotations[fence].code.beginsParagraph = true
  }

  /// Whether nothing is known of a paragraph that would be lost without its tag.
  private func isUnannotated(_ paragraph: Node) -> Bool {
    guard paragraph.identifier != 0 else { return true }
    if case .plain = annotations[paragraph].role {
      return annotations[paragraph].attributes.isEmpty
    }
    return false
  }

  /// Whether a code block stands between fences. libcmark does not say so.
  private func isFence(_ block: Node) -> Bool {
    if block.identifier != 0 {
      if annotations[block].code.isIndented { return false }
      if case .html = annotations[block].role { return false }
    }
    let start = lines.start(ofLine: block.startLine) + max(0, block.startColumn - 1)
    let last = lines.bytes[
      lines.start(ofLine: block.endLine)..<lines.contentEnd(ofLine: block.endLine)
    ]
    .reversed().first { !$0.isBlank }
    return start < lines.bytes.count && lines.bytes[start].isFenceMark && last == lines.bytes[start]
  }
}

extension Node {
  /// Whether this is raw HTML that opens an element and does not close it.
  fileprivate var opensElement: Bool {
    type == CMARK_NODE_HTML_BLOCK && !literal.starts(with: "<!".utf8)
      && !literal.contains(text: "</")
  }
}

extension ByteView {
  fileprivate func contains(text: StaticString) -> Bool { self[...].contains(text) }
}

extension UInt8 {
  fileprivate var isFenceMark: Bool { self == ASCII.backtick || self == ASCII.tilde }
}
