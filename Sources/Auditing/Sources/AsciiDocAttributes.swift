import Bytes

/// What stands in the brackets behind an image of AsciiDoc: `[text,width=40,link="address"]`.
struct AsciiDocAttributes {
  /// The text of the image.
  var text = ""
  /// Where the link around the image leads.
  var link: String?

  init(_ list: String) {
    for (index, part) in Self.parts(list).enumerated() {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(pair[0]).trimmingWhiteSpace
      let isNamed = pair.count == 2 && name.allSatisfy { $0.isLetter || $0 == "-" }
      if !isNamed {
        if index == 0 { text = part.trimmingWhiteSpace }
      } else if name == "alt" {
        text = String(pair[1])
      } else if name == "link", !pair[1].isEmpty {
        link = String(pair[1])
      }
    }
  }

  /// The parts between commas, where these stand in no quotes; quotes are taken off.
  private static func parts(_ list: String) -> [String] {
    var parts: [String] = []
    var part = ""
    var quote: Character?
    for character in list {
      if character == quote {
        quote = nil
      } else if quote == nil, character == "," {
        parts.append(part)
        part = ""
      } else if quote == nil, character == "\"" || character == "'",
        part.last == "=" || part.allSatisfy(\.isWhitespace)
      {
        quote = character
      } else {
        part.append(character)
      }
    }
    return parts + [part]
  }
}
