import Bytes

/// Writes into YAML: text becomes a double-quoted scalar where a value may begin.
struct YAMLWriter: LanguageWriter {
  /// What carries over from line to line.
  private struct State {
    var flowDepth = 0
    /// The quote of a scalar that is open, or 0.
    var quote: UInt8 = 0
    /// The column that the lines of a block scalar stand right of.
    var blockColumn: Int?
    /// The last thing read announces a value: `:`, `-`, `[`, `{` or `,`, or a tag after one.
    var announces = false
    /// A scalar, list or mapping may begin here.
    var begins = true
    var isComment = false
  }

  private var atLineStart = State()
  private var line: [UInt8] = []

  mutating func read(_ bytes: ArraySlice<UInt8>) {
    for byte in bytes {
      if byte == ASCII.lineFeed {
        atLineStart = scan(isWhole: true)
        line = []
      } else {
        line.append(byte)
      }
    }
  }

  func literal(for text: String, before rest: ArraySlice<UInt8>) throws(Refusal) -> [UInt8] {
    let state = scan(isWhole: false)
    if state.quote != 0 { throw .insideQuotes }
    if state.isComment { throw .insideComment }
    if state.blockColumn != nil { throw Refusal("text cannot be written inside a block scalar") }
    guard isWholeValue(state, before: rest) else { throw .partOfValue }
    return quoted(text)
  }

  func safeLiteral(for text: String, before rest: ArraySlice<UInt8>) -> [UInt8] {
    guard Self.isAmbiguous(text) else { return Array(text.utf8) }
    let state = scan(isWhole: false)
    let isFree = state.quote == 0 && !state.isComment && state.blockColumn == nil
    return isFree && isWholeValue(state, before: rest) ? quoted(text) : Array(text.utf8)
  }

  /// Whether harmless text would be read as a number, date, boolean or syntax without quotes.
  static func isAmbiguous(_ text: String) -> Bool {
    guard let first = text.utf8.first, first.isASCIILetter, text.utf8.last != ASCII.colon else {
      return true
    }
    return ["true", "false", "yes", "no", "on", "off", "null", "y", "n"].contains(text.lowercased())
  }

  private func isWholeValue(_ state: State, before rest: ArraySlice<UInt8>) -> Bool {
    guard state.begins, state.announces, line.isEmpty || line.last.map(opensValue) == true else {
      return false
    }
    if rest.isAtLineEnd { return true }
    if rest.firstSolid == ASCII.hash { return rest.first?.isBlank == true }
    return state.flowDepth > 0 && rest.firstSolid.map(Array(",]}".utf8).contains) == true
  }

  /// Nothing but a blank or a flow indicator may touch a value.
  private func opensValue(_ byte: UInt8) -> Bool {
    byte.isBlank || Array("[{,".utf8).contains(byte)
  }

  /// Reads the line from the state before it; a line that is not whole may go on.
  private func scan(isWhole: Bool) -> State {
    var state = atLineStart
    state.isComment = false
    let indent = line.prefix { $0 == ASCII.space }.count
    if let column = state.blockColumn {
      if indent > column || line.allSatisfy(\.isASCIIWhitespace) { return state }
      state.blockColumn = nil
    }
    if state.quote == 0, state.flowDepth == 0 {
      state.begins = true
      state.announces = false
    }
    var nodeColumn = indent
    var hasKey = false
    var index = 0
    while index < line.count {
      let byte = line[index]
      if state.quote != 0 {
        index += skipQuoted(byte, at: index, &state)
        continue
      }
      let next = index + 1 < line.count ? line[index + 1] : (isWhole ? ASCII.lineFeed : 0)
      let isIndicator = next == 0 || next.isASCIIWhitespace
      index += 1
      if byte.isASCIIWhitespace { continue }
      if byte == ASCII.hash, index == 1 || line[index - 2].isBlank {
        state.isComment = !isWhole
        return state
      }
      switch byte {
      case ASCII.hyphen where state.begins && isIndicator && state.flowDepth == 0,
        ASCII.question where state.begins && isIndicator:
        nodeColumn = index - 1
        state.announces = true
      case ASCII.colon
      where isIndicator || (state.flowDepth > 0 && index > 1 && line[index - 2] == ASCII.quote):
        (state.begins, state.announces, hasKey) = (true, true, true)
      case ASCII.leftBracket where state.begins || state.flowDepth > 0,
        ASCII.leftBrace where state.begins || state.flowDepth > 0:
        state.flowDepth += 1
        (state.begins, state.announces) = (true, true)
      case ASCII.rightBracket where state.flowDepth > 0,
        ASCII.rightBrace where state.flowDepth > 0:
        state.flowDepth -= 1
        (state.begins, state.announces) = (false, false)
      case ASCII.comma where state.flowDepth > 0:
        (state.begins, state.announces) = (true, true)
      case ASCII.exclamation where state.begins, ASCII.ampersand where state.begins:
        while index < line.count, !line[index].isBlank { index += 1 }
      case ASCII.pipe where state.begins && state.flowDepth == 0,
        ASCII.greater where state.begins && state.flowDepth == 0:
        state.blockColumn = state.announces ? nodeColumn : -1
        return state
      case ASCII.quote where state.begins, ASCII.apostrophe where state.begins:
        if !hasKey { nodeColumn = index - 1 }
        state.quote = byte
        (state.begins, state.announces) = (false, false)
      default:
        if state.begins, !hasKey { nodeColumn = index - 1 }
        (state.begins, state.announces) = (false, false)
      }
    }
    return state
  }

  private func skipQuoted(_ byte: UInt8, at index: Int, _ state: inout State) -> Int {
    if state.quote == ASCII.quote, byte == ASCII.backslash { return 2 }
    guard byte == state.quote else { return 1 }
    if byte == ASCII.apostrophe, index + 1 < line.count, line[index + 1] == byte { return 2 }
    state.quote = 0
    return 1
  }

  private func quoted(_ text: String) -> [UInt8] {
    var output = OutputBuffer()
    output.append(ASCII.quote)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output.append("\\\"" as StaticString)
      case "\\": output.append("\\\\" as StaticString)
      case "\n": output.append("\\n" as StaticString)
      case "\t": output.append("\\t" as StaticString)
      case "\u{0}"..<"\u{20}", "\u{7F}"..<"\u{A0}", "\u{2028}", "\u{2029}", "\u{FEFF}":
        let digits = String(scalar.value, radix: 16)
        output.append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
      default: output.append(String(scalar))
      }
    }
    output.append(ASCII.quote)
    return output.bytes
  }
}
