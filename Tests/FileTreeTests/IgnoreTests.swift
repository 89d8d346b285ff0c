import FileTree
import Foundation
import SystemPackage
import Testing

@Suite("Ignore rules")
struct IgnoreTests {
  @Test(
    "globs",
    arguments: [
      ("*.md", "a.md", true), ("*.md", "a/b.md", false), ("**/*.md", "a/b.md", true),
      ("**/*.md", "b.md", true), ("a/**/b", "a/b", true), ("a/**/b", "a/x/y/b", true),
      ("a/**", "a/x/y", true), ("a?c", "abc", true), ("a?c", "aéc", true), ("a?c", "ac", false),
      ("[a-c]x", "bx", true), ("[!a-c]x", "bx", false), ("[!a-c]x", "dx", true), ("[x", "[x", true),
      ("\\*x", "*x", true), ("\\*x", "ax", false), ("a*b*c", "axxbyyc", true),
      ("a*b*c", "axxbyy", false), ("[]a]", "]", true), ("[a\\]]", "]", true), ("*", "", false),
    ])
  func globs(pattern: String, path: String, expected: Bool) {
    #expect(Glob(pattern).matches(path) == expected)
  }

  @Test("hostile patterns end")
  func hostilePatterns() {
    let pattern = String(repeating: "*a", count: 200) + "b"
    #expect(!Glob(pattern).matches(String(repeating: "a", count: 2_000)))
    let deep = String(repeating: "**/a/", count: 50) + "b"
    #expect(!Glob(deep).matches(String(repeating: "a/", count: 500)))
  }

  @Test(
    "exclude_docs: a file is matched by itself or by a folder above it, the last match decides",
    arguments: [
      ("drafts/\n", "drafts/a.md", true), ("drafts/\n", "x/drafts/a.md", true),
      ("/drafts/\n", "x/drafts/a.md", false), ("*.py\n", "a/b.py", true),
      ("drafts/\n!drafts/keep.md\n", "drafts/keep.md", false), ("# x\n\n", "# x", false),
      (".*\n", ".hidden/a.md", true), (".*\n", "a/.b", true), ("a/b.md", "x/a/b.md", false),
    ])
  func excludeDocs(patterns: String, path: String, expected: Bool) {
    #expect(IgnorePatterns(patterns).matches(file: path) == expected)
  }

  @Test("a tree is walked as git walks it")
  func againstGit() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "*.log\n/build/\n!keep.log\ndocs/**/tmp\nfoo/*\n!foo/bar/\n\\#x\ntrail\\ \n", to: ".gitignore"
    )
    try folder.write("!important.log\nlocal\n*.tmp/\n", to: "sub/.gitignore")
    try folder.write("secret\n", to: ".git-exclude")
    for path in [
      "a.log", "keep.log", "build/x", "sub/build/x", "sub/important.log", "sub/other.log",
      "sub/local", "local", "docs/tmp/a", "docs/x/y/tmp", "docs/tmpx", "foo/a", "foo/bar/b",
      "foo/bar/c.log", "#x", "trail ", "sub/d.tmp/e", "sub/d.tmp.md", "secret", "é/ü.log", "é/ü",
    ] {
      try folder.write("", to: path)
    }
    func git(_ arguments: String...) throws -> String {
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments =
        ["git", "-C", folder.path.string, "-c", "core.quotePath=false"] + arguments
      let output = Pipe()
      process.standardOutput = output
      try process.run()
      let data = try output.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      return String(decoding: data, as: UTF8.self)
    }
    _ = try git("init", "-q")
    try folder.write("secret\n", to: ".git/info/exclude")
    let expected = try git("ls-files", "--others", "--exclude-standard", "-z")
      .split(separator: "\0").map(String.init).sorted()
    let (files, rules) = try IgnoreRules.walk(folder.path)
    #expect(files.map(\.path).sorted() == expected)
    #expect(rules.isIgnored("build/x"))
    #expect(rules.isIgnored("foo/a"))
    #expect(!rules.isIgnored("sub/important.log"))
    #expect(try IgnoreRules.ignores("build", in: folder.path))
    #expect(try !IgnoreRules.ignores("sub", in: folder.path))
  }

  @Test("another repository inside is left out")
  func nested() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "a.md")
    try folder.write("", to: "vendor/.git/HEAD")
    try folder.write("", to: "vendor/b.md")
    #expect(try IgnoreRules.walk(folder.path).files.map(\.path) == ["a.md"])
  }
}
