import CCmark

/// Turns the marked quotes that the pre-pass wrote into what they stand for.
struct BlockRewriter {
  let dialect: SharedDialect
  var markers: Markers
  var annotations = Annotations()
  /// The quotes of tabs and of definitions, which are put together at the end.
  var tabs: [TabQuote] = []
  /// The inputs and labels of tabs whose ids come from their labels.
  var tabInputs: [(node: Node, input: TabInput)] = []
  var tabLabels: [Node] = []
  var definitions: [(node: Node, isLoose: Bool)] = []
  var footnotes: Footnotes
  /// The quotes of captions.
  var captions: [(quote: Node, mark: CaptionMark, attributes: Attributes)] = []
  /// The lines whose markers the tree has, and those whose guards it had.
  private(set) var found = LineSet()
  private(set) var unguarded = LineSet()
  /// The lines of code and raw HTML that go over a seam.
  private(set) var seamed = LineSet()

  init(dialect: SharedDialect, markers: Markers) {
    self.dialect = dialect
    self.markers = markers
    footnotes = Footnotes(rules: dialect.footnoteRules, style: dialect.footnoteStyle)
  }

  /// Rewrites the whole tree.
  mutating func rewrite(_ root: Node) {
    var walk = TreeWalk(root)
    while let (node, entering) = walk.next() {
      switch node.type {
      case CMARK_NODE_PARAGRAPH where entering:
        if markers.guarded.contains(node.startLine) { removeGuard(from: node) }
        walk.skipChildren(of: node)
      case CMARK_NODE_HEADING where entering:
        if markers.guarded.contains(node.startLine) { removeGuard(from: node) }
        walk.skipChildren(of: node)
      case CMARK_NODE_CODE_BLOCK where !entering:
        noteSeams(in: node)
        if let verbatim = markers.verbatim[node.startLine] {
          found.insert(node.startLine)
          self.verbatim(node, verbatim)
        }
      case CMARK_NODE_HTML_BLOCK where !entering:
        if markers.ends.contains(node.startLine) {
          found.insert(node.startLine)
          node.unlink()
        } else {
          noteSeams(in: node)
          noteFilledLines(in: node)
        }
      case CMARK_NODE_BLOCK_QUOTE where !entering:
        if let first = node.firstChild, first.type == CMARK_NODE_HTML_BLOCK,
          first.startLine == node.startLine, let marker = markers.opening[node.startLine]
        {
          first.unlink()
          found.insert(node.startLine)
          rewrite(node, as: marker)
        } else if let callout = markers.callouts.removeValue(forKey: node.startLine) {
          rewrite(node, as: callout)
        }
      default: break
      }
    }
    groupTabs()
    groupDefinitions()
    placeCaptions(in: root)
    footnotes.place(in: root, &annotations)
  }

  private mutating func rewrite(_ quote: Node, as marker: Marker) {
    switch marker {
    case .admonition(let classes, let hasTitle):
      admonition(quote, classes: classes, hasTitle: hasTitle)
    case .details(let classes, let isOpen, let hasTitle):
      details(quote, classes: classes, isOpen: isOpen, hasTitle: hasTitle)
    case .tab(let beginsSet, let isSelected):
      tabs.append(TabQuote(node: quote, beginsSet: beginsSet, isSelected: isSelected))
    case .table(let columns):
      table(quote, columns: columns)
    case .definition(let isLoose):
      definitions.append((quote, isLoose))
    case .block(let mark):
      block(quote, mark)
    case .footnote(let label):
      footnotes.add(label, quote)
    }
  }

  /// Takes the guard off a paragraph's or heading's text.
  private mutating func removeGuard(from block: Node) {
    guard let text = block.firstChild, text.type == CMARK_NODE_TEXT,
      text.literal.starts(with: Markers.guardBytes)
    else { return }
    unguarded.insert(block.startLine)
    text.removePrefix(Markers.guardCharacter.utf8CodeUnitCount)
  }

  private mutating func noteSeams(in block: Node) {
    guard markers.seams.containsAny(of: block.startLine..<max(block.startLine, block.endLine))
    else { return }
    seamed.insert(contentsOf: block.startLine...block.endLine)
  }

  private mutating func noteFilledLines(in html: Node) {
    guard !markers.filled.isEmpty, html.startLine <= html.endLine else { return }
    for line in html.startLine...html.endLine where markers.filled.contains(line) {
      found.insert(line)
    }
  }

  /// Appends HTML that goes out as it is.
  mutating func append(html: String, to parent: Node) {
    guard let node = Node(new: CMARK_NODE_CUSTOM_BLOCK) else { return }
    annotations[node].role = .html(html)
    parent.append(node)
  }
}
