import Diagnostics
import Markdown

struct DuplicateReferenceRule: DocumentRule {
  static let description = RuleDescription(
    "audit.reference.duplicate", .warning, title: "a label is defined twice",
    what: "Two definitions of a document have the same label. The first counts.",
    why: "Whoever changes the second wonders why nothing happens.",
    example: "`[guide]: a.md` and, further down, `[guide]: b.md`.",
    remedy: "Remove one of them, or rename it.")

  func check(_ document: Document, _ context: AuditContext) -> [Finding] {
    document.outline.definitions.compactMap { definition in
      guard definition.isDuplicate, !definition.isComment, definition.position.file == nil else {
        return nil
      }
      return description.finding(
        "the label '\(definition.label)' is already defined above", document, definition.position,
        target: definition.label, hint: "remove the line, or rename the label")
    }
  }
}
