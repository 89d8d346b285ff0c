import Bytes
import Diagnostics
import Markdown

struct LocalFileRule: LinkRule {
  static let description = RuleDescription(
    "audit.link.local-file", title: "a link leads into the author's own machine",
    what: "The destination is a `file:` address or a path with a drive letter.",
    why: "Nobody else has that machine, and browsers refuse such links on pages of the web.",
    example: "`[notes](file:///home/me/notes.md)` or `[notes](C:\\notes.md)`.",
    remedy: "Add the file to the repository and link to it by a relative path.")

  func check(_ link: ResolvedLink, _ document: Document, _ context: AuditContext) -> Finding? {
    guard case .external = link.target else { return nil }
    let destination = link.link.destination
    guard destination.lowercased().hasPrefix("file:") || Self.hasDrive(destination) else {
      return nil
    }
    return description.finding(
      "the link leads to a file of one machine", document, link.link,
      hint: "add the file to the repository and link to it by a relative path")
  }

  private static func hasDrive(_ destination: String) -> Bool {
    let start = destination.utf8.prefix(3)
    guard start.count == 3, let first = start.first, first.isASCIILetter else { return false }
    return start.dropFirst().elementsEqual(":\\".utf8)
      || start.dropFirst().elementsEqual(":/".utf8) && !destination.contains("://")
  }
}
