import Bytes
import CCmark

// `"quotes"`, `--`, `---` and `...` as typographers write them.

/// Which typed characters become typographic ones (`smarty`).
public struct Smarty: Sendable, Hashable {
  /// `"` and `'`.
  public var quotes = true
  /// `<<` and `>>`.
  public var angledQuotes = false
  /// `--` and `---`.
  public var dashes = true
  /// `...`.
  public var ellipses = true
  /// HTML that stands in place of the default, by the extension's names such as
  /// `left-single-quote` (`substitutions`).
  public var substitutions: [String: String] = [:]

  /// As the extension has them by default.
  public init() {}

  /// The bytes with which they begin.
  var triggers: [UInt8] {
    var bytes: [UInt8] = []
    if quotes { bytes += [ASCII.quote, ASCII.apostrophe] }
    if angledQuotes { bytes += [ASCII.less, ASCII.greater] }
    if dashes { bytes.append(ASCII.hyphen) }
    if ellipses { bytes.append(ASCII.period) }
    return bytes
  }

  /// Whether a sign may be typed at a byte, by the byte behind it.
  static func mayBegin(_ byte: UInt8, before next: UInt8) -> Bool {
    byte == ASCII.quote || byte == ASCII.apostrophe || next == byte
  }

  /// A character with its name in `substitutions`.
  enum Sign: String {
    case leftSingle = "left-single-quote"
    case rightSingle = "right-single-quote"
    case leftDouble = "left-double-quote"
    case rightDouble = "right-double-quote"
    case leftAngle = "left-angle-quote"
    case rightAngle = "right-angle-quote"
    case shortDash = "ndash"
    case longDash = "mdash"
    case ellipsis

    var character: String {
      switch self {
      case .leftSingle: "‘"
      case .rightSingle: "’"
      case .leftDouble: "“"
      case .rightDouble: "”"
      case .leftAngle: "«"
      case .rightAngle: "»"
      case .shortDash: "–"
      case .longDash: "—"
      case .ellipsis: "…"
      }
    }
  }

  /// The sign that is typed at a byte other than a quote, and its length.
  func sign(in text: InlineText, at index: Int) -> (sign: Sign, length: Int)? {
    let byte = text.literal[index]
    guard text[index - 1] != byte || byte == ASCII.less || byte == ASCII.greater else { return nil }
    var end = index
    // Longer runs mean nothing.
    while text[end] == byte, end - index < 4 { end += 1 }
    switch (byte, end - index) {
    case (ASCII.hyphen, 2) where dashes: return (.shortDash, 2)
    case (ASCII.hyphen, 3) where dashes: return (.longDash, 3)
    case (ASCII.period, 3) where ellipses: return (.ellipsis, 3)
    case (ASCII.less, 2...) where angledQuotes: return (.leftAngle, 2)
    case (ASCII.greater, 2...) where angledQuotes: return (.rightAngle, 2)
    default: return nil
    }
  }
}

extension InlineRewriter {
  /// The typographic sign for what is typed at a byte.
  mutating func sign(in text: InlineText, at index: Int) -> InlineFind? {
    guard let smarty else { return nil }
    let byte = text.literal[index]
    let found: (sign: Smarty.Sign, length: Int)
    if byte == ASCII.quote || byte == ASCII.apostrophe {
      guard let quote = text.quotes?[index] else { return nil }
      found = (quote, 1)
    } else {
      guard let sign = smarty.sign(in: text, at: index) else { return nil }
      found = sign
    }
    let range = index..<index + found.length
    let node =
      if !smarty.substitutions.isEmpty,
        let html = smarty.substitutions[found.sign.rawValue]
      {
        node(html: html, for: text.string(range))
      } else {
        node(text: found.sign.character, for: text.string(range))
      }
    return node.map { InlineFind(range: range, node: $0) }
  }
}

/// The quotes of a text and which way they turn.
struct TurnedQuotes {
  /// Where the quotes stand, ascending.
  let indices: PageArray<Int>
  /// Of each quote, what it became.
  fileprivate var signs = PageArray<Smarty.Sign?>()

  fileprivate init(_ indices: PageArray<Int>) {
    self.indices = indices
    for _ in indices { signs.append(nil) }
  }

  /// What the byte at an index became; nil for one that is no quote or is left as it is.
  subscript(index: Int) -> Smarty.Sign? {
    let number = indices.lastIndex(notAfter: index)
    return number >= 0 && indices[number] == index ? signs[number] : nil
  }
}

/// Decides which way the quotes of a text turn, as Python-Markdown's `smarty` does: rule after
/// rule, each over the whole text. What a rule has turned is no character for the later ones.
struct SmartQuotes {
  private let text: InlineText
  private let starts: Bool
  private(set) var turned: TurnedQuotes

  private static let quotes: ByteSet = {
    var set = ByteSet()
    set.insert(ASCII.quote)
    set.insert(ASCII.apostrophe)
    return set
  }()

  init(_ text: InlineText) {
    self.text = text
    starts = Self.endsText(text.node.previous)
    let literal = text.literal
    var quotes = PageArray<Int>()
    var index = Self.quotes.next(in: literal, from: 0)
    while index < literal.count {
      if !text.isEscaped(index) { quotes.append(index) }
      index = Self.quotes.next(in: literal, from: index + 1)
    }
    turned = TurnedQuotes(quotes)
    if !quotes.isEmpty { turn() }
  }

  /// Whether a neighbour is an element, at which the text that rules look at ends.
  private static func endsText(_ neighbour: Node?) -> Bool {
    guard let type = neighbour?.type else { return true }
    return type != CMARK_NODE_SOFTBREAK && type != CMARK_NODE_HTML_INLINE
  }

