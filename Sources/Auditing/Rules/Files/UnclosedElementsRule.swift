import Diagnostics
import Markdown

struct UnclosedElementsRule: DocumentRule {
  static let description = RuleDescription(
    "audit.html.unclosed", .warning, title: "an HTML page leaves hundreds of elements open",
    what: "More than 512 elements of an HTML page that need an end tag have none.",
    why: "Browsers nest no deeper than 512 elements; what comes after shows in the wrong place.",
    example: "A page that a broken program filled with `<div>`.",
    remedy: "Mend what makes the page.")

  func check(_ document: Document, _ context: AuditContext) -> [Finding] {
    guard document.unclosedElements > 512 else { return [] }
    return [
      description.finding(
        "\(document.unclosedElements) elements are not closed", file: document.path,
        hint: "mend what makes the page")
    ]
  }
}
