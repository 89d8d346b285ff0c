import Bytes

/// Filters of texts.
extension Filters {
  func text(
    _ name: String, _ value: Value, _ arguments: Value.Arguments
  ) throws(TemplateError) -> Value? {
    let text = value.text
    let first = arguments.positional.first
    switch name {
    case "string", "safe", "forcesafe": return .string(text)
    case "upper": return .string(text.uppercased())
    case "lower": return .string(text.lowercased())
    case "title": return .string(Texts.titled(text))
    case "capitalize": return .string(text.prefix(1).uppercased() + text.dropFirst().lowercased())
    case "trim": return .string(Texts.trimmed(text, first?.text))
    case "escape", "e", "forceescape":
      // As markupsafe escapes.
      return .string(
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
          .replacing(">", with: "&gt;").replacing("\"", with: "&#34;")
          .replacing("'", with: "&#39;"))
    case "striptags":
      if Self.isPlain(text) { return .string(text) }
      return .string(
        Self.withoutTags(text).split(whereSeparator: \.isWhitespace).joined(separator: " "))
    case "replace":
      guard let old = arguments.value(0, "old"), let new = arguments.value(1, "new") else {
        return .string(text)
      }
      let count = arguments.value(2, "count")?.integer ?? -1
      return .string(
        text.replacing(old.text, with: new.text, maxReplacements: count < 0 ? Int.max : count))
    case "indent": return .string(Self.indented(text, arguments))
    case "center":
      let width = max(0, min(arguments.value(0, "width")?.integer ?? 80, 10_000))
      let left = max(0, (width - text.count) / 2)
      return .string(
        Texts.padded(String(repeating: " ", count: left) + text, width, " ", left: false))
    case "wordcount":
      return .int(text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.count)
    case "truncate": return .string(Self.truncated(text, arguments))
    case "wordwrap": return .string(Self.wrapped(text, arguments))
    case "urlencode": return .string(Self.urlEncoded(value))
    case "format": return .string(PrintFormat.apply(text, arguments.positional))
    case "tojson":
      return .string(JSONText.make(value, indent: arguments.value(0, "indent")?.integer))
    case "pprint": return .string(value.representation)
    case "xmlattr":
      guard case .dictionary(let members) = value else { return .string("") }
      return .string(
        members.pairs.filter { !$0.value.isUndefined }
          .map { " \($0.key)=\"\($0.value.text.replacing("\"", with: "&#34;"))\"" }.joined())
    default: return nil
    }
  }

  /// Whether a text has neither tags nor blanks to leave out; most titles have not.
  private static func isPlain(_ text: String) -> Bool {
    var previous = ASCII.space
    for byte in text.utf8 {
      guard byte > ASCII.space || (byte == ASCII.space && previous != ASCII.space), byte < 0x7F,
        byte != ASCII.less, byte != ASCII.ampersand
      else { return false }
      previous = byte
    }
    return previous != ASCII.space
  }

  private static func withoutTags(_ text: String) -> String {
    var result = ""
    var isTag = false
    for character in text {
      if character == "<" { isTag = true }
      if !isTag { result.append(character) }
      if character == ">" { isTag = false }
    }
    return result
  }

  private static func indented(_ text: String, _ arguments: Value.Arguments) -> String {
    let width = arguments.value(0, "width")
    let space =
      if case .string(let own)? = width { own } else {
        String(repeating: " ", count: max(0, min(width?.integer ?? 4, 200)))
      }
    let isFirst = arguments.value(1, "first")?.isTrue ?? false
    let isBlank = arguments.value(2, "blank")?.isTrue ?? false
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return lines.enumerated().map { index, line in
      (index == 0 ? isFirst : isBlank || !line.isEmpty) ? space + line : String(line)
    }.joined(separator: "\n")
  }

  private static func truncated(_ text: String, _ arguments: Value.Arguments) -> String {
    let length = bounded(arguments.value(0, "length")?.integer ?? 255)
    let cutsWords = arguments.value(1, "killwords")?.isTrue ?? false
    let end = arguments.value(2, "end")?.text ?? "..."
    let leeway = bounded(arguments.value(3, "leeway")?.integer ?? 5)
    guard text.count > length + leeway else { return text }
    let cut = text.prefix(max(0, length - end.count))
    if cutsWords { return cut + end }
    return (cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut) + end
  }

  /// A number of characters that can be added to another.
  private static func bounded(_ count: Int) -> Int { max(-1 << 32, min(count, 1 << 32)) }

  private static func wrapped(_ text: String, _ arguments: Value.Arguments) -> String {
    let width = arguments.value(0, "width")?.integer ?? 79
    return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
      var rows: [String] = []
      var row = ""
      for word in line.split(separator: " ") {
        if !row.isEmpty, row.count + 1 + word.count > width {
          rows.append(row)
          row = ""
        }
        row += (row.isEmpty ? "" : " ") + word
      }
      return (rows + [row]).joined(separator: "\n")
    }.joined(separator: "\n")
  }

  private static func urlEncoded(_ value: Value) -> String {
    func encoded(_ text: String, keeping: String) -> String {
      var result = ""
      for byte in text.utf8 {
        let scalar = Unicode.Scalar(byte)
        if byte < 0x80, byte.isASCIIAlphanumeric || keeping.unicodeScalars.contains(scalar) {
          result.unicodeScalars.append(scalar)
        } else {
          let digits = String(byte, radix: 16, uppercase: true)
          result += "%" + (digits.count < 2 ? "0" : "") + digits
        }
      }
      return result
    }
    if case .dictionary(let members) = value {
      return members.pairs.map {
        encoded($0.key, keeping: "-_.~") + "=" + encoded($0.value.text, keeping: "-_.~")
      }.joined(separator: "&")
    }
    return encoded(value.text, keeping: "-_.~/")
  }
}
