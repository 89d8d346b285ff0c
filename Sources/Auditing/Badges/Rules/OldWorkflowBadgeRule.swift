import Diagnostics
import Markdown
import Sites

struct OldWorkflowBadgeRule: BadgeRule {
  static let description = RuleDescription(
    "audit.badge.old-workflow", .info, title: "a badge names a workflow in the old form",
    what: "A badge names a workflow by its name instead of its file. GitHub still shows it.",
    why: "It breaks without a word when somebody changes the workflow's name.",
    example: "`https://github.com/acme/shop/workflows/CI/badge.svg`.",
    remedy: "Name the file: `https://github.com/acme/shop/actions/workflows/ci.yml/badge.svg`.",
    fix: "all")

  func check(_ badge: Badge, _ document: Document, _ context: AuditContext) -> Finding? {
    guard case .oldWorkflow(let name, let workflow) = badge.claim, context.mayBeOwn(name),
      let found = context.project.workflows.workflow(named: workflow)
    else { return nil }
    let old = badge.link.destination
    let new =
      "https://github.com/\(name.owner)/\(name.name)/actions/workflows/"
      + found.file.encodedForLinks + "/badge.svg" + SplitURL(old).suffix
    var finding = description.finding(
      "the badge names the workflow by its name", document, badge.link, hint: "write '\(new)'")
    if document.kind == .markdown { finding.changes = [.destination(old: old, new: new)] }
    return finding
  }
}
