import Foundation
import Testing

/// The words of the layout and of plugins, language by language.
@Suite("Languages")
struct LanguageTests {
  private static let theme = URL(filePath: #filePath)
    .appending(path: "../../../templates/theme").standardized

  private static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: theme.appending(path: folder).path()
    ).sorted()
  }

  private static func words(_ path: String) throws -> [String: String] {
    let text = try String(contentsOf: theme.appending(path: path), encoding: .utf8)
    return try Dictionary(
      text.split(separator: "\n").map { line in
        let colon = try #require(line.range(of: ": "), "\(path): \(line)")
        return (String(line[..<colon.lowerBound]), String(line[colon.upperBound...]))
      }, uniquingKeysWith: { first, _ in first })
  }

  @Test("every language has every word", arguments: ["words", "plugins"])
  func complete(folder: String) throws {
    let english = try Self.words(folder + "/en.txt")
    for name in try Self.names(in: folder) {
      let words = try Self.words("\(folder)/\(name)")
      #expect(Set(english.keys).subtracting(words.keys).isEmpty, "\(folder)/\(name)")
      for (key, word) in english where word.contains("#") {
        #expect(words[key]?.contains("#") == true, "\(folder)/\(name): \(key)")
      }
      for (key, count) in ["months": 12, "months.short": 12, "days": 7, "days.short": 7]
      where english[key] != nil {
        #expect(words[key]?.split(separator: "|").count == count, "\(folder)/\(name): \(key)")
      }
    }
  }

  @Test("the layout and plugins speak the same languages")
  func same() throws {
    #expect(try Self.names(in: "words") == Self.names(in: "plugins"))
  }
}
