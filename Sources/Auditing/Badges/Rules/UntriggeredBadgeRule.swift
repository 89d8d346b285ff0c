import Diagnostics
import Markdown

struct UntriggeredBadgeRule: BadgeRule {
  static let description = RuleDescription(
    "audit.badge.untriggered", title: "the workflow of a badge never runs as the badge asks",
    what: """
      A badge asks for a `branch` that the workflow's `on:` does not let it run on, or for an `event` \
      that is not in its `on:`; or the workflow is only called by others and has no state of its own.
      """,
    why: "It shows \"no status\" for ever.",
    example: "`…/workflows/ci.yml/badge.svg?branch=master` where `on: push: branches: [main]`.",
    remedy: "Write a branch and event that start the workflow, or leave them out.")

  func check(_ badge: Badge, _ document: Document, _ context: AuditContext) -> Finding? {
    let workflow: Workflow?
    switch badge.claim {
    case .workflow(let name, let file) where context.mayBeOwn(name):
      workflow = context.project.workflows.workflow(inFile: file)
    case .oldWorkflow(let name, let title) where context.mayBeOwn(name):
      workflow = context.project.workflows.workflow(named: title)
    default: return nil
    }
    guard let workflow, let problem = problem(badge, workflow, context.project.defaultBranch) else {
      return nil
    }
    return description.finding(problem.message, document, badge.link, hint: problem.hint)
  }

  private func problem(
    _ badge: Badge, _ workflow: Workflow, _ defaultBranch: String?
  ) -> (message: String, hint: String)? {
    if workflow.isOnlyCalled {
      return (
        "'\(workflow.file)' is only called by other workflows, and has no state of its own",
        "show the workflow that calls it"
      )
    }
    if let event = badge.query["event"], !event.isEmpty, !workflow.starts(on: event) {
      let events = workflow.triggers.map(\.event).joined(separator: ", ")
      return ("'\(workflow.file)' does not run on '\(event)'", "its events are: \(events)")
    }
    guard let branch = badge.query["branch"], !branch.isEmpty else { return nil }
    if workflow.runs(onBranch: branch, defaultBranch: defaultBranch) { return nil }
    return (
      "'\(workflow.file)' does not run on the branch '\(branch)'",
      "write a branch that its on: has, or leave ?branch out"
    )
  }
}
