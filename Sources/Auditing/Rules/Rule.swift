import Diagnostics

/// One thing that can be wrong with a document.
protocol Rule: Sendable {
  /// What is wrong with `document`, by this rule.
  func check(_ document: Document, _ graph: LinkGraph) -> [Diagnostic]
}

/// The rules, in the order they are applied.
let allRules: [any Rule] = [
  LinkTargetRule(), AnchorRule(), LineFragmentRule(), UndefinedReferenceRule(), MailRule(),
  PlaceholderBadgeRule(),
]
