import Foundation
import Projects
import SystemPackage
import Testing

@Suite("The first commit")
struct FirstCommitTests {
  let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try folder.write("hello\n", to: "shop/README.md")
  }

  var shop: FilePath { folder.path.appending("shop") }

  func git(_ arguments: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git", "-C", shop.string] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  /// A repository whose own configuration decides, whatever the machine's says.
  func prepare(_ settings: [String: String]) throws {
    _ = try git("init", "-q", "-b", "main")
    for (key, value) in settings { _ = try git("config", key, value) }
  }

  static let identity = ["user.name": "Test", "user.email": "test@host.example"]

  @Test("a repository on main with the files in one commit")
  func committed() async throws {
    try prepare(Self.identity.merging(["commit.gpgsign": "false"]) { $1 })
    #expect(await FirstCommit(in: shop).make() == .committed)
    #expect(try git("log", "--format=%an %s") == "Test Start the project with scaffold\n")
    #expect(try git("status", "--porcelain") == "")
    #expect(try git("branch", "--show-current") == "main\n")
  }

  @Test("without an identity the files are staged, and none is invented")
  func noIdentity() async throws {
    try prepare(["user.name": "", "user.email": "", "user.useConfigOnly": "true"])
    let outcome = await FirstCommit(in: shop).make()
    guard case .staged(let remark) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(remark.contains("git config user.name") && remark.contains("git commit"))
    #expect(!remark.contains("\n"))
    #expect(try git("status", "--porcelain") == "A  README.md\n")
  }

  @Test("a signing program that waits for somebody is ended; the files stay staged")
  func signing() async throws {
    try folder.write("#!/bin/sh\nsleep 10000\n", to: "gpg")
    try folder.run("chmod", "+x", "gpg")
    try prepare(
      Self.identity.merging([
        "commit.gpgsign": "true", "gpg.program": folder.path.appending("gpg").string,
        "user.signingkey": "X", "gpg.format": "openpgp",
      ]) { $1 })
    let start = ContinuousClock.now
    let outcome = await FirstCommit(in: shop, timeLimit: .seconds(1)).make()
    // The program would wait for hours; a busy machine may take its time to end it.
    #expect(ContinuousClock.now - start < .seconds(600))
    guard case .staged(let remark) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(remark.contains("longer than") && remark.contains("git commit"))
    #expect(try git("status", "--porcelain") == "A  README.md\n")
  }

  @Test("a commit that a hook refuses leaves the files staged and says why")
  func hook() async throws {
    try prepare(Self.identity.merging(["commit.gpgsign": "false"]) { $1 })
    try folder.write("#!/bin/sh\necho no way >&2\nexit 1\n", to: "shop/.git/hooks/pre-commit")
    try folder.run("chmod", "+x", "shop/.git/hooks/pre-commit")
    let outcome = await FirstCommit(in: shop).make()
    guard case .staged(let remark) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(remark.contains("no way"))
  }

  @Test("inside another work tree nothing is made, unless that ignores the folder")
  func nested() async throws {
    try folder.run("git", "init", "-q")
    let outcome = await FirstCommit(in: shop).make()
    guard case .leftOut(let remark) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(remark.contains("git"))
    #expect(!folder.paths().contains("shop/.git"))
    try folder.write("shop/\n", to: ".gitignore")
    _ = await FirstCommit(in: shop).make()
    #expect(folder.paths().contains("shop/.git"))
  }

  @Test("a repository that has commits is left alone")
  func history() async throws {
    try prepare(Self.identity.merging(["commit.gpgsign": "false"]) { $1 })
    _ = try git("commit", "-q", "--allow-empty", "-m", "mine")
    guard case .leftOut = await FirstCommit(in: shop).make() else {
      Issue.record("it was touched")
      return
    }
    #expect(try git("status", "--porcelain") == "?? README.md\n")
  }
}
