import Bytes
import CCmark

/// Writes a tree as HTML: as libcmark does where nodes bear no annotation, byte for byte.
///
/// It does not recurse. A renderer serves one page.
struct HTMLRenderer {
  let dialect: SharedDialect
  let fixed: FixedHTML
  let annotations: Annotations
  let headings: [Heading]
  /// The URLs that the resolver gave for the outline's links.
  let targets: [String?]
  private let withheld: WithheldCode?
  /// What `fixed` has, where it costs no count of references.
  let permalinkStart: ByteView
  let permalinkEnd: ByteView
  let fenceStart: ByteView
  var output: PageBytes
  /// Within a heading's entry in a contents list: no links.
  var omitsLinks = false
  /// Tabs in the code block being written become spaces.
  var expandsTabs = false
  /// The image whose `alt` text is being written: text only, no markup.
  var image: Node?

  init(
    dialect: SharedDialect, fixed: FixedHTML, annotations: Annotations, headings: [Heading] = [],
    targets: [String?] = [], withheld: WithheldCode? = nil, capacity: Int = 0
  ) {
    self.dialect = dialect
    self.fixed = fixed
    self.annotations = annotations
    self.headings = headings
    self.targets = targets
    self.withheld = withheld
    permalinkStart = PageBytes(copying: fixed.permalinkStart).view
    permalinkEnd = PageBytes(copying: fixed.permalinkEnd).view
    fenceStart = PageBytes(copying: fixed.fenceStart).view
    output = PageBytes(capacity: capacity)
  }

  /// Writes a node with everything below it.
  mutating func render(_ root: Node) {
    var node = root
    while true {
      let isOpen = enter(node)
      if isOpen, let child = node.firstChild {
        node = child
        continue
      }
      if isOpen { leave(node) }
      while true {
        if node == root { return }
        if let next = node.next {
          node = next
          break
        }
        guard let parent = node.parent else { return }
        node = parent
        leave(node)
      }
    }
  }

  /// The code of a code block.
  func code(of node: Node) -> ByteView { withheld?.code(ofLine: node.startLine) ?? node.literal }

  /// Writes what is below a node, but not the node.
  mutating func renderChildren(of node: Node) {
    var child = node.firstChild
    while let current = child {
      render(current)
      child = current.next
    }
  }

  /// Writes a node up to its children; false for one that has none and needs not be left.
  private mutating func enter(_ node: Node) -> Bool {
    let type = node.type
    if image != nil { return alternativeText(node, type) }
    let identifier = node.identifier
    if identifier == 0, type == CMARK_NODE_TEXT {
      if let text = node.literalStart { output.appendHTMLEscaped(textAt: text) }
      return false
    }
    if identifier != 0 {
      switch annotations.kind(identifier) {
      case .plain: break
      case .html:
        if case .html(let html) = annotations.role(identifier) { output.append(html) }
        return false
      case .element, .heading, .cell, .bare:
        enterAnnotated(identifier)
        return true
      }
    }
    return enter(node, type, identifier)
  }

  /// Writes what follows a node's children.
  private mutating func leave(_ node: Node) {
    if image != nil {
      if node == image { closeImage(node) }
      return
    }
    let identifier = node.identifier
    if identifier != 0, annotations.kind(identifier) != .plain {
      leaveAnnotated(identifier)
    } else {
      leave(node, node.type)
    }
  }

  private mutating func enterAnnotated(_ identifier: Int) {
    switch annotations.role(identifier) {
    case .element("img", _):
      output.append("<img" as StaticString)
      appendAttributes(identifier)
      output.append(" />" as StaticString)
    case .element(let name, let layout):
      if layout != .inline { output.endLine() }
      output.append(ASCII.less)
      output.append(name)
      appendAttributes(identifier)
      output.append(ASCII.greater)
      if layout == .block { output.append(ASCII.lineFeed) }
    case .heading(let index): openHeading(index, annotations.attributes(identifier))
    case .cell(let cell): openCell(cell, annotations.attributes(identifier))
    case .plain, .bare, .html: break
    }
  }

  private mutating func leaveAnnotated(_ identifier: Int) {
    switch annotations.role(identifier) {
    case .element("img", _): break
    case .element(let name, let layout):
      if layout == .block { output.endLine() }
      closeTag(name)
      if layout != .inline { output.append(ASCII.lineFeed) }
    case .heading(let index): closeHeading(index)
    case .cell(let cell): closeCell(cell)
    case .plain, .bare, .html: break
    }
  }

  // MARK: Tags

  mutating func openTag(_ name: String, _ attributes: Attributes) {
    output.append(ASCII.less)
    output.append(name)
    append(attributes)
    output.append(ASCII.greater)
  }

  mutating func closeTag(_ name: String) {
    output.append("</" as StaticString)
    output.append(name)
    output.append(ASCII.greater)
  }

  /// Writes attributes, each after a space.
  mutating func append(_ attributes: Attributes) {
    if let id = attributes.id { append(attribute: "id", id) }
    if !attributes.classes.isEmpty {
      output.append(" class=" as StaticString)
      for (number, name) in attributes.classes.enumerated() {
        output.append(number == 0 ? ASCII.quote : ASCII.space)
        output.appendHTMLEscaped(name)
      }
      output.append(ASCII.quote)
    }
    for pair in attributes.others { append(attribute: pair.name, pair.value) }
  }

  private mutating func append(attribute name: String, _ value: String) {
    output.append(ASCII.space)
    output.append(name)
    output.append("=\"" as StaticString)
    output.appendHTMLEscaped(value)
    output.append(ASCII.quote)
  }

