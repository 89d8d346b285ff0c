import Bytes
import CCmark

// Addresses that are links without any mark around them.

/// Which addresses are links without `<` and `>` around them.
public enum BareLinks: Sendable, Hashable {
  /// Those of GitHub's specification, "Autolinks (extension)".
  case github
  /// Those of `pymdownx.magiclink`.
  case magicLinks(MagicLinks)
}

extension InlineRewriter {
  /// The address around or at a byte: a colon, a period or an at sign.
  mutating func bareLink(in text: InlineText, at index: Int) -> InlineFind? {
    guard !text.isInLink else { return nil }
    guard let table = syntax.magicLinks else { return gitHubLink(in: text, at: index) }
    return magicLink(in: text, at: index, table)
  }

  /// A link that takes a part of the text.
  ///
  /// - Parameter label: its text, if not what the author wrote.
  mutating func link(
    _ range: Range<Int>, of text: InlineText, to url: String, label: String? = nil,
    title: String = "", classes: [String] = []
  ) -> InlineFind? {
    let written = text.string(range)
    guard let link = Node(new: CMARK_NODE_LINK), let child = Node(new: CMARK_NODE_TEXT) else {
      return nil
    }
    link.setURL(url)
    if !title.isEmpty { link.setTitle(title) }
    child.setLiteral(label ?? written)
    link.append(child)
    annotations[link].written = .whole(written)
    if !classes.isEmpty { annotations[link].attributes.classes = classes }
    return InlineFind(range: range, node: link)
  }
}

extension Annotations {
  /// Whether a link has no marks in the source.
  func isBareLink(_ node: Node) -> Bool {
    guard node.type == CMARK_NODE_LINK, node.identifier != 0, case .whole = self[node].written
    else { return false }
    return true
  }
}

extension Node {
  func setURL(_ url: String) { url.withCString { _ = cmark_node_set_url(pointer, $0) } }
  func setTitle(_ title: String) { title.withCString { _ = cmark_node_set_title(pointer, $0) } }
}

extension ByteView {
  /// Whether a byte may belong to the mark of a bare address: a first look, which costs little.
  func mayBeBareLink(at index: Int) -> Bool {
    switch self[index] {
    case ASCII.colon:
      return index + 2 < count && self[index + 1] == ASCII.slash && self[index + 2] == ASCII.slash
    case ASCII.period:
      return index > 2 && index + 1 < count
        && (1...3).allSatisfy { self[index - $0] | 0x20 == 0x77 }
    case ASCII.hash, ASCII.exclamation, ASCII.question:
      return index + 1 < count && self[index + 1].isASCIIDigit
    case let byte where byte.isHexDigit:
      return index + 40 <= count && self[index..<index + 40].allSatisfy(\.isHexDigit)
    default: return true
    }
  }
}

extension InlineText {
  /// The byte before an index, as the author wrote it; a line feed at the beginning of a line. For
  /// links, images, code and raw HTML it is a bracket.
  func writtenByte(before index: Int, _ annotations: Annotations) -> UInt8 {
    if index > 0 { return literal[index - 1] }
    guard let previous = node.previous else {
      guard let parent = node.parent, !parent.holdsInlines else { return ASCII.lineFeed }
      return parent.type == CMARK_NODE_LINK ? ASCII.leftBracket : ASCII.asterisk
    }
    switch previous.type {
    case CMARK_NODE_TEXT: return previous.literal.last ?? ASCII.lineFeed
    case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: return ASCII.lineFeed
    case CMARK_NODE_EMPH, CMARK_NODE_STRONG: return ASCII.asterisk
    case CMARK_NODE_CUSTOM_INLINE:
      switch annotations[previous].written {
      case .whole(let text): return text.utf8.last ?? ASCII.rightBracket
      case .delimiters(_, let closing): return closing.utf8.last ?? ASCII.rightBracket
      case .children: return ASCII.rightBracket
      }
    default: return ASCII.rightBracket
    }
  }

  /// The scalar that begins at an index.
  func scalar(at index: Int) -> Unicode.Scalar? {
    guard index < literal.count else { return nil }
    var iterator = literal[index..<min(index + 4, literal.count)].makeIterator()
    var decoder = UTF8()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
    return scalar
  }
}
