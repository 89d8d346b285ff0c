import Bytes

extension LinePass {
  /// Reads a line that opens neither quote nor list item: a block of an extension, a leaf block, or
  /// text.
  mutating func leaf(_ line: LineCursor, _ start: LineStart) {
    if opensExtension(line, start) { return }
    if line.byte == ASCII.leftBracket,
      movesDefinition(line, opensBlocks: start.frames < frames.count)
    {
      return
    }
    if let style = dialect.calloutParagraphs, opensCalloutParagraph(line, start, style) { return }
    if dialect.markdownInHTML, line.byte == ASCII.less, opensElement(line, start) { return }
    if line.byte == ASCII.hash, let level = line.levelBeforeNoBreakSpace,
      dialect.noBreakSpacesBeginHeadings
    {
      writeHeading(level, line, start, behind: level + 2)
    } else if line.byte == ASCII.hash, dialect.headingsNeedNoSpace, line.indent == 0,
      let level = line.levelBeforeLetter
    {
      writeHeading(level, line, start, behind: level)
    } else if line.isThematicBreak, index == fenceHeading, !isPlain {
      writeGuarded(line, start)
    } else if line.isThematicBreak || line.isHeading {
      if mayUnderline, line.isSetextUnderline { writeSeparator() }
      if line.byte == ASCII.hash { lastHeadingLine = index }
      write(start)
      paragraphIsOpen = false
    } else if let opening = line.fenceOpening {
      if !textFences.isEmpty, isTextFence(line, start) { return }
      if !dialect.codeBlocks.nestsFences, isNestedFence(line, start, opening) { return }
      fence = Fence(
        mark: opening.mark, length: opening.length, depth: frames.count, ignoresIndentation: false,
        line: index)
      write(start)
      paragraphIsOpen = false
      withholdCode(of: line)
    } else if dialect.wrapsInlineHTML, line.byte == ASCII.less, writesCentered(line, start) {
      return
    } else if line.byte == ASCII.less, let block = HTMLBlock(line.rest, depth: frames.count) {
      html(block, line, start)
    } else if dialect.wrapsInlineHTML, !paragraphIsOpen, line.rest.beginsWithInlineTag {
      writeGuarded(line, start)
    } else if !paragraphIsOpen, line.isTagAlone {
      html = HTMLBlock(tagAlone: frames.count)
      write(start)
    } else {
      textLine(line, start)
    }
  }

  /// Writes a heading that has a no-break space, or nothing, where libcmark wants a space.
  private mutating func writeHeading(
    _ level: Int, _ line: LineCursor, _ start: LineStart, behind length: Int
  ) {
    markers.seams.insert(text.currentLine)
    text.beginLine()
    writeStart(start, upTo: line.content + level)
    text.insert(" ")
    text.copy(line.content + length..<line.end)
    text.endLine()
    paragraphIsOpen = false
  }

  /// Reads a line that is text, the header of a table, or what underlines a heading.
  mutating func textLine(_ line: LineCursor, _ start: LineStart) {
    if mayHeadTable(), line.indent < 4, opensTable(line, start) { return }
    if mayUnderline, line.isSetextUnderline { return writeEscaped(line, start) }
    if !separatesFootnotes || !writesSeparated(line, start) { write(start) }
    paragraphLines = paragraphIsOpen ? paragraphLines + 1 : 1
    paragraphIsOpen = !(paragraphIsOpen && line.isSetextUnderline)
    if paragraphIsOpen { lastTextLine = index }
  }

  /// Whether a line of `-` or `=` would underline a heading of more lines than the dialect takes.
  private var mayUnderline: Bool {
    paragraphIsOpen && paragraphLines > 1 && dialect.underlinesTakeOneLine
  }

  /// Whether a line begins a block, so that it goes on with no paragraph of a block that it is not
  /// indented for.
  mutating func beginsBlock(_ line: LineCursor) -> Bool {
    line.byte == ASCII.greater || itemMark(of: line) != nil || line.isThematicBreak
      || line.isHeading
      || line.fenceOpening != nil && !textFences.contains(index) || beginsExtension(line)
      || line.byte == ASCII.less && HTMLBlock(line.rest, depth: 0) != nil
  }

