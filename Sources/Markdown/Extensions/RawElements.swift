import Bytes

// A block of raw HTML is one element in Python-Markdown: it ends with the closing tag, wherever
// blank lines stand.

/// An element of raw HTML that begins a line.
private struct RawExtent {
  /// Behind its closing tag.
  var end: Int
  /// Whether `markdown` says of an element in it that its content is Markdown.
  var holdsMarkdown: Bool
  /// Whether it is a table: text in a page's layout, whatever blank lines stand in it.
  var isTable: Bool
}

extension LinePass {
  /// Writes the raw element that begins a line up to its closing tag; false where CommonMark's rules
  /// hold, as they do for Markdown between blank lines.
  mutating func writesRawElement(_ line: LineCursor) -> Bool {
    guard let extent = rawExtent(at: line.content), !extent.holdsMarkdown else { return false }
    let last = source.lineStarts.lastIndex(notAfter: extent.end - 1)
    guard blanksBelong(index + 1, through: last, inTable: extent.isTable) else { return false }
    let first = index
    while index < last {
      write(rawLine: index == first ? line : cursor(index))
      index += 1
    }
    let end = cursor(last).end
    let tail = LineCursor(source.bytes, start: extent.end, end: max(end, extent.end))
    let start = first == last ? line.start : source.lineStarts[last]
    write(rawLine: LineCursor(source.bytes, start: start, end: tail.isBlank ? end : extent.end))
    paragraphIsOpen = false
    if !tail.isBlank {
      writeSeparator()
      pendingLine = tail
    } else if last + 1 < source.lineStarts.count, !cursor(last + 1).isBlank {
      writeSeparator()
    }
    return true
  }

  private mutating func write(rawLine line: LineCursor) {
    text.beginLine()
    if line.isBlank {
      text.insert(Markers.guardCharacter)
      markers.filled.insert(text.currentLine)
    } else {
      text.copy(line.start..<line.end)
    }
    text.endLine()
  }

  /// Whether blank lines in an element belong to its HTML: all of them in tables and with `md_in_html`,
  /// where elements with Markdown say so, else those before further tags, were they indented like code.
  private mutating func blanksBelong(
    _ first: Int, through last: Int, inTable: Bool
  ) -> Bool {
    guard first <= last else { return true }
    var isBehindBlank = false
    for index in first...last {
      let line = cursor(index)
      // Fences are read before HTML is.
      if line.indent < 4, line.fenceOpening != nil { return false }
      if dialect.markdownInHTML || inTable { continue }
      if isBehindBlank, !line.isBlank {
        guard line.byte == ASCII.less, line.indent >= 4 || HTMLBlock(line.rest, depth: 0) != nil
        else { return false }
      }
      isBehindBlank = line.isBlank
    }
    return true
  }

  /// The element whose opening tag stands at a byte; nil if it is not closed.
  private mutating func rawExtent(at offset: Int) -> RawExtent? {
    guard unclosedRaw < Self.mostUnclosedRaw else { return nil }
    var scanner = HTMLTagScanner(ByteView(rebasing: source.bytes[offset...]))
    var open: [String] = []
    var holdsMarkdown = false
    while let tag = scanner.next() {
      if tag.isClosing {
        guard !open.isEmpty else { return nil }
        if let opening = open.lastIndex(of: tag.name) { open.removeSubrange(opening...) }
      } else {
        if dialect.markdownInHTML, tag.attributes.contains(where: { $0.name == "markdown" }) {
          holdsMarkdown = true
        }
        let closesItself = source.bytes[offset + tag.range.upperBound - 2] == ASCII.slash
        if !closesItself, !HTMLElements.void.contains(tag.name) { open.append(tag.name) }
      }
      if open.isEmpty {
        return RawExtent(
          end: offset + tag.range.upperBound, holdsMarkdown: holdsMarkdown,
          isTable: tag.name == "table")
      }
    }
    unclosedRaw += 1
    return nil
  }

  /// Looking for a closing tag again and again would take quadratic time.
  private static let mostUnclosedRaw = 8
}

extension HTMLElements {
  /// Elements without closing tags.
  static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
  ]
}

extension String {
  /// The text without the guards that stand on blank lines of raw HTML.
  var withoutGuards: String {
    String(String.UnicodeScalarView(unicodeScalars.filter { $0 != Markers.guardScalar }))
  }
}

extension OutlineBuilder {
  /// Takes the guards out of raw HTML that goes on behind blank lines.
  mutating func emptyFilledLines(of node: Node) {
    let literal = node.literal
    var edits: [HTMLEdit] = []
    var line = node.startLine
    var start = 0
    while start < literal.count {
      let end = literal.index(of: ASCII.lineFeed, from: start) ?? literal.count
      if filledLines.contains(line) { edits.append(HTMLEdit(range: start..<end)) }
      line += 1
      start = end + 1
    }
    guard !edits.isEmpty else { return }
    edits += annotations[node].edits
    annotations[node].edits = edits.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
}
