import Foundation
import Testing

/// Deployments with real git: a repository with a bare remote beside it.
@Suite("scaffold docs deploy")
struct DocsDeployTests {
  let folder: Folder
  let scaffold: ScaffoldProcess

  init() throws {
    folder = try Folder()
    var scaffold = ScaffoldProcess(folder: folder.url)
    scaffold.folder = folder.url.appending(path: "repository")
    self.scaffold = scaffold
    try folder.write("site_name: Test\n", to: "repository/mkdocs.yml")
    try folder.write("site/\n", to: "repository/.gitignore")
    try folder.write("# Home\n", to: "repository/docs/index.md")
    try git("init", "--quiet", "--bare", "../remote.git")
    try git("init", "--quiet", "-b", "main")
    try git("config", "user.name", "Test")
    try git("config", "user.email", "test@example.org")
    try git("remote", "add", "origin", "../remote.git")
    try git("add", ".")
    try git("commit", "--quiet", "-m", "Pages")
  }

  @discardableResult
  func git(_ arguments: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["git", "-C", folder.url.appending(path: "repository").path()] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "git \(arguments)")
    return String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// The files on the remote's branch.
  func published(_ branch: String = "gh-pages") throws -> [String] {
    try git("--git-dir", "../remote.git", "ls-tree", "-r", "--name-only", branch)
      .split(separator: "\n").map(String.init)
  }

  @Test("a site is published on a branch of its own; nothing else is touched")
  func publish() throws {
    try folder.write("# Home, changed\n", to: "repository/docs/index.md")
    let result = try scaffold.run("docs", "deploy", "-m", "Docs of {sha}")
    #expect(result.exitCode == 0, "\(result.errors)")
    let files = try published()
    #expect(files.contains("index.html") && files.contains("404.html"))
    #expect(!files.contains("mkdocs.yml") && !files.contains(".scaffold-files"))
    let head = try git("rev-parse", "--short", "HEAD")
    #expect(try git("log", "-1", "--format=%s", "gh-pages") == "Docs of \(head)")
    #expect(try git("branch", "--show-current") == "main")
    #expect(try git("status", "--porcelain") == "M docs/index.md")
    #expect(try git("worktree", "list").split(separator: "\n").count == 1)

    let again = try scaffold.run("docs", "deploy")
    #expect(again.exitCode == 0 && again.errors.contains("already"), "\(again.errors)")
    #expect(try git("rev-list", "--count", "gh-pages") == "1")
  }

  @Test("what others published stays in the history, and a domain stays")
  func history() throws {
    try scaffold.run("docs", "deploy")
    // Somebody else adds a domain on the remote.
    try git("worktree", "add", "--quiet", "../other", "gh-pages")
    try folder.write("docs.example\n", to: "other/CNAME")
    try git("-C", "../other", "add", "CNAME")
    try git("-C", "../other", "commit", "--quiet", "-m", "Domain")
    try git("-C", "../other", "push", "--quiet", "origin", "gh-pages")
    try git("worktree", "remove", "--force", "../other")
    try git("branch", "--quiet", "--force", "gh-pages", "gh-pages~1")
    try folder.write("# New home\n", to: "repository/docs/index.md")
    let result = try scaffold.run("docs", "deploy")
    #expect(result.exitCode == 0, "\(result.errors)")
    #expect(try published().contains("CNAME"))
    #expect(try git("log", "--format=%s", "gh-pages").contains("Domain"))
  }

  @Test("a branch with other files or commits of its own is not overwritten unasked")
  func refusals() throws {
    try git("push", "--quiet", "origin", "main:gh-pages")
    let foreign = try scaffold.run("docs", "deploy")
    #expect(foreign.exitCode == 2)
    #expect(foreign.errors.contains("[docs.deploy.foreign]"), "\(foreign.errors)")
    #expect(try published().contains("mkdocs.yml"))
    #expect(try scaffold.run("docs", "deploy", "--force").exitCode == 0)
    #expect(try !published().contains("mkdocs.yml"))

    try git("worktree", "add", "--quiet", "../other", "gh-pages")
    try git("-C", "../other", "commit", "--quiet", "--allow-empty", "-m", "Only here")
    try git("worktree", "remove", "--force", "../other")
    let diverged = try scaffold.run("docs", "deploy")
    #expect(diverged.exitCode == 2)
    #expect(diverged.errors.contains("[docs.deploy.diverged]"), "\(diverged.errors)")
  }

  @Test("versions lie beside each other; an alias moves to the newest")
  func versions() throws {
    #expect(
      try scaffold.run(
        "docs", "deploy", "--version", "1.9", "--alias", "latest", "--default"
      ).exitCode == 0)
    try folder.write("# Ten\n", to: "repository/docs/index.md")
    let second = try scaffold.run(
      "docs", "deploy", "--version", "1.10", "--title", "1.10 (new)", "--alias", "latest")
    #expect(second.exitCode == 0, "\(second.errors)")
    let files = try published()
    for path in ["1.9/index.html", "1.10/index.html", "latest/index.html", "index.html"] {
      #expect(files.contains(path), "\(path)")
    }
    #expect(try git("show", "gh-pages:latest/index.html").contains("Ten"))
    #expect(try !git("show", "gh-pages:1.9/index.html").contains("Ten"))
    let list = try JSONSerialization.jsonObject(
      with: Data(try git("show", "gh-pages:versions.json").utf8))
    let versions = try #require(list as? [[String: Any]])
    #expect(versions.map { $0["version"] as? String } == ["1.10", "1.9"])
    #expect(versions.map { $0["aliases"] as? [String] } == [["latest"], []])
    #expect(versions[0]["title"] as? String == "1.10 (new)")
  }

  @Test("no repository, no remote, broken pages: each is said, and nothing is published")
  func broken() throws {
    try folder.write("[x](gone.md)\n", to: "repository/docs/index.md")
    #expect(try scaffold.run("docs", "deploy", "--strict").exitCode == 1)
    let remote = try scaffold.run("docs", "deploy", "-r", "elsewhere")
    #expect(remote.exitCode == 2 && remote.errors.contains("[docs.deploy.remote]"))
    #expect(try scaffold.run("docs", "deploy", "--alias", "latest").exitCode == 64)
    #expect(try scaffold.run("docs", "deploy", "--version", "../x").exitCode == 64)
    #expect(try scaffold.run("docs", "deploy", "--no-push").exitCode == 0)
    #expect(try git("--git-dir", "../remote.git", "branch", "--list").isEmpty)
  }
}
