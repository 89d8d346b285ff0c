import Diagnostics
import Markdown

struct WrongRepositoryBadgeRule: BadgeRule {
  static let description = RuleDescription(
    "audit.badge.wrong-repository", title: "a badge shows the tests of another repository",
    what: """
      A badge of a workflow or of test coverage names another owner or repository than this one. \
      Which this one is, is said by `--repository`, else by `repository` in `.scaffold/audit.yml`, \
      else by the remote `upstream`, else by `origin`, else by `GITHUB_REPOSITORY`, else by \
      `repo_url` in `mkdocs.yml`.
      """,
    why: "It shows whether somebody else's tests pass.",
    example:
      "`https://github.com/acme/old-shop/actions/workflows/ci.yml/badge.svg` in `acme/shop`.",
    remedy: "Write this repository's owner and name, or remove the badge.")

  func check(_ badge: Badge, _ document: Document, _ context: AuditContext) -> Finding? {
    guard badge.claim.mustBeOwn, let name = badge.claim.repository,
      let identity = context.project.identity, !identity.matches(name.owner, name.name)
    else { return nil }
    return description.finding(
      "the badge is of '\(name.owner)/\(name.name)', and this is '\(identity.owner)/\(identity.name)'",
      document, badge.link,
      hint: "write '\(identity.owner)/\(identity.name)', which \(identity.source) says")
  }
}
