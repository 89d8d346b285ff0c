import Diagnostics
import FileTree
import Markdown
import SystemPackage

/// **What:** a link to lines of a source file names lines that the file does not have.
///
/// **Why:** the code moved on; the reader sees something else, or nothing.
///
/// **Example:** `[parser](src/parser.py#L400-L420)` where the file has 310 lines.
///
/// **How to mend:** name the lines as they are now, or link to a fixed revision.
struct LineFragmentRule: Rule {
  func check(_ document: Document, _ graph: LinkGraph) -> [Diagnostic] {
    document.outline.links.compactMap { link in
      guard
        case .path(let path?, let fragment?) = graph.meaning(of: link.destination, in: document),
        let lines = LineFragment(fragment), graph.repository.files[path] == .file,
        let bytes = try? FileReader.read(graph.repository.root.appending(FilePath(path).components))
      else { return nil }
      let newlines = bytes.reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
      let count = newlines + (bytes.last == UInt8(ascii: "\n") || bytes.isEmpty ? 0 : 1)
      guard lines.last > count || lines.first < 1 || lines.first > lines.last else { return nil }
      return .error(
        code: "audit.link.line-range", "'\(path)' has \(count) lines, not '#\(fragment)'",
        at: document.location(link.position), target: link.destination,
        hint: "name the lines as they are now")
    }
  }
}

/// `L10` or `L10-L20` (columns as in `L10C5` are allowed).
struct LineFragment {
  var first: Int
  var last: Int

  init?(_ fragment: String) {
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
