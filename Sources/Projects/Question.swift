public import Diagnostics
public import Templating

/// One question of a template: what it asks, and which answers it takes.
public struct Question: Sendable, Hashable {
  /// The kinds of answer.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case string
    case integer
    case boolean
    /// One of `choices`.
    case choice
    /// Any of `choices`.
    case multiChoice = "multi-choice"
  }

  /// How an answer nobody is asked for comes about.
  public enum Derivation: Sendable, Hashable {
    /// Another answer in lower case with `-` between its words.
    case kebabCase(of: String)
    /// Another answer in lower case with `_` between its words.
    case snakeCase(of: String)
    /// Another answer in lower case.
    case lowercase(of: String)
    /// The letters and digits of another answer in lower case.
    case compact(of: String)
    /// A template over the answers before it.
    case template(Template)
  }

  /// A way to answer it: a value as written, or a template over the answers before it.
  public enum Default: Sendable, Hashable {
    /// A template for a single value.
    case template(Template)
    /// The values of a multi-choice.
    case choices([String])
  }

  /// The name it has in templates, options and answer files.
  public var name: String
  /// The kind of answer.
  public var kind: Kind
  /// What is asked; the name when the template says nothing.
  public var prompt: String
  /// A sentence that helps to answer.
  public var help: String?
  /// The answer when nobody gives another.
  public var defaultAnswer: Default?
  /// Asked only when this holds.
  public var condition: Condition?
  /// What a whole string must match.
  public var pattern: String?
  /// What to say when it does not.
  public var message: String?
  /// The smallest integer, or the least number of choices.
  public var minimum: Int?
  /// The greatest integer, or the greatest number of choices.
  public var maximum: Int?
  /// The least number of characters.
  public var minimumLength: Int?
  /// The greatest number of characters.
  public var maximumLength: Int?
  /// What can be chosen.
  public var choices: [String]
  /// Set for answers that nobody is asked for.
  public var derivation: Derivation?
  /// Not shown while it is typed, and in no listing.
  public var isSecret: Bool
  /// Asked for on a terminal; other questions are answered by options and files only.
  public var isAsked: Bool
  /// Takes harmless characters only, and is written as it is everywhere.
  public var isSafe: Bool
  /// Where it stands in the manifest.
  public var location: Location

  /// A value of its kind, for checking templates before there are answers.
  var placeholder: Value {
    switch kind {
    case .string: isSafe ? .safe("x") : .text("x")
    case .integer: .integer(1)
    case .boolean: .boolean(true)
    case .choice: .choice(choices.first ?? "", among: choices)
    case .multiChoice: .choices(choices, among: choices)
    }
  }
}

/// When a question is asked or a file is made.
public indirect enum Condition: Sendable, Hashable {
  /// The answer is true, or not empty.
  case holds(String)
  /// The choice was chosen.
  case chosen(String, String)
  case not(Condition)
  case all([Condition])
  case any([Condition])

  /// Whether it holds for `values`; an answer that is not there is false.
  func isTrue(_ values: [String: Value]) -> Bool {
    switch self {
    case .holds(let name): values[name]?.isTruthy ?? false
    case .chosen(let name, let choice):
      switch values[name] {
      case .choice(let chosen, _): chosen == choice
      case .choices(let chosen, _): chosen.contains(choice)
      default: false
      }
    case .not(let inner): !inner.isTrue(values)
    case .all(let parts): parts.allSatisfy { $0.isTrue(values) }
    case .any(let parts): parts.contains { $0.isTrue(values) }
    }
  }
}
