import Bytes
import Diagnostics

/// The pre-pass over lines: writes the text that libcmark reads.
///
/// Blocks that CommonMark does not know become block quotes whose first line is a marker, so that
/// they nest in lists and quotes, and one parse is enough. All other lines are copied. It keeps
/// track of quotes, list items, fences and raw HTML as libcmark will see them.
///
/// All its methods are `mutating`, also those that only look: Swift copies a large structure to call
/// the others, and they are called for every line.
struct LinePass {
  var dialect: SharedDialect
  let source: SourceText
  var readsTables: Bool
  /// Whether blocks may begin with a letter.
  var readsLetters: Bool
  var text: MappedText
  var markers = Markers()
  var diagnostics: [Diagnostic] = []

  /// The blocks that are open, outermost first.
  var frames: [Frame] = []
  /// The line being read, from 0.
  var index = 0
  var fence: Fence?
  var html: HTMLBlock?
  /// Whether a line of text would go on with a paragraph.
  var paragraphIsOpen = false
  /// How many lines the paragraph has that is open, or was last.
  var paragraphLines = 0
  /// The last line of text of a paragraph or definition.
  var lastTextLine = -9
  /// The last line that is a heading with marks before it.
  var lastHeadingLine = -9
  /// Whether what is open or stands last is a callout to which indented text may be added.
  var continuesCallout = false
  /// Whether lines of items are written with another indentation than they have.
  var movesItems = false
  /// Whether items wait for a footnote between them to end, see `definesBetweenItems`.
  var itemsWait = false
  /// The marks of items in this line that are written as numbers, and what they are.
  var fancyMarks: [FancyMark] = []
  /// The list that ends on the line being read.
  var endedList: EndedList?
  /// The line that closed a fence which stays in a list item though it is not indented.
  var keptFenceEnd = -9
  /// How many lines belong to front matter that is shown because it cannot be read.
  var shownFrontMatter = 0
  /// The line before which a quote of the author's ended, and how many frames were open around it.
  var quoteEnd = (line: -1, frames: 0)
  /// The line before which no formula begins that is a block.
  var formulaFloor = 0
  /// The code that libcmark does not read, and whether it is withheld.
  var withheld: WithheldCode
  let withholdsCode: Bool
  /// How many raw elements were found to have no closing tag.
  var unclosedRaw = 0
  /// The names of elements that have no closing tag, as far as it is known.
  var unclosedElements: Set<String> = []
  /// The lines of fences that turned out to be closed by none.
  var unclosedFences: Set<Int> = []
  /// The lines of fences that are text: an earlier reading has shown that they are never closed.
  var textFences: Set<Int> = []
  /// Whether the page has `][^`: a footnote directly behind a link.
  var separatesFootnotes: Bool
  /// The lines that are read by CommonMark's rules alone, from 0: see `Reading`.
  let plainLines: LineSet
  private let hasPlainLines: Bool
  /// Whether the line being read is such a line.
  var isPlain = false
  /// What is left of the line being read, to be read as a line.
  var pendingLine: LineCursor?
  /// The definitions of the page, as far as they stand on one line.
  var linkDefinitions = LinkDefinitions()
  /// The line of empty front matter that MkDocs takes for a heading's text.
  var fenceHeading: Int?
  /// How many cells of tables their authors left out.
  var missingCells = 0
  /// Blank lines that are not yet written: whether they belong to a block shows on the next line.
  private var blanks = 0..<0

  init(dialect: SharedDialect, source: SourceText, _ reading: Reading = Reading()) {
    self.dialect = dialect
    self.source = source
    withholdsCode = reading.withholdsCode
    plainLines = reading.plainLines
    hasPlainLines = !plainLines.isEmpty
    text = MappedText(rewriting: source)
    withheld = WithheldCode(of: source.bytes)
    readsTables = dialect.tables
    readsLetters = dialect.calloutParagraphs != nil || dialect.fancyLists != nil
    separatesFootnotes = source.bytes.hasFootnoteBehindBracket(dialect)
  }

  /// Reads all lines.
  mutating func run() {
    if dialect.frontMatter != .fenced {
      fenceHeading = openingFence()
      shownFrontMatter = linesOfFrontMatter()
    }
    while index < source.lineStarts.count {
      if plainTopLine() {
        index += 1
        continue
      }
      line(cursor(index))
      while let rest = pendingLine {
        pendingLine = nil
        line(rest)
      }
      index += 1
    }
    for blank in blanks { writeBlank(blank, frames: 0) }
    writeMovedDefinitions()
    if dialect.fencesMustClose, let fence { unclosedFences.insert(fence.line) }
    text.finish()
  }

