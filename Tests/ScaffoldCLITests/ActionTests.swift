import Foundation
import Testing

/// The steps of `action.yml`, run here with a release that lies in a folder.
@Suite("The action")
struct ActionTests {
  static let root = URL(filePath: #filePath).appending(path: "../../..").standardized
  let folder: Folder

  init() throws { folder = try Folder() }

  private struct Result {
    var exitCode: Int32
    var text: String
  }

  /// Runs the step of a name as GitHub does, with what its `env` would hold.
  private func step(_ name: String, _ environment: [String: String]) throws -> Result {
    let action = try String(contentsOf: Self.root.appending(path: "action.yml"), encoding: .utf8)
    let parts = action.components(separatedBy: "- name: ")
    let part = try #require(parts.first { $0.hasPrefix("\(name)\n") })
    let lines = part.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0.hasPrefix("      run: |") })
    try folder.write(
      lines[(start + 1)...].map { $0.dropFirst(8) }.joined(separator: "\n"), to: "step.sh")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "step.sh"]
    process.currentDirectoryURL = folder.url
    var variables = ProcessInfo.processInfo.environment
    variables["GITHUB_ACTION_PATH"] = Self.root.path()
    variables["GITHUB_SERVER_URL"] = "https://forge.invalid"
    variables["RUNNER_TEMP"] = folder.url.path()
    variables["GITHUB_PATH"] = folder.url.appending(path: "path").path()
    variables.merge(environment) { _, new in new }
    process.environment = variables
    let output = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Result(
      exitCode: process.terminationStatus, text: String(decoding: data, as: UTF8.self))
  }

  /// A release `v1.2.3` with a program for each machine, and its checksums.
  private func release(checksum: String? = nil) throws -> String {
    let program = "#!/bin/sh\necho \"it runs\"\n"
    let right = try sha256(of: program)
    var sums = ""
    for machine in ["x86_64", "arm64"] {
      try folder.write(program, to: "releases/v1.2.3/scaffold-linux-\(machine)")
      sums += "\(checksum ?? right)  scaffold-linux-\(machine)\n"
    }
    try folder.write(sums, to: "releases/v1.2.3/SHA256SUMS")
    return right
  }

  private func sha256(of text: String) throws -> String {
    try folder.write(text, to: "program")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["sha256sum", folder.url.appending(path: "program").path()]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(String(decoding: data, as: UTF8.self).prefix(64))
  }

  private func get(version: String = "v1.2.3", sha256: String = "", path: String? = nil) throws
    -> Result
  {
    var environment = [
      "VERSION": version, "SHA256": sha256,
      "RELEASES": folder.url.appending(path: "releases").absoluteString,
    ]
    if let path { environment["PATH"] = path }
    return try step("Get scaffold", environment)
  }

  @Test("gets the release's program and puts it on the PATH")
  func gets() throws {
    let checksum = try release()
    let result = try get(sha256: checksum.uppercased())
    #expect(result.exitCode == 0, "\(result.text)")
    #expect(try folder.read("path").hasSuffix("/scaffold\n"))
    let program = folder.url.appending(path: "scaffold/scaffold").path()
    #expect(FileManager.default.isExecutableFile(atPath: program))
  }

  @Test("refuses a program with another checksum than the release or the user names")
  func refuses() throws {
    _ = try release(checksum: String(repeating: "0", count: 64))
    let changed = try get()
    #expect(changed.exitCode != 0)
    #expect(changed.text.contains("has the checksum"), "\(changed.text)")
    _ = try release()
    let other = try get(sha256: String(repeating: "a", count: 64))
    #expect(other.exitCode != 0)
    _ = try release(checksum: "none")
    #expect(try get().text.contains("names no checksum"))
    #expect(!folder.exists("scaffold/scaffold") && !folder.exists("path"))
  }

  @Test("knows its release by where it lies, when the runner does not say")
  func byPlace() throws {
    _ = try release()
    let actions = folder.url.appending(path: "_actions/acme/scaffold")
    try FileManager.default.createDirectory(at: actions, withIntermediateDirectories: true)
    let place = actions.appending(path: "v1.2.3").path()
    try FileManager.default.createSymbolicLink(atPath: place, withDestinationPath: Self.root.path())
    let result = try step(
      "Get scaffold",
      [
        "VERSION": "", "SHA256": "", "REPOSITORY": "", "GITHUB_ACTION_PATH": place,
        "RELEASES": folder.url.appending(path: "releases").absoluteString,
      ])
    #expect(result.exitCode == 0, "\(result.text)")
    #expect(folder.exists("scaffold/scaffold"))
  }

  @Test("builds where there is no release, but nothing that should have a checksum")
  func builds() throws {
    try folder.write(
      "#!/bin/sh\necho \"asked to $*\"\nexit 3\n", to: "bin/make", isExecutable: true)
    try folder.write("#!/bin/sh\n", to: "bin/swift", isExecutable: true)
    let path = folder.url.appending(path: "bin").path() + ":/usr/bin:/bin"
    for version in ["main", "v9.9.9", "", "v1"] {
      let result = try get(version: version, path: path)
      #expect(result.text.contains("asked to -C"), "\(version): \(result.text)")
    }
    let strict = try get(version: "main", sha256: String(repeating: "a", count: 64), path: path)
    #expect(strict.exitCode == 1 && !strict.text.contains("asked to"), "\(strict.text)")
  }

  @Test("passes its inputs on as words, and never to the shell")
  func audits() throws {
    try folder.write(
      "#!/bin/sh\nfor word; do echo \"[$word]\"; done\n", to: "bin/scaffold", isExecutable: true)
    let path = folder.url.appending(path: "bin").path() + ":/usr/bin:/bin"
    let result = try step(
      "Audit",
      [
        "PATH": path, "AUDIT_PATHS": "docs $(touch hacked)\nREADME.md", "AUDIT_EXTERNAL": "true",
        "AUDIT_FAIL_ON": "error", "AUDIT_OPTIONS": "--timeout 5",
      ])
    #expect(result.exitCode == 0)
    #expect(
      result.text.split(separator: "\n") == [
        "[audit]", "[--format]", "[github]", "[--fail-on]", "[error]", "[--external]",
        "[--timeout]",
        "[5]", "[--]", "[docs]", "[$(touch]", "[hacked)]", "[README.md]",
      ])
    #expect(!folder.exists("hacked"))
  }
}
