import Bytes
import CCmark
import Diagnostics

/// Turns text into what extensions make of it: references to footnotes, abbreviations, keys, marked
/// and struck text.
///
/// It runs before the outline is read: what it takes out of the text, annotations keep for the
/// outline's cursor (`Annotation.Written`).
struct InlineRewriter {
  let text: MappedText
  let lines: TextLines
  let dialect: SharedDialect
  let syntax: InlineSyntax
  var annotations: Annotations
  var footnotes: Footnotes
  let abbreviations: Abbreviations
  /// What names between colons mean; nil leaves them as text.
  var emojis: (any EmojiProvider)?
  /// The names in the block being read that mean nothing.
  var unknownEmojis: [UnknownEmoji] = []
  var diagnostics: [Diagnostic] = []
  /// The bytes at which something may begin on this page.
  let triggers: BlockTriggers
  private let isNeeded: Bool
  private let hasBareLinks: Bool
  private let shortensLinks: Bool
  private let hasAbbreviations: Bool
  /// The dialect's.
  let smarty: Smarty?
  private let hasCritic: Bool
  /// The block being read, and the editor's mark that is open in it.
  var criticBlock: Node?
  var openCritic: CriticMark?
  var criticHasMiddle = false
  var criticSearch = CriticSearch()
  /// The mark around blocks that is open, and the paragraph that opens it.
  var criticParagraph: (mark: CriticMark, opening: Node)?
  /// Whether text of the page became links.
  private(set) var madeLinks = false
  /// What each block was found to hold, in document order.
  private(set) var blocks = PageArray<BlockTypes>()
  /// The code blocks.
  private(set) var codeBlocks = PageArray<Node>()
  /// The inlines of the block being read, and those of blocks before that are kept.
  private(set) var steps = InlineSteps()
  var reader = BlockReader()

  init(
    text: MappedText, dialect: SharedDialect, syntax: InlineSyntax, annotations: Annotations,
    footnotes: Footnotes, abbreviations: Abbreviations
  ) {
    self.text = text
    lines = text.lines
    self.dialect = dialect
    self.syntax = syntax
    self.annotations = annotations
    self.footnotes = footnotes
    self.abbreviations = abbreviations
    var bytes = abbreviations.firstBytes
    if !footnotes.isEmpty { bytes.append(ASCII.leftBracket) }
    triggers = syntax.triggers(adding: bytes)
    hasBareLinks = dialect.bareLinks != nil
    shortensLinks = syntax.magicLinks?.shortensLinks == true
    hasCritic = dialect.critic != nil
    hasAbbreviations = !abbreviations.isEmpty
    smarty = dialect.smarty
    isNeeded = !syntax.isEmpty || !bytes.isEmpty
  }

  /// Reads all blocks.
  mutating func rewrite(_ blocks: BlockSteps) {
    guard isNeeded else { return }
    var quoteDepth = 0
    for step in blocks.all {
      switch step.type {
      case CMARK_NODE_BLOCK_QUOTE: quoteDepth += step.isEntering ? 1 : -1
      case CMARK_NODE_CODE_BLOCK: codeBlocks.append(step.node)
      case CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING: block(step.node, quoteDepth: quoteDepth)
      default: break
      }
    }
  }

  // MARK: Blocks

