import Diagnostics
import Markdown

struct NoCoverageRule: BadgeRule {
  static let description = RuleDescription(
    "audit.badge.no-coverage", title: "nothing uploads the coverage that a badge shows",
    what: "A badge of Codecov or Coveralls stands in a repository whose continuous integration "
      + "uploads to neither by an action, a program or a library.",
    why: "It shows \"unknown\", or the figure of the day when somebody took the upload out.",
    example: "`https://codecov.io/gh/acme/shop/graph/badge.svg` without `codecov/codecov-action`.",
    remedy: "Add the upload to continuous integration, or remove the badge.")

  func check(_ badge: Badge, _ document: Document, _ context: AuditContext) -> Finding? {
    guard case .coverage(let service, let name, _) = badge.claim, context.mayBeOwn(name),
      !context.project.coverage.contains(service)
    else { return nil }
    return description.finding(
      "nothing here uploads coverage to \(service.rawValue)", document, badge.link,
      hint: "add the upload to a workflow, or remove the badge")
  }
}
