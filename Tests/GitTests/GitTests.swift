import Foundation
import Git
import SystemPackage
import Testing

@Suite("Git")
struct GitTests {
  @Test(
    "remotes",
    arguments: [
      (
        "https://github.com/owner/name.git",
        Remote(host: "github.com", owner: "owner", name: "name")
      ),
      ("git@github.com:owner/name.git", Remote(host: "github.com", owner: "owner", name: "name")),
      ("ssh://git@host.example:2222/a/b/c", Remote(host: "host.example", owner: "a/b", name: "c")),
      ("https://user:token@GitHub.com/o/n/", Remote(host: "github.com", owner: "o", name: "n")),
      ("/srv/git/name.git", nil), ("../name", nil), ("https://host/only", nil),
      ("file:///a/b", nil),
      ("./a:b/c", nil),
    ] as [(String, Remote?)])
  func remotes(url: String, expected: Remote?) {
    #expect(Remote(url: url) == expected)
  }

  @Test("a real repository")
  func repository() async throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "scaffold-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    let git = Git(in: FilePath(url.path()))
    #expect(try await git.run(["init", "--quiet"]).succeeded)
    #expect(await git.read("rev-parse", "--is-inside-work-tree") == "true")
    let failure = try await git.run(["rev-parse", "no-such-thing", "--"])
    #expect(!failure.succeeded)
    #expect(!failure.errors.isEmpty)
    #expect(await git.read("config", "no.such.key") == nil)
  }
}
