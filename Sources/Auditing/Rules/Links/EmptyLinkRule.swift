import Diagnostics
import Markdown

struct EmptyLinkRule: LinkRule {
  static let description = RuleDescription(
    "audit.link.empty", .warning, title: "a link or image has no destination",
    what: "The parentheses of a link or image in Markdown are empty.",
    why: "The link leads to the page it stands on; the image shows nothing.",
    example: "`[the guide]()`.",
    remedy: "Write where the link leads, or remove it.")

  func check(_ link: ResolvedLink, _ document: Document, _ context: AuditContext) -> Finding? {
    guard link.link.destination.isEmpty, document.kind == .markdown else { return nil }
    switch link.link.kind {
    case .link, .image: break
    case .autolink: return nil
    case .html(let tag, _): if tag != "img" { return nil }
    }
    return description.finding(
      link.link.isImage ? "the image has no address" : "the link has no destination", document,
      link.link, hint: "write where it leads")
  }
}
