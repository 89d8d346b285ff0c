import Bytes

/// Writes into shell scripts: text becomes a word in single quotes.
struct ShellWriter: LanguageWriter {
  /// What the text that was read is inside of, the innermost last.
  private enum Nesting: Equatable {
    case comment, singleQuotes, doubleQuotes, substitution, parentheses, parameter, backticks
  }

  private var nesting: [Nesting] = []
  private var last: UInt8 = ASCII.lineFeed
  private var isEscaped = false
  /// The end words of heredocs whose text begins on the next line.
  private var announced: [[UInt8]] = []
  /// The end word of the heredoc that is being read.
  private var heredoc: [UInt8]?
  private var line: [UInt8] = []

  mutating func read(_ bytes: ArraySlice<UInt8>) {
    for index in bytes.indices { step(bytes[index...], bytes[index]) }
  }

  private mutating func step(_ rest: ArraySlice<UInt8>, _ byte: UInt8) {
    defer { last = byte }
    if let word = heredoc {
      if byte != ASCII.lineFeed {
        line.append(byte)
        return
      }
      if line.drop(while: { $0 == ASCII.tab }).elementsEqual(word) { endHeredoc() }
      line = []
      return
    }
    if byte == ASCII.lineFeed, nesting.last == .comment { nesting.removeLast() }
    if byte == ASCII.lineFeed, !announced.isEmpty, nesting.last != .singleQuotes { endHeredoc() }
    if nesting.last == .comment { return }
    if nesting.last == .singleQuotes {
      if byte == ASCII.apostrophe { nesting.removeLast() }
      return
    }
    if isEscaped {
      isEscaped = false
      return
    }
    if byte == ASCII.backslash {
      isEscaped = true
      return
    }
    nest(rest, byte)
  }

  /// Enters or leaves what `byte` opens or closes.
  private mutating func nest(_ rest: ArraySlice<UInt8>, _ byte: UInt8) {
    let inQuotes = nesting.last == .doubleQuotes
    switch byte {
    case ASCII.quote:
      if inQuotes { nesting.removeLast() } else { nesting.append(.doubleQuotes) }
    case ASCII.backtick:
      if nesting.last == .backticks { nesting.removeLast() } else { nesting.append(.backticks) }
    case ASCII.leftParenthesis:
      if last == ASCII.dollar {
        nesting.append(.substitution)
      } else if !inQuotes, !nesting.isEmpty {
        nesting.append(.parentheses)
      }
    case ASCII.rightParenthesis:
      if nesting.last == .substitution || nesting.last == .parentheses { nesting.removeLast() }
    case ASCII.leftBrace where last == ASCII.dollar: nesting.append(.parameter)
    case ASCII.rightBrace where nesting.last == .parameter: nesting.removeLast()
    case ASCII.apostrophe where !inQuotes && nesting.last != .parameter:
      nesting.append(.singleQuotes)
    case ASCII.hash where !inQuotes && nesting.last != .parameter:
      if last.isASCIIWhitespace || Array(";&|(".utf8).contains(last) { nesting.append(.comment) }
    case ASCII.less where !inQuotes && last == ASCII.less: announceHeredoc(rest.dropFirst())
    default: break
    }
  }

  /// Reads the end word after `<<`; `<<<` is no heredoc.
  private mutating func announceHeredoc(_ rest: ArraySlice<UInt8>) {
    let word = rest.drop { $0 == ASCII.hyphen || $0.isBlank }
      .filter { $0 != ASCII.apostrophe && $0 != ASCII.quote && $0 != ASCII.backslash }
      .prefix { $0.isASCIIAlphanumeric || $0 == ASCII.underscore }
    if rest.first != ASCII.less, !word.isEmpty { announced.append(Array(word)) }
  }

  private mutating func endHeredoc() {
    heredoc = announced.isEmpty ? nil : announced.removeFirst()
    line = []
  }

  func literal(for text: String, before rest: ArraySlice<UInt8>) throws(Refusal) -> [UInt8] {
    if heredoc != nil { throw Refusal("text cannot be written inside a heredoc") }
    switch nesting.last {
    case .singleQuotes, .doubleQuotes: throw .insideQuotes
    case .comment: throw .insideComment
    case .parameter: throw Refusal("text cannot be written inside ${ }")
    case .backticks: throw Refusal("text cannot be written inside backticks", hint: "use $( )")
    case .substitution, .parentheses, nil: break
    }
    // Quotes of the substitution's surroundings do not reach inside it.
    guard !isEscaped, last.isASCIIWhitespace || Array("=(;&|".utf8).contains(last),
      rest.first.map({ $0.isASCIIWhitespace || Array(");&|".utf8).contains($0) }) ?? true
    else { throw .partOfValue }
    return Self.quoted(text)
  }

  /// `text` as one word: in single quotes, in which nothing but the quote itself has a meaning.
  static func quoted(_ text: String) -> [UInt8] {
    var output = [ASCII.apostrophe]
    for byte in text.utf8 where byte != 0 {
      if byte == ASCII.apostrophe {
        output += Array("'\\''".utf8)
      } else {
        output.append(byte)
      }
    }
    return output + [ASCII.apostrophe]
  }
}
