import Auditing
import Foundation
import Testing

/// The pages in `docs/audit/rules` are made from what the rules say of themselves; `make record`
/// writes them anew.
@Suite("Pages about rules")
struct RulePagesTests {
  static let root = URL(filePath: #filePath).appending(path: "../../..").standardized
  static let folder = root.appending(path: "docs/audit/rules")

  @Test("each rule has its page, and no page is left of a rule that is gone")
  func pages() throws {
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try? FileManager.default.removeItem(at: Self.folder)
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      for page in RulePages.all {
        try Data(page.text.utf8).write(to: Self.folder.appending(path: page.name))
      }
    }
    for page in RulePages.all {
      let text = try? String(contentsOf: Self.folder.appending(path: page.name), encoding: .utf8)
      #expect(text == page.text, "docs/audit/rules/\(page.name): run make record")
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path())
    #expect(Set(files) == Set(RulePages.all.map(\.name)))
  }

  @Test("the navigation has all of them")
  func navigation() throws {
    let text = try String(contentsOf: Self.root.appending(path: "mkdocs.yml"), encoding: .utf8)
    for page in RulePages.all {
      #expect(text.contains("audit/rules/\(page.name)"), "mkdocs.yml lacks \(page.name)")
    }
  }

  @Test("each description is complete")
  func descriptions() {
    for rule in Rules.descriptions {
      #expect(rule.code.hasPrefix("audit."))
      for text in [rule.title, rule.what, rule.why, rule.example, rule.remedy] {
        #expect(!text.isEmpty, "\(rule.code)")
      }
      #expect(!rule.title.hasSuffix("."), "\(rule.code)")
    }
    #expect(Set(Rules.descriptions.map(\.code)).count == Rules.descriptions.count)
  }
}
