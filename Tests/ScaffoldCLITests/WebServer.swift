import Foundation

/// A server of `Tests/Fixtures/http` on this machine, which ends with its owner.
final class WebServer {
  static let fixtures = URL(filePath: #filePath).appending(path: "../../Fixtures/http").standardized

  /// What the server printed when it was ready, such as its `port`.
  let facts: [String: Any]
  private let process = Process()

  init(_ script: String) throws {
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", Self.fixtures.appending(path: script).path()]
    process.standardOutput = output
    try process.run()
    let line = output.fileHandleForReading.availableData
    facts = (try JSONSerialization.jsonObject(with: line) as? [String: Any]) ?? [:]
  }

  /// The threads of tests block signals, and so do their children: only this one always comes.
  deinit { kill(process.processIdentifier, SIGKILL) }

  func address(_ path: String) -> String { "http://127.0.0.1:\(facts["port"] ?? 0)\(path)" }

  /// What the server says at a path of its own, such as `/_stats`.
  func read(_ path: String) throws -> [String: Any] {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      "import sys, urllib.request as u; sys.stdout.write(u.urlopen(sys.argv[1]).read().decode())",
      address(path),
    ]
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (try JSONSerialization.jsonObject(with: data) as? [String: Any]) ?? [:]
  }

  /// What a script says that a good checker finds, by path.
  static func expectations(of script: String) throws -> [String: Any] {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", fixtures.appending(path: script).path(), "--expect"]
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (try JSONSerialization.jsonObject(with: data) as? [String: Any]) ?? [:]
  }
}
