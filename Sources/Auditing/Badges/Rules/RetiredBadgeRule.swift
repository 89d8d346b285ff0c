import Diagnostics
import Markdown

struct RetiredBadgeRule: BadgeRule {
  static let description = RuleDescription(
    "audit.badge.retired", title: "the service of a badge has ended",
    what:
      "A badge of `travis-ci.org`, `david-dm.org`, `lgtm.com`, `requires.io`, `api.dependabot.com` or "
      + "`img.shields.io/github/workflow/status`, or one of img.shields.io that asks one of these.",
    why: "It shows an error or the state of years ago, although its address may still answer.",
    example: "`https://img.shields.io/github/workflow/status/acme/shop/CI`.",
    remedy: "Use the badge of the service that does the work now, for workflows "
      + "`https://github.com/OWNER/REPO/actions/workflows/FILE/badge.svg`.")

  func check(_ badge: Badge, _ document: Document, _ context: AuditContext) -> Finding? {
    guard case .retired(let service) = badge.claim else { return nil }
    return description.finding(
      "the service '\(service)' has ended", document, badge.link,
      hint: "remove the badge, or use that of the service that does the work now")
  }
}
