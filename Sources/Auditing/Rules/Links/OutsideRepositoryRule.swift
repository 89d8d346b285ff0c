import Diagnostics

struct OutsideRepositoryRule: LinkRule {
  static let description = RuleDescription(
    "audit.link.outside", title: "a link leaves the repository or the site",
    what: """
      The path of a link climbs above the repository's root; or a page of a documentation site links \
      to a file that is no part of the site; or a page of a built site links above the site's root. \
      Links such as `../../issues`, which GitHub understands, are fine.
      """,
    why: "What lies there on the author's machine, readers do not have.",
    example: "`[shared](../../other-project/README.md)` in a README; `[readme](../README.md)` in "
      + "`docs/index.md` of a site.",
    remedy: "Link by its address on the web, or move the file into the repository or the site.")

  func check(_ link: ResolvedLink, _ document: Document, _ context: AuditContext) -> Finding? {
    switch link.target {
    case .outsideRepository:
      let place = document.builtSite == nil && document.site == nil ? "repository" : "site"
      return description.finding(
        "the link leads out of the \(place)", document, link.link,
        hint: "link by its address on the web, or move the file into the \(place)")
    case .outsideSite(let path):
      return description.finding(
        "'\(path)' is no part of the site", document, link.link,
        hint: "link by its address on the web, or move the file into the site's pages")
    default: return nil
    }
  }
}
