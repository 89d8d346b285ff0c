import Bytes
import CCmark

/// Turns text into what extensions make of it: references to footnotes, abbreviations, keys, marked
/// and struck text.
///
/// It runs before the outline is read: what it takes out of the text, annotations keep for the
/// outline's cursor (`Annotation.Written`).
struct InlineRewriter {
  let text: MappedText
  let dialect: Dialect
  let syntax: InlineSyntax
  var annotations: Annotations
  var footnotes: Footnotes
  let abbreviations: Abbreviations
  /// The bytes at which something may begin on this page.
  private let triggers: [Bool]
  /// Those at which only a bare link may begin.
  private let linkTriggers: [Bool]
  private let isNeeded: Bool

  init(
    text: MappedText, dialect: Dialect, syntax: InlineSyntax, annotations: Annotations,
    footnotes: Footnotes, abbreviations: Abbreviations
  ) {
    self.text = text
    self.dialect = dialect
    self.syntax = syntax
    self.annotations = annotations
    self.footnotes = footnotes
    self.abbreviations = abbreviations
    var bytes = abbreviations.firstBytes
    if !footnotes.isEmpty { bytes.append(ASCII.leftBracket) }
    (triggers, linkTriggers) = syntax.triggers(adding: bytes)
    isNeeded = !syntax.isEmpty || !bytes.isEmpty
  }

  /// Reads the whole tree.
  mutating func rewrite(_ root: Node) {
    guard isNeeded else { return }
    var quoteDepth = 0
    var walk = TreeWalk(root)
    while let (node, entering) = walk.next() {
      if node.type == CMARK_NODE_BLOCK_QUOTE { quoteDepth += entering ? 1 : -1 }
      guard entering, node.holdsInlines else { continue }
      walk.skipChildren(of: node)
      if hasTrigger(node) { block(node, quoteDepth: quoteDepth) }
    }
  }

  private func hasTrigger(_ block: Node) -> Bool {
    var walk = TreeWalk(block)
    while let (node, entering) = walk.next() {
      guard entering, node.type == CMARK_NODE_TEXT else { continue }
      let literal = node.literal
      for (index, byte) in literal.enumerated() where triggers[Int(byte)] {
        if !linkTriggers[Int(byte)] || literal.mayBeBareLink(at: index) { return true }
      }
    }
    return false
  }

  // MARK: Blocks

  private mutating func block(_ block: Node, quoteDepth: Int) {
    if dialect.footnoteRules == .github, !footnotes.isEmpty { joinFootnoteLabels(in: block) }
    if dialect.bareLinks != nil { joinAddresses(in: block, quoteDepth: quoteDepth) }
    if let table = syntax.magicLinks { shortenLinks(in: block, quoteDepth: quoteDepth, table) }
    let escapes = escapes(in: block, quoteDepth: quoteDepth)
    var reader = BlockReader()
    var imageDepth = 0
    var linkDepth = 0
    var walk = TreeWalk(block)
    while let (node, entering) = walk.next() {
      switch node.type {
      case CMARK_NODE_IMAGE: imageDepth += entering ? 1 : -1
      case CMARK_NODE_TEXT where entering && imageDepth == 0:
        var text = InlineText(node, isInLink: linkDepth > 0)
        text.escapes = escapes[node.pointer] ?? []
        read(&text, &reader)
      case CMARK_NODE_SOFTBREAK where entering, CMARK_NODE_LINEBREAK where entering:
        reader.pairs.noteSpace()
      case CMARK_NODE_LINK, CMARK_NODE_EMPH, CMARK_NODE_STRONG:
        if node.type == CMARK_NODE_LINK { linkDepth += entering ? 1 : -1 }
        if entering { reader.pairs.enterLevel() } else { reader.pairs.leaveLevel() }
      default: break
      }
    }
    replace(&reader)
  }

  /// What is found in a block, until it is put into the tree.
  private struct BlockReader {
    var pairs = DelimiterPairs()
    var texts: [Node] = []
    /// Of each text, what was found in it, ascending.
    var finds: [[InlineFind]] = []
  }

  private mutating func read(_ text: inout InlineText, _ reader: inout BlockReader) {
    reader.texts.append(text.node)
    var finds: [InlineFind] = []
    var index = 0
    while index < text.literal.count {
      let byte = text.literal[index]
      guard triggers[Int(byte)] else {
        if byte.isASCIIWhitespace { reader.pairs.noteSpace() }
        index += 1
        continue
      }
      if text.isEscaped(index) {
        index += 1
      } else if let find = find(in: text, at: index) {
        finds.append(find)
        index = find.range.upperBound
        text.floor = index
      } else if let number = syntax.delimiter(byte) {
        index = reader.pairs.run(
          in: text, index: reader.texts.count - 1, at: index, syntax: syntax.delimiters[number],
          number: number)
      } else {
        index += 1
      }
    }
    reader.finds.append(finds)
  }

