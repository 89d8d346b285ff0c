import Bytes
import Diagnostics
import FileTree
import Markdown

struct SpacedDestinationRule: DocumentRule {
  static let description = RuleDescription(
    "audit.link.space", title: "a space ends the destination of a link",
    what: "`[text](a file.md)` is no link, because a destination ends at a space.",
    why: "The reader sees brackets and parentheses.",
    example: "`![the screen](images/my screen.png)`.",
    remedy: "Write `%20` for each space, or put the destination between `<` and `>`.",
    fix: "where the file is there")

  func check(_ document: Document, _ context: AuditContext) -> [Finding] {
    document.outline.spacedDestinations.compactMap { link in
      if document.site?.mayFillIn(link.destination) == true { return nil }
      let encoded = link.destination.split(separator: " ", omittingEmptySubsequences: false)
        .joined(separator: "%20")
      let path = RelativePath.resolve(
        encoded.prefix { $0 != "#" && $0 != "?" }.percentDecoded, in: document.linkFolder)
      let isThere = path.map { context.repository.target(at: $0) } == .file
      return description.finding(
        "a space ends the destination, so this is no \(link.isImage ? "image" : "link")", document,
        link.position, target: link.destination, hint: "write '\(encoded)'",
        change: isThere ? .destination(old: link.destination, new: encoded) : nil)
    }
  }
}
