import Diagnostics
import Markdown

struct InsecureBadgeRule: BadgeRule {
  static let description = RuleDescription(
    "audit.badge.insecure", title: "a badge is not loaded by https",
    what: "The address of a badge begins with `http://`.",
    why:
      "Browsers do not show it on pages that were loaded by https, and anybody between can change "
      + "it.",
    example: "`http://img.shields.io/badge/build-passing-green`.",
    remedy: "Write `https://`.", fix: "all")

  func check(_ badge: Badge, _ document: Document, _ context: AuditContext) -> Finding? {
    guard badge.scheme == "http" else { return nil }
    let old = badge.link.destination
    let new = "https" + old.dropFirst(4)
    var finding = description.finding(
      "the badge is not loaded by https", document, badge.link, hint: "write '\(new)'")
    if document.kind == .markdown { finding.changes = [.destination(old: old, new: new)] }
    return finding
  }
}
