import Bytes
import CCmark

// `Term` with `:   definition` below it.

extension LineCursor {
  /// The length of a definition's mark with its blanks.
  var definition: Int? {
    guard byte == ASCII.colon else { return nil }
    let blanks = rest.dropFirst().prefix { $0.isBlank }.count
    return blanks > 0 ? 1 + min(blanks, 3) : nil
  }
}

extension LinePass {
  /// Opens a definition if a line begins one and a term, a definition or a heading stands before it.
  mutating func opensDefinition(_ line: LineCursor, _ start: LineStart) -> Bool {
    let isBelowHeading = lastHeadingLine > lastTextLine
    let distance = index - (isBelowHeading ? lastHeadingLine : lastTextLine)
    guard let length = line.definition, distance == 1 || distance == 2 else { return false }
    guard hasRoom(for: line, start) else { return true }
    open(
      .definition(isLoose: distance == 2 && !isBelowHeading), line, start, indent: line.indent + 4,
      isLazy: true)
    var rest = line
    rest.consume(contentBytes: length)
    beginBody(rest)
    lastTextLine = index
    return true
  }

  /// Reads what stands behind a container's mark on the same line.
  mutating func beginBody(_ line: LineCursor) {
    guard !line.isBlank else { return }
    // The columns between mark and text are no indentation.
    var line = line
    if line.indent < 4 { line.consume(columns: line.indent) }
    begin(line)
  }
}

extension BlockRewriter {
  /// Puts terms and their definitions into lists.
  mutating func groupDefinitions() {
    var lists: Set<Int> = []
    for (quote, isLoose) in definitions.sorted(by: { $0.node.startLine < $1.node.startLine }) {
      guard let before = quote.previous else { continue }
      let list: Node
      if lists.contains(before.identifier) {
        list = before
      } else if before.type == CMARK_NODE_PARAGRAPH && before.identifier == 0
        || before.type == CMARK_NODE_HTML_BLOCK
      {
        if let earlier = before.previous, lists.contains(earlier.identifier) {
          list = earlier
        } else {
          guard let new = Node(new: CMARK_NODE_CUSTOM_BLOCK) else { continue }
          annotations.makeElement(new, "dl", .block)
          lists.insert(new.identifier)
          new.insert(before: before)
          list = new
        }
        list.append(term(before))
      } else if before.type == CMARK_NODE_HEADING {
        // Below a heading a definition has no term.
        guard let new = Node(new: CMARK_NODE_CUSTOM_BLOCK) else { continue }
        annotations.makeElement(new, "dl", .block)
        lists.insert(new.identifier)
        new.insert(after: before)
        list = new
      } else {
        continue
      }
      definition(quote, isLoose: isLoose || before.type == CMARK_NODE_HTML_BLOCK)
      list.append(quote)
    }
  }

  /// Makes each line of a paragraph a term, or raw HTML one.
  private mutating func term(_ paragraph: Node) -> Node {
    if paragraph.type == CMARK_NODE_HTML_BLOCK {
      guard let term = Node(new: CMARK_NODE_CUSTOM_BLOCK) else { return paragraph }
      annotations.makeElement(term, "dt", .block)
      paragraph.unlink()
      term.append(paragraph)
      return term
    }
    annotations.makeElement(paragraph, "dt", .line)
    var child = paragraph.firstChild
    while let node = child {
      if node.type == CMARK_NODE_SOFTBREAK { annotations[node].role = .html("</dt>\n<dt>") }
      child = node.next
    }
    return paragraph
  }

  private mutating func definition(_ quote: Node, isLoose: Bool) {
    if !isLoose, let first = quote.firstChild, first.type == CMARK_NODE_PARAGRAPH,
      // What follows behind a blank line makes a paragraph of the text.
      first.next.map({ $0.startLine == first.endLine + 1 }) ?? true
    {
      annotations[first].role = .bare
      annotations.makeElement(quote, "dd", first.next == nil ? .line : .block)
    } else {
      annotations.makeElement(quote, "dd", .block)
    }
  }
}