  private mutating func turn() {
    let first = turned.indices[0]
    if first == 0, starts, isPunctuation(1), !isWordBoundary(at: 2) {
      turned.signs[0] = text[0] == ASCII.apostrophe ? .rightSingle : .rightDouble
    }
    if turned.indices.count > 1 {
      pairs(ASCII.quote, followedByWord: true, .leftDouble, .leftSingle)
      pairs(ASCII.apostrophe, followedByWord: true, .leftSingle, .leftDouble)
      pairs(ASCII.apostrophe, followedByWord: false, .rightSingle, .rightDouble)
      pairs(ASCII.quote, followedByWord: false, .rightDouble, .rightSingle)
    }
    let hasDouble = turned.indices.contains { text[$0] == ASCII.quote }
    let hasSingle = turned.indices.contains { text[$0] == ASCII.apostrophe }
    if hasSingle {
      apply(.decade)
      apply(.opensSingle)
      apply(.closesSingle)
      apply(.otherSingle)
    }
    if hasDouble {
      apply(.opensDouble)
      apply(.closesDouble)
      apply(.otherDouble)
    }
  }

  /// The rules for single quotes, then those for double ones.
  private enum Rule {
    case decade, opensSingle, closesSingle, otherSingle
    case opensDouble, closesDouble, otherDouble

    var quote: UInt8 {
      switch self {
      case .decade, .opensSingle, .closesSingle, .otherSingle: ASCII.apostrophe
      case .opensDouble, .closesDouble, .otherDouble: ASCII.quote
      }
    }
  }

  /// Applies a rule to the quotes that are not turned yet.
  private mutating func apply(_ rule: Rule) {
    let quote = rule.quote
    for number in turned.indices.indices where turned.signs[number] == nil {
      let index = turned.indices[number]
      if text[index] == quote { turned.signs[number] = sign(at: index, rule) }
    }
  }

  private func sign(at index: Int, _ rule: Rule) -> Smarty.Sign? {
    switch rule {
    case .decade: isDecade(index) ? .rightSingle : nil
    case .opensSingle: opensWord(index) ? .leftSingle : nil
    case .closesSingle: closes(index) && !endsBeforeSuffix(index) ? .rightSingle : nil
    case .otherSingle: isSpace(index + 1) || isGenitive(index) ? .rightSingle : .leftSingle
    case .opensDouble: opensWord(index) ? .leftDouble : nil
    case .closesDouble: isSpace(index + 1) ? .rightDouble : nil
    case .otherDouble: closes(index) ? .rightDouble : .leftDouble
    }
  }

  /// Turns `"'` and `'"`, either before a word or behind what can be closed.
  private mutating func pairs(
    _ first: UInt8, followedByWord: Bool, _ one: Smarty.Sign, _ two: Smarty.Sign
  ) {
    let second = first == ASCII.quote ? ASCII.apostrophe : ASCII.quote
    for number in 0..<turned.indices.count - 1 {
      let index = turned.indices[number]
      guard turned.indices[number + 1] == index + 1, text[index] == first,
        text[index + 1] == second, turned.signs[number] == nil, turned.signs[number + 1] == nil,
        followedByWord ? text.isWord(index + 2) : closes(index)
      else { continue }
      turned.signs[number] = one
      turned.signs[number + 1] = two
    }
  }

  // MARK: What stands around a quote

  /// `'80s`.
  private func isDecade(_ index: Int) -> Bool {
    !text.isWord(index - 1) && text[index + 1].isASCIIDigit && text[index + 2].isASCIIDigit
      && text[index + 3] == UInt8(ascii: "s")
  }

  /// White space or a typed dash before the quote, a word behind it.
  private func opensWord(_ index: Int) -> Bool {
    guard text.isWord(index + 1), turned[index + 1] == nil else { return false }
    return isSpace(index - 1) || text.has("–", at: index - 3) || text.has("—", at: index - 3)
      || text.has("\u{A0}", at: index - 2)
  }

  /// Whether the byte before the quote is one behind which quotes close.
  private func closes(_ index: Int) -> Bool {
    guard index > 0, turned[index - 1] == nil, !text.isEscaped(index - 1) else { return false }
    switch text[index - 1] {
    case ASCII.space, ASCII.tab, ASCII.lineFeed, ASCII.carriageReturn, ASCII.leftBracket,
      ASCII.leftBrace, ASCII.leftParenthesis, ASCII.hyphen:
      return false
    default: return true
    }
  }

  /// `'s`, white space or a digit.
  private func endsBeforeSuffix(_ index: Int) -> Bool {
    isSpace(index + 1) || isGenitive(index) || text[index + 1].isASCIIDigit
  }

  private func isGenitive(_ index: Int) -> Bool {
    text[index + 1] == UInt8(ascii: "s") && !text.isWord(index + 2)
  }

  private func isSpace(_ index: Int) -> Bool {
    if index < 0 { return text.node.previous?.type == CMARK_NODE_SOFTBREAK }
    if index >= text.literal.count { return text.node.next?.type == CMARK_NODE_SOFTBREAK }
    return text[index].isASCIIWhitespace
  }

  private func isPunctuation(_ index: Int) -> Bool {
    text[index].isASCIIPunctuation && text[index] != ASCII.ampersand
  }

  /// Whether the character at an index begins a word, the one before it being punctuation.
  private func isWordBoundary(at index: Int) -> Bool {
    text.isWord(index) != text.isWord(index - 1)
  }
}
