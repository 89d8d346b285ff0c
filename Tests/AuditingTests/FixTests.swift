import Auditing
import Diagnostics
import Foundation
import SystemPackage
import Testing

/// `--fix`: what changes, and that nothing else does.
@Suite("Fixes")
struct FixTests {
  /// Applies the fixes of a repository and gives its files, and what is found afterwards.
  private func fix(
    _ files: [String: String], _ git: [[String]] = []
  ) async throws -> (folder: RuleTests.Repository, left: [String]) {
    let folder = try RuleTests.Repository(files)
    for arguments in git {
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments =
        ["git", "-C", folder.url.path(), "-c", "user.name=A", "-c", "user.email=a@b.example"]
        + arguments
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0, "git \(arguments)")
    }
    var after = try await Audit(root: folder.path).run().findings
    // A destination may have two mistakes.
    for _ in 0..<2 {
      try FixPlan(after, root: folder.path).write(to: folder.path)
      after = try await Audit(root: folder.path).run().findings
    }
    #expect(try FixPlan(after, root: folder.path).files.isEmpty, "a further run changes nothing")
    return (folder, after.map(\.diagnostic.code))
  }

  private func text(_ path: String, in folder: RuleTests.Repository) throws -> String {
    String(decoding: try Data(contentsOf: folder.url.appending(path: path)), as: UTF8.self)
  }

  @Test("case, spaces, anchors, references, HTML and code beside them")
  func destinations() async throws {
    let (folder, left) = try await fix([
      "a.md": """
      # First steps

      [docs/Guide.md](docs/Guide.md "docs/Guide.md") `docs/Guide.md` [r][g] [x](<docs/Guide.md>)
      <a title="docs/Guide.md" href="docs/Guide.md#Way">y</a> ![i](img/a b.png)
      [z](docs/guide.md#waay) and [own](#first-step)

      ```
      [g]: docs/Guide.md
      ```

      [g]: docs/Guide.md#way
      """,
      "docs/guide.md": "# Guide\n\n## Way\n", "img/a b.png": "",
    ])
    #expect(
      try text("a.md", in: folder) == """
        # First steps

        [docs/Guide.md](docs/guide.md "docs/Guide.md") `docs/Guide.md` [r][g] [x](<docs/guide.md>)
        <a title="docs/Guide.md" href="docs/guide.md#way">y</a> ![i](img/a%20b.png)
        [z](docs/guide.md#way) and [own](#first-steps)

        ```
        [g]: docs/Guide.md
        ```

        [g]: docs/guide.md#way
        """)
    #expect(left.isEmpty)
  }

  @Test("line ends, byte order mark and bytes beside stay")
  func bytes() async throws {
    let (folder, left) = try await fix([
      "README.md": "\u{FEFF}# Ä\r\n\r\nÖ [b](B.md)\tx  \r\n<!-- y -->", "b.md": "",
      "CHANGELOG.md": "",
    ])
    #expect(
      try text("README.md", in: folder)
        == "\u{FEFF}# Ä\r\n\r\nÖ [b](b.md)\tx  \r\n<!-- y -->\r\n\r\n- [Changelog](CHANGELOG.md)\r\n"
    )
    #expect(left.isEmpty)
  }

  @Test("badges by the repository's own name")
  func badges() async throws {
    let (folder, left) = try await fix([
      ".scaffold/audit.yml": "repository: acme/shop\n",
      ".github/workflows/ci.yml": "name: A b\non: push\n",
      "a.md": """
      [![a](https://img.shields.io/github/stars/OWNER/REPO)](https://github.com/OWNER/REPO)
      ![b](https://github.com/acme/shop/workflows/A%20b/badge.svg?event=push)
      ![c](http://img.shields.io/badge/a-b-c)
      """,
    ])
    #expect(
      try text("a.md", in: folder) == """
        [![a](https://img.shields.io/github/stars/acme/shop)](https://github.com/acme/shop)
        ![b](https://github.com/acme/shop/actions/workflows/ci.yml/badge.svg?event=push)
        ![c](https://img.shields.io/badge/a-b-c)
        """)
    #expect(left.isEmpty)
  }

  @Test("the link around an image of HTML, and no other")
  func enclosingTag() async throws {
    let site = "https://github.com"
    let (folder, _) = try await fix([
      ".scaffold/audit.yml": "repository: acme/shop\n",
      "a.md": """
      <a title="\(site)/OWNER/REPO" href="\(site)/OWNER/REPO"><img alt="a"
        title="https://img.shields.io/github/stars/OWNER/REPO"
        src="https://img.shields.io/github/stars/OWNER/REPO"></a>
      <p><a href='\(site)/OWNER/REPO'>no badge</a></p>
      """,
    ])
    #expect(
      try text("a.md", in: folder) == """
        <a title="\(site)/OWNER/REPO" href="\(site)/acme/shop"><img alt="a"
          title="https://img.shields.io/github/stars/OWNER/REPO"
          src="https://img.shields.io/github/stars/acme/shop"></a>
        <p><a href='\(site)/OWNER/REPO'>no badge</a></p>
        """)
  }

  @Test("a definition whose label is what it leads to")
  func definitionOfItself() async throws {
    let (folder, left) = try await fix([
      "a.md":
        "See [docs/Guide.md] and [x][docs/Guide.md].\n\n[docs/Guide.md]: docs/Guide.md 'docs/Guide.md'\n",
      "docs/guide.md": "",
    ])
    #expect(
      try text("a.md", in: folder)
        == "See [docs/Guide.md] and [x][docs/Guide.md].\n\n[docs/Guide.md]: docs/guide.md 'docs/Guide.md'\n"
    )
    #expect(left.isEmpty)
  }

  @Test("pages that git knows to have moved, twice")
  func moves() async throws {
    let (folder, left) = try await fix(
      [
        "a.md": "[b](docs/b.md#x)\n", "docs/b.md": "# X\n\nThe text that git knows it by.\n",
        "guide/.keep": "",
      ],
      [
        ["init", "-q"], ["add", "."], ["commit", "-qm", "One"], ["mv", "docs/b.md", "docs/c.md"],
        ["commit", "-qm", "Two"], ["mv", "docs/c.md", "guide/d.md"], ["commit", "-qm", "Three"],
      ])
    #expect(try text("a.md", in: folder) == "[b](guide/d.md#x)\n")
    #expect(left.isEmpty)
  }

  @Test("a link to a file outside of the repository does not lead a change there")
  func outside() async throws {
    let other = try RuleTests.Repository(["a.md": "[b](B.md)\n"])
    let folder = try RuleTests.Repository(["b.md": "", "c/d.md": "[b](../B.md)\n"])
    for (name, target) in [("a.md", "\(other.path.string)/a.md"), ("e.md", "c/d.md")] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.url.appending(path: name).path(), withDestinationPath: target)
    }
    let findings = try await Audit(root: folder.path).run().findings
    try FixPlan(findings, root: folder.path).write(to: folder.path)
    #expect(try text("a.md", in: other) == "[b](B.md)\n")
    #expect(try text("c/d.md", in: folder) == "[b](../b.md)\n")
  }

  @Test("what has no one right answer stays")
  func doubt() async throws {
    let files = [
      "a.md": "# Steps 1\n\n## Aba\n\n## Abb\n\n[a](none.md) [b](#steps-2) [c](#abc) [d](B.md)\n"
    ]
    let (folder, left) = try await fix(files)
    #expect(try text("a.md", in: folder) == files["a.md"])
    #expect(left.count == 4)
  }

  @Test("a difference as diff -u shows it")
  func difference() {
    let old = (1...12).map { "line \($0)\n" }.joined()
    let new = old.replacing("line 2\n", with: "line two\n") + "more\n"
    #expect(
      UnifiedDiff.text(path: "a.md", old: Array(old.utf8), new: Array(new.utf8)) == """
        --- a/a.md
        +++ b/a.md
        @@ -1,5 +1,5 @@
         line 1
        -line 2
        +line two
         line 3
         line 4
         line 5
        @@ -10,3 +10,4 @@
         line 10
         line 11
         line 12
        +more

        """)
    #expect(
      UnifiedDiff.text(path: "a", old: Array("x".utf8), new: Array("x\ny\n".utf8))
        == "--- a/a\n+++ b/a\n@@ -1 +1,2 @@\n-x\n\\ No newline at end of file\n+x\n+y\n")
  }
}
