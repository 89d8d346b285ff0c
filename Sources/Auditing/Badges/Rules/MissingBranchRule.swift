import Diagnostics
import Markdown

struct MissingBranchRule: BadgeRule {
  static let description = RuleDescription(
    "audit.badge.missing-branch", title: "a badge asks for a branch that is not there",
    what: """
      A badge of a workflow or of test coverage names a branch, by `?branch=` or in its path, that \
      neither the repository nor what was last fetched of its remotes has. Where the clone is \
      shallow or has a single branch, nobody can tell: see `badge.unverifiable`.
      """,
    why: "It shows \"no status\" or \"unknown\" for ever, often since the branch was renamed.",
    example: "`…/workflows/ci.yml/badge.svg?branch=master` after `master` became `main`.",
    remedy: "Write a branch that exists, or leave it out: then the default branch is shown.")

  func check(_ badge: Badge, _ document: Document, _ context: AuditContext) -> Finding? {
    guard let branch = badge.branch, context.state(ofBranchOf: badge) == .missing else {
      return nil
    }
    // That a workflow does not run on the branch says enough.
    if UntriggeredBadgeRule().check(badge, document, context) != nil { return nil }
    return description.finding(
      "there is no branch '\(branch)'", document, badge.link,
      hint: Suggestion.didYouMean(branch, in: context.project.git.allBranches)
        ?? context.project.defaultBranch.map { "write '\($0)', or leave the branch out" }
        ?? "write a branch that exists, or leave it out")
  }
}

extension AuditContext {
  /// What is known of the branch that a badge of this repository names; nil where it names none.
  func state(ofBranchOf badge: Badge) -> GitFacts.BranchState? {
    guard let branch = badge.branch, let name = badge.claim.repository,
      let identity = project.identity, identity.matches(name.owner, name.name)
    else { return nil }
    return project.git.state(ofBranch: branch, in: identity)
  }
}

extension GitFacts {
  /// The names of all branches that are known, in order.
  fileprivate var allBranches: [String] {
    remoteBranches.values.reduce(localBranches) { $0.union($1) }.sorted()
  }
}
