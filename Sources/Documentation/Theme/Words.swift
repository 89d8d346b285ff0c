import Bytes
import Diagnostics
import FileTree
import Sites

/// Words in the language of the site. Each language is a file in a folder of `templates/theme`: those
/// of the layout in `words`, those that plugins write in `plugins`; what one lacks is in English.
struct Words: Sendable {
  private var words: [String: String] = [:]
  /// The language's code as the site writes it.
  let language: String
  /// Written from right to left.
  let isRightToLeft: Bool

  /// - Parameters:
  ///   - language: a code such as `de`, `pt-BR` or `zh_TW`.
  ///   - folder: where the files lie in the theme.
  init(language: String, in tree: EmbeddedTree, folder: String = "words") {
    self.language = String(language.map { $0 == "_" ? "-" : $0 })
    let code = self.language.lowercased()
    let base = String(code.split(separator: "-").first ?? "en")
    isRightToLeft = ["ar", "fa", "he", "ur"].contains(base)
    for name in ["en", base, Self.aliases[code] ?? code] {
      guard let file = tree["\(folder)/\(name).txt"] else { continue }
      for line in String(decoding: file.bytes, as: UTF8.self).split(separator: "\n") {
        // Keys have no space, so the first colon before one ends the key.
        guard let colon = line.firstByteRange(of: ": ") else { continue }
        words[String(line[..<colon.lowerBound])] = String(line[colon.upperBound...])
      }
    }
  }

  /// Says that the layout has no words in the language, where that is so.
  func diagnostics(of theme: Theme, in tree: EmbeddedTree, folder: String = "words") -> [Diagnostic]
  {
    let code = language.lowercased()
    let base = String(code.split(separator: "-").first ?? "en")
    let names = [base, Self.aliases[code] ?? code]
    if names.contains(where: { tree["\(folder)/\($0).txt"] != nil }) { return [] }
    return [
      .info(
        code: "docs.config.theme.language",
        "the layout has no words in '\(language)': they are in English",
        at: theme.languageLocation, target: language)
    ]
  }

  private static let aliases = [
    "zh-tw": "zh-hant", "zh-hk": "zh-hant", "zh-hant-tw": "zh-hant", "no": "nb", "nn": "nb",
  ]

  /// The word for `key`, or the key where there is none.
  subscript(key: String) -> String { words[key] ?? key }

  /// The word for `key` with a number in it.
  func callAsFunction(_ key: String, _ number: Int) -> String {
    let word = self[key]
    guard let mark = word.utf8.firstIndex(of: ASCII.hash) else { return word }
    return word[..<mark] + String(number) + word[word.utf8.index(after: mark)...]
  }

  /// The words as parts of the layout, escaped for HTML.
  var parts: [String: [UInt8]] {
    Dictionary(
      uniqueKeysWithValues: words.map { key, word in
        var escaped = OutputBuffer()
        escaped.appendHTMLEscaped(word)
        return ("words." + key, escaped.bytes)
      })
  }

  /// The words as a JSON object, in order of their keys.
  func writeJSON(into output: inout OutputBuffer) {
    output.append(ASCII.leftBrace)
    for (number, key) in words.keys.sorted().enumerated() {
      if number > 0 { output.append(ASCII.comma) }
      output.appendJSON(key)
      output.append(ASCII.colon)
      output.appendJSON(self[key])
    }
    output.append(ASCII.rightBrace)
  }
}
