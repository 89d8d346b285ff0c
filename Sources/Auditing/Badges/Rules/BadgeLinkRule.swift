import Bytes
import Diagnostics
import Markdown
import Sites

struct BadgeLinkRule: BadgeRule {
  static let description = RuleDescription(
    "audit.badge.wrong-link", .warning,
    title: "the link around a badge leads to something else than the badge shows",
    what: "A badge shows the state of a workflow, and the link around it leads to another place on "
      + "GitHub than the runs of this workflow; or the link leads to a service that has ended.",
    why: "Whoever wants to know why the badge is red lands elsewhere.",
    example:
      "`[![CI](…/workflows/ci.yml/badge.svg)](https://github.com/acme/shop/actions/workflows/"
      + "release.yml)`.",
    remedy: "Link to `https://github.com/OWNER/REPO/actions/workflows/FILE`.",
    fix: "links around badges of this repository's workflows")

  func check(_ badge: Badge, _ document: Document, _ context: AuditContext) -> Finding? {
    guard let around = badge.link.enclosingDestination else { return nil }
    if ["travis-ci.org/", "david-dm.org/"].contains(where: {
      around.contains("://" + $0) || around.contains("://www." + $0)
    }) {
      return description.finding(
        "the link around the badge leads to a service that has ended", document,
        badge.link.position, target: around, hint: "link to the service that does the work now")
    }
    guard let (name, file) = workflow(badge, context), let path = Self.gitHubPath(around) else {
      return nil
    }
    if leads(path, around, to: name, file, context) { return nil }
    let new =
      "https://github.com/\(name.owner)/\(name.name)/actions/workflows/\(file.encodedForLinks)"
    var finding = description.finding(
      "the link around the badge does not lead to the runs of '\(file)'", document,
      badge.link.position, target: around, hint: "write '\(new)'")
    if document.kind == .markdown, context.mayBeOwn(name),
      context.project.workflows.workflow(inFile: file) != nil
    {
      finding.changes = [.destination(old: around, new: new)]
    }
    return finding
  }

  /// The workflow that a badge shows.
  private func workflow(
    _ badge: Badge, _ context: AuditContext
  ) -> (BadgeClaim.RepositoryName, String)? {
    switch badge.claim {
    case .workflow(let name, let file): return (name, file)
    case .oldWorkflow(let name, let title):
      guard context.mayBeOwn(name) else { return nil }
      return context.project.workflows.workflow(named: title).map { (name, $0.file) }
    default: return nil
    }
  }

  /// The parts of a path on GitHub, percent-decoded; nil for other addresses.
  private static func gitHubPath(_ address: String) -> [String]? {
    let path = SplitURL(address).path
    for prefix in ["https://github.com/", "http://github.com/", "https://www.github.com/"]
    where path.lowercased().hasPrefix(prefix) {
      return path.dropFirst(prefix.count).split(separator: "/").map { $0.percentDecoded }
    }
    return nil
  }

  /// Whether a path on GitHub leads to the runs of a workflow: by its file, in the old form by its
  /// name, or by a search for it.
  private func leads(
    _ path: [String], _ address: String, to name: BadgeClaim.RepositoryName, _ file: String,
    _ context: AuditContext
  ) -> Bool {
    guard path.count >= 3, path[0].lowercased() == name.owner.lowercased(),
      path[1].lowercased() == name.name.lowercased()
    else { return false }
    if path[2] == "blob" { return path.last == file && path.contains("workflows") }
    guard path[2] == "actions" else { return false }
    if path.count >= 5, path[3] == "workflows" { return path[4] == file }
    guard path.count == 3, let workflow = context.project.workflows.workflow(inFile: file) else {
      return false
    }
    let query = SplitURL(address).suffix.percentDecoded
    return ["workflow:\(workflow.name ?? file)", "workflow:\"\(workflow.name ?? file)\""]
      .contains { query.contains($0) || query.contains(String($0.map { $0 == " " ? "+" : $0 })) }
  }
}
