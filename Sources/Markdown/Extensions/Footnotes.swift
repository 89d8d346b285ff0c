import Bytes
import CCmark

// `[^label]` and `[^label]: note`.

extension LineCursor {
  /// The label of the footnote that a line begins, and the length of its mark.
  var footnote: (label: Range<Int>, length: Int)? {
    guard byte == ASCII.leftBracket, rest.dropFirst().first == ASCII.caret,
      let close = rest.firstIndex(of: ASCII.rightBracket), close > content + 2,
      close + 1 < end, bytes[close + 1] == ASCII.colon
    else { return nil }
    return (content + 2..<close, close + 2 - content)
  }
}

extension LinePass {
  /// Opens a footnote if a line begins one.
  mutating func opensFootnote(_ line: LineCursor, _ start: LineStart) -> Bool {
    guard let footnote = line.footnote, mayLabelFootnote(footnote.label) else { return false }
    guard hasRoom(for: line, start) else { return true }
    let label = String(decoding: source.bytes[footnote.label], as: UTF8.self)
    open(
      .footnote(label: label), line, start,
      indent: footnoteIndent(
        line, isEmpty: line.rest.dropFirst(footnote.length).allSatisfy(\.isBlank)),
      isLazy: true)
    var rest = line
    rest.consume(contentBytes: footnote.length)
    // However many blanks follow, they make no code of the text.
    rest.consume(columns: rest.indent)
    beginBody(rest)
    return true
  }

  /// How far the lines of a footnote's body are indented: as its first line is that stands directly
  /// below the mark, if that is less than usual. In a list's item they may stand where those of a
  /// footnote outside of it would stand.
  ///
  /// - Parameter isEmpty: nothing follows the mark on its line.
  private mutating func footnoteIndent(_ line: LineCursor, isEmpty: Bool) -> Int {
    if isEmpty, index + 1 < source.lineStarts.count {
      var below = cursor(index + 1)
      if !below.isBlank, match(&below) == frames.count, (1..<4).contains(below.indent) {
        return below.indent
      }
    }
    guard frames.contains(where: { $0.kind == .item }) else { return 4 }
    var next = index + 1
    while next < source.lineStarts.count, next < index + 3, cursor(next).isBlank { next += 1 }
    guard next < source.lineStarts.count else { return 4 }
    var below = cursor(next)
    let column = below.indent
    guard column >= 4, match(&below) == frames.count, below.indent > line.indent else { return 4 }
    return min(4, below.indent)
  }

  /// GitHub's labels hold no white space.
  private func mayLabelFootnote(_ label: Range<Int>) -> Bool {
    dialect.footnoteRules == .pythonMarkdown || !source.bytes[label].contains(where: \.isBlank)
  }
}

/// Whose rules footnotes follow.
public enum FootnoteRules: Sendable, Hashable {
  /// Python-Markdown's: they are numbered in the order of their definitions.
  case pythonMarkdown
  /// GitHub's: they are numbered in the order of their first references, and those without one are
  /// left out.
  case github
}

/// How footnotes are written, as the options of the extension `footnotes` have it. In texts, `{}`
/// stands for a note's number.
public struct FootnoteStyle: Sendable, Hashable {
  /// The paragraph that the notes replace (`PLACE_MARKER`).
  public var placeMarker = "///Footnotes Go Here///"
  /// What stands in ids before a note's label (`SEPARATOR`).
  public var separator = ":"
  /// The text of references (`SUPERSCRIPT_TEXT`).
  public var reference = "{}"
  /// The HTML of links back to them (`BACKLINK_TEXT`).
  public var backlink = "&#8617;"
  /// The title of those links (`BACKLINK_TITLE`).
  public var backlinkTitle = "Jump back to footnote {} in the text"
  /// Notes are numbered and listed in the order of their definitions, otherwise in that of their
  /// first references (`USE_DEFINITION_ORDER`).
  public var usesDefinitionOrder = true
  /// What stands in ids before a note's label, behind the separator (`UNIQUE_IDS`).
  public var idPrefix = ""

  /// The defaults of Python-Markdown.
  public init() {}

