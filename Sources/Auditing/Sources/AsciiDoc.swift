import Bytes
import Markdown

/// Finds the plain links of AsciiDoc: `link:target[…]`, `xref:file.adoc#id[…]`, `<<file.adoc#id,…>>`,
/// `image:target[…]`, `image::target[…]` and `include::target[]`. Listings and comments are left out,
/// and so is what has attributes in it.
enum AsciiDoc {
  private static let macros: [(name: String, isImage: Bool)] = [
    ("image::", true), ("image:", true), ("include::", false), ("link:", false), ("xref:", false),
  ]

  static func links(_ bytes: [UInt8]) -> [Link] {
    var links: [Link] = []
    var delimiter: String?
    var imageFolder = ""
    for (number, line) in Lines(bytes).enumerated() {
      let text = line.trimmingWhiteSpace
      if let open = delimiter {
        if text == open { delimiter = nil }
        continue
      }
      if isDelimiter(text) {
        delimiter = text
        continue
      }
      if line.hasPrefix("//") { continue }
      if line.hasPrefix(":imagesdir:") {
        let folder = line.dropFirst(":imagesdir:".count).trimmingWhiteSpace
        imageFolder = folder.isEmpty || folder == "." ? "" : folder + "/"
        continue
      }
      for (target, isImage, column) in targets(line) {
        links.append(
          Link(
            kind: isImage ? .image : .link,
            destination: isImage && !target.contains(":") ? imageFolder + target : target, text: "",
            position: SourcePosition(line: number + 1, column: column)))
      }
    }
    return links
  }

  /// What begins and ends listings, literal text, passthroughs and comments.
  private static func isDelimiter(_ text: String) -> Bool {
    if text.hasPrefix("```") { return true }
    guard let first = text.first, "-.+/".contains(first) else { return false }
    return text.count >= 4 && text.allSatisfy { $0 == first }
  }

  private static func targets(_ line: String) -> [(String, Bool, Int)] {
    guard line.utf8.contains(ASCII.colon) || line.contains("<<") else { return [] }
    var found: [(String, Bool, Int)] = []
    var index = line.startIndex
    var isCode = false
    while index < line.endIndex {
      let character = line[index]
      if character == "`" || character == "+" { isCode.toggle() }
      // A target ends soon, so that no line costs more than its length.
      let rest = line[index...].prefix(1_000)
      let beginsWord =
        index == line.startIndex
        || !(line[line.index(before: index)].isLetter || line[line.index(before: index)] == "\\")
      if !isCode, beginsWord, let macro = macros.first(where: { rest.hasPrefix($0.name) }),
        let bracket = rest.firstIndex(of: "[")
      {
        let target = rest[..<bracket].dropFirst(macro.name.count)
        if !target.isEmpty, !target.contains(where: { $0.isWhitespace || $0 == "{" }) {
          found.append((String(target), macro.isImage, line[..<index].unicodeScalars.count + 1))
          index = bracket
          continue
        }
      }
      if !isCode, rest.hasPrefix("<<"), let end = rest.firstRange(of: ">>") {
        let target = rest[..<end.lowerBound].dropFirst(2).prefix { $0 != "," }
        if target.contains(".adoc") {
          found.append((String(target), false, line[..<index].unicodeScalars.count + 1))
        }
        index = end.upperBound
        continue
      }
      index = line.index(after: index)
    }
    return found
  }
}
