import Foundation
import Testing

@Suite("scaffold audit")
struct AuditTests {
  let folder: Folder
  let scaffold: ScaffoldProcess

  init() throws {
    folder = try Folder()
    scaffold = ScaffoldProcess(folder: folder.url)
    try folder.write("# Project\n\nSee the [guide](GUIDE.md#first-steps).\n", to: "README.md")
    try folder.write("# Guide\n\n## First steps\n\n[Back](README.md)\n", to: "GUIDE.md")
  }

  @Test("a clean tree exits with 0")
  func clean() throws {
    let result = try scaffold.run("audit")
    #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
  }

  @Test("a broken link and a broken anchor are findings with their place")
  func findings() throws {
    try folder.write("[a](NOPE.md)\n\nText [b](GUIDE.md#frist-steps).\n", to: "docs.md")
    let result = try scaffold.run("audit")
    #expect(result.exitCode == 1)
    #expect(result.output.contains("docs.md:1:1: error:"), "\(result.output)")
    #expect(result.output.contains("docs.md:3:6: error:"), "\(result.output)")
    #expect(result.output.contains("#first-steps"), "\(result.output)")
  }

  @Test("JSON and GitHub formats")
  func formats() throws {
    try folder.write("[a](NOPE.md)\n", to: "docs.md")
    let json = try scaffold.run("audit", "--format", "json")
    #expect(json.exitCode == 1)
    let document =
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect(document?["version"] as? Int == 1)
    let finding = try #require((document?["findings"] as? [[String: Any]])?.first)
    #expect(finding["file"] as? String == "docs.md")
    #expect(finding["line"] as? Int == 1)
    #expect(finding["target"] as? String == "NOPE.md")
    let github = try scaffold.run("audit", "--format", "github")
    #expect(github.output.hasPrefix("::error file=docs.md,line=1,col=1"), "\(github.output)")
  }

  @Test("excludes by option and by .scaffold/audit.yml, and given paths only")
  func excludes() throws {
    try folder.write("[a](NOPE.md)\n", to: "drafts/a.md")
    #expect(try scaffold.run("audit").exitCode == 1)
    #expect(try scaffold.run("audit", "--exclude", "drafts/").exitCode == 0)
    #expect(try scaffold.run("audit", "README.md").exitCode == 0)
    try folder.write("exclude:\n  - drafts/\n", to: ".scaffold/audit.yml")
    #expect(try scaffold.run("audit").exitCode == 0)
  }

  @Test("git-ignored files are not read")
  func ignored() throws {
    try folder.write("[a](NOPE.md)\n", to: "build/a.md")
    try folder.write("build/\n", to: ".gitignore")
    let git = Process()
    git.executableURL = URL(filePath: "/usr/bin/env")
    git.arguments = ["git", "-C", folder.url.path(), "init", "-q"]
    try git.run()
    git.waitUntilExit()
    let result = try scaffold.run("audit")
    #expect(result.exitCode == 0, "\(result.output)")
  }

  @Test("what cannot run exits with 2, wrong usage with 64")
  func couldNotRun() throws {
    #expect(try scaffold.run("audit", "nowhere").exitCode == 2)
    #expect(try scaffold.run("audit", "--format", "xml").exitCode == 64)
    try folder.write("exclud: [a]\n", to: ".scaffold/audit.yml")
    let result = try scaffold.run("audit")
    #expect(result.exitCode == 2)
    #expect(result.errors.contains(".scaffold/audit.yml:1:1"), "\(result.errors)")
  }
}
