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
    guard let smarty = dialect.smarty else { return nil }
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
      if let html = smarty.substitutions[found.sign.rawValue] {
        node(html: html, for: text.string(range))
      } else {
        node(text: found.sign.character, for: text.string(range))
      }
    return node.map { InlineFind(range: range, nodes: [$0]) }
  }
}

/// Decides which way the quotes of a text turn, as Python-Markdown's `smarty` does: rule after
/// rule, each over the whole text. What a rule has turned is no character for the later ones.
struct SmartQuotes {
  private let text: InlineText
  private let starts: Bool
  private(set) var signs: [Int: Smarty.Sign] = [:]

  init(_ text: InlineText) {
    self.text = text
    starts = Self.endsText(text.node.previous)
    let literal = text.literal
    let quotes = literal.indices.filter {
      (literal[$0] == ASCII.quote || literal[$0] == ASCII.apostrophe) && !text.isEscaped($0)
    }
    guard !quotes.isEmpty else { return }
    turn(quotes)
  }

  /// Whether a neighbour is an element, at which the text that rules look at ends.
  private static func endsText(_ neighbour: Node?) -> Bool {
    guard let type = neighbour?.type else { return true }
    return type != CMARK_NODE_SOFTBREAK && type != CMARK_NODE_HTML_INLINE
  }

  private mutating func turn(_ quotes: [Int]) {
    if quotes[0] == 0, starts, isPunctuation(1), !isWordBoundary(at: 2) {
      signs[0] = text[0] == ASCII.apostrophe ? .rightSingle : .rightDouble
    }
    pairs(quotes, ASCII.quote, followedByWord: true, .leftDouble, .leftSingle)
    pairs(quotes, ASCII.apostrophe, followedByWord: true, .leftSingle, .leftDouble)
    pairs(quotes, ASCII.apostrophe, followedByWord: false, .rightSingle, .rightDouble)
    pairs(quotes, ASCII.quote, followedByWord: false, .rightDouble, .rightSingle)
    let single = quotes.filter { text[$0] == ASCII.apostrophe }
    for index in single where signs[index] == nil && isDecade(index) {
      signs[index] = .rightSingle
    }
    for index in single where signs[index] == nil && opensWord(index) {
      signs[index] = .leftSingle
    }
    for index in single where signs[index] == nil && closes(index) && !endsBeforeSuffix(index) {
      signs[index] = .rightSingle
    }
    for index in single where signs[index] == nil {
      signs[index] = isSpace(index + 1) || isGenitive(index) ? .rightSingle : .leftSingle
    }
    let double = quotes.filter { text[$0] == ASCII.quote }
    for index in double where signs[index] == nil && opensWord(index) {
      signs[index] = .leftDouble
    }
    for index in double where signs[index] == nil && isSpace(index + 1) {
      signs[index] = .rightDouble
    }
    for index in double where signs[index] == nil {
      signs[index] = closes(index) ? .rightDouble : .leftDouble
    }
  }

  /// Turns `"'` and `'"`, either before a word or behind what can be closed.
  private mutating func pairs(
    _ quotes: [Int], _ first: UInt8, followedByWord: Bool, _ one: Smarty.Sign, _ two: Smarty.Sign
  ) {
    let second = first == ASCII.quote ? ASCII.apostrophe : ASCII.quote
    for index in quotes
    where text[index] == first && text[index + 1] == second && signs[index] == nil
      && signs[index + 1] == nil && !text.isEscaped(index + 1)
    {
      guard followedByWord ? text.isWord(index + 2) : closes(index) else { continue }
      signs[index] = one
      signs[index + 1] = two
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
    guard text.isWord(index + 1), signs[index + 1] == nil else { return false }
    return isSpace(index - 1) || text.has("–", at: index - 3) || text.has("—", at: index - 3)
      || text.has("\u{A0}", at: index - 2)
  }

  /// Whether the byte before the quote is one behind which quotes close.
  private func closes(_ index: Int) -> Bool {
    guard index > 0, signs[index - 1] == nil, !text.isEscaped(index - 1) else { return false }
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