  // MARK: Escapes

  /// The escaped triggers in a block, by their text node. libcmark's text does not tell them from
  /// others, so they are looked up in the source, where it has any.
  private func escapes(in block: Node, quoteDepth: Int) -> [OpaquePointer: [Int]] {
    let start = text.start(ofLine: block.startLine)
    let end = max(start, text.start(ofLine: block.endLine + 1))
    var hasEscapes = false
    var index = start
    while index + 1 < end {
      if text.bytes[index] == ASCII.backslash {
        if triggers[Int(text.bytes[index + 1])] {
          hasEscapes = true
          break
        }
        index += 1
      }
      index += 1
    }
    guard hasEscapes else { return [:] }
    var escapes: [OpaquePointer: [Int]] = [:]
    var cursor = InlineCursor(
      text, block: block, line: block.startLine, column: block.startColumn, quoteDepth: quoteDepth)
    var walk = TreeWalk(block)
    while let (node, entering) = walk.next() {
      guard node.type == CMARK_NODE_TEXT, entering else {
        cursor.step(node, entering: entering, annotations)
        continue
      }
      let literal = node.literal
      var done = 0
      for index in literal.indices where triggers[Int(literal[index])] {
        cursor.advance(over: literal[done..<index])
        done = index
        if cursor.isAtEscape { escapes[node.pointer, default: []].append(index) }
      }
      cursor.advance(over: literal[done...])
    }
    return escapes
  }

  // MARK: Finding and replacing

  /// What begins at a byte.
  private mutating func find(in text: InlineText, at index: Int) -> InlineFind? {
    if let rules = dialect.bareLinks, let find = bareLink(in: text, at: index, rules) {
      return find
    }
    switch text.literal[index] {
    case ASCII.leftBracket where !footnotes.isEmpty:
      if let find = footnote(in: text, at: index) { return find }
    case ASCII.plus:
      if let style = dialect.keys, let find = keys(in: text, at: index, style) { return find }
    default: break
    }
    return abbreviations.isEmpty ? nil : abbreviation(in: text, at: index)
  }

  /// Puts what was found into the tree.
  private mutating func replace(_ reader: inout BlockReader) {
    var openings: [Int: Node] = [:]
    var closings: [Int: Node] = [:]
    for mark in reader.pairs.marks {
      guard let node = Node(new: CMARK_NODE_CUSTOM_INLINE) else { continue }
      if mark.isOpening { openings[mark.pair] = node } else { closings[mark.pair] = node }
      reader.finds[mark.text].append(InlineFind(range: mark.range, nodes: [node]))
    }
    for (node, finds) in zip(reader.texts, reader.finds) where !finds.isEmpty {
      cut(node, at: finds.sorted { $0.range.lowerBound < $1.range.lowerBound })
    }
    // Inner elements first: each node is moved once for the element directly around it.
    for (pair, element) in reader.pairs.elements.enumerated() {
      guard let opening = openings[pair], let closing = closings[pair] else { continue }
      while let next = opening.next, next != closing {
        next.unlink()
        opening.append(next)
      }
      closing.unlink()
      annotations.makeElement(opening, element.name, .inline)
      annotations[opening].written = .delimiters(element.written, element.written)
    }
  }

  /// Cuts a text node into what was found and the text between.
  private func cut(_ node: Node, at finds: [InlineFind]) {
    var start = 0
    let literal = node.literal
    for find in finds {
      text(literal[start..<find.range.lowerBound], before: node)
      for new in find.nodes { new.insert(before: node) }
      start = find.range.upperBound
    }
    text(literal[start...], before: node)
    node.unlink()
  }

  private func text(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, before node: Node) {
    guard !bytes.isEmpty, let text = Node(new: CMARK_NODE_TEXT) else { return }
    text.setLiteral(String(decoding: bytes, as: UTF8.self))
    text.insert(before: node)
  }

  // MARK: What extensions make

  /// A node that stands for a part of the text and is written as HTML.
  ///
  /// - Parameter plain: its text without markup, which headings and links count.
  mutating func node(html: String, for written: String, plain: String = "") -> Node? {
    guard let node = Node(new: CMARK_NODE_CUSTOM_INLINE) else { return nil }
    annotations[node].role = .html(html)
    annotations[node].written = .whole(written)
    if !plain.isEmpty, let child = Node(new: CMARK_NODE_TEXT) {
      child.setLiteral(plain)
      node.append(child)
    }
    return node
  }

  /// A node that stands for a part of the text and is written as other text.
  mutating func node(text: String, for written: String) -> Node? {
    guard let node = Node(new: CMARK_NODE_CUSTOM_INLINE), let child = Node(new: CMARK_NODE_TEXT)
    else { return nil }
    annotations[node].role = .bare
    annotations[node].written = .whole(written)
    child.setLiteral(text)
    node.append(child)
    return node
  }
}
