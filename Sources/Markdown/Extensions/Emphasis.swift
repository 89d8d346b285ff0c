import Bytes
import CCmark

// Emphasis inside words, where authors ask for other rules than CommonMark's.

/// Whether emphasis may begin and end inside words (`pymdownx.betterem`).
///
/// CommonMark lets `*` do so and `_` not, as the extension does by default.
public struct EmphasisInWords: Sendable, Hashable {
  /// `*` and `**` may.
  public var asterisk = true
  /// `_` and `__` may.
  public var underscore = false

  /// As CommonMark has it.
  public init() {}
}

/// Turns emphasis that begins or ends inside a word back into text.
struct WordEmphasisRemover {
  /// Reads the whole tree.
  func rewrite(_ root: Node) {
    var walk = TreeWalk(root)
    var words: [Node] = []
    while let (node, entering) = walk.next() {
      guard !entering, node.type == CMARK_NODE_EMPH || node.type == CMARK_NODE_STRONG else {
        continue
      }
      if node.previous?.endsInWord == true || node.next?.beginsWithWord == true {
        words.append(node)
      }
    }
    for node in words { unwrap(node) }
  }

  private func unwrap(_ node: Node) {
    let delimiter = node.type == CMARK_NODE_EMPH ? "*" : "**"
    guard let opening = Node(new: CMARK_NODE_TEXT), let closing = Node(new: CMARK_NODE_TEXT) else {
      return
    }
    opening.setLiteral(delimiter)
    closing.setLiteral(delimiter)
    opening.insert(before: node)
    while let child = node.firstChild {
      child.unlink()
      child.insert(before: node)
    }
    closing.insert(before: node)
    node.unlink()
  }
}

extension Node {
  fileprivate var endsInWord: Bool {
    guard type == CMARK_NODE_TEXT, let last = literal.last else { return false }
    if last < 0x80 { return last.isWord }
    return String(decoding: literal.suffix(4), as: UTF8.self).unicodeScalars.last?.isOfWord == true
  }

  fileprivate var beginsWithWord: Bool {
    guard type == CMARK_NODE_TEXT, let first = literal.first else { return false }
    if first < 0x80 { return first.isWord }
    return String(decoding: literal.prefix(4), as: UTF8.self).unicodeScalars.first?.isOfWord == true
  }
}

extension Unicode.Scalar {
  /// Whether words have the character: no quotation mark, dash or wide space.
  fileprivate var isOfWord: Bool { properties.isAlphabetic || properties.numericType != nil }
}
