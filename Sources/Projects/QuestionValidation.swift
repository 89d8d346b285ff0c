import Diagnostics
public import Templating

/// Why a text is no answer to a question.
struct AnswerProblem: Error {
  /// What is wrong, to stand after "the answer": a clause without a full stop.
  var reason: String
  /// How to mend it.
  var hint: String?

  init(_ reason: String, hint: String? = nil) {
    self.reason = reason
    self.hint = hint
  }
}

extension Question {
  /// The answer that `text` stands for, or why it is none. Blanks around it are nothing; the
  /// answers of a multi-choice are separated by commas.
  func value(of text: String) -> Result<Value, AnswerProblem> {
    let text = text.trimmed
    do throws(AnswerProblem) {
      switch kind {
      case .string: return .success(try string(text))
      case .integer: return .success(try integer(text))
      case .boolean: return .success(try boolean(text))
      case .choice: return .success(.choice(try choice(text), among: choices))
      case .multiChoice: return .success(try multiChoice(text))
      }
    } catch {
      return .failure(error)
    }
  }

  private func string(_ text: String) throws(AnswerProblem) -> Value {
    let isControl = text.unicodeScalars.contains { $0.value < 0x20 || 0x7F..<0xA0 ~= $0.value }
    if isControl || text.unicodeScalars.contains(where: { "\u{2028}"..."\u{2029}" ~= $0 }) {
      throw AnswerProblem("it must be one line without control characters", hint: message)
    }
    // What stands for bytes that were no UTF-8.
    if text.unicodeScalars.contains("\u{FFFD}") { throw AnswerProblem("it is not UTF-8") }
    if text.isEmpty, (minimumLength ?? 0) > 0 { throw AnswerProblem("it is empty", hint: message) }
    if let least = minimumLength, text.count < least {
      throw AnswerProblem("it has \(text.count) characters, and \(least) are the least")
    }
    if let most = maximumLength, text.count > most {
      throw AnswerProblem("it has \(text.count) characters, and \(most) are the most")
    }
    if let pattern, !Self.matches(text, pattern) {
      throw AnswerProblem(message ?? "it does not match \(pattern)")
    }
    if isSafe, !Value.isSafe(text) {
      throw AnswerProblem(message ?? "it may hold letters and digits of ASCII and ._/:- only")
    }
    return isSafe ? .safe(text) : .text(text)
  }

  /// Whether the whole text matches; the pattern was found good when the manifest was read.
  private static func matches(_ text: String, _ pattern: String) -> Bool {
    guard let expression = try? Regex(pattern) else { return false }
    return text.wholeMatch(of: expression) != nil
  }

  private func integer(_ text: String) throws(AnswerProblem) -> Value {
    guard let number = Int(text) else { throw AnswerProblem("it is no whole number") }
    if let minimum, number < minimum { throw AnswerProblem("it is less than \(minimum)") }
    if let maximum, number > maximum { throw AnswerProblem("it is greater than \(maximum)") }
    return .integer(number)
  }

  private func boolean(_ text: String) throws(AnswerProblem) -> Value {
    switch text.lowercased() {
    case "y", "yes", "true", "on": return .boolean(true)
    case "n", "no", "false", "off": return .boolean(false)
    default: throw AnswerProblem("it is neither yes nor no")
    }
  }

  /// A choice in any case.
  private func choice(_ text: String) throws(AnswerProblem) -> String {
    if choices.contains(text) { return text }
    if let found = choices.first(where: { $0.lowercased() == text.lowercased() }) { return found }
    throw AnswerProblem(
      "'\(text)' is not one of \(choices.joined(separator: ", "))",
      hint: Suggestion.didYouMean(text, in: choices))
  }

  private func multiChoice(_ text: String) throws(AnswerProblem) -> Value {
    var chosen: Set<String> = []
    if text.lowercased() == "all", !choices.contains("all") {
      chosen = Set(choices)
    } else if !(text.lowercased() == "none" && !choices.contains("none")) {
      for part in text.split(separator: ",").map({ String($0).trimmed }) where !part.isEmpty {
        chosen.insert(try choice(part))
      }
    }
    let most = maximum ?? choices.count
    if chosen.count < (minimum ?? 0) {
      throw AnswerProblem(
        minimum == 1 ? "choose at least one" : "choose at least \(minimum ?? 0)",
        hint: "the choices are \(choices.joined(separator: ", "))")
    }
    if chosen.count > most { throw AnswerProblem("choose at most \(most)") }
    return .choices(choices.filter(chosen.contains), among: choices)
  }
}

extension Value {
  /// The value as a user would type it.
  public var typed: String {
    switch self {
    case .text(let text), .safe(let text), .choice(let text, _): text
    case .integer(let number): String(number)
    case .boolean(let flag): flag ? "yes" : "no"
    case .list(let items): items.map(\.typed).joined(separator: ",")
    case .choices(let chosen, _): chosen.joined(separator: ",")
    }
  }
}

extension StringProtocol {
  /// Without white space at either end.
  var trimmed: String {
    let start = drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
