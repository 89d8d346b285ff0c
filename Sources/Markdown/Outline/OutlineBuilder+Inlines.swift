import Bytes
import CByteScan
import CCmark

extension OutlineBuilder {
  /// What a block's inlines ask for.
  private struct Needs {
    var places = false
    var references = false
  }

  /// Reads the inlines of a paragraph or heading. Their places are only looked for where something
  /// needs them.
  mutating func inlines(of block: Node, quoteDepth: Int) {
    let needs = needs(of: block)
    guard needs.places || needs.references else {
      if links.isOpen { appendLinkText(block.plainText) }
      return
    }
    let line = definitions.contentLines[block.startLine] ?? block.startLine
    var cursor = InlineCursor(
      lines, block: block, line: line, column: line == block.startLine ? block.startColumn : 1,
      quoteDepth: quoteDepth)
    var references = OpenBrackets()
    var linkStart = 0
    var spaced = PageArray<Node>()
    let steps = steps(of: block)
    let end = needs.references || links.isOpen ? steps.end : steps.endOfPlaces
    var index = steps.first
    while index < end {
      let (node, type, entering) = self.steps[index]
      defer { index += 1 }
      switch type {
      case CMARK_NODE_TEXT:
        let literal = node.literal
        appendLinkText(literal)
        if needs.references {
          referenceUses(in: node, &cursor, &references)
        } else {
          cursor.advance(over: literal[...])
        }
        continue
      case CMARK_NODE_CODE:
        appendLinkText(node.literal)
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK:
        links.appendSpace()
      case CMARK_NODE_LINK where annotations.isBareLink(node):
        if entering {
          bareLink(node, &cursor)
          index = self.steps.leaving(index, before: steps.end)
        }
        continue
      case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
        if entering {
          cursor.seekLink()
          linkStart = cursor.offset
          openLink(node, at: cursor.offset)
        } else {
          links.close()
        }
      case CMARK_NODE_HTML_INLINE:
        if separatesFootnotes, omitsMark(node) { break }
        inlineComment(node, at: cursor.offset)
        unknownElements.note(node.literal, at: cursor.offset)
        var places = HTMLPlaces(inlineAt: cursor.offset)
        html(node, &places)
      case CMARK_NODE_CUSTOM_INLINE:
        let written = annotations[node].written
        if entering { noteID(of: node, at: cursor.offset) }
        cursor.advance(over: written, entering: entering)
        if entering, case .whole = written {
          appendLinkText(node.plainText)
          index = self.steps.leaving(index, before: steps.end)
        }
        continue
      default: break
      }
      guard let label = cursor.step(node, type, entering: entering) else { continue }
      definitions.use(label)
      if dialect.joinsSpacedReferences, node.mayFollowText,
        cursor.offset == linkStart + label.utf8.count + 2
      {
        spaced.append(node)
      }
    }
    for link in spaced { joinSpacedReference(link) }
    for link in references.links.reversed() { place(link) }
  }

  /// The steps of a block, gathered anew where they were not kept.
  private mutating func steps(of block: Node) -> InlineSteps.Kept {
    if reusesSteps, nextBlock > 0, blocks[nextBlock - 1].node == block {
      let kept = blocks[nextBlock - 1].steps
      if kept.first < kept.end { return kept }
    }
    steps.gather(block)
    return InlineSteps.Kept(
      first: steps.current.lowerBound, end: steps.current.upperBound,
      endOfPlaces: steps.endOfPlaces)
  }

