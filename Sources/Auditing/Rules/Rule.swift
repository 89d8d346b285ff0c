import Diagnostics
import Markdown

/// One thing that can be wrong. Each rule has a file, a page in the documentation and a test.
protocol Rule: Sendable {
  /// What the rule is about.
  static var description: RuleDescription { get }
}

/// A rule about single links and images.
protocol LinkRule: Rule {
  /// What is wrong with a link, by this rule.
  func check(_ link: ResolvedLink, _ document: Document, _ context: AuditContext) -> Finding?
}

/// A rule about a document as a whole.
protocol DocumentRule: Rule {
  /// What is wrong with a document, by this rule.
  func check(_ document: Document, _ context: AuditContext) -> [Finding]
}

/// A rule about the repository as a whole.
protocol RepositoryRule: Rule {
  /// What is wrong, by this rule.
  func check(_ documents: [Document], _ context: AuditContext) -> [Finding]
}

/// A rule about badges.
protocol BadgeRule: Rule {
  /// What is wrong with a badge, by this rule.
  func check(_ badge: Badge, _ document: Document, _ context: AuditContext) -> Finding?
}

extension Rule {
  var description: RuleDescription { Self.description }
}
