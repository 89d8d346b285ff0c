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
  func hasFootnoteBehindBracket(_ dialect: Dialect) -> Bool {
    guard dialect.footnotes, dialect.footnoteRules == .pythonMarkdown else { return false }
    var start = 0
    while let caret = index(of: ASCII.caret, from: start) {
      if caret > 1, self[caret - 1] == ASCII.leftBracket, self[caret - 2] == ASCII.rightBracket {
        return true
      }
      start = caret + 1
    }
    return false
  }
}

extension OutlineBuilder {
  /// Leaves such a mark out of the page.
  mutating func omitMark(_ html: Node) {
    if html.literal.elementsEqual("<!---->".utf8) { annotations[html].role = .html("") }
  }
}
