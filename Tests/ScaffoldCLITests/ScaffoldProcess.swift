import Foundation
import Testing

/// The built binary, run as a user runs it.
struct ScaffoldProcess {
  /// What a run left behind.
  struct Result {
    var exitCode: Int32
    var output: String
    var errors: String
  }

  /// The binary under test: `SCAFFOLD_BINARY`, else the one built beside the tests.
  static var binary: URL {
    if let path = ProcessInfo.processInfo.environment["SCAFFOLD_BINARY"] {
      return URL(filePath: path)
    }
    return Bundle.main.bundleURL.appending(path: "scaffold")
  }

  var binary = ScaffoldProcess.binary
  var folder: URL
  var environment: [String: String] = [:]

  /// Runs the binary to its end.
  @discardableResult
  func run(_ arguments: String...) throws -> Result {
    let process = try start(arguments)
    let output = try process.output.readToEnd() ?? Data()
    let errors = try process.errors.readToEnd() ?? Data()
    process.process.waitUntilExit()
    return Result(
      exitCode: process.process.terminationReason == .uncaughtSignal
        ? 128 + process.process.terminationStatus : process.process.terminationStatus,
      output: String(decoding: output, as: UTF8.self),
      errors: String(decoding: errors, as: UTF8.self))
  }

  /// A run that has begun.
  struct Started {
    var process: Process
    var output: FileHandle
    var errors: FileHandle
  }

  /// Starts the binary and returns at once.
  func start(_ arguments: [String]) throws -> Started {
    let process = Process()
    process.executableURL = binary
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var variables = ProcessInfo.processInfo.environment
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GITHUB_ACTIONS", "GITHUB_REPOSITORY", "NO_COLOR"] {
      variables[name] = nil
    }
    variables["HOME"] = folder.path()
    variables["GIT_CONFIG_NOSYSTEM"] = "1"
    variables["XDG_CONFIG_HOME"] = folder.appending(path: ".none").path()
    variables.merge(environment) { _, new in new }
    process.environment = variables
    // Standard error goes to a file: two pipes read in turn could block each other.
    let errors = FileManager.default.temporaryDirectory.appending(path: "scaffold-errors-\(UUID())")
    try Data().write(to: errors)
    let output = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    let reading = try FileHandle(forReadingFrom: errors)
    try FileManager.default.removeItem(at: errors)
    return Started(process: process, output: output.fileHandleForReading, errors: reading)
  }
}

/// A fresh folder that goes away with its owner.
final class Folder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(
      path: "scaffold-\(UUID())", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func write(_ text: String, to path: String, isExecutable: Bool = false) throws {
    try write(Data(text.utf8), to: path)
    if isExecutable {
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: url.appending(path: path).path())
    }
  }

  func write(_ data: Data, to path: String) throws {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
  }

  func read(_ path: String) throws -> String {
    try String(contentsOf: url.appending(path: path), encoding: .utf8)
  }

  func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: url.appending(path: path).path())
  }

  /// Every path below the folder, `.git` left out.
  func paths() -> [String] {
    let found = FileManager.default.enumerator(atPath: url.path())
    return (found?.compactMap { $0 as? String } ?? []).filter { !$0.contains(".git/") }.sorted()
  }
}