  /// Writes the attributes that a node's annotation has.
  mutating func appendAttributes(_ identifier: Int) {
    if identifier != 0, let attributes = annotations.attributes(identifier) { append(attributes) }
  }

  /// Writes a tag without attributes, or with those of the annotation.
  private mutating func open(_ tag: StaticString, _ identifier: Int) {
    if identifier != 0, let attributes = annotations.attributes(identifier) {
      output.append(ByteView(start: tag.utf8Start, count: tag.utf8CodeUnitCount - 1))
      append(attributes)
      output.append(ASCII.greater)
    } else {
      output.append(ByteView(start: tag.utf8Start, count: tag.utf8CodeUnitCount))
    }
  }

  // MARK: Nodes

  private mutating func enter(
    _ node: Node, _ type: cmark_node_type, _ identifier: Int
  ) -> Bool {
    switch type {
    case CMARK_NODE_TEXT:
      output.appendHTMLEscaped(node.literal)
      return false
    case CMARK_NODE_SOFTBREAK:
      output.append(dialect.keepsLineBreaks ? "<br />\n" : "\n")
      return false
    case CMARK_NODE_PARAGRAPH:
      guard !node.isTightParagraph else { return true }
      output.endLine()
      open("<p>", identifier)
    case CMARK_NODE_CODE:
      open("<code>", identifier)
      if identifier != 0 {
        codeSpan(node)
      } else if let code = node.literalStart {
        output.appendHTMLEscaped(textAt: code)
      }
      output.append("</code>" as StaticString)
      return false
    case CMARK_NODE_LINK:
      if !omitsLinks { openLink(node, identifier) }
    case CMARK_NODE_STRONG:
      open("<strong>", identifier)
    case CMARK_NODE_EMPH:
      open("<em>", identifier)
    case CMARK_NODE_ITEM:
      output.endLine()
      open("<li>", identifier)
    case CMARK_NODE_HEADING:
      output.endLine()
      output.append("<h" as StaticString)
      output.append(decimal: Int(cmark_node_get_heading_level(node.pointer)))
      appendAttributes(identifier)
      output.append(ASCII.greater)
    case CMARK_NODE_CODE_BLOCK:
      codeBlock(node, annotations.code(identifier))
      return false
    case CMARK_NODE_HTML_BLOCK:
      output.endLine()
      rawHTML(node, identifier)
      output.endLine()
      return false
    case CMARK_NODE_HTML_INLINE:
      rawHTML(node, identifier)
      return false
    case CMARK_NODE_LINEBREAK:
      output.append("<br />\n" as StaticString)
      return false
    case CMARK_NODE_LIST:
      openList(node, identifier)
    case CMARK_NODE_BLOCK_QUOTE:
      output.endLine()
      open("<blockquote>", identifier)
      output.append(ASCII.lineFeed)
    case CMARK_NODE_THEMATIC_BREAK:
      output.endLine()
      output.append("<hr />\n" as StaticString)
      return false
    case CMARK_NODE_IMAGE:
      openImage(node, identifier)
    default:
      break
    }
    return true
  }

  private mutating func leave(_ node: Node, _ type: cmark_node_type) {
    switch type {
    case CMARK_NODE_PARAGRAPH:
      if !node.isTightParagraph { output.append("</p>\n" as StaticString) }
    case CMARK_NODE_LINK:
      if !omitsLinks { output.append("</a>" as StaticString) }
    case CMARK_NODE_STRONG:
      output.append("</strong>" as StaticString)
    case CMARK_NODE_EMPH:
      output.append("</em>" as StaticString)
    case CMARK_NODE_ITEM:
      output.append("</li>\n" as StaticString)
    case CMARK_NODE_HEADING:
      output.append("</h" as StaticString)
      output.append(decimal: Int(cmark_node_get_heading_level(node.pointer)))
      output.append(">\n" as StaticString)
    case CMARK_NODE_LIST:
      let isBullet = cmark_node_get_list_type(node.pointer) == CMARK_BULLET_LIST
      output.append(isBullet ? "</ul>\n" : "</ol>\n" as StaticString)
    case CMARK_NODE_BLOCK_QUOTE:
      output.endLine()
      output.append("</blockquote>\n" as StaticString)
    default:
      break
    }
  }

  private mutating func openList(_ node: Node, _ identifier: Int) {
    output.endLine()
    if cmark_node_get_list_type(node.pointer) == CMARK_BULLET_LIST {
      open("<ul>", identifier)
    } else {
      output.append("<ol" as StaticString)
      let start = Int(cmark_node_get_list_start(node.pointer))
      if start != 1 {
        output.append(" start=\"" as StaticString)
        output.append(decimal: start)
        output.append(ASCII.quote)
      }
      appendAttributes(identifier)
      output.append(ASCII.greater)
    }
    output.append(ASCII.lineFeed)
  }

  // MARK: Raw HTML

  /// Writes a node's HTML as it is, but for the URLs that the resolver changed and what is left
  /// out.
  private mutating func rawHTML(_ node: Node, _ identifier: Int) {
    let literal = node.literal
    var start = 0
    for edit in annotations.edits(identifier) where edit.range.lowerBound >= start {
      var target: String?
      if let link = edit.link {
        guard link < targets.count, let changed = targets[link] else { continue }
        target = changed
      }
      rawHTML(UnsafeBufferPointer(rebasing: literal[start..<edit.range.lowerBound]))
      if let target { output.appendHTMLEscaped(target) }
      start = edit.range.upperBound
    }
    rawHTML(UnsafeBufferPointer(rebasing: literal[start...]))
  }

  private mutating func rawHTML(_ html: ByteView) {
    if dialect.filtersTags { filteredHTML(html) } else { output.append(html) }
  }
}
