import Bytes

extension String {
  /// The text with the character references that occur in URLs resolved: numbers, and the names that
  /// HTML and XML share.
  var htmlReferencesResolved: String {
    guard utf8.contains(ASCII.ampersand) else { return self }
    var resolved = ""
    var rest = self[...]
    while let ampersand = rest.firstIndex(of: "&") {
      resolved += rest[..<ampersand]
      rest = rest[rest.index(after: ampersand)...]
      guard let semicolon = rest.prefix(10).firstIndex(of: ";"),
        let shown = Self.character(rest[..<semicolon])
      else {
        resolved.append("&")
        continue
      }
      resolved += shown
      rest = rest[rest.index(after: semicolon)...]
    }
    return resolved + rest
  }

  private static func character(_ name: Substring) -> String? {
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
      return value.flatMap(Unicode.Scalar.init).map { String($0) }
    }
  }
}

extension StringProtocol {
  /// The text without white space at its ends.
  var trimmingWhiteSpace: String {
    let start = drop { $0.isWhitespace }
    guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...end])
  }
}
