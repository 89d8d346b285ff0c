import Bytes

/// Writes into Markdown: text is escaped so that it shows as it was typed, on GitHub, in
/// Python-Markdown and in CommonMark.
struct MarkdownWriter: LanguageWriter {
  private var line: [UInt8] = []
  /// The fence of the code block that is open: its sign and length.
  private var fence: (sign: UInt8, count: Int)?

  mutating func read(_ bytes: ArraySlice<UInt8>) {
    for byte in bytes {
      if byte == ASCII.lineFeed {
        endLine()
      } else {
        line.append(byte)
      }
    }
  }

  private mutating func endLine() {
    defer { line = [] }
    let content = line.drop { $0.isBlank }
    guard let sign = content.first, sign == ASCII.backtick || sign == ASCII.tilde else { return }
    let count = content.prefix { $0 == sign }.count
    guard count >= 3 else { return }
    if let open = fence {
      let isBare = content.dropFirst(count).allSatisfy(\.isASCIIWhitespace)
      if sign == open.sign, count >= open.count, isBare { fence = nil }
    } else {
      fence = (sign, count)
    }
  }

  func literal(for text: String, before rest: ArraySlice<UInt8>) throws(Refusal) -> [UInt8] {
    let inCode = line.filter { $0 == ASCII.backtick }.count % 2 == 1
    if fence != nil || inCode {
      throw Refusal(
        "text cannot be written inside code", hint: "use an answer of harmless characters there")
    }
    if line.suffix(2) == Array("](".utf8) || line.last == ASCII.less {
      throw Refusal(
        "text cannot be written into an address", hint: "use an answer of harmless characters there"
      )
    }
    return escaped(text)
  }

  private func escaped(_ text: String) -> [UInt8] {
    var output = OutputBuffer()
    let bytes = Array(text.utf8)
    // Blocks begin at the start of a line, or of a list item or quotation.
    let beginsLine = line.allSatisfy { $0.isASCIIWhitespace || Array("-*+>".utf8).contains($0) }
    let digits = bytes.prefix(while: \.isASCIIDigit).count
    for (index, byte) in bytes.enumerated() {
      let isFirst = beginsLine && index == 0
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      let previous = index > 0 ? bytes[index - 1] : 0
      switch byte {
      case ASCII.backslash, ASCII.backtick, ASCII.asterisk, ASCII.underscore, ASCII.leftBrace,
        ASCII.rightBrace, ASCII.leftBracket, ASCII.rightBracket:
        output.append([ASCII.backslash, byte])
      case ASCII.less: output.append("&lt;" as StaticString)
      case ASCII.greater: output.append("&gt;" as StaticString)
      case ASCII.ampersand: output.append("&amp;" as StaticString)
      // These mean something to some Markdown, and not all of them read a backslash before one.
      case ASCII.pipe, ASCII.tilde, ASCII.caret: output.append("&#\(byte);")
      case ASCII.hash where isFirst || previous.isBlank || previous == ASCII.hash,
        ASCII.exclamation where isFirst || next == ASCII.leftBracket,
        ASCII.hyphen where isFirst,
        ASCII.plus where isFirst || next == byte || previous == byte:
        output.append([ASCII.backslash, byte])
      case ASCII.equals where isFirst || next == byte || previous == byte,
        ASCII.question where isFirst, ASCII.colon where isFirst:
        output.append("&#\(byte);")
      case ASCII.period where beginsLine && digits > 0 && index == digits,
        ASCII.rightParenthesis where beginsLine && digits > 0 && index == digits:
        output.append([ASCII.backslash, byte])
      case ASCII.lineFeed, ASCII.carriageReturn: output.append(ASCII.space)
      default: output.append(byte)
      }
    }
    return output.bytes
  }
}