  private mutating func block(_ block: Node, quoteDepth: Int) {
    let source = hasCritic ? .empty : lines.bytes(of: block)
    let mark = triggers.marks.next(in: source, from: 0)
    if mark == source.count, !source.isEmpty {
      blocks.append(BlockTypes(node: block, types: []))
      return
    }
    if dialect.footnoteRules == .github, !footnotes.isEmpty { joinFootnoteLabels(in: block) }
    steps.gather(block)
    if !source.isEmpty, !shortensLinks,
      triggers.source.next(in: source, from: mark) == source.count
    {
      note(block, steps.types, isUnchanged: true)
      return
    }
    if hasBareLinks, !steps.types.isDisjoint(with: .emphasis), steps.mayHoldAddress {
      joinAddresses(in: block, quoteDepth: quoteDepth)
      steps.gather(block)
    }
    if shortensLinks, steps.types.contains(.link), let table = syntax.magicLinks {
      shortenLinks(in: block, quoteDepth: quoteDepth, table)
      steps.gather(block)
    }
    reader.reset(for: block, quoteDepth: quoteDepth)
    if hasCritic, let critic = dialect.critic {
      (criticBlock, openCritic) = (block, nil)
      criticParagraph(block, critic)
      steps.gather(block)
    }
    var imageDepth = 0
    var linkDepth = 0
    for index in steps.current {
      let step = steps.all[index]
      switch step.type {
      case CMARK_NODE_TEXT where imageDepth == 0:
        read(step.node, isInLink: linkDepth > 0)
      case CMARK_NODE_IMAGE: imageDepth += step.isEntering ? 1 : -1
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK:
        reader.pairs.noteSpace()
      case CMARK_NODE_LINK, CMARK_NODE_EMPH, CMARK_NODE_STRONG:
        if step.type == CMARK_NODE_LINK { linkDepth += step.isEntering ? 1 : -1 }
        if step.isEntering { reader.pairs.enterLevel() } else { reader.pairs.leaveLevel() }
      default: break
      }
    }
    var types = steps.types
    if !reader.texts.isEmpty {
      // Whatever was found stands in a node of its own.
      types.formUnion(.custom)
      if madeLinks { types.formUnion(.link) }
      if !unknownEmojis.isEmpty { reportUnknownEmojis(in: block, quoteDepth: quoteDepth) }
      replace()
    }
    note(block, types, isUnchanged: reader.finds.isEmpty && reader.pairs.marks.isEmpty)
  }

  /// Notes what a block holds. The outline looks at the steps again where links and the like are.
  private mutating func note(_ block: Node, _ types: InlineSteps.Types, isUnchanged: Bool) {
    let keeps = isUnchanged && !types.isDisjoint(with: .placed)
    blocks.append(BlockTypes(node: block, types: types, steps: keeps ? steps.keep() : .init()))
  }

  private mutating func read(_ node: Node, isInLink: Bool) {
    let literal = node.literal
    var index = nextTrigger(in: literal, from: 0)
    guard index < literal.count else { return }
    var text = InlineText(node, isInLink: isInLink)
    text.escapes = escapes(in: node)
    var lists = AttributeListSearch(literal)
    let number = reader.texts.count
    reader.texts.append(node)
    reader.firstFinds.append(reader.finds.count)
    repeat {
      if text.quotes == nil, syntax.turns(literal[index]) { text.quotes = SmartQuotes(text).turned }
      if text.isEscaped(index) {
        index += 1
      } else if syntax.starts(literal[index]).contains(.attributeList),
        let end = lists.end(ofListAt: index)
      {
        index = end
      } else if let find = find(in: text, at: index) {
        index = find.range.upperBound
        text.floor = index
        reader.finds.append(find)
      } else if let syntax = syntax.delimiter(literal[index]) {
        index = reader.pairs.run(
          in: text, index: number, at: index, syntax: self.syntax.delimiters[syntax],
          number: syntax)
      } else {
        index += 1
      }
      index = nextTrigger(in: literal, from: index)
    } while index < literal.count
  }

  /// The index of the next byte at which something may begin; the text's end without one.
  private mutating func nextTrigger(in literal: ByteView, from start: Int) -> Int {
    var index = start
    while true {
      let next = triggers.text.next(in: literal, from: index)
      // White space matters to delimiters that are open.
      if reader.pairs.isOpen, literal[index..<next].contains(where: \.isASCIIWhitespace) {
        reader.pairs.noteSpace()
      }
      guard next < literal.count, !mayBegin(literal, at: next) else { return next }
      index = next + 1
    }
  }

  /// Whether something may begin at a byte: a first look at the bytes around it, which most bytes do
  /// not pass.
  private func mayBegin(_ literal: ByteView, at index: Int) -> Bool {
    let byte = literal[index]
    let starts = syntax.starts(byte)
    let next = index + 1 < literal.count ? literal[index + 1] : 0
    if !starts.isEmpty {
      if !starts.isDisjoint(with: .always) { return true }
      if starts.contains(.sign), Smarty.mayBegin(byte, before: next) { return true }
      if starts.contains(.symbol), SmartSymbols.mayBegin(literal, at: index) { return true }
      if starts.contains(.bareLink), literal.mayBeBareLink(at: index) { return true }
      if starts.contains(.emoji), next.isWord || next == ASCII.plus || next == ASCII.hyphen {
        return true
      }
      if starts.contains(.keys), next == ASCII.plus { return true }
      if starts.contains(.wikiLink), next == ASCII.leftBracket { return true }
      if starts.contains(.progressBar), next == ASCII.equals { return true }
      if starts.contains(.pairedDelimiter), next == byte { return true }
    }
    if byte == ASCII.leftBracket, next == ASCII.caret, !footnotes.isEmpty { return true }
    return hasAbbreviations && abbreviations.mayBegin(literal, at: index)
  }

