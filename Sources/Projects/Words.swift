/// Names made of other names.
enum Words {
  /// The words of `text` in lower case, letters and digits of ASCII only; letters with accents lose
  /// them. `HTTPServer 2go` is `httpserver`, `2go`.
  static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = ""
    for scalar in text.unicodeScalars {
      if let plain = plain(scalar) {
        word += plain
      } else if scalar != "'" && scalar != "\u{2019}" && !scalar.properties.isDiacritic {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  /// `book-store` of `Book Store`.
  static func kebabCase(_ text: String) -> String { words(of: text).joined(separator: "-") }

  /// `book_store` of `Book Store`.
  static func snakeCase(_ text: String) -> String { words(of: text).joined(separator: "_") }

  /// The letter or digit of ASCII that a scalar is or is based on, in lower case.
  private static func plain(_ scalar: Unicode.Scalar) -> String? {
    if scalar.isASCII {
      let isPlain = scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
      return isPlain ? scalar.properties.lowercaseMapping : nil
    }
    switch scalar {
    case "ß": return "ss"
    case "æ", "Æ": return "ae"
    case "œ", "Œ": return "oe"
    default: break
    }
    // The names of accented letters say what they are made of: LATIN SMALL LETTER E WITH ACUTE.
    guard let name = scalar.properties.name, name.hasPrefix("LATIN ") else { return nil }
    let parts = name.split(separator: " ")
    guard parts.count > 4, parts[2] == "LETTER", parts[4] == "WITH", parts[3].count == 1 else {
      return nil
    }
    return parts[3].lowercased()
  }

  /// A folder's name made fit for a project's name: letters, digits, spaces, `-`, `_` and `.`,
  /// beginning with a letter; `my-project` when nothing is left.
  static func projectName(ofFolder folder: String) -> String {
    let fit = folder.unicodeScalars.map { scalar -> Character in
      let properties = scalar.properties
      let stays = properties.isAlphabetic || properties.numericType == .decimal
      return stays || " -_.".unicodeScalars.contains(scalar) ? Character(scalar) : "-"
    }
    let name = String(String(fit.drop { !$0.isLetter }).prefix(64)).trimmed
    return kebabCase(name).isEmpty ? "my-project" : name
  }
}
