import Auditing
import Diagnostics
import Foundation
import SystemPackage
import Testing

/// Badges that name branches, in clones of all kinds.
@Suite("Branches of badges")
struct BranchTests {
  private static let workflows = "https://github.com/acme/shop/actions/workflows"
  private static let page = """
    ![a](\(workflows)/a.yml/badge.svg?branch=main)
    ![b](\(workflows)/a.yml/badge.svg?branch=topic%2Fone)
    ![c](\(workflows)/a.yml/badge.svg?branch=master)
    ![d](https://codecov.io/gh/acme/shop/branch/master/graph/badge.svg)
    ![e](https://codecov.io/gh/acme/shop/branch/topic/one/graph/badge.svg)
    ![f](https://github.com/acme/other/actions/workflows/a.yml/badge.svg?branch=master)

    """

  private func git(_ arguments: String..., in folder: URL) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["git", "-C", folder.path(), "-c", "user.name=A", "-c", "user.email=a@b.example"] + arguments
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "git \(arguments)")
  }

  /// What is found in a clone of a repository with the branches `main` and `topic/one`, as the line
  /// and the rule.
  private func found(clonedWith options: [String]) async throws -> [String] {
    let source = try RuleTests.Repository([
      "a.md": Self.page,
      ".github/workflows/a.yml": "on: push\njobs: {a: {steps: [{run: codecov}]}}\n",
    ])
    try git("init", "-q", "-b", "main", in: source.url)
    try git("add", ".", in: source.url)
    try git("commit", "-qm", "One", in: source.url)
    try git("commit", "-qm", "Two", "--allow-empty", in: source.url)
    try git("branch", "topic/one", in: source.url)
    let folder = try RuleTests.Repository(["clone/.keep": ""])
    let clone = folder.url.appending(path: "clone/shop")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["git", "clone", "-q"] + options + ["file://\(source.url.path())", clone.path()]
    try process.run()
    process.waitUntilExit()
    try git("remote", "set-url", "origin", "git@github.com:acme/shop.git", in: clone)
    let report = try await Audit(root: FilePath(clone.path())).run()
    return report.findings.map(\.diagnostic).map {
      "\($0.location?.line ?? 0) \($0.severity) \($0.code.dropFirst("audit.badge.".count))"
    }
  }

  @Test("a whole clone knows which branches there are")
  func whole() async throws {
    #expect(
      try await found(clonedWith: []) == [
        "3 error missing-branch", "4 error missing-branch", "6 error wrong-repository",
      ])
  }

  @Test(
    "a clone of one branch, or without history, does not",
    arguments: [
      ["--single-branch"], ["--depth", "1"], ["--depth", "1", "--no-single-branch"],
    ])
  func part(options: [String]) async throws {
    let other = options.contains("--no-single-branch") ? [] : ["2", "5"]
    let lines = (["3", "4"] + other).sorted()
    #expect(
      try await found(clonedWith: options)
        == lines.map { "\($0) info unverifiable" } + ["6 error wrong-repository"])
  }
}