  fileprivate static func filled(_ text: String, _ number: Int) -> String {
    text.replacing("{}", with: "\(number)").replacing("{:d}", with: "\(number)")
      .replacing("%d", with: "\(number)")
  }
}

/// The footnotes of a page.
struct Footnotes {
  /// A footnote and how often it has been referred to.
  struct Note {
    var label: String
    var node: Node
    var uses = 0
    /// Its number, where references number the notes.
    var number = 0
  }

  /// In the order of their definitions.
  var notes: [Note] = []
  /// By label, the index in `notes` plus one.
  private var numbers: [String: Int] = [:]
  /// The indices in `notes` of those that were referred to, in order, where that numbers them.
  var order: [Int] = []
  /// Definitions that stay out of the page.
  var unused: [Node] = []
  let rules: FootnoteRules
  let style: FootnoteStyle

  init(rules: FootnoteRules, style: FootnoteStyle = FootnoteStyle()) {
    self.rules = rules
    self.style = style
  }

  var isEmpty: Bool { notes.isEmpty }

  /// Adds a definition. Of several with one label GitHub takes the first; Python-Markdown takes the
  /// last, and leaves it at the place of the first.
  mutating func add(_ label: String, _ node: Node) {
    // GitHub numbers by references, and those in the notes count where the notes are written.
    if rules == .pythonMarkdown { node.unlink() }
    let key = key(label)
    if let number = numbers[key] {
      unused.append(rules == .github ? node : notes[number - 1].node)
      if rules == .pythonMarkdown { notes[number - 1].node = node }
      return
    }
    notes.append(Note(label: label, node: node))
    numbers[key] = notes.count
  }

  private func key(_ label: String) -> String {
    rules == .github ? Definitions.key(label) : label
  }

  /// The index in `notes` of a label's note.
  func index(of label: String) -> Int? { numbers[key(label)].map { $0 - 1 } }

  // MARK: References

  /// The reference that begins at a bracket in text, as HTML and with its id.
  mutating func reference(
    in literal: ByteView, at index: Int
  ) -> (range: Range<Int>, html: String, id: String)? {
    guard index + 2 < literal.count, literal[index + 1] == ASCII.caret,
      let close = literal[index...].firstIndex(of: ASCII.rightBracket)
    else { return nil }
    let label = String(decoding: literal[(index + 2)..<close], as: UTF8.self)
    guard let number = self.index(of: label).map({ $0 + 1 }) else { return nil }
    notes[number - 1].uses += 1
    if rules == .github {
      let (html, id) = gitHubReference(to: number - 1)
      return (index..<close + 1, html, id)
    }
    if !style.usesDefinitionOrder, notes[number - 1].uses == 1 {
      order.append(number - 1)
      notes[number - 1].number = order.count
    }
    var html = OutputBuffer()
    let id = reference(label, notes[number - 1].uses)
    html.append("<sup id=\"" as StaticString)
    html.appendHTMLEscaped(id)
    html.append("\"><a class=\"footnote-ref\" href=\"#" as StaticString)
    html.appendHTMLEscaped(noteID(label))
    html.append("\">" as StaticString)
    html.appendHTMLEscaped(
      FootnoteStyle.filled(
        style.reference, style.usesDefinitionOrder ? number : notes[number - 1].number))
    html.append("</a></sup>" as StaticString)
    return (index..<close + 1, html.text, id)
  }

  private func noteID(_ label: String) -> String {
    "fn" + style.separator + style.idPrefix + label
  }

  /// The id of the n-th reference to a footnote.
  private func reference(_ label: String, _ use: Int) -> String {
    (use < 2 ? "fnref" : "fnref\(use)") + style.separator + style.idPrefix + label
  }

  // MARK: The list

