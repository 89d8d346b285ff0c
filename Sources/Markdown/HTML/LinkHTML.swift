import Bytes
import CCmark

// Links and images.

extension HTMLRenderer {
  mutating func openLink(_ node: Node, _ identifier: Int) {
    output.append("<a href=\"" as StaticString)
    url(of: node, identifier)
    output.append(ASCII.quote)
    title(of: node)
    appendAttributes(identifier)
    output.append(ASCII.greater)
  }

  mutating func openImage(_ node: Node, _ identifier: Int) {
    if !omitsLinks {
      output.append("<img src=\"" as StaticString)
      url(of: node, identifier)
      output.append("\" alt=\"" as StaticString)
    }
    image = node
  }

  mutating func closeImage(_ node: Node) {
    image = nil
    guard !omitsLinks else { return }
    output.append(ASCII.quote)
    title(of: node)
    appendAttributes(node.identifier)
    output.append(" />" as StaticString)
  }

  private mutating func url(of node: Node, _ identifier: Int) {
    if let link = annotations.link(identifier), link < targets.count, let target = targets[link] {
      output.appendURLEscaped(target)
    } else if dialect.destinationsMayHaveSpaces, node.url.has(ASCII.space) {
      spacedURL(node.url)
    } else {
      output.appendURLEscaped(node.url)
    }
  }

  private mutating func title(of node: Node) {
    let title = node.title
    guard !title.isEmpty else { return }
    output.append(" title=\"" as StaticString)
    output.appendHTMLEscaped(title)
    output.append(ASCII.quote)
  }

  /// Writes a node within an image: text and code as text, breaks as spaces. False for one that has
  /// no children.
  mutating func alternativeText(_ node: Node, _ type: cmark_node_type) -> Bool {
    switch type {
    case CMARK_NODE_HTML_INLINE
    where node.identifier != 0 && annotations.kind(node.identifier) == .html:
      // A mark of the pre-pass.
      return false
    case CMARK_NODE_TEXT, CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE:
      output.appendHTMLEscaped(node.literal)
      return false
    case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK:
      output.append(ASCII.space)
      return false
    default:
      return true
    }
  }
}
