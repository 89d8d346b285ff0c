public import Diagnostics
public import Templating

/// Every answer a template has, derived ones included, in the order of its questions.
public struct Answers: Sendable, Hashable {
  /// The answers by name, with `year` and `date`: what templates are rendered with.
  public var values: [String: Value]
  /// The names of the answers that were given or asked for, in order.
  public var answered: [String]
}

/// Finds the answers of a template's questions.
public struct Questionnaire: Sendable {
  private let manifest: Manifest
  private let surroundings: Surroundings

  /// Creates a questionnaire.
  public init(_ manifest: Manifest, surroundings: Surroundings) {
    self.manifest = manifest
    self.surroundings = surroundings
  }

  /// The answers: those given, then those of the interview, or the defaults without one.
  ///
  /// - Throws: `new.unknown-answer` and `new.answer` for what was given, `new.missing-answer` for a
  ///   question that has no default and nobody to answer it, `new.end-of-input`, `new.interrupted`.
  public func answers(
    given: GivenAnswers, interview: Interview? = nil
  ) async throws(Diagnostic) -> Answers {
    try checkNames(given)
    // A bad answer that was given is said before anything is asked.
    for question in manifest.questions {
      guard let entry = given.entries[question.name] else { continue }
      if case .failure(let problem) = check(entry.text, for: question) {
        throw describe(problem, entry, question)
      }
    }
    var values: [String: Value] = [
      "directory_name": .text(surroundings.directoryName),
      "year": .integer(surroundings.today.year), "date": .safe("\(surroundings.today)"),
    ]
    if let interview, let message = manifest.messageBefore {
      interview.say(try render(message, values))
    }
    var answered: [String] = []
    for question in manifest.questions {
      if let condition = question.condition, !condition.isTrue(values) {
        values[question.name] = question.emptyValue
      } else if let derivation = question.derivation {
        values[question.name] = try derive(derivation, question, values)
      } else {
        values[question.name] = try await answer(question, given, values, interview)
        answered.append(question.name)
      }
    }
    values["directory_name"] = nil
    if case .choices(let chosen, _) = values[Manifest.componentsName] {
      try manifest.checkComponents(chosen)
    }
    return Answers(values: values, answered: answered)
  }

  private func checkNames(_ given: GivenAnswers) throws(Diagnostic) {
    let names = manifest.askable
    for (key, entry) in given.entries.sorted(by: { $0.key < $1.key }) where !names.contains(key) {
      if let question = manifest.question(key) {
        let source = question.source.map { " from '\($0)'" } ?? ""
        throw .error(
          code: "new.unknown-answer", "'\(key)' is derived\(source) and cannot be set",
          at: entry.location, target: key)
      }
      throw .error(
        code: "new.unknown-answer", "there is no question named '\(key)'", at: entry.location,
        target: key,
        hint: Suggestion.didYouMean(key, in: names)
          ?? "the questions are \(names.joined(separator: ", "))")
    }
  }

  private func answer(
    _ question: Question, _ given: GivenAnswers, _ values: [String: Value], _ interview: Interview?
  ) async throws(Diagnostic) -> Value {
    if let entry = given.entries[question.name] {
      switch check(entry.text, for: question) {
      case .success(let value): return value
      case .failure(let problem): throw describe(problem, entry, question)
      }
    }
    let suggested = try await suggestion(for: question, values)
    if let interview, question.isAsked {
      return try interview.ask(question, suggested: suggested) { check($0, for: question) }
    }
    guard let suggested else {
      throw .error(
        code: "new.missing-answer", "there is no answer to '\(question.name)' (\(question.prompt))",
        target: question.name, hint: "give one: --set \(question.name)=…")
    }
    switch check(suggested, for: question) {
    case .success(let value): return value
    case .failure(let problem):
      throw .error(
        code: "new.answer",
        "the default '\(suggested)' is no answer to '\(question.name)': \(problem.reason)",
        target: question.name, hint: "give one: --set \(question.name)=…")
    }
  }

  /// The default, when it is a good answer or nobody is there to give another.
  private func suggestion(
    for question: Question, _ values: [String: Value]
  ) async throws(Diagnostic) -> String? {
    switch question.defaultAnswer {
    case nil: return nil
    case .choices(let choices): return choices.joined(separator: ",")
    case .template(let template):
      var values = values
      if template.names.contains("account") {
        guard let account = await surroundings.account() else { return nil }
        values["account"] = .text(account)
      }
      return try render(template, values)
    }
  }

  /// The answer that `text` stands for, if answers can be derived from it too.
  private func check(_ text: String, for question: Question) -> Result<Value, AnswerProblem> {
    question.value(of: text).flatMap { value in
      for other in manifest.questions where other.source == question.name {
        let derived = other.derived(from: value.typed)
        if derived.isEmpty, !value.typed.isEmpty {
          return .failure(
            AnswerProblem("no \(other.name) can be made of it", hint: "use letters from a to z"))
        }
        if case .failure(let problem) = other.value(of: derived) {
          return .failure(
            AnswerProblem("it gives the \(other.name) '\(derived)': \(problem.reason)"))
        }
      }
      return .success(value)
    }
  }

  private func derive(
    _ derivation: Question.Derivation, _ question: Question, _ values: [String: Value]
  ) throws(Diagnostic) -> Value {
    let text: String
    if case .template(let template) = derivation {
      text = try render(template, values)
    } else {
      text = question.derived(from: question.source.flatMap { values[$0]?.typed } ?? "")
    }
    switch question.value(of: text) {
    case .success(let value): return value
    case .failure(let problem):
      throw .error(
        code: "new.answer", "the derived '\(question.name)' is '\(text)': \(problem.reason)",
        target: question.name)
    }
  }

  private func render(
    _ template: Template, _ values: [String: Value]
  ) throws(Diagnostic) -> String {
    String(decoding: try template.render(values, language: .plain), as: UTF8.self)
  }

  private func describe(
    _ problem: AnswerProblem, _ entry: GivenAnswers.Entry, _ question: Question
  ) -> Diagnostic {
    let shown = question.isSecret ? "this" : "'\(entry.text)'"
    return .error(
      code: "new.answer", "\(shown) is no answer to '\(question.name)': \(problem.reason)",
      at: entry.location, target: question.name, hint: problem.hint)
  }
}

extension Question {
  /// The answer this one is made of directly, if any.
  fileprivate var source: String? {
    switch derivation {
    case .kebabCase(let name), .snakeCase(let name), .lowercase(let name), .compact(let name): name
    case .template, nil: nil
    }
  }

  fileprivate func derived(from text: String) -> String {
    switch derivation {
    case .kebabCase: Words.kebabCase(text)
    case .snakeCase: Words.snakeCase(text)
    case .lowercase: text.lowercased()
    case .compact: Words.words(of: text).joined()
    case .template, nil: text
    }
  }

  /// The value of a question that is not asked because its condition does not hold.
  fileprivate var emptyValue: Value {
    switch kind {
    case .string: isSafe ? .safe("") : .text("")
    case .integer: .integer(0)
    case .boolean: .boolean(false)
    case .choice: .choice("", among: choices)
    case .multiChoice: .choices([], among: choices)
    }
  }
}