  /// A cursor over a line of the source.
  mutating func cursor(_ index: Int) -> LineCursor {
    LineCursor(
      source.bytes, start: source.lineStarts[index], end: source.contentEnd(ofLine: index))
  }

  // MARK: Lines

  /// Reads a line, or a part of one.
  mutating func line(_ line: LineCursor) {
    if hasPlainLines, plainLines.contains(index) { return commonMarkLine(line) }
    if dialect.markdownInHTML, closesElement(line) { return }
    plainLine(line)
  }

  /// Reads a line that ends no element.
  mutating func plainLine(_ fullLine: LineCursor) {
    var line = fullLine
    if let open = fence, open.ignoresIndentation {
      _ = match(&line, first: open.outerFrames)
      if open.indent > 0 { line.consume(columns: min(open.indent, line.indent)) }
      flushBlanks()
      write(LineStart(line, frames: frames.count))
      if open.isClosed(by: line) {
        fence = nil
        keptFenceEnd = index
      }
      return
    }
    var matched = match(&line, first: frames.count)
    while matched < frames.count, reachesFarItem(line, matched: matched) {
      line = fullLine
      matched = match(&line, first: frames.count)
    }
    if itemsWait, matched < frames.count, !line.isBlank { resumeItems(fullLine, &line, &matched) }
    if line.isBlank {
      blank(matched: matched)
      return
    }
    if matched < frames.count {
      if goesOnLazily(line, matched: matched) {
        if line.byte == ASCII.leftBracket, line.indent < 4, movesDefinition(line) { return }
        if frames[matched].isLazy { matched = frames.count }
        // libcmark takes a tag that stands alone for raw HTML, unless it bears the block's marks.
        if line.indent < 4, line.isTagAlone { return writeContinuation(line) }
        let start = LineStart(line, frames: matched)
        if !textFences.isEmpty, isTextFence(line, start) { return }
        write(start)
        paragraphLines += 1
        lastTextLine = index
        return
      }
      if keptFenceEnd == index - 1, staysBehindFence(line, matched: matched) { return }
      if keepsFenceInItem(line, matched: matched) { return }
      if line.byte == ASCII.leftBracket, definesBetweenItems(line, matched: matched) { return }
      close(to: matched)
    } else if let last = frames.indices.last, frames[last].isEmpty {
      frames[last].isEmpty = false
    }
    if line.byte == ASCII.slash, dialect.blocks != nil, closesBlock(line) { return }
    if continuesCallout, frames.isEmpty { addToCallout(&line) }
    flushBlanks()
    if let open = fence {
      write(LineStart(line, frames: frames.count))
      if open.isClosed(by: line) { fence = nil }
    } else if let open = html, !beginsFence(line, in: open) {
      write(LineStart(line, frames: frames.count))
      if open.ends(in: line.rest) { html = nil }
    } else {
      begin(line)
    }
  }

  /// Consumes what the open frames ask of a line, and returns how many of them it belongs to.
  mutating func match(_ line: inout LineCursor) -> Int { match(&line, first: frames.count) }

  /// Consumes what the outermost open frames ask of a line, and returns how many of them it belongs
  /// to.
  mutating func match(_ line: inout LineCursor, first count: Int) -> Int {
    for index in 0..<count {
      switch frames[index].kind {
      case .item where frames[index].waits: continue
      case .quote:
        guard line.indent < 4, line.byte == ASCII.greater else { return index }
        line.consumeQuoteMark()
      case .item, .container:
        if line.isBlank { continue }
        let indent = frames[index].indent
        guard line.indent >= indent else { return index }
        line.consume(columns: indent)
      }
    }
    return count
  }

  private mutating func blank(matched: Int) {
    // A quote ends at a line without its mark; items and containers may go on.
    if matched < frames.count {
      close(to: matched, isBeforeBlank: true)
    } else if frames.last?.isEmpty == true {
      close(to: frames.count - 1, isBeforeBlank: true)
    }
    blanks = (blanks.isEmpty ? index : blanks.lowerBound)..<index + 1
    paragraphIsOpen = false
    if html?.endsAtBlank == true { html = nil }
  }

  /// Whether a line goes on with the paragraph of a block that it is not indented for.
  mutating func goesOnLazily(_ line: LineCursor, matched: Int) -> Bool {
    guard paragraphIsOpen, fence == nil, html == nil else { return false }
    for frame in frames[matched...] where frame.kind == .container && !frame.isLazy {
      return false
    }
    return line.indent >= 4 || !beginsBlock(line) && (dialect.wrapsInlineHTML || !line.isTagAlone)
  }

