import Bytes
import CCmark

// `[text](some file.md)`. CommonMark leaves it text; Python-Markdown makes a link of it. It is found
// where the outline is read, in its order, and put into the tree once the block is read.

/// A link that text has become.
struct SpacedLink {
  /// The link or image, which is in no tree yet.
  var link: Node
  /// The text node, and what of it is the link, and its label.
  var text: Node
  var range: Range<Int>
  var label: Range<Int>
  /// Where it begins and ends in the text that libcmark read.
  var start: Int
  var end: Int
}

extension OutlineBuilder {
  /// The link that ends behind a bracket; nil where there is none, or its parts are no plain text.
  ///
  /// - Parameters:
  ///   - close: the bracket in the text node.
  ///   - opening: where its label begins in the text that libcmark read, with the bracket.
  ///   - closing: where the bracket is there.
  func spacedLink(in node: Node, _ close: Int, _ opening: Int, closing: Int) -> SpacedLink? {
    let literal = node.literal
    let open = close - (closing - opening)
    guard open >= 0, literal[open] == ASCII.leftBracket, close + 1 < literal.count,
      literal[close + 1] == ASCII.leftParenthesis
    else { return nil }
    var end = close + 2
    var hasSpace = false
    while end < literal.count, literal[end] != ASCII.rightParenthesis {
      switch literal[end] {
      case ASCII.less, ASCII.quote, ASCII.apostrophe, ASCII.leftParenthesis, ASCII.backslash:
        return nil
      case ASCII.space: hasSpace = true
      default: break
      }
      end += 1
    }
    let destination = close + 2..<end
    // Escapes and references make the text shorter than what was written.
    let written = closing + 2..<closing + 2 + destination.count
    guard end < literal.count, hasSpace, literal[close + 2] != ASCII.space,
      literal[end - 1] != ASCII.space, written.upperBound < text.bytes.count,
      text.bytes[written].elementsEqual(literal[destination]),
      text.bytes[opening + 1..<closing].elementsEqual(literal[open + 1..<close])
    else { return nil }
    let isImage = open > 0 && literal[open - 1] == ASCII.exclamation
    guard let link = Node(new: isImage ? CMARK_NODE_IMAGE : CMARK_NODE_LINK) else { return nil }
    let url = String(decoding: literal[destination], as: UTF8.self)
    cmark_node_set_url(link.pointer, url)
    let first = isImage ? open - 1 : open
    return SpacedLink(
      link: link, text: node, range: first..<end + 1, label: open + 1..<close,
      start: isImage ? opening - 1 : opening, end: written.upperBound + 1)
  }

  /// Puts a link into its text; those behind it stand there already.
  func place(_ found: SpacedLink) {
    let literal = found.text.literal
    let behind = String(decoding: literal[found.range.upperBound...], as: UTF8.self)
    if let label = Node(new: CMARK_NODE_TEXT) {
      label.setLiteral(String(decoding: literal[found.label], as: UTF8.self))
      found.link.append(label)
    }
    found.link.insert(after: found.text)
    if !behind.isEmpty, let rest = Node(new: CMARK_NODE_TEXT) {
      rest.setLiteral(behind)
      rest.insert(after: found.link)
    }
    found.text.truncate(to: found.range.lowerBound)
  }
}
