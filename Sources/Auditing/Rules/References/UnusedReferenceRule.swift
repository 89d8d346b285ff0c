import Diagnostics
import Markdown

struct UnusedReferenceRule: DocumentRule {
  static let description = RuleDescription(
    "audit.reference.unused", .warning, title: "a definition is never referred to",
    what: "`[label]: address` stands in a document that has no link with this label. Definitions "
      + "that serve as comments, as `[//]: # (…)`, are left alone.",
    why: "Most often the link was misspelt or forgotten; if not, the line is litter.",
    example: "`[guide]: guide.md` in a document without `[guide]`.",
    remedy: "Refer to it, or remove the line.")

  func check(_ document: Document, _ context: AuditContext) -> [Finding] {
    document.outline.definitions.compactMap { definition in
      guard !definition.isUsed, !definition.isDuplicate, !definition.isComment,
        definition.position.file == nil
      else { return nil }
      return description.finding(
        "nothing refers to the label '\(definition.label)'", document, definition.position,
        target: definition.label, hint: "refer to it, or remove the line")
    }
  }
}

extension Definition {
  /// Whether it is a way to write comments that show nowhere, as `[//]: # (…)`.
  var isComment: Bool {
    destination == "#" || destination.isEmpty || label == "//" || label.lowercased() == "comment"
  }
}
