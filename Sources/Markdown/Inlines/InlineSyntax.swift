import Bytes

/// Which inline syntax a dialect has, ready to be looked for. It is made once for many pages.
struct InlineSyntax: Sendable {
  /// The runs of characters that become elements.
  let delimiters: [DelimiterSyntax]
  /// The index in `delimiters` of a byte's syntax, plus one; 0 for none.
  private let delimiterNumbers: [UInt8]
  /// The bytes at which something may begin.
  private let triggers: ByteSet
  /// The bytes at which only a bare link may begin.
  private let linkTriggers: [UInt8]
  /// The providers of short names.
  let magicLinks: MagicLinkTable?
  /// Whether the dialect has any.
  let isEmpty: Bool

  init(_ dialect: Dialect) {
    delimiters = Self.delimiters(of: dialect)
    var numbers = [UInt8](repeating: 0, count: 256)
    for (index, syntax) in delimiters.enumerated() { numbers[Int(syntax.byte)] = UInt8(index + 1) }
    delimiterNumbers = numbers
    var triggers = ByteSet()
    for syntax in delimiters { triggers.insert(syntax.byte) }
    for byte in Self.triggers(of: dialect) { triggers.insert(byte) }
    self.triggers = triggers
    if case .magicLinks(let options) = dialect.bareLinks {
      magicLinks = MagicLinkTable(options)
    } else {
      magicLinks = nil
    }
    linkTriggers =
      magicLinks?.triggers
      ?? (dialect.bareLinks == nil ? [] : [ASCII.colon, ASCII.period, ASCII.at])
    isEmpty = triggers.isEmpty && linkTriggers.isEmpty
  }

  /// The number in `delimiters` of a byte's syntax.
  func delimiter(_ byte: UInt8) -> Int? {
    let number = delimiterNumbers[Int(byte)]
    return number > 0 ? Int(number) - 1 : nil
  }

  /// The table of triggers with those of one page, and of them those at which only a bare link may
  /// begin.
  func triggers(adding bytes: some Sequence<UInt8>) -> (all: ByteSet, ofLinks: ByteSet) {
    var all = triggers
    for byte in bytes { all.insert(byte) }
    var ofLinks = ByteSet()
    for byte in linkTriggers where !all.contains(byte) {
      ofLinks.insert(byte)
      all.insert(byte)
    }
    return (all, ofLinks)
  }

  private static func delimiters(of dialect: Dialect) -> [DelimiterSyntax] {
    var all: [DelimiterSyntax] = []
    if let tilde = dialect.tilde {
      all.append(tilde.delimiters(ASCII.tilde, double: "del", single: "sub"))
    } else if dialect.strikethrough {
      all.append(
        DelimiterSyntax(
          byte: ASCII.tilde, single: "del", double: "del", wantsEqualRuns: true))
    }
    if let caret = dialect.caret {
      all.append(caret.delimiters(ASCII.caret, double: "ins", single: "sup"))
    }
    if dialect.mark {
      all.append(DelimiterSyntax(byte: ASCII.equals, single: nil, double: "mark"))
    }
    if dialect.emphasisInWords.underscore {
      all.append(
        DelimiterSyntax(
          byte: ASCII.underscore, single: "em", double: "strong", mindsPunctuation: false))
    }
    return all
  }

  private static func triggers(of dialect: Dialect) -> [UInt8] {
    var bytes: [UInt8] = []
    if dialect.keys != nil { bytes.append(ASCII.plus) }
    if dialect.wikiLinks != nil || dialect.progressBars != nil { bytes.append(ASCII.leftBracket) }
    if dialect.escapeAll != nil { bytes.append(ASCII.backslash) }
    bytes += dialect.smartSymbols?.triggers ?? []
    bytes += dialect.smarty?.triggers ?? []
    if dialect.emojis != nil { bytes.append(ASCII.colon) }
    return bytes
  }
}

extension SpanPair {
  /// The delimiters of `~` and `~~`, or of `^` and `^^`.
  fileprivate func delimiters(_ byte: UInt8, double: String, single: String) -> DelimiterSyntax {
    DelimiterSyntax(
      byte: byte, single: self.single ? single : nil, double: self.double ? double : nil,
      mindsPunctuation: punctuation || !self.single, singleForbidsSpaces: forbidsSpaces)
  }
}
