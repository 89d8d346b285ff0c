/// The rules, in the order they are applied.
public enum Rules {
  static let links: [any LinkRule] = [
    MissingFileRule(), WrongCaseRule(), IgnoredTargetRule(), OutsideRepositoryRule(),
    FolderRule(), LocalFileRule(), EmptyLinkRule(), MissingImageRule(), MissingScriptRule(),
    MissingStyleRule(), MissingAnchorRule(), LineRangeRule(), MailRule(),
  ]
  static let documents: [any DocumentRule] = [
    SpacedDestinationRule(), MissingIncludeRule(), UndefinedReferenceRule(),
    UnusedReferenceRule(), DuplicateReferenceRule(), UndefinedFootnoteRule(),
    DuplicateIDRule(), UnclosedElementsRule(),
  ]
  static let badges: [any BadgeRule] = [
    PlaceholderBadgeRule(), RetiredBadgeRule(), MalformedBadgeRule(), WrongRepositoryBadgeRule(),
    ForeignBadgeRule(), UnverifiableBadgeRule(), MissingWorkflowRule(), OldWorkflowBadgeRule(),
    UntriggeredBadgeRule(), MissingBranchRule(), UnknownImageRule(), WrongPackageRule(),
    NoCoverageRule(), WrongLicenseRule(), InsecureBadgeRule(), BadgeTextRule(), BadgeLinkRule(),
  ]
  static let repository: [any RepositoryRule] = [
    RequiredLinkRule(), RequiredFileRule(), OrphanPageRule(), LinkLoopRule(),
  ]
  /// Rules that are applied elsewhere: where files are read, and where findings are silenced.
  static let others: [any Rule.Type] = [
    FileProblems.Encoding.self, FileProblems.Size.self, FileProblems.Binary.self,
    FileProblems.Links.self, UnusedSilenceRule.self, UnknownSilenceRule.self,
  ]

  /// What all rules are about, ordered by name.
  public static let descriptions: [RuleDescription] = {
    let applied: [any Rule] = links + documents + badges + repository
    let ofTheWeb = ExternalRule.allCases.map(\.description)
    return (applied.map(\.description) + others.map { $0.description } + ofTheWeb)
      .sorted { $0.code < $1.code }
  }()

  /// The names by which settings and comments may call rules.
  static let names: [String] = descriptions.flatMap { [$0.code, $0.shortName] }

  /// The rule that `name` means, with or without `audit.`.
  static func description(named name: String) -> RuleDescription? {
    let code = name.hasPrefix("audit.") ? name : "audit." + name
    return descriptions.first { $0.code == code }
  }
}
