import Diagnostics

struct LinkLoopRule: RepositoryRule {
  static let description = RuleDescription(
    "audit.file.link-loop", .warning, title: "a symbolic link leads in a circle",
    what: "A symbolic link leads to itself, directly or by way of others.",
    why: "Nobody can open it, and programs that follow links stop or hang there.",
    example: "`a` that leads to `b`, and `b` that leads to `a`.",
    remedy: "Remove the link, or let it lead to a file.")

  func check(_ documents: [Document], _ context: AuditContext) -> [Finding] {
    context.repository.loopingLinks.map {
      description.finding(
        "the symbolic link '\($0)' leads in a circle", file: $0, target: $0,
        hint: "remove the link")
    }
  }
}
