public import Diagnostics
import Markdown

/// What a rule is about: the source of its page in the documentation, and of what SARIF says of it.
public struct RuleDescription: Sendable, Hashable {
  /// The rule's stable name, such as `audit.link.missing-file`.
  public var code: String
  /// The level of its findings, unless the settings say otherwise.
  public var level: Severity
  /// What it finds, as a short sentence without a full stop.
  public var title: String
  /// What exactly it looks at.
  public var what: String
  /// Why that matters.
  public var why: String
  /// Something it finds, as Markdown that shows it.
  public var example: String
  /// How to mend what it finds.
  public var remedy: String
  /// What `--fix` mends; nil for nothing.
  public var fix: String?
  /// How to mend a finding of which nothing better is known.
  let shortRemedy: String

  /// Creates a description.
  public init(
    _ code: String, _ level: Severity = .error, title: String, what: String, why: String,
    example: String, remedy: String, fix: String? = nil
  ) {
    self.code = code
    self.level = level
    self.title = title
    self.what = what
    self.why = why
    self.example = example
    self.remedy = remedy
    self.fix = fix
    let sentence = remedy.prefix { $0 != "." && $0 != ":" }.filter { $0 != "`" }
    shortRemedy = sentence.prefix(1).lowercased() + sentence.dropFirst()
  }

  /// The name without `audit.`, which is also that of its page.
  public var shortName: String { String(code.dropFirst("audit.".count)) }
}

extension RuleDescription {
  /// A finding by this rule in a document.
  func finding(
    _ message: String, _ document: Document, _ position: SourcePosition, target: String? = nil,
    hint: String? = nil, change: Change? = nil
  ) -> Finding {
    Finding(
      Diagnostic(
        level, code: code, message, at: document.location(position), target: target,
        hint: hint ?? shortRemedy),
      changes: change.map { [$0] } ?? [])
  }

  /// A finding about a link.
  func finding(
    _ message: String, _ document: Document, _ link: Link, hint: String? = nil,
    change: Change? = nil
  ) -> Finding {
    finding(
      message, document, link.position, target: link.destination, hint: hint, change: change)
  }

  /// A finding about a file, or a line of it.
  func finding(
    _ message: String, file: String, line: Int? = nil, target: String? = nil, hint: String? = nil,
    change: Change? = nil
  ) -> Finding {
    Finding(
      Diagnostic(
        level, code: code, message, at: Location(file: file, line: line ?? 1, column: 1),
        target: target, hint: hint ?? shortRemedy),
      changes: change.map { [$0] } ?? [])
  }
}
