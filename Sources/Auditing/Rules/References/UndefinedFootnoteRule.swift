import Diagnostics
import Markdown

struct UndefinedFootnoteRule: DocumentRule {
  static let description = RuleDescription(
    "audit.reference.undefined-footnote", title: "a footnote has no definition",
    what: "`[^label]` stands in a document that has no `[^label]: …`.",
    why: "The reader sees the brackets, and misses the note.",
    example: "`It is fast.[^bench]` without `[^bench]: …`.",
    remedy: "Write the note, or remove the reference to it.")

  func check(_ document: Document, _ context: AuditContext) -> [Finding] {
    document.outline.undefinedFootnotes.map { reference in
      description.finding(
        "the footnote '^\(reference.label)' is not defined", document, reference.position,
        target: "^" + reference.label, hint: "add a line: [^\(reference.label)]: the note")
    }
  }
}
