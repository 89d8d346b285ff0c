import Bytes

/// What a name in a template stands for.
public enum Value: Sendable, Hashable {
  /// Whatever somebody typed: written as a literal of the target language, which must stand for a
  /// whole value there.
  case text(String)
  /// Text of the characters in `isSafe` only, which means the same in every language: written as it
  /// is, also inside quotes, paths and addresses. Other text is treated as `text`.
  case safe(String)
  /// True or false.
  case boolean(Bool)
  /// A whole number.
  case integer(Int)
  /// Several values; a section repeats for each of them.
  case list([Value])
  /// One of the declared choices.
  case choice(String, among: [String])
  /// Any number of the declared choices, in the order declared; a section repeats for each.
  case choices([String], among: [String])

  /// True when `text` holds letters and digits of ASCII and `.`, `_`, `/`, `:`, `-`, `@` only.
  public static func isSafe(_ text: some StringProtocol) -> Bool {
    text.utf8.allSatisfy { $0.isASCIIAlphanumeric || safePunctuation.contains($0) }
  }

  private static let safePunctuation = Array("._/:-@".utf8)
}

extension Value {
  /// Text that was checked where it came from, or text that was not, by its characters.
  static func checked(_ text: String) -> Value { isSafe(text) ? .safe(text) : .text(text) }

  /// What a section repeats over; nil for what is no list.
  var items: [Value]? {
    switch self {
    case .list(let items): items
    case .choices(let chosen, _): chosen.map(Value.checked)
    case .text, .safe, .boolean, .integer, .choice: nil
    }
  }

  /// The choices it was declared with; nil when it has none.
  public var declaredChoices: [String]? {
    switch self {
    case .choice(_, let all), .choices(_, let all): all
    case .text, .safe, .boolean, .integer, .list: nil
    }
  }

  /// Whether `choice` is what was chosen or among it.
  public func holds(_ choice: String) -> Bool {
    switch self {
    case .choice(let chosen, _): chosen == choice
    case .choices(let chosen, _): chosen.contains(choice)
    case .text, .safe, .boolean, .integer, .list: false
    }
  }

  /// Whether a section over it is shown: false, 0, no text and no items are not.
  public var isTruthy: Bool {
    switch self {
    case .text(let text), .safe(let text), .choice(let text, _): !text.isEmpty
    case .boolean(let flag): flag
    case .integer(let number): number != 0
    case .list(let items): !items.isEmpty
    case .choices(let chosen, _): !chosen.isEmpty
    }
  }
}
