import Bytes

// `(c)`, `-->`, `1/4`, `2nd`.

/// Which symbols are made of what is typed for them (`pymdownx.smartsymbols`).
public struct SmartSymbols: Sendable, Hashable {
  /// `(tm)`.
  public var trademark = true
  /// `(c)`.
  public var copyright = true
  /// `(r)`.
  public var registered = true
  /// `+/-`.
  public var plusMinus = true
  /// `-->`, `<--` and `<-->`.
  public var arrows = true
  /// `=/=`.
  public var notEqual = true
  /// `1/4` and the others that have a character of their own.
  public var fractions = true
  /// `1st`, `22nd`, `11th`.
  public var ordinalNumbers = true
  /// `c/o`.
  public var careOf = true

  /// All of them.
  public init() {}

  /// The bytes with which symbols begin.
  var triggers: [UInt8] {
    var bytes: [UInt8] = []
    if trademark || copyright || registered { bytes.append(ASCII.leftParenthesis) }
    if plusMinus { bytes.append(ASCII.plus) }
    if arrows { bytes += [ASCII.hyphen, ASCII.less] }
    if notEqual { bytes.append(ASCII.equals) }
    if fractions || ordinalNumbers { bytes += 0x30...0x39 }
    if careOf { bytes.append(ASCII.slash) }
    return bytes
  }

  /// Whether a symbol may begin at an index, by the bytes around it.
  static func mayBegin(_ literal: ByteView, at index: Int) -> Bool {
    guard index + 1 < literal.count else { return false }
    let next = literal[index + 1]
    switch literal[index] {
    case ASCII.leftParenthesis:
      guard index + 2 < literal.count else { return false }
      return literal[index + 2]
        == (next == UInt8(ascii: "t") ? UInt8(ascii: "m") : ASCII.rightParenthesis)
    case ASCII.plus, ASCII.equals: return next == ASCII.slash
    case ASCII.hyphen, ASCII.less: return next == ASCII.hyphen
    case ASCII.slash: return index > 0 && literal[index - 1] == UInt8(ascii: "c")
    case 0x30...0x39:
      if next == ASCII.slash { return true }
      // Of an ordinal number, the first digit.
      guard index == 0 || !literal[index - 1].isWord else { return false }
      var end = index + 1
      while end < literal.count, literal[end].isASCIIDigit { end += 1 }
      return end < literal.count && literal[end].isASCIILetter
    default: return true
    }
  }

  /// The symbol at an index, and how many bytes stand for it.
  func symbol(in text: InlineText, at index: Int) -> (symbol: StaticString, length: Int)? {
    switch text.literal[index] {
    case ASCII.leftParenthesis:
      if trademark, text.has("(tm)", at: index) { return ("™", 4) }
      if copyright, text.has("(c)", at: index) { return ("©", 3) }
      if registered, text.has("(r)", at: index) { return ("®", 3) }
    case ASCII.plus where plusMinus:
      if text.has("+/-", at: index) { return ("±", 3) }
    case ASCII.equals where notEqual:
      if text.has("=/=", at: index) { return ("≠", 3) }
    case ASCII.less where arrows:
      if text.has("<-->", at: index) { return ("↔", 4) }
      if text.has("<--", at: index), text[index + 3] != ASCII.hyphen { return ("←", 3) }
    case ASCII.hyphen where arrows:
      if text.has("-->", at: index), text[index - 1] != ASCII.hyphen { return ("→", 3) }
    case 0x30...0x39 where fractions:
      return fraction(in: text, at: index).map { ($0, 3) }
    default: break
    }
    return nil
  }

  private func fraction(in text: InlineText, at index: Int) -> StaticString? {
    guard text[index + 1] == ASCII.slash, !text[index - 1].isASCIIDigit,
      !text[index + 3].isASCIIDigit
    else { return nil }
    switch (text[index], text[index + 2]) {
    case (0x31, 0x34): return "¼"
    case (0x31, 0x32): return "½"
    case (0x33, 0x34): return "¾"
    case (0x31, 0x33): return "⅓"
    case (0x32, 0x33): return "⅔"
    case (0x31, 0x35): return "⅕"
    case (0x32, 0x35): return "⅖"
    case (0x33, 0x35): return "⅗"
    case (0x34, 0x35): return "⅘"
    case (0x31, 0x36): return "⅙"
    case (0x35, 0x36): return "⅚"
    case (0x31, 0x38): return "⅛"
    case (0x33, 0x38): return "⅜"
    case (0x35, 0x38): return "⅝"
    case (0x37, 0x38): return "⅞"
    default: return nil
    }
  }

  /// The ordinal number that begins at an index: where its digits end.
  func ordinal(in text: InlineText, at index: Int) -> Int? {
    guard ordinalNumbers, !text.isWord(index - 1), text[index] != 0x30 || text.has("0th", at: index)
    else { return nil }
    var end = index
    while text[end].isASCIIDigit { end += 1 }
    guard !text.isWord(end + 2) else { return nil }
    let isTeen = end - index > 1 && text[end - 2] == 0x31
    let isRight: Bool =
      switch text[end - 1] {
      case 0x31 where !isTeen: text.has("st", at: end)
      case 0x32 where !isTeen: text.has("nd", at: end)
      case 0x33 where !isTeen: text.has("rd", at: end)
      case 0x31, 0x32, 0x33: text.has("th", at: end)
      default: text.has("th", at: end)
      }
    return isRight ? end : nil
  }
}

extension InlineRewriter {
  /// The symbol that stands at a byte.
  mutating func symbol(
    in text: InlineText, at index: Int, _ symbols: SmartSymbols
  ) -> InlineFind? {
    if text.literal[index] == ASCII.slash { return careOf(in: text, at: index) }
    if let found = symbols.symbol(in: text, at: index) {
      let range = index..<index + found.length
      let symbol = found.symbol.description
      return node(text: symbol, for: text.string(range)).map {
        InlineFind(range: range, node: $0)
      }
    }
    guard text.literal[index].isASCIIDigit, let end = symbols.ordinal(in: text, at: index) else {
      return nil
    }
    let written = text.string(index..<end + 2)
    let html = text.string(index..<end) + "<sup>" + text.string(end..<end + 2) + "</sup>"
    return node(html: html, for: written, plain: written).map {
      InlineFind(range: index..<end + 2, node: $0)
    }
  }

  /// `c/o`, found by its slash, which is rarer than the letters.
  private mutating func careOf(in text: InlineText, at slash: Int) -> InlineFind? {
    let start = slash - 1
    guard start >= text.floor, text.has("c/o", at: start), !text.isWord(start - 1),
      !text.isWord(start + 3)
    else { return nil }
    return node(text: "℅", for: "c/o").map { InlineFind(range: start..<start + 3, node: $0) }
  }
}
