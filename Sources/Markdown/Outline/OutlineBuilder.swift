import Bytes
import CCmark
import Diagnostics

/// Reads a page's outline off its tree: links and what they need for rendering, headings with their
/// ids, anchors, and references that are not defined.
struct OutlineBuilder {
  let dialect: Dialect
  let fixed: FixedHTML
  /// Whether HTML is written of the page, for which nodes must know their links.
  var isForHTML = true
  /// Whether text became links, which have no brackets.
  var hasMadeLinks = false
  /// What blocks hold, in document order, as far as it is known; and the one that is due.
  var blocks: [InlineRewriter.BlockTypes] = []
  var nextBlock = 0
  /// Whether what extensions made of text may have ids.
  var mayHaveInlineIDs = true
  /// The inlines of the block being read.
  var steps = InlineSteps()
  /// Whether the page has anything that looks like a reference or link and may be none.
  let mayHoldBrokenLinks: Bool
  /// Whether marks stand between links and footnotes.
  var separatesFootnotes = false
  /// The lines of raw HTML that hold a guard and nothing else.
  var filledLines = LineSet()
  var text: MappedText
  var annotations: Annotations
  var outline = Outline()
  var definitions: Definitions
  var anchors = PageAnchors()
  /// How many elements are open whose content is Markdown: raw HTML in them loses `markdown`.
  var elementDepth = 0
  private let contentsMarker: [UInt8]
  private let baseLevel: Int
  /// The headings' nodes, in the order of `outline.headings`.
  private var headingNodes: [Node] = []
  /// The paragraphs that contents lists replace.
  private var contentsMarkers: [Node] = []
  /// The links whose text is being read, outermost first.
  var openLinks: [Int] = []
  /// The `<a href>` that raw HTML has opened.
  var openHTMLLink: Int?

  init(
    dialect: Dialect, fixed: FixedHTML, text: MappedText, tree: Node, markers: Markers,
    annotations: Annotations
  ) {
    self.dialect = dialect
    self.fixed = fixed
    contentsMarker = Array((dialect.contents?.marker ?? "").utf8)
    baseLevel = dialect.contents?.baseLevel ?? 1
    mayHoldBrokenLinks = text.bytes.mayHoldBrokenLink
    self.text = text
    self.annotations = annotations
    definitions = Definitions(text, tree: tree, markers: markers)
    filledLines = markers.filled
  }

  /// Reads the whole tree.
  mutating func read(_ root: Node) {
    var blocksWithLinks = 0
    for block in blocks where block.types.contains(.link) { blocksWithLinks += 1 }
    outline.links.reserveCapacity(8 + 3 * blocksWithLinks)
    if isForHTML { annotations.makeRoom(for: 8 + 3 * blocksWithLinks) }
    outline.headings.reserveCapacity(16)
    headingNodes.reserveCapacity(16)
    anchors.reserveCapacity(16)
    var quoteDepth = 0
    var walk = TreeWalk(root)
    while let (node, entering) = walk.next() {
      switch node.type {
      case CMARK_NODE_BLOCK_QUOTE:
        quoteDepth += entering ? 1 : -1
        if entering { noteID(of: node) }
        if annotations[node].isMarkdownElement { elementDepth += entering ? 1 : -1 }
      case CMARK_NODE_PARAGRAPH where entering:
        noteID(of: node)
        if isContentsMarker(node) { contentsMarkers.append(node) }
        inlines(of: node, quoteDepth: quoteDepth)
        walk.skipChildren(of: node)
      case CMARK_NODE_HEADING where entering:
        let index = heading(node)
        inlines(of: node, quoteDepth: quoteDepth)
        complete(heading: index)
        walk.skipChildren(of: node)
      case CMARK_NODE_HTML_BLOCK where entering:
        htmlBlock(node)
      case CMARK_NODE_CODE_BLOCK where entering:
        if dialect.codeBlocks.fencesStandInParagraphs { joinText(to: node) }
        noteID(of: node)
      case CMARK_NODE_LIST where entering, CMARK_NODE_ITEM where entering,
        CMARK_NODE_CUSTOM_BLOCK where entering:
        noteID(of: node)
      default: break
      }
    }
    finish()
  }

  /// The place where a block begins.
  mutating func position(of block: Node) -> SourcePosition {
    text.position(line: block.startLine, column: block.startColumn)
  }