  // MARK: Finding and replacing

  /// What begins at a byte.
  private mutating func find(in text: InlineText, at index: Int) -> InlineFind? {
    let byte = text.literal[index]
    let starts = syntax.starts(byte)
    if starts.contains(.critic), let critic = dialect.critic,
      let find = self.critic(in: text, at: index, critic)
    {
      return find
    }
    if starts.contains(.bareLink), let find = bareLink(in: text, at: index) {
      madeLinks = true
      return find
    }
    if byte == ASCII.leftBracket, !footnotes.isEmpty, let find = footnote(in: text, at: index) {
      return find
    }
    if starts.contains(.wikiLink), let style = dialect.wikiLinks,
      let find = wikiLink(in: text, at: index, style)
    {
      return find
    }
    if starts.contains(.progressBar), let style = dialect.progressBars,
      let find = progressBar(in: text, at: index, style)
    {
      return find
    }
    if starts.contains(.escape), let find = escape(in: text, at: index) { return find }
    if starts.contains(.keys), let style = dialect.keys,
      let find = keys(in: text, at: index, style)
    {
      return find
    }
    if starts.contains(.emoji), let style = dialect.emojis,
      let find = emoji(in: text, at: index, style)
    {
      return find
    }
    if starts.contains(.symbol), let symbols = dialect.smartSymbols,
      let find = symbol(in: text, at: index, symbols)
    {
      return find
    }
    if starts.contains(.sign), let find = sign(in: text, at: index) { return find }
    return abbreviations.isEmpty ? nil : abbreviation(in: text, at: index)
  }

  /// Puts what was found into the tree.
  private mutating func replace() {
    guard !reader.pairs.marks.isEmpty else {
      for index in reader.texts.indices {
        let finds = reader.range(ofText: index)
        if !finds.isEmpty { cut(reader.texts[index], at: reader.finds[finds]) }
      }
      return
    }
    var openings: [Int: Node] = [:]
    var closings: [Int: Node] = [:]
    var finds = reader.texts.indices.map { Array(reader.finds[reader.range(ofText: $0)]) }
    // An address may reach back over delimiters: then it wins.
    let covered = Set(reader.pairs.marks.filter { finds[$0.text].cover($0.range) }.map(\.pair))
    for mark in reader.pairs.marks where !covered.contains(mark.pair) {
      guard let node = Node(new: CMARK_NODE_CUSTOM_INLINE) else { continue }
      if mark.isOpening { openings[mark.pair] = node } else { closings[mark.pair] = node }
      finds[mark.text].append(InlineFind(range: mark.range, node: node))
    }
    for (node, finds) in zip(reader.texts, finds) where !finds.isEmpty {
      cut(node, at: finds.sorted { $0.range.lowerBound < $1.range.lowerBound })
    }
    if openings.isEmpty { return }
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
  private func cut(_ node: Node, at finds: some Collection<InlineFind>) {
    var start = 0
    let literal = node.literal
    for find in finds {
      text(literal[start..<find.range.lowerBound], before: node)
      find.node.insert(before: node)
      start = find.range.upperBound
    }
    text(literal[start...], before: node)
    node.unlink()
  }

  private func text(_ bytes: ByteSlice, before node: Node) {
    guard !bytes.isEmpty, let text = Node(new: CMARK_NODE_TEXT) else { return }
    text.setLiteral(ByteView(rebasing: bytes))
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

extension [InlineFind] {
  /// Whether a find, of those in ascending order, takes a part of a range.
  fileprivate func cover(_ range: Range<Int>) -> Bool {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].range.upperBound <= range.lowerBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < count && self[low].range.lowerBound < range.upperBound
  }
}
