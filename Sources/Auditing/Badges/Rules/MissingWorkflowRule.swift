import Diagnostics
import Markdown

struct MissingWorkflowRule: BadgeRule {
  static let description = RuleDescription(
    "audit.badge.missing-workflow", title: "there is no such workflow for a badge",
    what: "A badge names a workflow, by its file in `.github/workflows` or in the old form by its "
      + "name, that the repository does not have. `.yml` and `.yaml` are different names.",
    why: "It shows \"no status\" for ever.",
    example: "`…/actions/workflows/test.yml/badge.svg` where the file is `tests.yml`.",
    remedy: "Write the name of the workflow's file.")

  func check(_ badge: Badge, _ document: Document, _ context: AuditContext) -> Finding? {
    let workflows = context.project.workflows
    switch badge.claim {
    case .workflow(let name, let file) where context.mayBeOwn(name):
      guard workflows.workflow(inFile: file) == nil else { return nil }
      return description.finding(
        "there is no workflow '.github/workflows/\(file)'", document, badge.link,
        hint: Suggestion.didYouMean(file, in: workflows.all.map(\.file)))
    case .oldWorkflow(let name, let workflow) where context.mayBeOwn(name):
      guard workflows.workflow(named: workflow) == nil else { return nil }
      return description.finding(
        "there is no workflow with the name '\(workflow)'", document, badge.link,
        hint: Suggestion.didYouMean(workflow, in: workflows.all.map { $0.name ?? $0.file }))
    default: return nil
    }
  }
}

extension AuditContext {
  /// Whether a badge's repository is this one, as far as anybody can tell.
  func mayBeOwn(_ name: BadgeClaim.RepositoryName) -> Bool {
    project.identity.map { $0.matches(name.owner, name.name) } ?? true
  }
}
