import Diagnostics

struct IgnoredTargetRule: LinkRule {
  static let description = RuleDescription(
    "audit.link.ignored-target", title: "a link leads to a file that git ignores",
    what: "A link leads to a file or folder that is there, but that `.gitignore` leaves out.",
    why: "It works on the author's machine, and nobody else has the file.",
    example: "`[report](build/report.html)` where `.gitignore` has `build/`.",
    remedy:
      "Commit the file (`git add --force`), link to where it is published, or remove the link."
  )

  func check(_ link: ResolvedLink, _ document: Document, _ context: AuditContext) -> Finding? {
    guard case .ignored(let path) = link.target else { return nil }
    return description.finding(
      "git ignores '\(path)', so nobody else has it", document, link.link,
      hint: "commit the file, or remove the link")
  }
}
