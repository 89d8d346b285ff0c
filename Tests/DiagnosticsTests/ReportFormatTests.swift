import Diagnostics
import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Reports as the programs that read them want them: SARIF 2.1.0, JUnit's schema as Jenkins has it,
/// annotations as the documentation of GitHub's workflow commands has them.
@Suite("Report formats")
struct ReportFormatTests {
  /// Diagnostics with everything that needs care.
  static let diagnostics: [Diagnostic] = [
    .error(
      code: "audit.link.missing-file", "there is no file 'a <b> & \"c\", 50%:\n'",
      at: Location(file: "docs/a b,c:é%.md", line: 3, column: 7, length: 4), target: "x",
      hint: "h|`"),
    .error(
      code: "audit.link.missing-file", "there is no file 'a <b> & \"c\", 50%:\n'",
      at: Location(file: "docs/a b,c:é%.md", line: 9, column: 1), target: "x"),
    .warning(code: "audit.other", "whole\u{1} file", at: Location(file: "b.md")),
    .info(code: "audit.note", "nowhere"),
  ]
  static let rules = [
    SARIFRenderer.Rule(
      code: "audit.link.missing-file", title: "t", text: "w", help: "h", level: .error)
  ]

  // MARK: SARIF

  /// The properties that the schema allows, and must have (`!`), in the objects that are written.
  static let properties: [String: [String]] = [
    "": ["$schema", "version!", "runs!"],
    "runs": ["tool!", "results", "columnKind"],
    "tool": ["driver!"],
    "driver": ["name!", "version", "rules"],
    "rules": ["id!", "shortDescription", "fullDescription", "help", "defaultConfiguration"],
    "shortDescription": ["text!"], "fullDescription": ["text!"], "help": ["text!"],
    "defaultConfiguration": ["level"],
    "results": ["ruleId", "ruleIndex", "level", "message!", "locations", "partialFingerprints"],
    "message": ["text"],
    "locations": ["physicalLocation"],
    "physicalLocation": ["artifactLocation", "region"],
    "artifactLocation": ["uri"],
    "region": ["startLine", "startColumn", "endColumn"],
  ]

  private func check(_ value: Any, _ name: String) {
    if let items = value as? [Any] {
      for item in items { check(item, name) }
    } else if let object = value as? [String: Any], name != "partialFingerprints" {
      guard let allowed = Self.properties[name] else {
        Issue.record("no object '\(name)' is written")
        return
      }
      let names = Set(allowed.map { $0.replacing("!", with: "") })
      #expect(Set(object.keys).isSubset(of: names), "\(name): \(object.keys)")
      for required in allowed where required.hasSuffix("!") {
        #expect(object[String(required.dropLast())] != nil, "\(name) lacks \(required)")
      }
      for (key, value) in object where !(value is String) && !(value is NSNumber) {
        check(value, key)
      }
    }
  }

  @Test("SARIF has what the schema asks for and nothing else")
  func sarif() throws {
    let text = SARIFRenderer(version: "1.0", rules: Self.rules).render(Self.diagnostics)
    let log = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    check(log, "")
    #expect(log["version"] as? String == "2.1.0")
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    let results = try #require(run["results"] as? [[String: Any]])
    let driver = (run["tool"] as? [String: Any])?["driver"] as? [String: Any]
    let rules = try #require(driver?["rules"] as? [[String: Any]])
    #expect(results.map { $0["level"] as? String } == ["error", "error", "warning", "note"])
    for result in results {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
    }
    let prints = results.map { ($0["partialFingerprints"] as? [String: String])?["scaffold/v1"] }
    #expect(Set(prints).count == 4, "equal findings are told apart")
    #expect(text.contains(#""uri":"docs/a%20b%2Cc%3A%C3%A9%25.md""#), "\(text)")
    #expect(text.contains(#""startLine":3,"startColumn":7,"endColumn":11"#))
    let empty = SARIFRenderer(version: "1.0", rules: []).render([])
    check(try JSONSerialization.jsonObject(with: Data(empty.utf8)), "")
  }

