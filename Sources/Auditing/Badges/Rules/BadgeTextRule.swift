import Diagnostics
import Markdown

struct BadgeTextRule: BadgeRule {
  static let description = RuleDescription(
    "audit.badge.no-text", title: "a badge has no text",
    what: "The alternative text of a badge is empty or missing.",
    why: "Who cannot see the badge does not learn what it says, and nor does anybody when it fails "
      + "to load.",
    example: "`![](https://img.shields.io/badge/build-passing-green)`.",
    remedy: "Say in a word or two what the badge shows: `![build](…)`.")

  func check(_ badge: Badge, _ document: Document, _ context: AuditContext) -> Finding? {
    guard badge.link.text.allSatisfy(\.isWhitespace),
      document.kind == .markdown || document.kind == .html
    else {
      return nil
    }
    // In reStructuredText and AsciiDoc an image has its address for a text. A `<source>` of a `<picture>` has the text of the `<img>` beside it.
    if case .html(let tag, _) = badge.link.kind, tag != "img" { return nil }
    return description.finding(
      "the badge has no text", document, badge.link, hint: "say what it shows: ![build](…)")
  }
}
