import Bytes
import CCmark

// Footnotes as cmark-gfm writes them. On its pages GitHub puts `user-content-` before the ids.

extension Footnotes {
  /// A further reference to a note as HTML, and its id.
  mutating func gitHubReference(to index: Int) -> (html: String, id: String) {
    if notes[index].uses == 1 {
      order.append(index)
      notes[index].number = order.count
    }
    let note = notes[index]
    var html = OutputBuffer()
    html.append("<sup class=\"footnote-ref\"><a href=\"#fn-" as StaticString)
    html.appendURLEscaped(note.label)
    html.append("\" id=\"" as StaticString)
    html.appendReference(note.label, note.uses)
    html.append("\" data-footnote-ref>" as StaticString)
    html.append(decimal: note.number)
    html.append("</a></sup>" as StaticString)
    var id = OutputBuffer()
    id.appendReference(note.label, note.uses)
    return (html.text, id.text)
  }

  /// Puts the notes that are referred to at the end of the page and takes the others out.
  func placeGitHubNotes(in root: Node, _ annotations: inout Annotations) {
    for node in unused { node.unlink() }
    for note in notes { note.node.unlink() }
    guard !order.isEmpty, let opening = Node(new: CMARK_NODE_CUSTOM_BLOCK),
      let closing = Node(new: CMARK_NODE_CUSTOM_BLOCK)
    else { return }
    annotations[opening].role = .html("<section class=\"footnotes\" data-footnotes>\n<ol>\n")
    annotations[closing].role = .html("</ol>\n</section>\n")
    root.append(opening)
    for index in order {
      let note = notes[index]
      var id = OutputBuffer()
      id.append("fn-" as StaticString)
      id.appendURLEscaped(note.label)
      annotations.makeElement(note.node, "li", .block, Attributes(id: id.text))
      linkBack(note, &annotations)
      root.append(note.node)
    }
    root.append(closing)
  }

  /// Ends a note with links back to its references.
  private func linkBack(_ note: Note, _ annotations: inout Annotations) {
    var html = OutputBuffer()
    for use in 1...max(1, note.uses) {
      if use > 1 { html.append(ASCII.space) }
      html.append("<a href=\"#" as StaticString)
      html.appendReference(note.label, use)
      html.append(
        "\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">↩"
          as StaticString)
      if use > 1 {
        html.append("<sup class=\"footnote-ref\">" as StaticString)
        html.append(decimal: use)
        html.append("</sup>" as StaticString)
      }
      html.append("</a>" as StaticString)
    }
    if let last = note.node.lastChild, last.type == CMARK_NODE_PARAGRAPH {
      guard let links = Node(new: CMARK_NODE_CUSTOM_INLINE) else { return }
      annotations[links].role = .html(" " + html.text)
      last.append(links)
    } else if let links = Node(new: CMARK_NODE_CUSTOM_BLOCK) {
      annotations[links].role = .html(html.text + "\n")
      note.node.append(links)
    }
  }
}

extension OutputBuffer {
  /// Appends the id of the n-th reference to a footnote.
  fileprivate mutating func appendReference(_ label: String, _ use: Int) {
    append("fnref-" as StaticString)
    appendURLEscaped(label)
    guard use > 1 else { return }
    append(ASCII.hyphen)
    append(decimal: use)
  }
}

extension InlineRewriter {
  /// Longer labels name no footnote.
  private static let longestLabel = 1000

  /// Makes the label of a footnote one text where libcmark read raw HTML or emphasis in it.
  func joinFootnoteLabels(in block: Node) {
    var child = block.firstChild
    while let node = child {
      child = node.next
      guard node.type == CMARK_NODE_TEXT, let rest = Self.openLabel(node.literal) else { continue }
      var label = Array(rest)
      var parts: [Node] = []
      var next = node.next
      while let part = next, label.count < Self.longestLabel,
        part.type == CMARK_NODE_TEXT || part.type == CMARK_NODE_HTML_INLINE
      {
        parts.append(part)
        if let close = part.literal.firstIndex(of: ASCII.rightBracket),
          part.type == CMARK_NODE_TEXT
        {
          label += part.literal[..<close]
          guard footnotes.index(of: String(decoding: label, as: UTF8.self)) != nil else { break }
          var joined = Array(node.literal)
          for part in parts {
            joined += part.literal
            part.unlink()
          }
          node.setLiteral(String(decoding: joined, as: UTF8.self))
          child = node.next
          break
        }
        label += part.literal
        next = part.next
      }
    }
  }

  /// What follows the last `[^` of a text, if no `]` does.
  private static func openLabel(
    _ literal: ByteView
  ) -> ByteSlice? {
    guard let bracket = literal.lastIndex(of: ASCII.leftBracket), bracket + 1 < literal.count,
      literal[bracket + 1] == ASCII.caret, !literal[bracket...].contains(ASCII.rightBracket)
    else { return nil }
    return literal[(bracket + 2)...]
  }
}
