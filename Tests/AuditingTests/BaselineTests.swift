import Auditing
import Diagnostics
import Foundation
import SystemPackage
import Testing

/// Known findings, and what comments silence.
@Suite("Baselines and silencing")
struct BaselineTests {
  private func findings(_ text: String) async throws -> [Finding] {
    let folder = try RuleTests.Repository(["a.md": text])
    return try await Audit(root: folder.path).run().findings
  }

  @Test("moved lines are known, new findings are not, and so many as there were")
  func known() async throws {
    let written = Baseline(try await findings("[a](x.md)\n\n[b](x.md)\n\n[c](y.md)\n")).text
    var baseline = try Baseline(reading: Array(written.utf8), named: "baseline.json")
    let later = try await findings(
      "# More\n\nText.\n\n[b](x.md)\n\n[new](z.md)\n\n[a](x.md) and [again](x.md)\n")
    let new = baseline.unknown(later)
    #expect(new.map(\.diagnostic.target) == ["z.md", "x.md"])
    #expect(baseline.remaining == 1)
  }

  @Test("it is ordered JSON that reads back as it was")
  func text() async throws {
    let text = Baseline(try await findings("[a](x.md \"t\")\n\n[b](ä%22.md)\n")).text
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect((object?["findings"] as? [[String: Any]])?.count == 2)
    #expect(try Baseline(reading: Array(text.utf8), named: "b").text == text)
    #expect(Baseline([]).text == "{\"version\":1,\"findings\":[]}\n")
    #expect(throws: Diagnostic.self) { try Baseline(reading: Array("{}".utf8), named: "b") }
    #expect(throws: Diagnostic.self) { try Baseline(reading: Array("{".utf8), named: "b") }
  }

  @Test("comments silence the next line, a block, a file, all rules or some")
  func silence() async throws {
    let text = """
      <!-- scaffold-audit ignore-next-line -->
      [a](a1.md)
      [b](b1.md)

      <!-- scaffold-audit ignore-begin link.missing-file -- they come later -->

      [c](c1.md) ![d](d1.png)

      <!-- scaffold-audit ignore-end -->

      `<!-- scaffold-audit ignore-file -->`

      ```html
      <!-- scaffold-audit ignore-file -->
      ```

      [e](e1.md) <!-- scaffold-audit ignore-next-line audit.image.missing -->
      ![f](f1.png) and [g](g1.md)
      """
    let targets = try await findings(text).compactMap(\.diagnostic.target)
    #expect(Set(targets) == ["b1.md", "d1.png", "e1.md", "g1.md"])
    let whole = try await findings(
      "[a](a1.md)\n\n![b](b.png)\n\n<!-- scaffold-audit ignore-file image.missing -->\n")
    #expect(whole.map(\.diagnostic.target) == ["a1.md"])
  }

  @Test("what silences nothing, and what nobody understands, is said")
  func useless() async throws {
    let text = """
      <!-- scaffold-audit ignore-next-line link.mail image.missing -->
      ![a](a.png)

      <!-- scaffold-audit ignore-begin -->

      <!-- scaffold-audit ignore-next-line link.missing -->

      <!-- scaffold-audit ingore-file -->
      """
    let found = try await findings(text).map(\.diagnostic)
    #expect(
      found.map(\.message) == [
        "the comment silences nothing of 'audit.link.mail'",
        "nothing ends what this comment begins",
        "there is no rule 'link.missing'", "the comment says 'ingore-file', which silences nothing",
      ])
    #expect(found.last?.hint == "did you mean 'ignore-file'?")
  }

  @Test("settings set levels, and are strict")
  func settings() async throws {
    func run(_ yaml: String) async throws -> [Diagnostic] {
      let folder = try RuleTests.Repository([
        ".scaffold/audit.yml": yaml, "a.md": "[a](x.md)\n\n![b](y.png)\n",
      ])
      return try await Audit(root: folder.path).run().findings.map(\.diagnostic)
    }
    let found = try await run("rules:\n  link.missing-file: off\n  audit.image.missing: info\n")
    #expect(found.map(\.severity) == [.info])
    for (yaml, line, column) in [
      ("rules:\n  link.none: off\n", 2, 3), ("rules:\n  link.mail: loud\n", 2, 14),
      ("rules: off\n", 1, 8), ("repository: shop\n", 1, 13),
      ("required-links:\n  - {from: a}\n", 2, 5),
      ("exclude: []\nexlude: []\n", 2, 1),
    ] {
      do {
        _ = try await run(yaml)
        Issue.record("accepted: \(yaml)")
      } catch let problem as Diagnostic {
        #expect(
          problem.location?.line == line && problem.location?.column == column, "\(yaml)\(problem)")
      }
    }
  }
}
