import Diagnostics
import Markdown

struct MissingScriptRule: LinkRule {
  static let description = RuleDescription(
    "audit.site.missing-script", title: "a page loads a script that is not there",
    what: "The `src` of a `<script>` leads to no file.",
    why: "What the script does is missing from the page, and often everything after it.",
    example: "`<script src=\"assets/serach.js\"></script>`.",
    remedy: "Build the site again, or write the path of the script as it is.")

  func check(_ link: ResolvedLink, _ document: Document, _ context: AuditContext) -> Finding? {
    guard case .missing(let path) = link.target, link.link.role == .script else { return nil }
    return description.missing("script", path, link, document, context)
  }
}
