/// `Diagnostics` is how every part of scaffold says what is wrong: one value with a place, a reason
/// and a way to mend it, and one small renderer per output format. It imports `Bytes` only.

/// How much a diagnostic matters.
public enum Severity: String, Sendable, Hashable, Codable, Comparable, CaseIterable {
  /// Worth knowing; never changes an exit code.
  case info
  /// Probably a mistake; an error under `--strict`.
  case warning
  /// Wrong: the command exits with a code other than zero.
  case error

  /// Orders `info < warning < error`.
  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .info: 0
    case .warning: 1
    case .error: 2
    }
  }
}

/// Where something stands in a text file.
public struct Location: Sendable, Hashable, Codable {
  /// The file as a user would type it: relative to the folder the command works on.
  public var file: String
  /// The line, from 1; nil when the whole file is meant.
  public var line: Int?
  /// The column in Unicode scalars, from 1; nil when the whole line is meant.
  public var column: Int?
  /// How many scalars the text at fault is long; nil when unknown.
  public var length: Int?

  /// Creates a location. `line` and `column` count from 1.
  public init(file: String, line: Int? = nil, column: Int? = nil, length: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.length = length
  }
}

/// One thing that is wrong or worth saying, where it is, and how to mend it.
///
/// A site may have tens of thousands, which are sorted and passed on, so that a copy is one
/// reference.
public struct Diagnostic: Error, Sendable, Hashable {
  private final class Content: Sendable {
    let facts: Facts

    init(_ facts: Facts) { self.facts = facts }
  }

  private struct Facts: Sendable, Hashable, Codable {
    var severity: Severity
    var code: String
    var message: String
    var location: Location?
    var target: String?
    var hint: String?
    var notes: [String]
  }

  private var content: Content

  private subscript<Value>(fact: WritableKeyPath<Facts, Value>) -> Value {
    get { content.facts[keyPath: fact] }
    set {
      var facts = content.facts
      facts[keyPath: fact] = newValue
      content = Content(facts)
    }
  }

  /// How much it matters.
  public var severity: Severity {
    get { content.facts.severity }
    set { self[\.severity] = newValue }
  }
  /// A stable, dotted name such as `docs.link.missing-page`, by which it can be looked up.
  public var code: String {
    get { content.facts.code }
    set { self[\.code] = newValue }
  }
  /// What is wrong, one sentence without a full stop.
  public var message: String {
    get { content.facts.message }
    set { self[\.message] = newValue }
  }
  /// Where it is, if it is in a file.
  public var location: Location? {
    get { content.facts.location }
    set { self[\.location] = newValue }
  }
  /// The name or link target at fault, as the author wrote it.
  public var target: String? {
    get { content.facts.target }
    set { self[\.target] = newValue }
  }
  /// How to mend it.
  public var hint: String? {
    get { content.facts.hint }
    set { self[\.hint] = newValue }
  }
  /// Further facts, each a sentence.
  public var notes: [String] {
    get { content.facts.notes }
    set { self[\.notes] = newValue }
  }

  /// Creates a diagnostic.
  public init(
    _ severity: Severity, code: String, _ message: String, at location: Location? = nil,
    target: String? = nil, hint: String? = nil, notes: [String] = []
  ) {
    content = Content(
      Facts(
        severity: severity, code: code, message: message, location: location, target: target,
        hint: hint, notes: notes))
  }

  /// Whether both say the same of the same place.
  public static func == (left: Diagnostic, right: Diagnostic) -> Bool {
    left.content === right.content || left.content.facts == right.content.facts
  }

  /// Hashes what is said.
  public func hash(into hasher: inout Hasher) { content.facts.hash(into: &hasher) }

  /// An error.
  public static func error(
    code: String, _ message: String, at location: Location? = nil, target: String? = nil,
    hint: String? = nil, notes: [String] = []
  ) -> Diagnostic {
    Diagnostic(
      .error, code: code, message, at: location, target: target, hint: hint, notes: notes)
  }

  /// A warning.
  public static func warning(
    code: String, _ message: String, at location: Location? = nil, target: String? = nil,
    hint: String? = nil, notes: [String] = []
  ) -> Diagnostic {
    Diagnostic(
      .warning, code: code, message, at: location, target: target, hint: hint, notes: notes)
  }

  /// A piece of information.
  public static func info(
    code: String, _ message: String, at location: Location? = nil, target: String? = nil,
    hint: String? = nil, notes: [String] = []
  ) -> Diagnostic {
    Diagnostic(.info, code: code, message, at: location, target: target, hint: hint, notes: notes)
  }
}

extension Diagnostic: Codable {
  /// Reads what `encode(to:)` wrote.
  public init(from decoder: any Decoder) throws { content = Content(try Facts(from: decoder)) }

  /// Writes each fact by its name.
  public func encode(to encoder: any Encoder) throws { try content.facts.encode(to: encoder) }
}

extension Diagnostic: Comparable {
  /// Orders by file, line, column and then by what is said, so that output does not depend on the
  /// order in which work was done.
  public static func < (left: Diagnostic, right: Diagnostic) -> Bool {
    let (left, right) = (left.content.facts, right.content.facts)
    let (leftFile, rightFile) = (left.location?.file ?? "", right.location?.file ?? "")
    if leftFile != rightFile { return leftFile < rightFile }
    let (leftLine, rightLine) = (left.location?.line ?? 0, right.location?.line ?? 0)
    if leftLine != rightLine { return leftLine < rightLine }
    let (leftColumn, rightColumn) = (left.location?.column ?? 0, right.location?.column ?? 0)
    if leftColumn != rightColumn { return leftColumn < rightColumn }
    return (left.code, left.message) < (right.code, right.message)
  }
}