  private mutating func needs(of block: Node) -> Needs {
    var needs = Needs()
    if let types = types(of: block) {
      // Nothing but text and emphasis.
      if types.isEmpty { return needs }
      needs.places = !types.isDisjoint(with: .placed)
      let mayHaveIDs = mayHaveInlineIDs && types.contains(.custom)
      let mayRefer = mayHoldBrokenLinks && lines.bytes(of: block).mayHoldBrokenLink
      if !mayRefer, needs.places || !mayHaveIDs { return needs }
    } else {
      // Most blocks show by their bytes that there is nothing to find.
      let lines = lines.bytes(of: block)
      if !hasMadeLinks, !lines.isEmpty, !lines.has(ASCII.leftBracket), !lines.has(ASCII.less) {
        return needs
      }
    }
    var walk = TreeWalk(block)
    while let (node, entering) = walk.next() {
      guard entering else { continue }
      switch node.type {
      case CMARK_NODE_LINK, CMARK_NODE_IMAGE, CMARK_NODE_HTML_INLINE:
        needs.places = true
      case CMARK_NODE_CUSTOM_INLINE:
        if annotations[node].attributes.id != nil { needs.places = true }
      case CMARK_NODE_TEXT:
        if !needs.references { needs.references = node.literal.mayHoldBrokenLink }
      default: break
      }
    }
    return needs
  }

  /// Which types of nodes a block may hold, if it is known.
  private mutating func types(of block: Node) -> InlineSteps.Types? {
    if nextBlock < blocks.count, blocks[nextBlock].node == block {
      nextBlock += 1
      return blocks[nextBlock - 1].types
    }
    // Notes and the like may have been moved.
    guard
      let index = blocks.indices.dropFirst(nextBlock).prefix(8).first(where: {
        blocks[$0].node == block
      })
    else { return nil }
    nextBlock = index + 1
    return blocks[index].types
  }

  // MARK: Links

  private mutating func bareLink(_ node: Node, _ cursor: inout InlineCursor) {
    if case .whole(let written) = annotations[node].written { cursor.seek(written) }
    openLink(node, at: cursor.offset, isBare: true)
    appendLinkText(node.plainText)
    links.close()
    cursor.advance(over: annotations[node].written, entering: true)
  }

  private mutating func openLink(_ node: Node, at offset: Int, isBare: Bool = false) {
    let isImage = node.type == CMARK_NODE_IMAGE
    let isAutolink =
      isBare || !isImage && offset < text.bytes.count && text.bytes[offset] == ASCII.less
    if isForHTML { annotations[node].link = links.count }
    links.open(node, isAutolink: isAutolink, at: offset)
    if let id = annotations.id(node.identifier) {
      anchors.add(Anchor(id: id, position: text.position(of: offset)))
    }
  }

  /// Adds to the text of all open links.
  mutating func appendLinkText(_ literal: ByteView) {
    guard links.isOpen else { return }
    if !hasFilledLines {
      links.append(text: literal)
    } else {
      appendLinkText(String(decoding: literal, as: UTF8.self).withoutGuards)
    }
  }

  /// Adds to the text of all open links.
  mutating func appendLinkText(_ text: String) {
    var text = text
    text.withUTF8 { links.append(text: $0) }
  }

  // MARK: References without definition

  /// Where the brackets of a block opened that are still open.
  private struct OpenBrackets {
    var offsets = PageArray<Int>()
    /// Behind the label of the last reference found: its brackets count no more.
    var resumesAt = 0
    /// The links that text has become.
    var links: [SpacedLink] = []
  }

  /// Finds `[text][label]` and `[label][]` in literal text, where they lead nowhere.
  private mutating func referenceUses(
    in node: Node, _ cursor: inout InlineCursor, _ brackets: inout OpenBrackets
  ) {
    let literal = node.literal
    var done = 0
    for index in literal.indices
    where literal[index] == ASCII.leftBracket || literal[index] == ASCII.rightBracket {
      cursor.advance(over: literal[done..<index])
      done = index
      guard !cursor.isAtEscape, cursor.offset >= brackets.resumesAt,
        cursor.offset < text.bytes.count
      else { continue }
      if literal[index] == ASCII.leftBracket {
        brackets.offsets.append(cursor.offset)
      } else if let opening = brackets.offsets.popLast(), opening + 1 < cursor.offset {
        if let label = cursor.labelAfterBracket {
          brackets.resumesAt = cursor.offset + label.count + 3
          noteUndefined(label, opening: opening, closing: cursor.offset)
        } else if text.bytes[opening + 1] == ASCII.caret {
          noteUndefinedFootnote(opening: opening, closing: cursor.offset)
        } else if dialect.destinationsMayHaveSpaces {
          let isAfter = brackets.links.last.map { opening >= $0.end } ?? true
          if isAfter, let link = spacedLink(in: node, index, opening, closing: cursor.offset) {
            openLink(link.link, at: link.start)
            appendLinkText(String(decoding: literal[link.label], as: UTF8.self))
            links.close()
            brackets.links.append(link)
          }
        } else {
          noteSpacedDestination(opening: opening, closing: cursor.offset)
        }
      }
    }
    cursor.advance(over: literal[done...])
  }