  /// Notes the id that an attribute list gave to a node.
  private mutating func noteID(of node: Node) {
    guard node.identifier != 0 else { return }
    noteID(of: node, at: text.start(ofLine: node.startLine) + node.startColumn - 1)
  }

  /// Notes the id that an extension or an attribute list gave to a node at a place.
  mutating func noteID(of node: Node, at offset: Int) {
    let identifier = node.identifier
    guard identifier != 0, let id = annotations.attributes(identifier)?.id else { return }
    let position = text.position(of: offset)
    anchors.add(Anchor(id: id, position: position))
    if dialect.footnoteRules == .github {
      // GitHub's pages have the ids of footnotes with a prefix.
      anchors.addHTML(Anchor(id: "user-content-" + id, position: position))
    }
  }

  private func isContentsMarker(_ paragraph: Node) -> Bool {
    guard !contentsMarker.isEmpty, let text = paragraph.firstChild,
      text.type == CMARK_NODE_TEXT, text.next == nil
    else { return false }
    let literal = text.literal
    return literal.count == contentsMarker.count && literal.elementsEqual(contentsMarker)
  }

  // MARK: Headings

  private mutating func heading(_ node: Node) -> Int {
    let index = outline.headings.count
    headingNodes.append(node)
    let written = Int(cmark_node_get_heading_level(node.pointer))
    let level = max(1, min(6, written + baseLevel - 1))
    outline.headings.append(
      Heading(level: level, id: "", text: "", html: "", position: position(of: node)))
    anchors.addHeading(index)
    return index
  }

  /// Sets what is known of a heading once its inlines are read.
  private mutating func complete(heading index: Int) {
    let node = headingNodes[index]
    outline.headings[index].text = node.plainText
    let identifier = node.identifier
    guard identifier != 0, let id = annotations.attributes(identifier)?.id else { return }
    outline.headings[index].id = id
    anchors.reserve(id)
  }

  /// Gives the headings their ids, and puts the anchors in order.
  private mutating func finish() {
    if dialect.slugs != .none {
      var slugs = Slugger(
        dialect.slugs, separator: dialect.contents?.separator ?? "-", used: anchors.used,
        capacity: headingNodes.count)
      for (index, node) in headingNodes.enumerated() {
        if outline.headings[index].id.isEmpty {
          outline.headings[index].id = slugs.id(for: outline.headings[index].text)
        }
        annotations[node].role = .heading(index)
      }
    }
    outline.anchors = anchors.inOrder(headings: outline.headings)
    outline.definitions = definitions.all
    describeHeadings()
    guard let contents = dialect.contents, !contentsMarkers.isEmpty else { return }
    let html = contents.html(of: outline.headings)
    // A page of nothing but markers and headings must not grow with the square of its size.
    let most = max(1, Self.longestContents / max(1, html.utf8.count))
    for marker in contentsMarkers.prefix(most) { annotations[marker].role = .html(html) }
    guard contentsMarkers.count > most else { return }
    let place = position(of: contentsMarkers[most])
    outline.diagnostics.append(
      .warning(
        code: "markdown.contents",
        "the page repeats its contents list too often; the further markers are read as text",
        at: Location(file: place.file ?? "", line: place.line, column: place.column),
        hint: "write the marker once"))
  }

  /// How many bytes of HTML the contents lists of a page may have together, unless there is one.
  private static let longestContents = 4_000_000

  /// Sets the headings' text and HTML for contents lists; `data-toc-label` takes the place of both.
  private mutating func describeHeadings() {
    guard !headingNodes.isEmpty else { return }
    var renderer = HTMLRenderer(dialect: dialect, fixed: fixed, annotations: annotations)
    renderer.omitsLinks = true
    for (index, node) in headingNodes.enumerated() {
      let identifier = node.identifier
      if identifier != 0, let label = annotations.attributes(identifier)?["data-toc-label"] {
        var html = OutputBuffer()
        html.appendHTMLEscaped(label)
        outline.headings[index].html = html.text
        outline.headings[index].text = label
        continue
      }
      let text = outline.headings[index].text
      if let only = node.onlyText, !only.literal.hasHTMLSpecial {
        outline.headings[index].html = text
      } else {
        renderer.output.removeAll()
        renderer.renderChildren(of: node)
        outline.headings[index].html = renderer.output.text
      }
      outline.headings[index].text = text.whiteSpaceCollapsed
    }
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
