import Bytes
import Templating

/// `.scaffold/lock.json`: which template and answers a project was made from, and what every file
/// was then, so that later commands can tell the template's changes from the user's.
public struct Lock: Sendable, Hashable {
  /// Where it lies in a project.
  public static let path = ".scaffold/lock.json"

  private let manifest: Manifest
  private let answers: Answers
  private let plan: Plan

  /// The lock of a project made by `plan`.
  public init(_ manifest: Manifest, answers: Answers, plan: Plan) {
    self.manifest = manifest
    self.answers = answers
    self.plan = plan
  }

  /// The lock as a file of the project.
  ///
  /// Its JSON is `{"version": 1, "template": {"name", "version"}, "answers": {…}, "files": {…}}`,
  /// keys in order; secret answers are left out, a file's value is `sha256:` and 64 digits.
  public var file: Plan.File {
    var output = OutputBuffer()
    output.append("{\n  \"version\": 1,\n  \"template\": {\"name\": " as StaticString)
    output.appendJSON(manifest.name)
    output.append(", \"version\": " as StaticString)
    output.appendJSON(manifest.version)
    output.append("},\n  \"answers\": {" as StaticString)
    let names = answers.answered.filter { manifest.question($0)?.isSecret != true }.sorted()
    for (index, name) in names.enumerated() {
      output.append(index == 0 ? "\n    " : ",\n    ")
      output.appendJSON(name)
      output.append(": " as StaticString)
      if let value = answers.values[name] { write(value, to: &output) }
    }
    output.append("\n  },\n  \"files\": {" as StaticString)
    for (index, file) in plan.files.enumerated() {
      output.append(index == 0 ? "\n    " : ",\n    ")
      output.appendJSON(file.path)
      output.append(": \"sha256:" as StaticString)
      output.append(SHA256.hexDigest(of: file.bytes))
      output.append("\"" as StaticString)
    }
    output.append("\n  }\n}\n" as StaticString)
    return Plan.File(path: Self.path, bytes: output.bytes)
  }

  private func write(_ value: Value, to output: inout OutputBuffer) {
    switch value {
    case .text(let text), .safe(let text), .choice(let text, _): output.appendJSON(text)
    case .boolean(let flag): output.append(flag ? "true" : "false")
    case .integer(let number): output.append(String(number))
    case .list(let items): writeList(items, to: &output)
    case .choices(let chosen, _): writeList(chosen.map(Value.text), to: &output)
    }
  }

  private func writeList(_ items: [Value], to output: inout OutputBuffer) {
    output.append("[" as StaticString)
    for (index, item) in items.enumerated() {
      if index > 0 { output.append(", " as StaticString) }
      write(item, to: &output)
    }
    output.append("]" as StaticString)
  }
}

extension Plan {
  /// The plan with one file more.
  public func adding(_ file: File) -> Plan { Plan(files: files + [file]) }
}
