import Bytes

/// Which inline syntax a dialect has, ready to be looked for. It is made once for many pages.
final class InlineSyntax: Sendable {
  /// The runs of characters that become elements.
  let delimiters: [DelimiterSyntax]
  /// The index in `delimiters` of a byte's syntax, plus one; 0 for none.
  private let delimiterNumbers: [UInt8]
  /// The bytes at which something may begin: in texts, and in the source of texts.
  private let triggers: Triggers
  private let sourceTriggers: Triggers
  /// By byte, what may begin there.
  private let starts: [Starts]
  /// The providers of short names.
  let magicLinks: MagicLinkTable?
  /// Whether the dialect has any.
  let isEmpty: Bool

  init(_ dialect: Dialect) {
    delimiters = Self.delimiters(of: dialect)
    var numbers = [UInt8](repeating: 0, count: 256)
    for (index, syntax) in delimiters.enumerated() { numbers[Int(syntax.byte)] = UInt8(index + 1) }
    delimiterNumbers = numbers
    if case .magicLinks(let options) = dialect.bareLinks {
      magicLinks = MagicLinkTable(options)
    } else {
      magicLinks = nil
    }
    let linkTriggers =
      magicLinks?.triggers
      ?? (dialect.bareLinks == nil ? [] : [ASCII.colon, ASCII.period, ASCII.at])
    var starts = [Starts](repeating: [], count: 256)
    for (kind, bytes) in Self.starts(of: dialect) + [(.bareLink, linkTriggers)] {
      for byte in bytes { starts[Int(byte)].insert(kind) }
    }
    for syntax in delimiters {
      starts[Int(syntax.byte)].insert(syntax.single == nil ? .pairedDelimiter : .delimiter)
    }
    isEmpty = starts.allSatisfy { $0.isEmpty }
    if dialect.attributeLists, !isEmpty {
      starts[Int(ASCII.leftBrace)].insert(.attributeList)
    }
    self.starts = starts
    var triggers = Triggers()
    var sourceTriggers = Triggers()
    for byte in UInt8(1)...255 where !starts[Int(byte)].isEmpty {
      triggers.insert(byte, starts[Int(byte)], inSource: false)
      sourceTriggers.insert(byte, starts[Int(byte)], inSource: true)
    }
    // Escapes and character references may show what does not stand in the source.
    sourceTriggers.insert(ASCII.backslash)
    sourceTriggers.insert(ASCII.ampersand)
    self.triggers = triggers
    self.sourceTriggers = sourceTriggers
  }

  /// What begins at a byte.
  struct Starts: OptionSet, Sendable {
    let rawValue: UInt16

    static let bareLink = Starts(rawValue: 1)
    static let wikiLink = Starts(rawValue: 2)
    static let escape = Starts(rawValue: 4)
    static let keys = Starts(rawValue: 8)
    static let emoji = Starts(rawValue: 16)
    static let symbol = Starts(rawValue: 32)
    static let sign = Starts(rawValue: 64)
    /// What stands in an attribute list is no text.
    static let attributeList = Starts(rawValue: 128)
    static let critic = Starts(rawValue: 256)
    static let progressBar = Starts(rawValue: 512)
    static let delimiter = Starts(rawValue: 1024)
    /// A delimiter that one byte alone is none of.
    static let pairedDelimiter = Starts(rawValue: 2048)

    /// What is looked for without a look at the bytes around.
    static let always = Starts(rawValue: 4 | 128 | 256 | 1024)
  }

  /// What may begin at a byte besides footnotes and abbreviations.
  func starts(_ byte: UInt8) -> Starts { starts[Int(byte)] }

  /// Whether a byte is a quote that `smarty` turns.
  func turns(_ byte: UInt8) -> Bool {
    (byte == ASCII.quote || byte == ASCII.apostrophe) && starts(byte).contains(.sign)
  }

  /// The number in `delimiters` of a byte's syntax.
  func delimiter(_ byte: UInt8) -> Int? {
    let number = delimiterNumbers[Int(byte)]
    return number > 0 ? Int(number) - 1 : nil
  }

  /// The triggers with those of one page.
  func triggers(adding bytes: [UInt8]) -> BlockTriggers {
    var (text, source) = (triggers, sourceTriggers)
    for byte in bytes {
      text.insert(byte)
      source.insert(byte)
    }
    var marks = source
    for byte in [ASCII.leftBracket, ASCII.less, ASCII.backtick] { marks.insert(byte) }
    return BlockTriggers(text: text.forPage(), source: source.forPage(), marks: marks.forPage())
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

  private static func starts(of dialect: Dialect) -> [(Starts, [UInt8])] {
    [
      (.keys, dialect.keys == nil ? [] : [ASCII.plus]),
      (.wikiLink, dialect.wikiLinks == nil ? [] : [ASCII.leftBracket]),
      (.progressBar, dialect.progressBars == nil ? [] : [ASCII.leftBracket]),
      (.escape, dialect.escapeAll == nil && !dialect.escapesSpaces ? [] : [ASCII.backslash]),
      (.emoji, dialect.emojis == nil ? [] : [ASCII.colon]),
      (.symbol, dialect.smartSymbols?.triggers ?? []),
      (.sign, dialect.smarty?.triggers ?? []),
      (
        .critic,
        dialect.critic == nil
          ? []
          : [
            ASCII.leftBrace, ASCII.plus, ASCII.hyphen, ASCII.tilde, ASCII.equals, ASCII.less,
          ]
      ),
    ]
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
