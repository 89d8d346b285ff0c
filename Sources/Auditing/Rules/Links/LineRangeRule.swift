import Bytes
import Diagnostics
import FileTree
import Markdown
import SystemPackage

struct LineRangeRule: LinkRule {
  static let description = RuleDescription(
    "audit.link.line-range", title: "a link names lines that the file does not have",
    what: "The fragment `#L10` or `#L10-L20` of a link to a file names lines beyond its end.",
    why: "The code moved on; the reader sees something else, or nothing.",
    example: "`[parser](src/parser.py#L400-L420)` where the file has 310 lines.",
    remedy: "Name the lines as they are now, or link to a fixed revision.")

  func check(_ link: ResolvedLink, _ document: Document, _ context: AuditContext) -> Finding? {
    guard let fragment = link.fragment, fragment.first == "L", case .file(let path) = link.target,
      let lines = LineFragment(fragment), let count = context.repository.lineCount(of: path)
    else { return nil }
    guard lines.last > count || lines.first < 1 || lines.first > lines.last else { return nil }
    return description.finding(
      "'\(path)' has \(count) lines, not '#\(fragment)'", document, link.link,
      hint: "name the lines as they are now")
  }
}

/// `L10` or `L10-L20` (columns as in `L10C5` are allowed).
struct LineFragment {
  var first: Int
  var last: Int

  init?(_ fragment: String) {
    guard fragment.utf8.first == UInt8(ascii: "L") else { return nil }
    let ends = fragment.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...2).contains(ends.count), let first = Self.line(ends[0]) else { return nil }
    self.first = first
    last = first
    if ends.count == 2 {
      guard let end = Self.line(ends[1]) else { return nil }
      last = end
    }
  }

  private static func line(_ text: Substring) -> Int? {
    guard text.hasPrefix("L") else { return nil }
    let parts = text.dropFirst().split(separator: "C", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ Int($0) != nil }) else { return nil }
    return Int(parts[0])
  }
}
