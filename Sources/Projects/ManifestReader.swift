import Configuration
public import Diagnostics
import FileTree
import Templating

extension Manifest {
  /// Reads a `template.yml`.
  ///
  /// - Parameters:
  ///   - bytes: the file's content.
  ///   - file: its name for diagnostics.
  /// - Returns: the manifest, or nil with everything that is wrong with it, each with its place.
  public static func read(_ bytes: [UInt8], file: String) -> (Manifest?, [Diagnostic]) {
    do throws(Diagnostic) {
      guard let root = try YAMLParser.parse(bytes, file: file) else {
        throw .error(
          code: "template.manifest", "the manifest is empty", at: Location(file: file),
          hint: "it needs at least 'name' and 'version'")
      }
      var reader = ManifestReader(root)
      let manifest = reader.read()
      return reader.problems.isEmpty ? (manifest, []) : (nil, reader.problems.sorted())
    } catch {
      return (nil, [error])
    }
  }
}

/// Reads the parts of a manifest one after the other; later parts may name earlier answers.
private struct ManifestReader {
  private var mapping: ManifestMapping
  /// What may be named so far.
  private var names = Surroundings.placeholders
  private(set) var problems: [Diagnostic] = []

  init(_ root: YAMLNode) {
    mapping = ManifestMapping(
      root, "the manifest",
      keys: [
        "name", "description", "version", "components", "questions", "files", "next_steps",
        "messages",
      ])
  }

  mutating func read() -> Manifest {
    var manifest = Manifest(
      name: mapping.requiredText("name"), description: mapping.text("description") ?? "",
      version: mapping.requiredText("version"), questions: [], rules: [], nextSteps: [])
    readComponents(into: &manifest)
    for node in mapping.list("questions") {
      var reader = QuestionReader(node, names: names)
      let question = reader.read()
      problems += reader.problems
      guard let question else { continue }
      names[question.name] = question.placeholder
      manifest.questions.append(question)
    }
    manifest.rules = mapping.list("files").compactMap { rule($0) }
    var later = names
    later["destination"] = .text("x")
    manifest.nextSteps = mapping.list("next_steps").compactMap {
      mapping.template($0, names: later)
    }
    if let node = mapping["messages"] {
      var messages = ManifestMapping(node, "'messages'", keys: ["before", "after"])
      manifest.messageBefore = messages["before"].flatMap {
        messages.template($0, names: Surroundings.placeholders)
      }
      manifest.messageAfter = messages["after"].flatMap { messages.template($0, names: later) }
      problems += messages.problems
    }
    problems += mapping.problems
    return manifest
  }

  /// The components, and the question for them, which conditions of questions may name.
  private mutating func readComponents(into manifest: inout Manifest) {
    for node in mapping.list("components") {
      var reader = ManifestMapping(
        node, "a component", keys: ["name", "description", "requires"])
      let component = Component(
        name: reader.requiredText("name"), description: reader.text("description") ?? "",
        requires: reader.texts("requires").map { text in
          text.split(separator: " ").map(String.init).filter { $0 != "or" }
        })
      let names = manifest.components.map(\.name)
      for name in component.requires.joined() where !names.contains(name) {
        reader.report(
          node, "'\(component.name)' requires '\(name)', which is no component before it",
          hint: Suggestion.didYouMean(name, in: names))
      }
      problems += reader.problems
      manifest.components.append(component)
    }
    guard !manifest.components.isEmpty, let node = mapping["components"] else { return }
    let names = manifest.components.map(\.name)
    let question = Question(
      name: Manifest.componentsName, kind: .multiChoice, prompt: "Components",
      defaultAnswer: .choices(names), choices: names, isSecret: false, isAsked: false,
      isSafe: false, location: node.location)
    self.names[question.name] = question.placeholder
    manifest.questions.append(question)
  }

  private mutating func rule(_ node: YAMLNode) -> FileRule? {
    var reader = ManifestMapping(
      node, "a file rule", keys: ["glob", "when", "rename", "mode", "copy", "keep"])
    defer { problems += reader.problems }
    let rule = FileRule(
      glob: reader.requiredText("glob"),
      condition: reader["when"].flatMap { reader.condition($0, names: names) },
      rename: reader["rename"].flatMap { reader.template($0, names: names) },
      mode: reader["mode"].flatMap { mode($0, &reader) }, copies: reader.flag("copy"),
      keeps: reader.flag("keep"), location: node.location)
    return reader.problems.isEmpty ? rule : nil
  }

  /// Permission bits in octal, such as `0755`, or `executable`.
  private func mode(_ node: YAMLNode, _ reader: inout ManifestMapping) -> UInt16? {
    if node.string == "executable" { return 0o755 }
    if let text = node.string, let mode = UInt16(text, radix: 8), mode <= 0o777, mode >= 0o400 {
      return mode
    }
    reader.report(
      node, "\(node.kindDescription) is no mode", hint: "write 'executable' or bits such as 0755")
    return nil
  }
}
