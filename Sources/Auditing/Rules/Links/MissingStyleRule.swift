import Diagnostics
import Markdown

struct MissingStyleRule: LinkRule {
  static let description = RuleDescription(
    "audit.site.missing-style", title: "a page loads a style sheet that is not there",
    what: "The `href` of a `<link rel=\"stylesheet\">` leads to no file.",
    why: "The page shows without its layout.",
    example: "`<link rel=\"stylesheet\" href=\"css/mian.css\">`.",
    remedy: "Build the site again, or write the path of the style sheet as it is.")

  func check(_ link: ResolvedLink, _ document: Document, _ context: AuditContext) -> Finding? {
    guard case .missing(let path) = link.target, link.link.role == .style else { return nil }
    return description.missing("style sheet", path, link, document, context)
  }
}
