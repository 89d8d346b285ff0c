import Configuration
import Diagnostics
import Templating

/// Reads one question of a manifest.
struct QuestionReader {
  private var mapping: ManifestMapping
  private let names: [String: Value]
  var problems: [Diagnostic] { mapping.problems }

  /// - Parameter names: the answers before this one.
  init(_ node: YAMLNode, names: [String: Value]) {
    mapping = ManifestMapping(
      node, "a question",
      keys: [
        "name", "type", "prompt", "help", "default", "when", "pattern", "message", "minimum",
        "maximum", "minimum_length", "maximum_length", "choices", "derived", "secret", "safe",
        "asked",
      ])
    self.names = names
  }

  mutating func read() -> Question? {
    let name = mapping.requiredText("name")
    var question = Question(
      name: name, kind: kind(), prompt: mapping.text("prompt") ?? name, help: mapping.text("help"),
      defaultAnswer: nil, condition: nil, pattern: mapping.text("pattern"),
      message: mapping.text("message"), minimum: mapping.number("minimum"),
      maximum: mapping.number("maximum"), minimumLength: mapping.number("minimum_length"),
      maximumLength: mapping.number("maximum_length"), choices: mapping.texts("choices"),
      derivation: nil, isSecret: mapping.flag("secret"),
      isAsked: mapping["asked"]?.bool ?? true, isSafe: mapping.flag("safe"),
      location: mapping.node.location)
    checkName(name)
    checkLimits(question)
    if let node = mapping["when"] {
      question.condition = mapping.condition(node, names: names)
    }
    if let node = mapping["derived"] {
      question.derivation = derivation(node)
      question.isSafe = true
      if let value = mapping["default"] {
        mapping.report(value, "a derived answer has no default", hint: "remove 'default'")
      }
    }
    if let node = mapping["default"] { question.defaultAnswer = defaultAnswer(node, question) }
    return name.isEmpty ? nil : question
  }

  private mutating func kind() -> Question.Kind {
    guard let node = mapping["type"] else { return .string }
    if let kind = node.string.flatMap(Question.Kind.init) { return kind }
    let kinds = Question.Kind.allCases.map(\.rawValue)
    mapping.report(
      node, "\(node.kindDescription) is no type of question",
      hint: node.string.flatMap { Suggestion.didYouMean($0, in: kinds) }
        ?? "types are \(kinds.joined(separator: ", "))")
    return .string
  }

  private mutating func checkName(_ name: String) {
    guard let node = mapping["name"], !name.isEmpty else { return }
    let isName =
      name.utf8.first.map { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 } == true
      && name.unicodeScalars.allSatisfy { "a"..."z" ~= $0 || "0"..."9" ~= $0 || $0 == "_" }
    if !isName {
      mapping.report(
        node, "'\(name)' is no name for an answer",
        hint: "use lower case letters, digits and _, and begin with a letter")
    } else if ["first", "last", "destination"].contains(name) || Self.isBuiltIn(name) {
      mapping.report(node, "'\(name)' has a meaning of its own", hint: "choose another name")
    } else if names[name] != nil {
      mapping.report(node, "there is a question named '\(name)' already")
    }
  }

  private static func isBuiltIn(_ name: String) -> Bool { Surroundings.placeholders[name] != nil }

  private mutating func checkLimits(_ question: Question) {
    if let pattern = question.pattern, let node = mapping["pattern"] {
      if (try? Regex(pattern)) == nil {
        mapping.report(node, "'\(pattern)' is no regular expression")
      }
    }
    let isChosen = question.kind == .choice || question.kind == .multiChoice
    if isChosen, question.choices.isEmpty {
      mapping.report(
        mapping["choices"] ?? mapping.node, "a \(question.kind.rawValue) needs 'choices'")
    }
    if !isChosen, let node = mapping["choices"] {
      mapping.report(
        node, "a \(question.kind.rawValue) has no 'choices'",
        hint: "its type is choice or multi-choice")
    }
    if Set(question.choices).count < question.choices.count, let node = mapping["choices"] {
      mapping.report(node, "a choice stands twice in 'choices'")
    }
    for choice in question.choices where choice.isEmpty || choice.contains(",") {
      mapping.report(
        mapping["choices"] ?? mapping.node, "'\(choice)' is no choice",
        hint: "a choice is not empty and has no comma")
    }
    let onlyFor: [(String, [Question.Kind])] = [
      ("pattern", [.string]), ("minimum_length", [.string]), ("maximum_length", [.string]),
      ("safe", [.string]), ("derived", [.string]), ("minimum", [.integer, .multiChoice]),
      ("maximum", [.integer, .multiChoice]),
    ]
    for (key, kinds) in onlyFor where !kinds.contains(question.kind) {
      guard let node = mapping[key] else { continue }
      mapping.report(node, "'\(key)' has no meaning for a \(question.kind.rawValue)")
    }
    for (low, high) in [("minimum", "maximum"), ("minimum_length", "maximum_length")] {
      if let least = mapping[low]?.int, let node = mapping[high], let most = node.int, most < least
      {
        mapping.report(node, "'\(high)' is smaller than '\(low)'")
      }
    }
  }

  /// A template, or `kebab-case: name`, `snake_case: name`, `lowercase: name`,
  /// `compact: name`.
  private mutating func derivation(_ node: YAMLNode) -> Question.Derivation? {
    guard let entries = node.mapping else {
      return mapping.template(node, names: names).map { .template($0) }
    }
    guard entries.count == 1, let source = entries[0].value.string else {
      mapping.report(
        node,
        "'derived' is text, or one of kebab-case, snake_case, lowercase and compact with a name")
      return nil
    }
    if names[source] == nil {
      mapping.report(
        entries[0].value, "there is no answer named '\(source)' before this one",
        hint: Suggestion.didYouMean(source, in: names.keys.sorted()))
    }
    switch entries[0].key {
    case "kebab-case": return .kebabCase(of: source)
    case "snake_case": return .snakeCase(of: source)
    case "lowercase": return .lowercase(of: source)
    case "compact": return .compact(of: source)
    default:
      mapping.report(
        node, "'\(entries[0].key)' is no way to derive an answer",
        hint: Suggestion.didYouMean(
          entries[0].key, in: ["kebab-case", "snake_case", "lowercase", "compact"]))
      return nil
    }
  }

  private mutating func defaultAnswer(_ node: YAMLNode, _ question: Question) -> Question.Default? {
    if let items = node.sequence, question.kind == .multiChoice {
      let chosen = items.compactMap(\.string)
      check(chosen.joined(separator: ","), node, question)
      return .choices(chosen)
    }
    guard let template = mapping.template(node, names: names) else { return nil }
    if let text = node.string, !text.contains("<%") { check(text, node, question) }
    return .template(template)
  }

  /// A default that says nothing of other answers must itself be a good answer.
  private mutating func check(_ text: String, _ node: YAMLNode, _ question: Question) {
    if case .failure(let problem) = question.value(of: text) {
      mapping.report(
        node, "the default of '\(question.name)' is no good answer: \(problem.reason)",
        hint: problem.hint)
    }
  }
}
