import Bytes

// `\a` stands for `a`, whatever the character.

/// What a backslash escapes beyond punctuation (`pymdownx.escapeall`).
public struct EscapeAll: Sendable, Hashable {
  /// An escaped space does not break (`nbsp`).
  public var keepsSpaces = false

  /// As the extension has it by default.
  public init() {}
}

extension Dialect {
  /// Whether a space may be escaped to stand in `~subscript~` or `^superscript^`.
  var escapesSpaces: Bool {
    [tilde, caret].contains { $0?.single == true && $0?.forbidsSpaces == true }
  }
}

extension InlineRewriter {
  /// What a backslash stands for with the character behind it.
  mutating func escape(in text: InlineText, at index: Int) -> InlineFind? {
    if let style = dialect.escapeAll { return escape(in: text, at: index, style) }
    guard reader.pairs.isOpen, text[index + 1] == ASCII.space, closesSpan(text, from: index + 2)
    else { return nil }
    let range = index..<index + 2
    return node(text: " ", for: text.string(range)).map { InlineFind(range: range, node: $0) }
  }

  /// Whether a sign that closes a sub- or superscript follows before white space.
  private func closesSpan(_ text: InlineText, from start: Int) -> Bool {
    var index = start
    while index < text.literal.count {
      let byte = text[index]
      if byte == ASCII.tilde || byte == ASCII.caret { return !text[index - 1].isASCIIWhitespace }
      if byte.isASCIIWhitespace, text[index - 1] != ASCII.backslash { return false }
      index += 1
    }
    return false
  }

  /// The character behind a backslash. Punctuation is libcmark's.
  private mutating func escape(
    in text: InlineText, at index: Int, _ style: EscapeAll
  ) -> InlineFind? {
    guard index + 1 < text.literal.count else { return nil }
    var end = index + 2
    while text[end] & 0xC0 == 0x80 { end += 1 }
    let range = index..<end
    let character = text.string(index + 1..<end)
    let shown = style.keepsSpaces && character == " " ? "\u{A0}" : character
    return node(text: shown, for: text.string(range)).map {
      InlineFind(range: range, node: $0)
    }
  }
}