  private mutating func noteUndefined(_ label: ByteSlice, opening: Int, closing: Int) {
    // `array[i][j]` is no reference.
    if opening > 0 {
      let before = text.bytes[opening - 1]
      if before.isASCIIAlphanumeric || before == ASCII.underscore { return }
    }
    let isCollapsed = label.allSatisfy(\.isASCIIWhitespace)
    let range = isCollapsed ? opening + 1..<closing : label.startIndex..<label.endIndex
    let written = hasFormulas ? text.written(range) : text.bytes[range]
    guard written.contains(where: { !$0.isASCIIWhitespace }) else { return }
    let isImage = opening > 0 && text.bytes[opening - 1] == ASCII.exclamation
    outline.undefinedReferences.append(
      Reference(
        label: String(decoding: written, as: UTF8.self),
        position: text.position(of: isImage ? opening - 1 : opening)))
  }

  /// `[^label]` that stayed text. `[^a-z]` is a pattern.
  private mutating func noteUndefinedFootnote(opening: Int, closing: Int) {
    let label = text.bytes[opening + 2..<closing]
    guard dialect.footnotes, !label.isEmpty,
      label.allSatisfy({
        $0.isASCIIAlphanumeric || $0 == ASCII.hyphen || $0 == ASCII.underscore || $0 >= 0x80
      }),
      !(label.count == 3 && label[label.startIndex + 1] == ASCII.hyphen)
    else { return }
    outline.undefinedFootnotes.append(
      Reference(
        label: String(decoding: label, as: UTF8.self), position: text.position(of: opening)))
  }

  /// `[text](a file.md)`: a space, and no title behind it, so that it stayed text.
  private mutating func noteSpacedDestination(opening: Int, closing: Int) {
    let bytes = text.bytes
    guard closing + 1 < bytes.count, bytes[closing + 1] == ASCII.leftParenthesis else { return }
    var end = closing + 2
    var hasSpace = false
    var looksLikePath = false
    while end < bytes.count, bytes[end] != ASCII.rightParenthesis {
      switch bytes[end] {
      case ASCII.lineFeed, ASCII.carriageReturn, ASCII.less, ASCII.quote, ASCII.leftParenthesis:
        return
      case ASCII.space: hasSpace = true
      case ASCII.period, ASCII.slash: looksLikePath = true
      default: break
      }
      end += 1
    }
    guard end < bytes.count, hasSpace, looksLikePath else { return }
    let isImage = opening > 0 && bytes[opening - 1] == ASCII.exclamation
    outline.spacedDestinations.append(
      SpacedDestination(
        destination: String(
          decoding: hasFormulas ? text.written(closing + 2..<end) : bytes[closing + 2..<end],
          as: UTF8.self),
        position: text.position(of: isImage ? opening - 1 : opening), isImage: isImage))
  }
}

extension ByteView {
  /// Which of `BYTE_SCAN_BROKEN_LINK` and `BYTE_SCAN_DEFINITION` occur.
  var brackets: Int {
    guard let base = baseAddress else { return 0 }
    return Int(byte_scan_brackets(base, count))
  }

  /// Whether something occurs that may look like a reference or link and be none: `][`, `[^`, or
  /// `](` with a space before its `)`.
  fileprivate var mayHoldBrokenLink: Bool { brackets & BYTE_SCAN_BROKEN_LINK != 0 }
}
