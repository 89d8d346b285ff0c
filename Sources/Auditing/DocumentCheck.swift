import Diagnostics
import Markdown

/// Applies the rules to one document.
struct DocumentCheck {
  private let document: Document
  private let context: AuditContext

  init(_ document: Document, _ context: AuditContext) {
    self.document = document
    self.context = context
  }

  /// What is wrong, at the levels of the settings, and without what comments silence; in order.
  ///
  /// - Parameter further: what rules about the repository say of the document.
  func findings(further: [Finding]) -> [Finding] {
    var findings = document.problems + further
    for link in document.links {
      let resolved = context.graph.resolve(link, in: document)
      // Nothing is wrong with most links: they lead to a file and to no place in it.
      if resolved.fragment == nil, case .file = resolved.target { continue }
      for rule in Rules.links {
        if let finding = rule.check(resolved, document, context) { findings.append(finding) }
      }
      if document.kind != .html, link.isImage, let badge = Badge(link) { check(badge, &findings) }
    }
    for rule in Rules.documents { findings += rule.check(document, context) }
    if !context.settings.levels.isEmpty {
      findings = findings.compactMap { context.settings.leveled($0) }
    }
    var silencing = Silencing(document)
    if silencing.isEmpty { return findings.sortedOnce() }
    return silencing.apply(findings, in: document).compactMap { context.settings.leveled($0) }
      .sortedOnce()
  }

  /// A placeholder or a service that has ended makes every other question idle.
  private func check(_ badge: Badge, _ findings: inout [Finding]) {
    for rule in Rules.badges {
      guard let finding = rule.check(badge, document, context) else { continue }
      findings.append(finding)
      if rule is PlaceholderBadgeRule || rule is RetiredBadgeRule { return }
    }
  }
}
