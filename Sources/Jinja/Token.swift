import Bytes

/// A piece of an expression or statement.
struct Token: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case name(String)
    case string(String)
    case int(Int)
    case double(Double)
    case mark(String)
    case end
  }
  var kind: Kind
  var offset: Int

  /// The token as Jinja names it in messages.
  var description: String {
    switch kind {
    case .name(let name): name
    case .string(let text): text
    case .int(let number): "\(number)"
    case .double(let number): "\(number)"
    case .mark(let mark): mark
    case .end: "end of template"
    }
  }
}

/// Splits what stands between a template's marks into tokens.
struct Tokenizer {
  private let bytes: [UInt8]
  private let end: [UInt8]
  private(set) var index: Int

  /// - Parameter end: what closes the expression; it may not be found within strings and brackets.
  init(_ bytes: [UInt8], from start: Int, until end: String) {
    self.bytes = bytes
    index = start
    self.end = Array(end.utf8)
  }

  /// Those of two bytes stand before those that they begin with.
  private static let marks: [(text: String, first: UInt8, second: UInt8?)] = [
    "==", "!=", "<=", ">=", "//", "**", "+", "-", "*", "/", "%", "~", "<", ">", "=", ".", ",", ":",
    "|", "(", ")", "[", "]", "{", "}", ";",
  ].map { (text: $0, first: $0.utf8.first ?? 0, second: $0.utf8.dropFirst().first) }

  /// The tokens up to the closing mark; `index` is behind it then.
  ///
  /// - Returns: nil when there is no closing mark.
  mutating func tokens() throws(TemplateError) -> (tokens: [Token], trims: Bool)? {
    var tokens: [Token] = []
    var depth: [UInt8] = []
    while true {
      while index < bytes.count, bytes[index].isASCIIWhitespace { index += 1 }
      guard index < bytes.count else { return nil }
      if depth.isEmpty {
        if let sign = closing() {
          tokens.append(Token(kind: .end, offset: index))
          index += end.count + (sign == nil ? 0 : 1)
          return (tokens, sign == ASCII.hyphen)
        }
      }
      let start = index
      let byte = bytes[index]
      if byte == ASCII.quote || byte == ASCII.apostrophe {
        tokens.append(Token(kind: .string(try string(byte)), offset: start))
      } else if byte.isASCIIDigit {
        tokens.append(Token(kind: number(), offset: start))
      } else if byte.isASCIILetter || byte == ASCII.underscore || byte >= 0x80 {
        while index < bytes.count,
          bytes[index].isASCIIAlphanumeric || bytes[index] == ASCII.underscore
            || bytes[index] >= 0x80
        { index += 1 }
        let name = String(decoding: bytes[start..<index], as: UTF8.self)
        tokens.append(Token(kind: .name(name), offset: start))
      } else if let mark = mark() {
        index += mark.utf8.count
        switch byte {
        case ASCII.leftParenthesis, ASCII.leftBracket, ASCII.leftBrace: depth.append(byte)
        case ASCII.rightParenthesis, ASCII.rightBracket, ASCII.rightBrace:
          guard depth.popLast() != nil else {
            throw TemplateError(.syntax, "unexpected '\(mark)'", offset: start)
          }
        default: break
        }
        tokens.append(Token(kind: .mark(mark), offset: start))
      } else {
        let scalar = String(decoding: bytes[index...].prefix(1), as: UTF8.self)
        throw TemplateError(.syntax, "unexpected char '\(scalar)' at \(index)", offset: start)
      }
    }
  }

  /// The mark that stands at `index`.
  private func mark() -> String? {
    let next = index + 1 < bytes.count ? bytes[index + 1] : nil
    return Self.marks.first {
      $0.first == bytes[index] && ($0.second == nil || $0.second == next)
    }?.text
  }

  /// The sign before the closing mark at `index`: the outer nil means that it is not there.
  private func closing() -> UInt8?? {
    if bytes[index...].starts(with: end) { return .some(nil) }
    if bytes[index] == ASCII.hyphen || bytes[index] == ASCII.plus,
      bytes[(index + 1)...].starts(with: end)
    {
      return .some(bytes[index])
    }
    return nil
  }

  private mutating func string(_ quote: UInt8) throws(TemplateError) -> String {
    let start = index
    index += 1
    var text: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == quote { return String(decoding: text, as: UTF8.self) }
      guard byte == ASCII.backslash, index < bytes.count else {
        text.append(byte)
        continue
      }
      let next = bytes[index]
      index += 1
      switch next {
      case UInt8(ascii: "n"): text.append(ASCII.lineFeed)
      case UInt8(ascii: "t"): text.append(ASCII.tab)
      case UInt8(ascii: "r"): text.append(ASCII.carriageReturn)
      case ASCII.quote, ASCII.apostrophe, ASCII.backslash: text.append(next)
      case ASCII.lineFeed: break
      case UInt8(ascii: "x"), UInt8(ascii: "u"):
        text += character(digits: next == UInt8(ascii: "x") ? 2 : 4) ?? [ASCII.backslash, next]
      default: text += [ASCII.backslash, next]
      }
    }
    throw TemplateError(
      .syntax, "unexpected char '\(Character(Unicode.Scalar(quote)))' at \(start)", offset: start)
  }

  /// The bytes of the character whose number stands at `index`; nil where none does.
  private mutating func character(digits: Int) -> [UInt8]? {
    guard bytes.count - index >= digits,
      let number = UInt32(
        String(decoding: bytes[index..<(index + digits)], as: UTF8.self), radix: 16),
      let scalar = Unicode.Scalar(number)
    else { return nil }
    index += digits
    return Array(String(Character(scalar)).utf8)
  }

  private mutating func number() -> Token.Kind {
    let start = index
    func digits(_ index: inout Int) {
      while index < bytes.count, bytes[index].isASCIIDigit || bytes[index] == ASCII.underscore {
        index += 1
      }
    }
    digits(&index)
    var isWhole = true
    if index + 1 < bytes.count, bytes[index] == ASCII.period, bytes[index + 1].isASCIIDigit {
      isWhole = false
      index += 1
      digits(&index)
    }
    if index + 1 < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e"),
      bytes[index + 1].isASCIIDigit || bytes[index + 1] == ASCII.hyphen
    {
      isWhole = false
      index += 2
      digits(&index)
    }
    let text = String(
      decoding: bytes[start..<index].filter { $0 != ASCII.underscore }, as: UTF8.self)
    if isWhole, let number = Int(text) { return .int(number) }
    return .double(Double(text) ?? 0)
  }
}
