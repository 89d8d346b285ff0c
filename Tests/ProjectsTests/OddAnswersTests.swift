import Configuration
import Diagnostics
import Foundation
import Testing

@testable import Projects

/// Answers that break other generators: each is refused with a reason, or every file that is made
/// of it can still be read.
@Suite("Odd answers")
struct OddAnswersTests {
  static let answers = [
    "a\"; rm -rf x", "it's", "${file(\"/etc/passwd\")}", "$(id)", "`id`", "{{ x }}", "${{ x }}",
    "true", "null", "007", "1e3", "2031-02-03", "a: b #c", "- item", "-x", "héllo wörld 日本",
    String(repeating: "long ", count: 20), "class", "../../x", "<b>&amp;", "back\\slash",
    "%s @x *y*",
    "tab\there", "line\nbreak", "", " ",
  ]

  @Test("in the name and the description", arguments: answers, ["name", "description"])
  func text(answer: String, question: String) async throws { try await check(answer, question) }

  @Test(
    "in answers that are names",
    arguments: answers,
    ["owner", "contact", "dockerhub_user", "terraform_organization", "terraform_workspace"])
  func names(answer: String, question: String) async throws { try await check(answer, question) }

  func check(_ answer: String, _ question: String) async throws {
    let template = try ProjectTemplate.embedded("multi-cloud")
    let surroundings = Surroundings(
      directoryName: "shop", account: { "acme" },
      today: CalendarDate(year: 2026, month: 11, day: 23))
    var given = GivenAnswers()
    try given.add(options: ["\(question)=\(answer)"])
    let questionnaire = Questionnaire(template.manifest, surroundings: surroundings)
    let found: Answers?
    do throws(Diagnostic) {
      found = try await questionnaire.answers(given: given)
    } catch {
      #expect(error.code == "new.answer")
      #expect(error.message.contains(question))
      #expect(error.message.count > question.count + 20, "it says why")
      found = nil
    }
    guard let answers = found else { return }
    for file in try template.plan(answers).files {
      let path = file.path
      if path.hasSuffix(".yml") || path.hasSuffix(".yaml"), !path.hasPrefix("helm/templates/"),
        !path.hasPrefix("helm/tests/")
      {
        #expect(try YAMLParser.parse(file.bytes, file: path) != nil, "\(path)")
      } else if path.hasSuffix(".json") {
        _ = try JSONSerialization.jsonObject(with: Data(file.bytes))
      }
    }
    try Self.readByPython(try template.plan(answers))
  }

  /// Python reads its own files, and TOML.
  static func readByPython(_ plan: Plan) throws {
    let script = """
      import ast, json, sys, tomllib
      for path, text in json.load(sys.stdin).items():
          ast.parse(text, path) if path.endswith(".py") else tomllib.loads(text)
      """
    let texts = plan.files.filter { $0.path.hasSuffix(".py") || $0.path.hasSuffix(".toml") }
    let input = try JSONSerialization.data(
      withJSONObject: Dictionary(
        uniqueKeysWithValues: texts.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) }))
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script]
    let pipe = Pipe()
    let errors = Pipe()
    process.standardInput = pipe
    process.standardError = errors
    try process.run()
    pipe.fileHandleForWriting.write(input)
    try pipe.fileHandleForWriting.close()
    let message = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(String(decoding: message, as: UTF8.self))")
  }
}