  /// The line `---` that begins a page, if another one follows: in MkDocs, it is the text of a
  /// heading that the other one underlines.
  mutating func openingFence() -> Int? {
    let count = source.lineStarts.count
    var first = 0
    while first < count, cursor(first).isBlank { first += 1 }
    guard first + 1 < count, cursor(first).isFence, cursor(first + 1).isFence
    else { return nil }
    return first
  }

  /// How many lines the front matter has that begins the text: elsewhere it is taken off before.
  mutating func linesOfFrontMatter() -> Int {
    guard source.firstLine == 1, !source.lineStarts.isEmpty, cursor(0).isFence else { return 0 }
    return (1..<max(1, source.lineStarts.count)).first { cursor($0).isFence } ?? 0
  }

  // MARK: Extensions

  private mutating func beginsExtension(_ line: LineCursor) -> Bool {
    switch line.byte {
    case ASCII.exclamation: dialect.admonitions && line.admonition != nil
    case ASCII.question: dialect.details && line.detailsBlock != nil
    case ASCII.equals: dialect.tabs != nil && line.tab != nil
    case ASCII.colon: dialect.definitionLists && line.definition != nil
    case ASCII.leftBracket: dialect.footnotes && line.footnote != nil
    case ASCII.slash: isBlockLine(line)
    default: false
    }
  }

  private mutating func opensExtension(_ line: LineCursor, _ start: LineStart) -> Bool {
    switch line.byte {
    case ASCII.exclamation where dialect.admonitions: opensAdmonition(line, start)
    case ASCII.question where dialect.details: opensDetails(line, start)
    case ASCII.equals where dialect.tabs != nil: opensTab(line, start)
    case ASCII.colon where dialect.definitionLists: opensDefinition(line, start)
    case ASCII.leftBracket where dialect.callouts != nil && opensCallout(line, start): true
    case ASCII.leftBracket where dialect.footnotes: opensFootnote(line, start)
    case ASCII.asterisk where dialect.abbreviations: definesAbbreviation(line)
    case ASCII.slash where dialect.blocks != nil: opensBlock(line, start)
    case ASCII.dollar where dialect.formulas != nil,
      ASCII.backslash where dialect.formulas != nil:
      opensFormula(line, start)
    default: false
    }
  }

  // MARK: Raw HTML

  private mutating func html(_ block: HTMLBlock, _ line: LineCursor, _ start: LineStart) {
    if dialect.rawElementsEndBlocks, !block.endsAtBlank, writesComment(line, start) { return }
    if dialect.rawElementsEndBlocks, frames.isEmpty, block.endsAtBlank, writesRawElement(line) {
      return
    }
    write(start)
    paragraphIsOpen = false
    if block.endsAtBlank,
      dialect.markdownInHTML && line.rest.hasMarkdownAttribute
        || dialect.rawElementsEndBlocks && line.isRuleTag
    {
      // Markdown follows, so the raw HTML must end here.
      if index + 1 < source.lineStarts.count, !cursor(index + 1).isBlank { writeSeparator() }
    } else if !block.ends(in: line.rest) {
      html = block
    } else if dialect.definitionLists {
      // Such as a comment, which may be a term.
      lastTextLine = index
    }
  }

  /// Ends raw HTML where a fence begins in it: MkDocs reads fences before HTML.
  mutating func beginsFence(_ line: LineCursor, in block: HTMLBlock) -> Bool {
    guard dialect.rawElementsEndBlocks, block.endsAtBlank, line.indent < 4,
      line.fenceOpening != nil
    else { return false }
    html = nil
    writeSeparator()
    return true
  }
}

extension LineCursor {
  /// Whether the line is `---` without indentation.
  fileprivate var isFence: Bool {
    content == start && isThematicBreak && isSetextUnderline
  }
}
