import Bytes
import CCmark

// Headings get their ids and texts when the whole page is read: those that authors gave come first.

extension OutlineBuilder {
  /// Notes a heading.
  mutating func heading(_ node: Node) {
    anchors.addHeading()
    headings.append(node)
  }

  /// Reads all headings, and gives them their ids.
  mutating func completeHeadings() {
    guard !headings.isEmpty else { return }
    for node in headings {
      if let id = givenID(node) { anchors.reserve(id) }
    }
    var slugs = Slugger(
      dialect.slugs, separator: dialect.contents?.separator ?? "-", used: anchors.used)
    outline.headings.reserveCapacity(headings.count)
    for (index, node) in headings.enumerated() {
      let written = Int(cmark_node_get_heading_level(node.pointer))
      let text = node.plainText
      let id = givenID(node) ?? ""
      outline.headings.append(
        Heading(
          level: max(1, min(6, written + baseLevel - 1)),
          id: id.isEmpty && dialect.slugs != .none ? slugs.id(for: textForID(of: node, text)) : id,
          text: text, html: "", position: position(of: node)))
      if dialect.slugs != .none { annotations[node].role = .heading(index) }
    }
  }

  private func givenID(_ node: Node) -> String? {
    let identifier = node.identifier
    return identifier == 0 ? nil : annotations.id(identifier)
  }

  /// Sets the headings' text and HTML for contents lists; `data-toc-label` takes the place of both.
  mutating func describeHeadings() {
    var renderer: HTMLRenderer?
    for (index, node) in headings.enumerated() {
      let identifier = node.identifier
      if identifier != 0, let label = annotations.attributes(identifier)?["data-toc-label"] {
        var html = OutputBuffer()
        html.appendHTMLEscaped(label)
        outline.headings[index].html = html.text
        outline.headings[index].text = label
        continue
      }
      if let only = node.onlyText, case let literal = only.literal, !literal.hasHTMLSpecial {
        outline.headings[index].html = outline.headings[index].text
        if literal.isCollapsedASCII { continue }
      } else {
        if renderer == nil {
          renderer = HTMLRenderer(dialect: dialect, fixed: fixed, annotations: annotations)
          renderer?.omitsLinks = true
        }
        outline.headings[index].html = renderer?.html(below: node) ?? ""
      }
      outline.headings[index].text = outline.headings[index].text.whiteSpaceCollapsed
    }
  }
}

extension HTMLRenderer {
  /// The HTML of what is below a node.
  fileprivate mutating func html(below node: Node) -> String {
    output.removeAll()
    renderChildren(of: node)
    return output.text
  }
}

extension Node {
  /// The text of the inlines below a node, without markup, raw HTML and images; breaks are line
  /// feeds.
  var plainText: String {
    if let text = onlyText { return String(decoding: text.literal, as: UTF8.self) }
    var bytes: [UInt8] = []
    var walk = TreeWalk(self)
    while let (node, entering) = walk.next() {
      guard entering else { continue }
      switch node.type {
      case CMARK_NODE_TEXT, CMARK_NODE_CODE: bytes.append(contentsOf: node.literal)
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: bytes.append(ASCII.lineFeed)
      case CMARK_NODE_IMAGE: walk.skipChildren(of: node)
      default: break
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text that is all a node holds.
  fileprivate var onlyText: Node? {
    guard let child = firstChild, child.type == CMARK_NODE_TEXT, child.next == nil else {
      return nil
    }
    return child
  }
}
