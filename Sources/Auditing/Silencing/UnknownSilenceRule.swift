import Diagnostics

enum UnknownSilenceRule: Rule {
  static let description = RuleDescription(
    "audit.silence.unknown", .warning, title: "a comment that should silence cannot be understood",
    what: "A comment begins with `scaffold-audit`, and what follows is neither `ignore-next-line`, "
      + "`ignore-begin`, `ignore-end` nor `ignore-file`, or names a rule that does not exist; or a "
      + "block is begun and not ended, or ended and not begun.",
    why: "It silences nothing, whatever it was meant for.",
    example: "`<!-- scaffold-audit ignore-nextline -->`.",
    remedy: "Write the words as they are above.")
}
