import Bytes
import CCmark

// `{++added++}`, `{--removed--}`, `{~~old~>new~~}`, `{==marked==}`, `{>>comment<<}`.

/// What becomes of an editor's marks (`pymdownx.critic`).
public enum Critic: String, Sendable, Hashable {
  /// They show.
  case view
  /// The text is as it will be.
  case accept
  /// The text is as it was.
  case reject
}

/// What an editor's mark says of the text in it.
enum CriticMark {
  case addition, deletion, substitution, highlight, comment

  /// The mark that two bytes behind a brace open.
  init?(_ first: UInt8, _ second: UInt8) {
    switch (first, second) {
    case (ASCII.plus, ASCII.plus): self = .addition
    case (ASCII.hyphen, ASCII.hyphen): self = .deletion
    case (ASCII.tilde, ASCII.tilde): self = .substitution
    case (ASCII.equals, ASCII.equals): self = .highlight
    case (ASCII.greater, ASCII.greater): self = .comment
    default: return nil
    }
  }

  var closing: StaticString {
    switch self {
    case .addition: "++}"
    case .deletion: "--}"
    case .substitution: "~~}"
    case .highlight: "==}"
    case .comment: "<<}"
    }
  }

  /// The element around the text; that of a substitution is around the old text.
  var element: String {
    switch self {
    case .addition: "ins"
    case .deletion, .substitution: "del"
    case .highlight: "mark"
    case .comment: "span"
    }
  }

  /// Whether the text goes.
  func isDropped(_ critic: Critic) -> Bool {
    switch (self, critic) {
    case (.addition, .reject), (.deletion, .accept): true
    default: false
    }
  }
}

extension InlineRewriter {
  // MARK: In a line

  /// What begins or ends an editor's mark at a byte.
  mutating func critic(in text: InlineText, at index: Int, _ critic: Critic) -> InlineFind? {
    if text.literal[index] == ASCII.leftBrace { return criticOpening(in: text, at: index, critic) }
    guard let open = openCritic else { return nil }
    if text.has(open.closing, at: index) {
      openCritic = nil
      let element = criticHasMiddle ? "ins" : open.element
      return find(index..<index + 3, of: text, critic == .view ? "</\(element)>" : "")
    }
    guard open == .substitution, !criticHasMiddle, text.has("~>", at: index) else { return nil }
    if critic == .view {
      criticHasMiddle = true
      return find(index..<index + 2, of: text, "</del><ins class=\"critic\">")
    }
    // What is rejected reaches to the end of the mark.
    guard critic == .reject, let end = criticSearch.closing(of: open, in: text, from: index)
    else { return nil }
    openCritic = nil
    return find(index..<end + 3, of: text, "")
  }

  private mutating func criticOpening(
    in text: InlineText, at index: Int, _ critic: Critic
  ) -> InlineFind? {
    guard openCritic == nil, let mark = CriticMark(text[index + 1], text[index + 2]) else {
      return nil
    }
    let end = criticSearch.closing(of: mark, in: text, from: index + 3)
    if mark == .comment {
      guard let end else { return nil }
      var html = OutputBuffer()
      html.append("<span class=\"critic comment\">" as StaticString)
      html.appendHTMLEscaped(text.string(index + 3..<end))
      html.append("</span>" as StaticString)
      return find(index..<end + 3, of: text, critic == .view ? html.text : "")
    }
    if mark.isDropped(critic) { return end.flatMap { find(index..<$0 + 3, of: text, "") } }
    var start = index + 3
    if mark == .substitution {
      guard let middle = criticSearch.middle(in: text, from: start), end ?? .max > middle else {
        return nil
      }
      if critic == .accept { start = middle + 2 }
    }
    guard end != nil || endsBelow(mark) else { return nil }
    openCritic = mark
    criticHasMiddle = mark == .substitution && critic == .accept
    let html = critic == .view ? "<\(mark.element) class=\"critic\">" : ""
    return find(index..<start, of: text, html)
  }

  /// Whether the block being read holds what closes a mark, behind other elements.
  private mutating func endsBelow(_ mark: CriticMark) -> Bool {
    guard let block = criticBlock else { return false }
    return criticSearch.ends(mark, in: block, lines)
  }

  private mutating func find(_ range: Range<Int>, of text: InlineText, _ html: String)
    -> InlineFind?
  {
    node(html: html, for: text.string(range)).map { InlineFind(range: range, node: $0) }
  }

  // MARK: Around blocks

  /// Reads a paragraph that is nothing but the beginning or the end of a mark around blocks.
  mutating func criticParagraph(_ paragraph: Node, _ critic: Critic) {
    guard paragraph.type == CMARK_NODE_PARAGRAPH, let text = paragraph.firstChild, text.next == nil,
      text.type == CMARK_NODE_TEXT, text.literal.count == 3
    else { return }
    let literal = text.literal
    if let (mark, opening) = criticParagraph, literal.index(of: mark.closing, from: 0) == 0 {
      criticParagraph = nil
      annotations[opening].role = .html(
        critic == .view ? "<\(mark.element) class=\"critic block\">\n" : "")
      annotations[paragraph].role = .html(critic == .view ? "</\(mark.element)>\n" : "")
      guard mark.isDropped(critic) else { return }
      while let next = opening.next, next != paragraph { next.unlink() }
    } else if literal[0] == ASCII.leftBrace, let mark = CriticMark(literal[1], literal[2]),
      mark != .comment, mark != .substitution
    {
      criticParagraph = (mark, paragraph)
    }
  }
}

/// Looks for what closes editors' marks. What was found, or was not, is remembered: many marks that
/// open and do not close must not each look through the whole text.
struct CriticSearch {
  /// The text that is looked through.
  private var text: Node?
  /// Of each mark, where its closing was looked for, and where it stands; nil for the middle of
  /// substitutions.
  private var found: [CriticMark?: (from: Int, at: Int?)] = [:]
  /// The block, and which marks end in it.
  private var block: Node?
  private var ends: [CriticMark: Bool] = [:]

  mutating func closing(of mark: CriticMark, in text: InlineText, from start: Int) -> Int? {
    next(mark.closing, of: mark, in: text, from: start)
  }

  /// Where the middle of a substitution stands.
  mutating func middle(in text: InlineText, from start: Int) -> Int? {
    next("~>", of: nil, in: text, from: start)
  }

  private mutating func next(
    _ wanted: StaticString, of mark: CriticMark?, in text: InlineText, from start: Int
  ) -> Int? {
    if self.text != text.node {
      self.text = text.node
      found.removeAll()
    }
    if let known = found[mark], known.from <= start, known.at ?? .max >= start { return known.at }
    let index = text.literal.index(of: wanted, from: start)
    found[mark] = (start, index)
    return index
  }

  /// Whether a mark ends in a block.
  mutating func ends(_ mark: CriticMark, in block: Node, _ text: TextLines) -> Bool {
    if self.block != block {
      self.block = block
      ends.removeAll()
    }
    if let known = ends[mark] { return known }
    let ends = text.bytes(of: block).index(of: mark.closing, from: 0) != nil
    self.ends[mark] = ends
    return ends
  }
}

extension ByteView {
  /// Where text occurs next from an index on.
  fileprivate func index(of text: StaticString, from start: Int) -> Int? {
    let wanted = ByteView(start: text.utf8Start, count: text.utf8CodeUnitCount)
    var index = start
    while let first = self.index(of: wanted[0], from: index), first + wanted.count <= count {
      if self[first...].starts(with: wanted) { return first }
      index = first + 1
    }
    return nil
  }
}
