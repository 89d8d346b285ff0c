import Diagnostics
import Markdown

struct UnverifiableBadgeRule: BadgeRule {
  static let description = RuleDescription(
    "audit.badge.unverifiable", .info, title: "nothing says whether a badge is true",
    what: """
      A badge names an owner and a repository, and nothing says which repository this is: there is \
      neither `--repository` nor `repository` in `.scaffold/audit.yml`, no remote, no \
      `GITHUB_REPOSITORY` and no `repo_url` in `mkdocs.yml`. Or it states a licence, and the text of \
      LICENSE is not known. Or it names a branch that this clone does not have, and the clone is \
      shallow or has a single branch. It is said and is no failure.
      """,
    why: "The badge may be right or wrong.",
    example: "`https://img.shields.io/github/stars/acme/shop` in a folder without a remote.",
    remedy:
      "Write `repository: owner/name` in `.scaffold/audit.yml`; in continuous integration, fetch "
      + "all branches, as with `fetch-depth: 0`.")

  func check(_ badge: Badge, _ document: Document, _ context: AuditContext) -> Finding? {
    if badge.claim.repository != nil, context.project.identity == nil {
      return unverifiable(
        "nothing says whether the badge is this repository's", document, badge,
        hint: "write 'repository: owner/name' in .scaffold/audit.yml")
    }
    if let license = badge.license, context.project.licenses.match(license) == nil {
      return unverifiable(
        "the text of \(context.project.licenses.files.joined(separator: ", ")) is not known, so "
          + "'\(license)' cannot be checked", document, badge,
        hint: "add a line to it: SPDX-License-Identifier: \(Licenses.canonical(license))")
    }
    if let branch = badge.branch, case .open(let reason)? = context.state(ofBranchOf: badge) {
      return unverifiable(
        "whether there is a branch '\(branch)' cannot be said: \(reason)", document, badge,
        hint: "fetch all branches, as with fetch-depth: 0")
    }
    return nil
  }

  private func unverifiable(
    _ message: String, _ document: Document, _ badge: Badge, hint: String
  ) -> Finding {
    var finding = description.finding(message, document, badge.link, hint: hint)
    finding.isUnverifiable = true
    return finding
  }
}
