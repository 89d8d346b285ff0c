public import Diagnostics
public import Templating

/// What a template's `template.yml` says.
public struct Manifest: Sendable, Hashable {
  /// The template's name.
  public var name: String
  /// One sentence on what it makes.
  public var description: String
  /// Its version.
  public var version: String
  /// The questions in the order they are asked; derived answers stand among them.
  public var questions: [Question]
  /// The parts a project can do without.
  public var components: [Component] = []
  /// What to do with files besides rendering or copying them; later rules win.
  public var rules: [FileRule]
  /// What to type next, each a line of shell.
  public var nextSteps: [Template]
  /// What to say before the first question.
  public var messageBefore: Template?
  /// What to say when the project is made.
  public var messageAfter: Template?

  /// The question named `name`, or nil.
  public func question(_ name: String) -> Question? { questions.first { $0.name == name } }

  /// The names that a user can answer: not those of derived answers.
  public var askable: [String] {
    questions.filter { $0.derivation == nil }.map(\.name)
  }
}

/// What a template does with the files that match a pattern.
public struct FileRule: Sendable, Hashable {
  /// Matched against the path below `files/`, without `.mustache`.
  public var glob: String
  /// Made only when this holds.
  public var condition: Condition?
  /// The path to make instead.
  public var rename: Template?
  /// The permission bits.
  public var mode: UInt16?
  /// Copied byte for byte, whatever the name ends with.
  public var copies: Bool
  /// Left alone where it exists already.
  public var keeps: Bool
  /// Where the rule stands.
  public var location: Location
}

/// Facts about the surroundings that defaults and templates may name.
public struct Surroundings: Sendable {
  /// The name of the destination's folder, fit for a project's name: `directory_name`.
  public var directoryName: String
  /// The owner that a new repository probably gets: `account`. Asked for at most once, and only
  /// when a default needs it.
  public var account: @Sendable () async -> String?
  /// Today.
  public var today: CalendarDate

  /// Creates surroundings.
  public init(
    directoryName: String, account: @escaping @Sendable () async -> String?, today: CalendarDate
  ) {
    self.directoryName = directoryName
    self.account = account
    self.today = today
  }

  /// The names defaults may use besides answers, each with a value of its kind.
  static let placeholders: [String: Value] = [
    "directory_name": .text("x"), "account": .safe("x"), "year": .integer(2000),
    "date": .safe("2000-01-01"),
  ]
}

/// A day of the Gregorian calendar.
public struct CalendarDate: Sendable, Hashable, CustomStringConvertible {
  /// The year, such as 2026.
  public var year: Int
  /// The month from 1.
  public var month: Int
  /// The day of the month from 1.
  public var day: Int

  /// Creates a day.
  public init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// `YYYY-MM-DD`.
  public var description: String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month))-\(two(day))"
  }
}
