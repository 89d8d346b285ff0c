import Diagnostics
import Markdown

/// **What:** a reference link such as `[text][label]` or `[label][]` has no definition.
///
/// **Why:** the reader sees the brackets.
///
/// **Example:** `[guide][gide]` where the definition is `[guide]: guide.md`.
///
/// **How to mend:** define the label, or write the one that is defined.
struct UndefinedReferenceRule: Rule {
  func check(_ document: Document, _ graph: LinkGraph) -> [Diagnostic] {
    let defined = document.outline.definitions.map(\.label)
    // `[text][^1]` is text in brackets before a footnote, not a reference.
    let undefined = document.outline.undefinedReferences.filter { !$0.label.hasPrefix("^") }
    return undefined.map { reference in
      .error(
        code: "audit.reference.undefined", "the label '\(reference.label)' is not defined",
        at: document.location(reference.position), target: reference.label,
        hint: Suggestion.nearest(to: reference.label, in: defined).map { "did you mean '\($0)'?" }
          ?? "add a line: [\(reference.label)]: address")
    }
  }
}
