import Diagnostics
import Markdown

struct DuplicateIDRule: DocumentRule {
  static let description = RuleDescription(
    "audit.anchor.duplicate", .warning, title: "an id stands twice in a document",
    what: "Two elements of an HTML page, or two anchors that a Markdown file sets itself, have the "
      + "same id. Headings of the same text are fine: they are numbered.",
    why: "Links can lead to the first of them only.",
    example: "`<a id=\"install\"></a>` twice in a README.",
    remedy: "Rename one of them.")

  func check(_ document: Document, _ context: AuditContext) -> [Finding] {
    guard document.ownAnchors.count > 1 else { return [] }
    var first: [String: Int] = [:]
    return document.ownAnchors.compactMap { anchor in
      guard let line = first[anchor.id] else {
        first[anchor.id] = anchor.position.line
        return nil
      }
      guard anchor.position.file == nil else { return nil }
      return description.finding(
        "the id '\(anchor.id)' is already on line \(line)", document, anchor.position,
        target: anchor.id, hint: "rename one of them")
    }
  }
}
