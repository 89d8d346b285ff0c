import Bytes
import CByteScan
import CCmark
import Diagnostics

/// Reads a page's outline off its tree: links and what they need for rendering, headings with their
/// ids, anchors, and references that are not defined.
struct OutlineBuilder {
  let dialect: SharedDialect
  let fixed: FixedHTML
  /// Whether HTML is written of the page, for which nodes must know their links.
  var isForHTML = true
  /// Whether text became links, which have no brackets.
  var hasMadeLinks = false
  /// Whether marks stand in the text where formulas are.
  let hasFormulas: Bool
  /// What blocks hold, in document order, as far as it is known; and the one that is due.
  var blocks = PageArray<InlineRewriter.BlockTypes>()
  var nextBlock = 0
  /// Whether what extensions made of text may have ids.
  var mayHaveInlineIDs = true
  /// The inlines of the block being read, and those of all blocks that were kept.
  var steps = InlineSteps()
  /// Whether what was kept is as it was.
  var reusesSteps = false
  /// Whether the page has anything that looks like a reference or link and may be none.
  let mayHoldBrokenLinks: Bool
  /// Whether marks stand between links and footnotes.
  var separatesFootnotes = false
  /// The lines of raw HTML that hold a guard and nothing else.
  let filledLines: LineSet
  let hasFilledLines: Bool
  var text: MappedText
  let lines: TextLines
  var annotations: Annotations
  var outline = Outline()
  var definitions: Definitions
  var anchors = PageAnchors()
  /// How many elements are open whose content is Markdown: raw HTML in them loses `markdown`.
  var elementDepth = 0
  private let contentsMarker: [UInt8]
  let baseLevel: Int
  /// The headings' nodes, in the order of `outline.headings`.
  var headings = PageArray<Node>()
  /// The paragraphs that contents lists replace.
  private var contentsMarkers = PageArray<Node>()
  /// The links, `outline.links` to be.
  var links = PageLinks()
  /// The tags that are no HTML.
  var unknownElements = UnknownElements()

  init(
    dialect: SharedDialect, fixed: FixedHTML, text: MappedText, formulas: FormulaReader?,
    tree: Node, markers: Markers, annotations: Annotations
  ) {
    self.dialect = dialect
    self.fixed = fixed
    contentsMarker = Array((dialect.contents?.marker ?? "").utf8)
    baseLevel = dialect.contents?.baseLevel ?? 1
    self.text = text
    lines = text.lines
    let brackets = lines.bytes.brackets
    mayHoldBrokenLinks = brackets & BYTE_SCAN_BROKEN_LINK != 0
    self.annotations = annotations
    hasFormulas = formulas != nil
    let mayDefine = brackets & BYTE_SCAN_DEFINITION != 0
    definitions =
      mayDefine
      ? Definitions(formulas?.plain ?? text, tree: tree, markers: markers) : Definitions()
    filledLines = markers.filled
    hasFilledLines = !filledLines.isEmpty
  }

  /// Reads all blocks of the page.
  mutating func read(_ steps: BlockSteps) {
    var blocksWithLinks = 0
    for block in blocks where block.types.contains(.link) { blocksWithLinks += 1 }
    if isForHTML { annotations.makeRoom(for: 8 + 3 * blocksWithLinks) }
    var quoteDepth = 0
    for step in steps.all {
      let node = step.node
      switch step.type {
      case CMARK_NODE_BLOCK_QUOTE:
        quoteDepth += step.isEntering ? 1 : -1
        if step.isEntering { noteID(of: node) }
        if annotations.isMarkdownElement(node.identifier) {
          elementDepth += step.isEntering ? 1 : -1
        }
      case CMARK_NODE_PARAGRAPH:
        noteID(of: node)
        if isContentsMarker(node) { contentsMarkers.append(node) }
        inlines(of: node, quoteDepth: quoteDepth)
      case CMARK_NODE_HEADING:
        heading(node)
        inlines(of: node, quoteDepth: quoteDepth)
      case CMARK_NODE_HTML_BLOCK:
        htmlBlock(node)
      case CMARK_NODE_CODE_BLOCK:
        if dialect.codeBlocks.fencesStandInParagraphs { joinText(to: node) }
        noteID(of: node)
      case CMARK_NODE_LIST, CMARK_NODE_ITEM, CMARK_NODE_CUSTOM_BLOCK:
        noteID(of: node)
      default: break
      }
    }
    finish()
  }

  /// Takes the outline away, which is cheaper than a copy.
  mutating func takeOutline() -> Outline {
    var taken = Outline()
    swap(&taken, &outline)
    return taken
  }

  /// The place where a block begins.
  mutating func position(of block: Node) -> SourcePosition {
    text.position(line: block.startLine, column: block.startColumn)
  }

  /// Notes the id that an attribute list gave to a node.
  private mutating func noteID(of node: Node) {
    guard node.identifier != 0 else { return }
    noteID(of: node, at: lines.start(of: node))
  }

  /// Notes the id that an extension or an attribute list gave to a node at a place.
  mutating func noteID(of node: Node, at offset: Int) {
    let identifier = node.identifier
    guard identifier != 0, let id = annotations.id(identifier) else { return }
    let position = text.position(of: offset)
    anchors.add(Anchor(id: id, position: position))
    if dialect.footnoteRules == .github {
      // GitHub's pages have the ids of footnotes with a prefix.
      anchors.addHTML(Anchor(id: "user-content-" + id, position: position))
    }
  }

  private func isContentsMarker(_ paragraph: Node) -> Bool {
    guard !contentsMarker.isEmpty, mayBeContentsMarker(paragraph), let text = paragraph.firstChild,
      text.type == CMARK_NODE_TEXT, text.next == nil
    else { return false }
    let literal = text.literal
    return literal.count == contentsMarker.count && literal.elementsEqual(contentsMarker)
  }

  /// A first look at a paragraph's source, which may begin with a definition, a guard or an escape.
  private func mayBeContentsMarker(_ paragraph: Node) -> Bool {
    let start = lines.start(of: paragraph)
    guard lines.bytes.indices.contains(start), paragraph.startLine > 0 else { return true }
    switch lines.bytes[start] {
    case ASCII.leftBracket, ASCII.backslash, ASCII.ampersand, 0x80...: return true
    case let byte: return byte == contentsMarker[0]
    }
  }

  /// Completes what the whole page must be read for.
  private mutating func finish() {
    outline.links = links.finish(&text)
    completeHeadings()
    outline.anchors = anchors.inOrder(headings: outline.headings)
    outline.definitions = definitions.all
    describeHeadings()
    if !unknownElements.isEmpty { sayUnknownElements() }
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
}
