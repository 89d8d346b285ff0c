import Bytes
import CCmark

// `[text][^1]`: a link of that text and a footnote. libcmark would take the footnote for the link's
// label, so a mark is put between them.

extension LinePass {
  /// Writes a line with marks before the footnotes that stand behind brackets; false if it has none.
  mutating func writesSeparated(_ line: LineCursor, _ start: LineStart) -> Bool {
    let places = footnotesBehindBrackets(line)
    guard !places.isEmpty else { return false }
    text.beginLine()
    writeStart(start, upTo: line.content)
    markers.separated.insert(text.currentLine)
    markers.separators += places.count
    var copied = line.content
    for place in places {
      text.copy(copied..<place)
      text.insert("<!---->")
      copied = place
    }
    text.copy(copied..<line.end)
    text.endLine()
    return true
  }

  private mutating func footnotesBehindBrackets(_ line: LineCursor) -> [Int] {
    guard line.rest.contains("][^") else { return [] }
    let code = CodeSpans.ranges(in: paragraph(around: line))
    return line.rest.indices.dropFirst().filter { index in
      line.bytes[index - 1] == ASCII.rightBracket && line.bytes[index] == ASCII.leftBracket
        && line.bytes[(index + 1)..<line.end].first == ASCII.caret
        && !code.contains { $0.contains(index) }
    }
  }

  /// The lines around one that code spans may go over.
  private mutating func paragraph(around line: LineCursor) -> ByteSlice {
    let first = paragraphIsOpen ? max(0, index - min(paragraphLines, 100)) : index
    var last = index
    while last + 1 < source.lineStarts.count, last < index + 100, !cursor(last + 1).isBlank {
      last += 1
    }
    let start = first == index ? line.start : source.lineStarts[first]
    return source.bytes[start..<max(line.end, cursor(last).end)]
  }
}

extension ByteView {
  /// Whether a footnote stands directly behind a bracket, in a dialect that has such footnotes.
  func hasFootnoteBehindBracket(_ dialect: SharedDialect) -> Bool {
    guard dialect.footnotes, dialect.footnoteRules == .pythonMarkdown else { return false }
    var start = 0
    while let caret = index(of: ASCII.caret, from: start) {
      if caret > 1, self[caret - 1] == ASCII.leftBracket, self[caret - 2] == ASCII.rightBracket {
        // An author's own comments of that kind could not be told from the marks.
        return !self[...].contains("<!---->")
      }
      start = caret + 1
    }
    return false
  }
}

extension BlockRewriter {
  /// Whether each of the marks became a tag within a line, and none stands in code, in a URL, or in
  /// another tag.
  func hasAllSeparators(_ root: Node) -> Bool {
    guard markers.separators > 0 else { return true }
    var found = 0
    var walk = TreeWalk(root)
    while let (node, entering) = walk.next() {
      if entering, node.type == CMARK_NODE_HTML_INLINE, node.isSeparator { found += 1 }
    }
    return found == markers.separators
  }
}

extension Node {
  /// Whether a tag within a line is such a mark, on pages that have them.
  fileprivate var isSeparator: Bool { literal.elementsEqual("<!---->".utf8) }
}

extension OutlineBuilder {
  /// Leaves such a mark out of the page; false if the HTML is none.
  mutating func omitsMark(_ html: Node) -> Bool {
    guard html.isSeparator else { return false }
    annotations[html].role = .html("")
    return true
  }
}