  /// Puts the notes into a list at the end of the page, or in place of the paragraph that is the
  /// style's `placeMarker`.
  func place(in root: Node, _ annotations: inout Annotations) {
    guard !notes.isEmpty, rules == .pythonMarkdown,
      let section = Node(new: CMARK_NODE_CUSTOM_BLOCK),
      let list = Node(new: CMARK_NODE_CUSTOM_BLOCK), let rule = Node(new: CMARK_NODE_CUSTOM_BLOCK)
    else { return }
    annotations.makeElement(section, "div", .block, Attributes(classes: ["footnote"]))
    annotations[rule].role = .html("<hr />\n")
    annotations.makeElement(list, "ol", .block)
    section.append(rule)
    section.append(list)
    for note in notes {
      annotations.makeElement(note.node, "li", .block, Attributes(id: noteID(note.label)))
      list.append(note.node)
    }
    if let marker = placeholder(in: root) {
      section.insert(before: marker)
      marker.unlink()
    } else {
      root.append(section)
    }
  }

  private func placeholder(in root: Node) -> Node? {
    var child = root.firstChild
    while let node = child {
      if node.type == CMARK_NODE_PARAGRAPH, let text = node.firstChild, text.next == nil,
        text.type == CMARK_NODE_TEXT,
        text.literal.elementsEqual(style.placeMarker.utf8)
      {
        return node
      }
      child = node.next
    }
    return nil
  }

  /// Completes the list once references are known.
  func complete(in root: Node, _ annotations: inout Annotations, _ text: TextLines) {
    guard !notes.isEmpty else { return }
    switch rules {
    case .pythonMarkdown: linkBack(&annotations, text)
    case .github: placeGitHubNotes(in: root, &annotations)
    }
  }

  /// The indices in `notes`, as the list has them.
  private var sequence: [Int] {
    if style.usesDefinitionOrder { return Array(notes.indices) }
    return order + notes.indices.filter { notes[$0].uses == 0 }
  }

  /// Ends each note with links back to its references, once these are known.
  func linkBack(_ annotations: inout Annotations, _ text: TextLines) {
    let list = sequence
    if !style.usesDefinitionOrder, let parent = notes[list[0]].node.parent {
      for index in list { parent.append(notes[index].node) }
    }
    for (index, note) in list.map({ notes[$0] }).enumerated() {
      var html = OutputBuffer()
      for use in 1...max(1, note.uses) {
        html.append("<a class=\"footnote-backref\" href=\"#" as StaticString)
        html.appendHTMLEscaped(reference(note.label, use))
        html.append("\" title=\"" as StaticString)
        html.appendHTMLEscaped(FootnoteStyle.filled(style.backlinkTitle, index + 1))
        html.append("\">" as StaticString)
        html.append(style.backlink)
        html.append("</a>" as StaticString)
      }
      guard let links = Node(new: CMARK_NODE_CUSTOM_INLINE) else { continue }
      if let last = note.node.lastChild, last.type == CMARK_NODE_PARAGRAPH {
        annotations[links].role = .html("&#160;" + html.text)
        last.append(links)
      } else if let last = note.node.lastChild, last.standsInParagraph(text),
        let paragraph = Node(new: CMARK_NODE_CUSTOM_BLOCK)
      {
        annotations.makeElement(paragraph, "p", .line)
        annotations[links].role = .html("&#160;" + html.text)
        paragraph.insert(before: last)
        last.unlink()
        paragraph.append(last)
        paragraph.append(links)
      } else if let paragraph = Node(new: CMARK_NODE_PARAGRAPH) {
        annotations[links].role = .html(html.text)
        paragraph.append(links)
        note.node.append(paragraph)
      }
    }
  }
}

extension Node {
  /// Whether Python-Markdown has a block in a paragraph: raw HTML, and code in fences.
  fileprivate func standsInParagraph(_ text: TextLines) -> Bool {
    if type == CMARK_NODE_HTML_BLOCK { return true }
    guard type == CMARK_NODE_CODE_BLOCK else { return false }
    let start = text.start(ofLine: startLine) + startColumn - 1
    guard start >= 0, start < text.bytes.count else { return false }
    return text.bytes[start] == ASCII.backtick || text.bytes[start] == ASCII.tilde
  }
}

extension InlineRewriter {
  /// The reference to a footnote at a bracket.
  mutating func footnote(in text: InlineText, at index: Int) -> InlineFind? {
    guard let (range, html, id) = footnotes.reference(in: text.literal, at: index),
      let node = node(html: html, for: text.string(range))
    else { return nil }
    annotations[node].attributes.id = id
    return InlineFind(range: range, node: node)
  }
}
