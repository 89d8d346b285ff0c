import Bytes
import CCmark

extension OutlineBuilder {
  /// Reads links and anchors off a block of raw HTML.
  mutating func htmlBlock(_ node: Node) {
    beginParagraph(before: node)
    let literal = node.literal
    defer { if hasFilledLines { emptyFilledLines(of: node) } }
    comments(in: node)
    guard literal.contains(ASCII.equals) || links.openHTML != nil || elementDepth > 0 else {
      return
    }
    var places = HTMLPlaces(block: node)
    html(node, &places)
  }

  /// Notes the comments in a block of raw HTML.
  private mutating func comments(in block: Node) {
    let literal = block.literal
    var places = HTMLPlaces(block: block)
    var index = 0
    while let start = literal.index(of: ASCII.less, from: index) {
      index = start + 1
      guard let range = literal.commentText(at: start) else { continue }
      noteComment(literal, range, at: places.offset(of: start, in: lines))
      index = range.upperBound
    }
  }

  /// Notes the comment that a tag within a line may be.
  mutating func inlineComment(_ node: Node, at offset: Int) {
    if let range = node.literal.commentText(at: 0) { noteComment(node.literal, range, at: offset) }
  }

  private mutating func noteComment(_ literal: ByteView, _ range: Range<Int>, at offset: Int) {
    outline.comments.append(
      Comment(
        text: String(decoding: literal[range], as: UTF8.self), position: text.position(of: offset)))
  }

  /// Reads links and anchors off the raw HTML of a node.
  mutating func html(_ node: Node, _ places: inout HTMLPlaces) {
    let literal = node.literal
    var scanner = HTMLTagScanner(literal)
    var edits: [HTMLEdit] = []
    var textStart = 0
    while let tag = scanner.next() {
      if links.openHTML != nil {
        appendLinkText(ByteView(rebasing: literal[textStart..<tag.range.lowerBound]))
      }
      textStart = tag.range.upperBound
      if tag.name == "a" { links.closeHTML() }
      guard !tag.isClosing, !tag.attributes.isEmpty else { continue }
      let offset = places.offset(of: tag.range.lowerBound, in: lines)
      for attribute in tag.attributes {
        if elementDepth > 0, attribute.name == "markdown" {
          edits.append(HTMLEdit(range: attribute.range))
        }
        guard let value = attribute.value else { continue }
        switch attribute.name {
        case "id",
          "name" where tag.name == "a":
          let id = string(literal, value)
          if !id.isEmpty {
            anchors.addHTML(Anchor(id: id, position: text.position(of: offset)))
          }
        case "srcset" where tag.name == "img" || tag.name == "source":
          for candidate in sourceSet(literal, value) {
            note(literal, candidate, tag, "srcset", offset, &edits)
          }
        default:
          guard HTMLTag.isURL(attribute.name, of: tag.name) else { continue }
          note(literal, value, tag, attribute.name, offset, &edits)
          if tag.name == "a" { links.openLastAsHTML() }
        }
      }
    }
    if links.openHTML != nil {
      appendLinkText(ByteView(rebasing: literal[textStart...]))
    }
    if !edits.isEmpty { annotations[node].edits = edits }
  }

  private mutating func note(
    _ literal: ByteView, _ value: Range<Int>, _ tag: HTMLTag, _ attribute: String,
    _ offset: Int, _ edits: inout [HTMLEdit]
  ) {
    let isImage = tag.name == "img"
    edits.append(HTMLEdit(range: value, link: links.count))
    links.add(
      Link(
        kind: .html(tag: tag.name, attribute: attribute), destination: string(literal, value),
        text: isImage ? tag["alt"].map { string(literal, $0) } ?? "" : "",
        position: SourcePosition(line: 0, column: 0)),
      isImage: isImage, at: offset)
  }

  private func string(_ literal: ByteView, _ range: Range<Int>) -> String {
    let value = literal[range]
    guard !hasFilledLines || !value.contains(ASCII.lineFeed) else {
      return String(decoding: value, as: UTF8.self).withoutGuards.characterReferencesResolved
    }
    return String(decoding: value, as: UTF8.self).characterReferencesResolved
  }

  /// The URLs of a `srcset`: each candidate is a URL and perhaps a descriptor, ended by a comma.
  private func sourceSet(
    _ literal: ByteView, _ value: Range<Int>
  ) -> [Range<Int>] {
    var urls: [Range<Int>] = []
    var index = value.lowerBound
    while index < value.upperBound {
      while index < value.upperBound,
        literal[index].isASCIIWhitespace || literal[index] == ASCII.comma
      { index += 1 }
      let start = index
      while index < value.upperBound, !literal[index].isASCIIWhitespace { index += 1 }
      let endsCandidate = index > start && literal[index - 1] == ASCII.comma
      if index > start { urls.append(start..<(endsCandidate ? index - 1 : index)) }
      while !endsCandidate, index < value.upperBound, literal[index] != ASCII.comma { index += 1 }
    }
    return urls
  }
}

extension ByteView {
  /// What stands between `<!--` at an index and the next `-->`, or the end.
  fileprivate func commentText(at start: Int) -> Range<Int>? {
    guard start + 3 < count, self[start] == ASCII.less, self[start + 1] == ASCII.exclamation,
      self[start + 2] == ASCII.hyphen, self[start + 3] == ASCII.hyphen
    else { return nil }
    var index = start + 4
    while let end = self.index(of: ASCII.greater, from: index) {
      if end >= start + 6, self[end - 1] == ASCII.hyphen, self[end - 2] == ASCII.hyphen {
        return start + 4..<Swift.max(start + 4, end - 2)
      }
      index = end + 1
    }
    return start + 4..<count
  }
}

/// Finds the tags of raw HTML in the text that libcmark read: ask for them in ascending order.
struct HTMLPlaces {
  /// The tag's own place, if the HTML stands within a line.
  private var inlineOffset: Int?
  private var literal = ByteView(start: nil, count: 0)
  /// The line of the text, and where its literal's line begins.
  private var line = 0
  private var lineStart = 0
  /// Where the literal's line ends, once it is known.
  private var lineEnd: Int?

  /// A single tag within a line.
  init(inlineAt offset: Int) { inlineOffset = offset }

  /// A block.
  init(block: Node) {
    literal = block.literal
    line = block.startLine
  }

  /// Where a byte of the literal stands in the text.
  mutating func offset(of index: Int, in text: TextLines) -> Int {
    if let inlineOffset { return inlineOffset }
    var end = lineEnd ?? literal.index(of: ASCII.lineFeed) ?? literal.count
    while end < index {
      lineStart = end + 1
      line += 1
      end = literal.index(of: ASCII.lineFeed, from: lineStart) ?? literal.count
    }
    lineEnd = end
    // The literal's line is what the text's line is without the containers before it.
    let start = text.contentEnd(ofLine: line) - (end - lineStart)
    return max(text.start(ofLine: line), start) + index - lineStart
  }
}

extension HTMLTag {
  /// Whether an attribute's value is a URL that leads to a page or file.
  static func isURL(_ attribute: String, of tag: String) -> Bool {
    switch (tag, attribute) {
    case ("a", "href"), ("area", "href"), ("link", "href"), ("img", "src"), ("source", "src"),
      ("script", "src"), ("iframe", "src"), ("video", "src"), ("video", "poster"),
      ("audio", "src"), ("track", "src"), ("embed", "src"), ("object", "data"):
      return true
    default: return false
    }
  }
}
