extension StringProtocol {
  /// The text with the character references that occur in URLs and attribute values resolved:
  /// numbers, and the five names that HTML and XML share.
  public var characterReferencesResolved: String {
    guard utf8.contains(ASCII.ampersand) else { return String(self) }
    var resolved = ""
    var rest = self[...]
    while let ampersand = rest.firstIndex(of: "&") {
      resolved += rest[..<ampersand]
      rest = rest[ampersand...]
      guard let semicolon = rest.prefix(12).firstIndex(of: ";"),
        let text = Self.shown(by: rest[rest.index(after: ampersand)..<semicolon])
      else {
        resolved.append("&")
        rest = rest.dropFirst()
        continue
      }
      resolved += text
      rest = rest[rest.index(after: semicolon)...]
    }
    return resolved + rest
  }

  private static func shown(by name: SubSequence) -> String? {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      guard name.first == "#" else { return nil }
      let digits = name.dropFirst()
      let value =
        digits.first == "x" || digits.first == "X"
        ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return value.flatMap(Unicode.Scalar.init).map(String.init)
    }
  }
}
