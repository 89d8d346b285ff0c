import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The options of `scaffold audit`, as a user gives them.
@Suite("Options of scaffold audit")
struct AuditOptionsTests {
  let folder: Folder
  let scaffold: ScaffoldProcess

  init() throws {
    folder = try Folder()
    scaffold = ScaffoldProcess(folder: folder.url)
    try folder.write("# A\n\n[b](B.md) [c](none.md)\n\n[d]: b.md\n", to: "a.md")
    try folder.write("# B\n", to: "b.md")
  }

  private func git(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["git", "-C", folder.url.path(), "-c", "user.name=A", "-c", "user.email=a@b.example"]
      + arguments
    try process.run()
    process.waitUntilExit()
  }

  @Test("--fix --dry-run shows and writes nothing, --fix mends and checks again")
  func fix() throws {
    let before = try folder.read("a.md")
    let shown = try scaffold.run("audit", "--fix", "--dry-run")
    #expect(shown.exitCode == 1)
    #expect(shown.output.contains("-[b](B.md) [c](none.md)\n+[b](b.md) [c](none.md)\n"), "\(shown)")
    #expect(try folder.read("a.md") == before)
    let fixed = try scaffold.run("audit", "--fix")
    #expect(fixed.errors.contains("Mended 1 finding in 1 file"), "\(fixed)")
    #expect(try folder.read("a.md") == before.replacing("B.md", with: "b.md"))
    #expect(fixed.exitCode == 1)
    #expect(try scaffold.run("audit", "--dry-run").exitCode == 64)
  }

  @Test("--baseline counts new findings only")
  func baseline() throws {
    let path = "known.json"
    #expect(try scaffold.run("audit", "--baseline", path).exitCode == 2)
    #expect(try scaffold.run("audit", "--update-baseline").exitCode == 64)
    #expect(try scaffold.run("audit", "--baseline", path, "--update-baseline").exitCode == 0)
    #expect(try scaffold.run("audit", "--baseline", path).exitCode == 0)
    try folder.write("[new](none.md)\n", to: "c.md")
    let result = try scaffold.run("audit", "--baseline", path)
    #expect(result.exitCode == 1)
    #expect(result.output.contains("c.md:1:1") && !result.output.contains("a.md:"), "\(result)")
    try folder.write("# A\n", to: "a.md")
    #expect(try scaffold.run("audit", "--baseline", path).errors.contains("are mended"))
  }

  @Test("--fail-on error lets warnings pass")
  func failOn() throws {
    try folder.write("# A\n\n[d]: b.md\n", to: "a.md")
    #expect(try scaffold.run("audit").exitCode == 1)
    let result = try scaffold.run("audit", "--fail-on", "error")
    #expect(result.exitCode == 0)
    #expect(result.output.contains("audit.reference.unused"))
  }

  @Test("--since checks what changed, and new files")
  func since() throws {
    try git("init", "-q")
    try git("add", ".")
    try git("commit", "-qm", "One")
    #expect(try scaffold.run("audit", "--since", "HEAD").exitCode == 0)
    try folder.write("[x](none.md)\n", to: "new.md")
    try folder.write("# B\n\n[x](none.md)\n", to: "b.md")
    let result = try scaffold.run("audit", "--since", "HEAD")
    #expect(result.exitCode == 1)
    #expect(result.output.contains("new.md:1:1") && result.output.contains("b.md:3:1"), "\(result)")
    #expect(!result.output.contains("a.md:"), "\(result)")
    let unknown = try scaffold.run("audit", "--since", "no-such-revision")
    #expect(unknown.exitCode == 2 && unknown.errors.contains("no-such-revision"), "\(unknown)")
  }

  @Test("what a shallow clone cannot say is said once")
  func shallow() throws {
    try git("init", "-q")
    for _ in 1...2 {
      try git("add", ".")
      try git("commit", "-qm", "One", "--allow-empty")
    }
    let clone = try Folder()
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "git", "clone", "-q", "--depth", "1", "file://\(folder.url.path())", clone.url.path(),
    ]
    try process.run()
    process.waitUntilExit()
    #expect(try !self.scaffold.run("audit").errors.contains("shallow"))
    let scaffold = ScaffoldProcess(folder: clone.url)
    for arguments in [["audit"], ["audit", "--fix", "--dry-run"], ["audit", "--fix"]] {
      let run = try scaffold.start(arguments)
      _ = try run.output.readToEnd()
      run.process.waitUntilExit()
      let errors = String(decoding: try run.errors.readToEnd() ?? Data(), as: UTF8.self)
      #expect(errors.split(separator: "[audit.shallow-clone]").count == 2, "\(errors)")
      if arguments.contains("--dry-run") {
        #expect(errors.split(separator: "Would mend").count == 1, "\(errors)")
      }
      #expect(errors.contains("fetch-depth: 0"))
    }
  }

  @Test("--repository and remotes say which repository this is, in order")
  func identity() throws {
    try folder.write(
      "![a](https://codecov.io/gh/acme/shop/graph/badge.svg)\n", to: "a.md")
    try folder.write("test: {script: [codecov]}\n", to: ".gitlab-ci.yml")
    func found(_ arguments: String...) throws -> String {
      let process = try scaffold.start(["audit"] + arguments)
      return String(decoding: try process.output.readToEnd() ?? Data(), as: UTF8.self)
    }
    #expect(try found().contains("audit.badge.unverifiable"))
    #expect(try found("--repository", "Acme/Shop") == "")
    #expect(try found("--repository", "acme/store").contains("audit.badge.wrong-repository"))
    try git("init", "-q")
    try git("remote", "add", "origin", "git@github.com:acme/fork.git")
    #expect(try found().contains("'acme/fork'"))
    try git("remote", "add", "upstream", "https://github.com/acme/shop.git")
    #expect(try found() == "")
    #expect(try scaffold.run("audit", "--repository", "shop").exitCode == 2)
  }

  @Test("formats go to a file, and a summary to GitHub's")
  func output() throws {
    var scaffold = scaffold
    scaffold.environment = ["GITHUB_STEP_SUMMARY": folder.url.appending(path: "summary.md").path()]
    let result = try scaffold.run("audit", "--format", "sarif", "--output", "a.sarif")
    #expect(result.exitCode == 1 && result.output.isEmpty)
    let sarif = try JSONSerialization.jsonObject(with: Data(try folder.read("a.sarif").utf8))
    let runs = (sarif as? [String: Any])?["runs"] as? [[String: Any]]
    #expect((runs?.first?["results"] as? [Any])?.count == 3)
    #expect(try folder.read("summary.md").contains("3 problems"))
    let junit = try scaffold.run("audit", "--format", "junit").output
    let document = try XMLDocument(data: Data(junit.utf8))
    #expect(try document.nodes(forXPath: "//failure").count == 3)
    #expect(
      try scaffold.run("audit", "--format", "markdown").output.contains("| error | `a.md:3:1` |"))
  }
}
