import Bytes
import CCmark

/// Writes a tree as HTML: as libcmark does where nodes bear no annotation, byte for byte.
///
/// It does not recurse. A renderer serves one page.
struct HTMLRenderer {
  let dialect: Dialect
  let annotations: Annotations
  let headings: [Heading]
  /// The URLs that the resolver gave for the outline's links.
  let targets: [String?]
  var output: PageBytes
  /// Within a heading's entry in a contents list: no links.
  var omitsLinks = false
  /// Tabs in the code block being written become spaces.
  var expandsTabs = false
  /// The image whose `alt` text is being written: text only, no markup.
  private var image: Node?

  init(
    dialect: Dialect, annotations: Annotations, headings: [Heading] = [], targets: [String?] = [],
    capacity: Int = 0
  ) {
    self.dialect = dialect
    self.annotations = annotations
    self.headings = headings
    self.targets = targets
    output = PageBytes(capacity: capacity)
  }

  /// Writes a node with everything below it.
  mutating func render(_ root: Node) {
    var walk = TreeWalk(root)
    while let (node, entering) = walk.next() {
      if image != nil {
        alternativeText(node, entering: entering)
      } else if node.identifier == 0 {
        if entering { enter(node, .init()) } else { leave(node) }
      } else {
        let annotation = annotations[node]
        if case .html(let html) = annotation.role {
          output.append(html)
          walk.leave(node)
        } else {
          annotated(node, annotation, entering: entering)
        }
      }
    }
  }

  /// Writes what is below a node, but not the node.
  mutating func renderChildren(of node: Node) {
    var child = node.firstChild
    while let current = child {
      render(current)
      child = current.next
    }
  }

  private mutating func annotated(_ node: Node, _ annotation: Annotation, entering: Bool) {
    switch annotation.role {
    case .plain:
      if entering { enter(node, annotation) } else { leave(node) }
    case .element("img", _):
      if entering {
        output.append("<img" as StaticString)
        append(annotation.attributes)
        output.append(" />" as StaticString)
      }
    case .element(let name, let layout):
      if entering {
        if layout != .inline { output.endLine() }
        openTag(name, annotation.attributes)
        if layout == .block { output.append(ASCII.lineFeed) }
      } else {
        if layout == .block { output.endLine() }
        closeTag(name)
        if layout != .inline { output.append(ASCII.lineFeed) }
      }
    case .heading(let index):
      if entering {
        openHeading(headings[index], annotation)
      } else {
        closeHeading(headings[index])
      }
    case .cell(let cell):
      if entering { openCell(cell, annotation) } else { closeCell(cell) }
    case .bare, .html:
      break
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
      append(attribute: "class", attributes.classes.joined(separator: " "))
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

  /// Opens a tag without attributes, or with those of the annotation.
  private mutating func open(_ tag: StaticString, _ attributes: Attributes) {
    output.append(ASCII.less)
    output.append(tag)
    if !attributes.isEmpty { append(attributes) }
    output.append(ASCII.greater)
  }

  // MARK: Nodes

  private mutating func enter(_ node: Node, _ annotation: Annotation) {
    switch node.type {
    case CMARK_NODE_TEXT:
      output.appendHTMLEscaped(node.literal)
    case CMARK_NODE_SOFTBREAK:
      output.append(dialect.keepsLineBreaks ? "<br />\n" : "\n")
    case CMARK_NODE_PARAGRAPH:
      guard !node.isTightParagraph else { return }
      output.endLine()
      open("p", annotation.attributes)
    case CMARK_NODE_CODE:
      open("code", annotation.attributes)
      output.appendHTMLEscaped(node.literal)
      output.append("</code>" as StaticString)
    case CMARK_NODE_LINK:
      guard !omitsLinks else { return }
      openLink(node, annotation)
    case CMARK_NODE_STRONG:
      open("strong", annotation.attributes)
    case CMARK_NODE_EMPH:
      open("em", annotation.attributes)
    case CMARK_NODE_ITEM:
      output.endLine()
      open("li", annotation.attributes)
    case CMARK_NODE_HEADING:
      output.endLine()
      output.append("<h" as StaticString)
      output.append(decimal: Int(cmark_node_get_heading_level(node.pointer)))
      append(annotation.attributes)
      output.append(ASCII.greater)
    case CMARK_NODE_CODE_BLOCK:
      codeBlock(node, annotation)
    case CMARK_NODE_HTML_BLOCK:
      output.endLine()
      rawHTML(node, annotation)
      output.endLine()
    case CMARK_NODE_HTML_INLINE:
      rawHTML(node, annotation)
    case CMARK_NODE_LINEBREAK:
      output.append("<br />\n" as StaticString)
    case CMARK_NODE_LIST:
      openList(node, annotation)
    case CMARK_NODE_BLOCK_QUOTE:
      output.endLine()
      open("blockquote", annotation.attributes)
      output.append(ASCII.lineFeed)
    case CMARK_NODE_THEMATIC_BREAK:
      output.endLine()
      output.append("<hr />\n" as StaticString)
    case CMARK_NODE_IMAGE:
      openImage(node, annotation)
    default:
      break
    }
  }

  private mutating func leave(_ node: Node) {
    switch node.type {
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

  private mutating func openList(_ node: Node, _ annotation: Annotation) {
    output.endLine()
    if cmark_node_get_list_type(node.pointer) == CMARK_BULLET_LIST {
      open("ul", annotation.attributes)
    } else {
      output.append("<ol" as StaticString)
      let start = Int(cmark_node_get_list_start(node.pointer))
      if start != 1 {
        output.append(" start=\"" as StaticString)
        output.append(decimal: start)
        output.append(ASCII.quote)
      }
      append(annotation.attributes)
      output.append(ASCII.greater)
    }
    output.append(ASCII.lineFeed)
  }

  // MARK: Links and images

  private mutating func openLink(_ node: Node, _ annotation: Annotation) {
    output.append("<a href=\"" as StaticString)
    url(of: node, annotation)
    output.append(ASCII.quote)
    title(of: node)
    append(annotation.attributes)
    output.append(ASCII.greater)
  }

  private mutating func openImage(_ node: Node, _ annotation: Annotation) {
    if !omitsLinks {
      output.append("<img src=\"" as StaticString)
      url(of: node, annotation)
      output.append("\" alt=\"" as StaticString)
    }
    image = node
  }

  private mutating func closeImage(_ node: Node) {
    image = nil
    guard !omitsLinks else { return }
    output.append(ASCII.quote)
    title(of: node)
    if node.identifier != 0 { append(annotations[node].attributes) }
    output.append(" />" as StaticString)
  }

  private mutating func url(of node: Node, _ annotation: Annotation) {
    if let link = annotation.link, link < targets.count, let target = targets[link] {
      output.appendURLEscaped(target)
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

  /// Writes a node within an image: text and code as text, breaks as spaces.
  private mutating func alternativeText(_ node: Node, entering: Bool) {
    guard entering else {
      if node == image { closeImage(node) }
      return
    }
    switch node.type {
    case CMARK_NODE_TEXT, CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE:
      output.appendHTMLEscaped(node.literal)
    case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK:
      output.append(ASCII.space)
    default:
      break
    }
  }

  // MARK: Raw HTML

  /// Writes a node's HTML as it is, but for the URLs that the resolver changed and what is left
  /// out.
  private mutating func rawHTML(_ node: Node, _ annotation: Annotation) {
    let literal = node.literal
    var start = 0
    for edit in annotation.edits {
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