  @Test("fingerprints stay when lines move")
  func fingerprints() {
    var moved = Self.diagnostics[0]
    moved.location?.line = 90
    let renderer = SARIFRenderer(version: "1", rules: [])
    func fingerprint(_ text: String) -> Substring? {
      text.firstRange(of: "scaffold/v1").map { text[$0.lowerBound...].prefix(40) }
    }
    #expect(
      fingerprint(renderer.render([moved])) == fingerprint(renderer.render([Self.diagnostics[0]])))
  }

  // MARK: JUnit

  @Test("JUnit has the elements and attributes of its schema, and counts that are right")
  func junit() throws {
    for diagnostics in [Self.diagnostics, []] {
      let text = JUnitRenderer(name: "scaffold audit", timestamp: "2026-01-31T23:59:59")
        .render(diagnostics)
      let document = try XMLDocument(data: Data(text.utf8))
      let root = try #require(document.rootElement())
      check(root, "testsuites", [], ["testsuite"])
      var failures = 0
      for (index, suite) in root.elements.enumerated() {
        check(
          suite, "testsuite",
          [
            "name", "package", "id", "timestamp", "hostname", "tests", "failures", "errors", "time",
          ], ["properties", "testcase", "system-out", "system-err"])
        #expect(suite.text("id") == "\(index)")
        let cases = suite.elements(forName: "testcase")
        #expect(Int(suite.text("tests")) == cases.count)
        #expect(suite.elements.count == cases.count + 3)
        for test in cases {
          check(test, "testcase", ["name", "classname", "time"], ["failure"])
          for result in test.elements {
            check(result, "failure", ["message", "type"], [])
            failures += 1
          }
        }
        #expect(
          Int(suite.text("failures")) == cases.count { !$0.elements(forName: "failure").isEmpty })
      }
      #expect(failures == diagnostics.count { $0.severity > .info })
      let notes = diagnostics.filter { $0.severity == .info }.map(\.message)
      let said = root.elements.map { $0.elements(forName: "system-out")[0].stringValue ?? "" }
      #expect(notes.allSatisfy { note in said.contains { $0.contains(note) } })
    }
  }

  private func check(
    _ element: XMLElement, _ name: String, _ attributes: Set<String>, _ children: Set<String>
  ) {
    #expect(element.name == name)
    #expect(Set((element.attributes ?? []).compactMap(\.name)) == attributes)
    #expect(Set(element.elements.compactMap(\.name)).isSubset(of: children))
  }

  // MARK: GitHub

  @Test("annotations are workflow commands of one line each")
  func github() throws {
    let pattern =
      #/::(error|warning|notice) (?:(?:file|line|endLine|col|endColumn|title)=[^,:\r\n]*,?)+::[^\r\n]+/#
    for diagnostic in Self.diagnostics {
      let text = GitHubRenderer().render(diagnostic)
      #expect(text.last == "\n")
      #expect(try pattern.wholeMatch(in: text.dropLast()) != nil, "\(text)")
    }
    let first = GitHubRenderer().render(Self.diagnostics[0])
    #expect(first.contains("file=docs/a b%2Cc%3Aé%25.md,line=3,col=7,endColumn=11,"), "\(first)")
    #expect(first.contains("50%25:%0A'%0Ah|`"), "\(first)")
  }

  // MARK: Markdown

  @Test("the summary shows texts as they are, one finding a row")
  func summary() {
    let text = SummaryRenderer(name: "scaffold audit").render(
      Self.diagnostics, of: "2 links in 1 file")
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| ") }
    #expect(rows.count == 5)
    #expect(text.hasPrefix("## scaffold audit: 3 problems\n\nChecked 2 links in 1 file.\n"))
    #expect(
      rows[1].contains(#"'a \<b\> \& "c", 50%: '"#) && rows[1].hasSuffix(#"h\|\` |"#), "\(rows[1])")
    let clean = SummaryRenderer(name: "x").render([], of: "1 link in 1 file")
    #expect(clean == "## x: nothing found\n\nChecked 1 link in 1 file.\n")
  }
}

extension XMLElement {
  fileprivate var elements: [XMLElement] { (children ?? []).compactMap { $0 as? XMLElement } }
  fileprivate func text(_ attribute: String) -> String {
    self.attribute(forName: attribute)?.stringValue ?? ""
  }
}