  /// Closes frames. A container whose last line is not followed by a blank one gets a line that
  /// ends it: otherwise libcmark would take text for its paragraph's.
  mutating func close(to count: Int, isBeforeBlank: Bool = false) {
    if blanks.isEmpty, !isBeforeBlank,
      let outermost = frames[count...].firstIndex(where: { $0.kind == .container })
    {
      writeEnd(frames: outermost)
    }
    // Blank lines that wait here are the quote's own, and go on with it where they keep their marks.
    if !isBeforeBlank, frames[count].kind == .quote,
      blanks.isEmpty || !holdsContainer(frames: count)
    {
      quoteEnd = (index, count)
    }
    if dialect.fancyLists != nil { noteEndedList(frame: count, isBehindBlank: !blanks.isEmpty) }
    if let fence, fence.depth > count {
      if dialect.fencesMustClose { unclosedFences.insert(fence.line) }
      self.fence = nil
    }
    if let html, html.depth > count { self.html = nil }
    paragraphIsOpen = false
    // One by one: that is cheaper than a range of them.
    while frames.count > count { frames.removeLast() }
  }

  /// Closes the innermost frame.
  mutating func closeInnermost() { closeAll(from: frames.count - 1) }

  /// Closes a frame with all in it.
  mutating func closeAll(from frame: Int) {
    close(to: frame)
    flushBlanks()
  }

  mutating func flushBlanks() {
    guard !blanks.isEmpty else { return }
    for blank in blanks { writeBlank(blank, frames: frames.count) }
    blanks = 0..<0
  }

  // MARK: Openings

  /// Reads what is left of a line that belongs to all open frames: the beginning of blocks, or
  /// text.
  mutating func begin(_ line: LineCursor) {
    let start = LineStart(line, frames: frames.count)
    if !fancyMarks.isEmpty { fancyMarks.removeAll() }
    if line.beginsWithLetter, !readsLetters {
      // Most lines: what begins with a letter is text, or a table's header.
      if line.indent < 4 || paragraphIsOpen { return textLine(line, start) }
      return dialect.codeBlocks.forbidsIndented ? writeParagraph(line, start) : write(start)
    }
    var line = line
    while line.indent < 4 {
      if line.byte == ASCII.greater {
        guard hasRoom(for: line, start) else { return }
        line.consumeQuoteMark()
        frames.append(Frame(kind: .quote))
        markers.quotes += 1
      } else if let mark = itemMark(of: line), !paragraphIsOpen || mark.interruptsParagraph {
        if paragraphIsOpen, index < shownFrontMatter, !isPlain { return writeEscaped(line, start) }
        guard hasRoom(for: line, start) else { return }
        let kind = dialect.fancyLists == nil ? nil : beginsFancyItem(line, mark, start)
        frames.append(
          Frame(kind: .item, indent: line.indent + mark.length + mark.gap, listKind: kind))
        line.consume(mark)
      } else {
        leaf(line, start)
        return
      }
      paragraphIsOpen = false
      if line.isBlank {
        frames[frames.count - 1].isEmpty = frames[frames.count - 1].kind == .item
        write(start)
        return
      }
      if line.indent < 4, line.beginsWithLetter, !readsLetters {
        return textLine(line, start)
      }
    }
    if dialect.codeBlocks.forbidsIndented, !paragraphIsOpen {
      writeParagraph(line, start)
      return
    }
    // Indented code, or a paragraph that goes on.
    if paragraphIsOpen {
      if opensFarFence(line) { return }
      lastTextLine = index
    } else if isNearItemText(line, start), opensFarFence(line) {
      return
    }
    write(start)
  }

  /// Whether another block may be opened; otherwise the line is written as text.
  mutating func hasRoom(for line: LineCursor, _ start: LineStart) -> Bool {
    guard frames.count >= Self.deepestNesting else { return true }
    if paragraphIsOpen || isPlain {
      writeEscaped(line, start)
    } else {
      writeGuarded(line, start)
    }
    if !diagnostics.contains(where: { $0.code == "markdown.nesting" }) {
      let place = source.position(of: line.content)
      diagnostics.append(
        .warning(
          code: "markdown.nesting",
          "blocks are nested more than \(Self.deepestNesting) deep; what is deeper is read as text",
          at: .init(file: place.file ?? "", line: place.line, column: place.column),
          hint: "nest lists, quotes and other blocks less"))
    }
    return false
  }

  /// Deeper blocks are read as text: libcmark takes quadratic time for them.
  static let deepestNesting = 100
}
