import Diagnostics

enum UnusedSilenceRule: Rule {
  static let description = RuleDescription(
    "audit.silence.unused", .warning, title: "a comment silences nothing",
    what:
      "A comment `<!-- scaffold-audit ignore-… -->` stands where there is no finding, or names a "
      + "rule that finds nothing there.",
    why: "It would silence the next mistake that somebody makes in this place.",
    example: "`<!-- scaffold-audit ignore-next-line link.missing-file -->` above a link that was "
      + "mended since.",
    remedy: "Remove the comment, or the rule's name from it.")
}
