import Bytes

/// Values as JSON, as Jinja's `tojson` writes them.
public enum JSONText {
  /// The text of a value.
  public static func make(_ value: Value, indent: Int? = nil, depth: Int = 0) -> String {
    let inner = indent.map {
      "\n" + String(repeating: " ", count: max(0, min($0, 16)) * (depth + 1))
    }
    let outer =
      indent.map { "\n" + String(repeating: " ", count: max(0, min($0, 16)) * depth) } ?? ""
    let comma = inner == nil ? ", " : "," + (inner ?? "")
    switch value {
    case .none, .undefined, .function, .macro: return "null"
    case .bool(let flag): return flag ? "true" : "false"
    case .int(let number): return "\(number)"
    case .double(let number): return "\(number)"
    case .string(let text): return quoted(text)
    case .list(let items):
      if items.isEmpty { return "[]" }
      let parts = items.map { make($0, indent: indent, depth: depth + 1) }
      return "[" + (inner ?? "") + parts.joined(separator: comma) + outer + "]"
    case .namespace(let space):
      return make(.dictionary(space.current), indent: indent, depth: depth)
    case .dictionary(let members):
      if members.keys.isEmpty { return "{}" }
      // In the order of their bytes, which is that of their characters' numbers.
      let sorted = members.pairs.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      let parts = sorted.map {
        quoted($0.key) + ": " + make($0.value, indent: indent, depth: depth + 1)
      }
      return "{" + (inner ?? "") + parts.joined(separator: comma) + outer + "}"
    }
  }

  /// The text as a string of JSON that may stand in HTML.
  private static func quoted(_ text: String) -> String {
    var output = OutputBuffer(capacity: text.utf8.count + 2)
    output.append(ASCII.quote)
    for byte in text.utf8 {
      switch byte {
      case ASCII.less: output.append("\\u003c" as StaticString)
      case ASCII.greater: output.append("\\u003e" as StaticString)
      case ASCII.ampersand: output.append("\\u0026" as StaticString)
      case ASCII.apostrophe: output.append("\\u0027" as StaticString)
      case ASCII.quote, ASCII.backslash, 0..<0x20:
        output.appendJSONEscaped(String(Unicode.Scalar(byte)))
      default: output.append(byte)
      }
    }
    output.append(ASCII.quote)
    return output.text
  }
}
