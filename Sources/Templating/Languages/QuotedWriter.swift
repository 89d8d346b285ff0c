import Bytes

/// Writes into JSON, TOML, Python and HCL, which have strings in double quotes and code around them.
struct QuotedWriter: LanguageWriter {
  /// What these languages differ in.
  enum Dialect { case json, toml, python, hcl }

  /// Where the text that was read ends.
  private enum State: Equatable {
    case code, lineComment, blockComment
    case string(close: [UInt8], escapes: Bool, isLong: Bool)
    /// Before the end of the line with `<<WORD`, and below it.
    case heredocStart([UInt8]), heredoc([UInt8])
  }

  private let dialect: Dialect
  private var state = State.code
  /// The code of since the last string or comment.
  private var code: [UInt8] = []
  private var line: [UInt8] = []

  init(_ dialect: Dialect) { self.dialect = dialect }

  mutating func read(_ bytes: ArraySlice<UInt8>) {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      index += step(bytes[index...])
    }
  }

  /// Reads the sign that `rest` begins with; returns its length.
  private mutating func step(_ rest: ArraySlice<UInt8>) -> Int {
    guard let byte = rest.first else { return 1 }
    switch state {
    case .code: return stepInCode(rest, byte)
    case .lineComment:
      if byte == ASCII.lineFeed {
        state = .code
        code.append(byte)
      }
    case .blockComment:
      if rest.starts(with: Array("*/".utf8)) {
        state = .code
        code.append(ASCII.space)
        return 2
      }
    case .string(let close, let escapes, let isLong):
      if escapes, byte == ASCII.backslash { return min(2, rest.count) }
      if rest.starts(with: close) {
        enterCode(after: byte)
        return close.count
      }
      if byte == ASCII.lineFeed, !isLong { enterCode(after: byte) }
    case .heredocStart(let word):
      if byte == ASCII.lineFeed {
        state = .heredoc(word)
        line = []
      }
    case .heredoc(let word):
      if byte != ASCII.lineFeed {
        line.append(byte)
      } else {
        if line.drop(while: \.isBlank).elementsEqual(word) { enterCode(after: byte) }
        line = []
      }
    }
    return 1
  }

  private mutating func stepInCode(_ rest: ArraySlice<UInt8>, _ byte: UInt8) -> Int {
    if byte == ASCII.hash, dialect != .json {
      state = .lineComment
      return 1
    }
    if dialect == .hcl {
      if rest.starts(with: Array("//".utf8)) { state = .lineComment }
      if rest.starts(with: Array("/*".utf8)) { state = .blockComment }
      if state != .code { return 2 }
      if rest.starts(with: Array("<<".utf8)) {
        let word = rest.dropFirst(2).drop { $0 == ASCII.hyphen }
          .prefix { $0.isASCIIAlphanumeric || $0 == ASCII.underscore }
        if !word.isEmpty {
          state = .heredocStart(Array(word))
          return 2
        }
      }
    }
    let hasApostrophes = dialect == .toml || dialect == .python
    if byte == ASCII.quote || (hasApostrophes && byte == ASCII.apostrophe) {
      let escapes = dialect != .toml || byte == ASCII.quote
      let long = [byte, byte, byte]
      if hasApostrophes, rest.starts(with: long) {
        state = .string(close: long, escapes: escapes, isLong: true)
        return 3
      }
      state = .string(close: [byte], escapes: escapes, isLong: false)
      return 1
    }
    code.append(byte)
    return 1
  }

  private mutating func enterCode(after byte: UInt8) {
    state = .code
    code = [byte]
  }

  func literal(for text: String, before rest: ArraySlice<UInt8>) throws(Refusal) -> [UInt8] {
    switch state {
    case .code: break
    case .string: throw .insideQuotes
    case .lineComment, .blockComment: throw .insideComment
    case .heredocStart, .heredoc: throw Refusal("text cannot be written inside a heredoc")
    }
    guard begins, ends(before: rest) else { throw .partOfValue }
    return quoted(text)
  }

  /// Whether a value may begin after the code read so far.
  private var begins: Bool {
    let openers: String
    switch dialect {
    case .json: openers = ":[,{"
    case .toml: openers = "=[,{"
    case .hcl: openers = "=[,(:{?"
    case .python:
      // Any place between words, but no prefix or neighbour of a string.
      guard let last = code.last else { return true }
      return last.isASCIIWhitespace || Array("=[,({:+".utf8).contains(last)
    }
    guard let last = code.last(where: { !$0.isASCIIWhitespace }) else { return dialect == .json }
    return Array(openers.utf8).contains(last)
  }

  private func ends(before rest: ArraySlice<UInt8>) -> Bool {
    if dialect == .python {
      guard let next = rest.first else { return true }
      return next.isASCIIWhitespace || Array(",)]}:;".utf8).contains(next)
    }
    let closers = dialect == .json ? ",]}:" : dialect == .toml ? ",]}#" : ",]})#:/?"
    if rest.isAtLineEnd { return true }
    return rest.firstSolid.map(Array(closers.utf8).contains) ?? true
  }

  private func quoted(_ text: String) -> [UInt8] {
    var output = OutputBuffer()
    output.append(ASCII.quote)
    var previous: UInt8 = 0
    let bytes = Array(text.utf8)
    for (index, byte) in bytes.enumerated() {
      let opens = index + 1 < bytes.count && bytes[index + 1] == ASCII.leftBrace
      switch byte {
      case ASCII.quote: output.append("\\\"" as StaticString)
      case ASCII.backslash: output.append("\\\\" as StaticString)
      case ASCII.lineFeed: output.append("\\n" as StaticString)
      case ASCII.carriageReturn: output.append("\\r" as StaticString)
      case ASCII.tab: output.append("\\t" as StaticString)
      case 0..<0x20, 0x7F: output.append("\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))")
      case ASCII.dollar where dialect == .hcl && opens,
        ASCII.percent where dialect == .hcl && opens:
        // Doubling the sign takes its meaning, unless another stands before it.
        if previous == byte {
          output.append(byte == ASCII.dollar ? "\\u0024" : "\\u0025")
        } else {
          output.append([byte, byte])
        }
      default: output.append(byte)
      }
      previous = byte
    }
    output.append(ASCII.quote)
    return output.bytes
  }
}
