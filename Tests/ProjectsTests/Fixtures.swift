import Diagnostics
import Foundation
import Projects
import SystemPackage

/// A fresh folder that goes away with the test that made it.
final class TestFolder {
  let path: FilePath

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "scaffold-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = FilePath(url.resolvingSymlinksInPath().path())
  }

  deinit { try? FileManager.default.removeItem(atPath: path.string) }

  func write(_ text: String, to relative: String) throws {
    let url = URL(filePath: path.pushing(FilePath(relative)).string)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func read(_ relative: String) throws -> String {
    try String(contentsOfFile: path.pushing(FilePath(relative)).string, encoding: .utf8)
  }

  /// Everything below the folder, hidden files too, in order.
  func paths() -> [String] {
    (FileManager.default.enumerator(atPath: path.string)?.compactMap { $0 as? String } ?? [])
      .sorted()
  }

  /// Runs a program here; gives its exit code and output.
  @discardableResult
  func run(_ command: String..., environment: [String: String] = [:]) throws -> (Int32, String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    process.currentDirectoryURL = URL(filePath: path.string)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}

/// Surroundings that do not change from machine to machine.
func surroundings(folder: String = "Book Store", account: String? = "acme") -> Surroundings {
  Surroundings(
    directoryName: folder, account: { account },
    today: CalendarDate(year: 2031, month: 2, day: 3))
}

/// A template made of texts.
func template(
  _ manifest: String, _ files: [String: String] = [:]
) throws(Diagnostic) -> ProjectTemplate {
  let sources = files.merging(["template.yml": manifest]) { $1 }
  return try ProjectTemplate(
    sources.map { .init(path: $0, bytes: Array($1.utf8)) }, origin: "t")
}

/// The answers of `template` to these options.
func answers(
  _ template: ProjectTemplate, _ options: [String] = [], interview: Interview? = nil,
  surroundings: Surroundings = surroundings()
) async throws(Diagnostic) -> Answers {
  var given = GivenAnswers()
  try given.add(options: options)
  return try await Questionnaire(template.manifest, surroundings: surroundings)
    .answers(given: given, interview: interview)
}
