import Diagnostics
import Markdown

struct UndefinedReferenceRule: DocumentRule {
  static let description = RuleDescription(
    "audit.reference.undefined", title: "a reference link has no definition",
    what:
      "`[text][label]` or `[label][]` stands in a document that defines no such label. In a site "
      + "with the plugin `autorefs` or `mkdocstrings` such labels name headings and objects, which are "
      + "found when it is built.",
    why: "The reader sees the brackets.",
    example: "`[guide][gide]` where the definition is `[guide]: guide.md`.",
    remedy: "Define the label, or write the one that is defined.")

  func check(_ document: Document, _ context: AuditContext) -> [Finding] {
    if document.site?.refersToObjects == true { return [] }
    let defined = document.outline.definitions.map(\.label)
    // `[text][^1]` is text in brackets before a footnote, not a reference.
    let undefined = document.outline.undefinedReferences.filter { !$0.label.hasPrefix("^") }
    return undefined.map { reference in
      description.finding(
        "the label '\(reference.label)' is not defined", document, reference.position,
        target: reference.label,
        hint: (defined.count > 200 ? nil : Suggestion.didYouMean(reference.label, in: defined))
          ?? "add a line: [\(reference.label)]: address")
    }
  }
}
