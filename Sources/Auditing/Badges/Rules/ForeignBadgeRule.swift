import Diagnostics
import Markdown

struct ForeignBadgeRule: BadgeRule {
  static let description = RuleDescription(
    "audit.badge.foreign", .info, title: "a badge speaks of another repository",
    what: "A badge with the stars, licence, release and the like of a repository names another one "
      + "than this. That may be meant, so it is said and is no failure.",
    why: "After a fork or a move, readers see another project's figures.",
    example: "`https://img.shields.io/github/stars/acme/old-shop` in `acme/shop`.",
    remedy: "Write this repository's owner and name, if that is what is meant.")

  func check(_ badge: Badge, _ document: Document, _ context: AuditContext) -> Finding? {
    guard !badge.claim.mustBeOwn, let name = badge.claim.repository,
      let identity = context.project.identity, !identity.matches(name.owner, name.name)
    else { return nil }
    return description.finding(
      "the badge is of another repository, '\(name.owner)/\(name.name)'", document, badge.link,
      hint: "write '\(identity.owner)/\(identity.name)' if this one is meant")
  }
}
