import Bytes

// `\a` stands for `a`, whatever the character.

/// What a backslash escapes beyond punctuation (`pymdownx.escapeall`).
public struct EscapeAll: Sendable, Hashable {
  /// An escaped space does not break (`nbsp`).
  public var keepsSpaces = false

  /// As the extension has it by default.
  public init() {}
}

extension InlineRewriter {
  /// The character behind a backslash. Punctuation is libcmark's.
  mutating func escape(in text: InlineText, at index: Int, _ style: EscapeAll) -> InlineFind? {
    guard index + 1 < text.literal.count else { return nil }
    var end = index + 2
    while text[end] & 0xC0 == 0x80 { end += 1 }
    let range = index..<end
    let character = text.string(index + 1..<end)
    let shown = style.keepsSpaces && character == " " ? "\u{A0}" : character
    return node(text: shown, for: text.string(range)).map {
      InlineFind(range: range, nodes: [$0])
    }
  }
}
