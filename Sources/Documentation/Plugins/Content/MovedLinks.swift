import FileTree
import Sites
import SystemPackage

/// Changes the relative links of a text that moves from one file into another, so that they lead
/// where they led.
struct MovedLinks {
  let from: FilePath
  let to: FilePath

  func apply(to text: String) -> String {
    guard from.removingLastComponent() != to.removingLastComponent() else { return text }
    return MarkdownLines.outsideFences(text) { line in
      guard line.contains(where: { $0 == "]" || $0 == "=" }) else { return String(line) }
      return moved(line)
    }
  }

  /// The starts of what may be a destination, with what ends it.
  private static let starts: [(mark: String, ends: Set<Character>)] = [
    ("](", [")", " ", "\t"]), ("]: ", [" ", "\t"]), ("src=\"", ["\""]), ("src='", ["'"]),
    ("href=\"", ["\""]), ("href='", ["'"]),
  ]

  private func moved(_ line: Substring) -> String {
    var result = ""
    var rest = line
    var codeMarks = 0
    while let character = rest.first {
      if character == "`" { codeMarks += 1 }
      guard codeMarks % 2 == 0,
        let start = Self.starts.first(where: { rest.hasPrefix($0.mark) }),
        !start.mark.hasPrefix("]:") || isDefinition(result)
      else {
        result.append(character)
        rest.removeFirst()
        continue
      }
      result += start.mark
      rest = rest.dropFirst(start.mark.count)
      let isAngled = rest.first == "<"
      if isAngled {
        result += "<"
        rest.removeFirst()
      }
      let address = rest.prefix { isAngled ? $0 != ">" : !start.ends.contains($0) }
      rest = rest.dropFirst(address.count)
      result += moved(address: String(address))
    }
    return result
  }

  /// Whether what stands before `]:` on the line is the label of a definition.
  private func isDefinition(_ before: String) -> Bool {
    before.drop { $0 == " " }.first == "["
  }

  private func moved(address: String) -> String {
    if address.isEmpty || LinkMeaning.isExternal(address) || "/#?{".contains(address.first ?? "/") {
      return address
    }
    let parts = SplitURL(address)
    let target = from.removingLastComponent().pushing(FilePath(String(parts.path)))
      .lexicallyNormalized()
    let folder = to.removingLastComponent()
    let relative = RelativePath.from(
      folder: String(folder.string.drop { $0 == "/" }),
      to: String(target.string.drop { $0 == "/" }) + (parts.path.hasSuffix("/") ? "/" : ""))
    return relative + parts.suffix
  }
}

/// Walks over the lines of Markdown.
enum MarkdownLines {
  /// Changes every line that stands in no fence.
  static func outsideFences(_ text: String, _ change: (Substring) -> String) -> String {
    var fence: Substring?
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let content = line.drop { $0 == " " || $0 == "\t" }
      if let mark = fence {
        if content.hasPrefix(mark) { fence = nil }
        return String(line)
      }
      if content.hasPrefix("```") || content.hasPrefix("~~~") {
        fence = content.prefix(3)
        return String(line)
      }
      return change(line)
    }.joined(separator: "\n")
  }
}
