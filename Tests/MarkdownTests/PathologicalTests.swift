import Bytes
import Diagnostics
import Foundation
import Testing

@testable import Markdown

/// Input that is made to hurt: it must neither crash nor take more than a little time.
@Suite struct PathologicalTests {
  private static let inputs: [(name: String, page: String)] = [
    ("deep quotes", String(repeating: ">", count: 50_000) + "a*"),
    (
      "deep quotes on lines",
      String(repeating: String(repeating: "> ", count: 300) + "a*\n", count: 50)
    ),
    ("deep lists", (0..<500).map { String(repeating: "  ", count: $0) + "- a\n" }.joined()),
    ("list marks", String(repeating: "- ", count: 20_000) + "a\n"),
    (
      "list marks and blank lines",
      String(repeating: "- ", count: 5_000) + "x" + String(repeating: "\n", count: 5_000)
    ),
    (
      "nested admonitions",
      (0..<300).map { String(repeating: "    ", count: $0) + "!!! note\n" }.joined() + "end\n"
    ),
    ("unclosed admonitions", String(repeating: "!!! note\n", count: 10_000)),
    ("unclosed tabs", String(repeating: "=== \"T\"\n", count: 10_000)),
    ("nested emphasis", String(repeating: "*a **a ", count: 5_000)),
    ("brackets", String(repeating: "[", count: 20_000)),
    ("reference uses", String(repeating: "[a][b] ", count: 10_000)),
    (
      "open brackets and uses",
      String(repeating: "[a ", count: 5_000) + String(repeating: "][b] ", count: 5_000)
    ),
    ("equal headings", String(repeating: "# Same\n", count: 10_000)),
    ("a long table", "| a | b |\n| - | - |\n" + String(repeating: "| 1 | 2 |\n", count: 20_000)),
    (
      "a wide table",
      String(repeating: "a|", count: 5_000) + "\n" + String(repeating: "-|", count: 5_000) + "\n"
        + String(repeating: "1|", count: 5_000)
    ),
    ("headers without tables", String(repeating: "a | b\n\n", count: 10_000)),
    (
      "backticks in a row",
      "a|b\n-|-\n" + (1..<300).map { String(repeating: "`", count: $0) }.joined(separator: " ")
    ),
    ("backticks", (1..<600).map { String(repeating: "`", count: $0) }.joined(separator: " ")),
    ("definitions", String(repeating: "[a]: /b\n", count: 10_000)),
    ("unclosed definitions", String(repeating: "[a]: \"\n", count: 10_000)),
    ("terms", String(repeating: "a\n: b\n", count: 10_000)),
    ("footnotes", (0..<10_000).map { "[^\($0)]: note\n" }.joined()),
    ("attribute lists", "a" + String(repeating: "{ .a }", count: 10_000)),
    ("braces", String(repeating: "*a*{", count: 10_000)),
    ("entities", String(repeating: "&nGt;[a](b)", count: 5_000)),
    ("raw HTML", String(repeating: "<a href='x'>", count: 10_000)),
    ("unclosed comments", String(repeating: "<!-- ", count: 10_000)),
    ("fences in items", String(repeating: "1. a\n```\n", count: 5_000)),
    (
      "links in links",
      String(repeating: "[", count: 3_000) + String(repeating: "](a)", count: 3_000)
    ),
    ("carriage returns", String(repeating: "\r", count: 20_000) + "[a](b)"),
    ("tasks", String(repeating: "- [ ] ", count: 5_000)),
    ("alerts", String(repeating: "> [!NOTE]\n", count: 5_000)),
    ("blank alerts", "> [!NOTE]\n" + String(repeating: ">\n", count: 5_000)),
    ("hosts with underscores", String(repeating: "_www._", count: 10_000)),
    ("schemes", String(repeating: "http://", count: 10_000)),
    ("addresses that trail off", "http://a.b/" + String(repeating: ").", count: 20_000)),
    ("references that trail off", "http://a.b/" + String(repeating: "&a;", count: 20_000)),
    ("addresses with emphasis", "http://a.b/" + String(repeating: "_a_/", count: 10_000)),
    ("addresses in emphasis", String(repeating: "*http://a.b/", count: 5_000)),
    ("at signs", String(repeating: "a@b.", count: 10_000)),
    ("names", String(repeating: "a/b-", count: 10_000) + "#1"),
    ("digits", String(repeating: "0", count: 50_000)),
    ("open footnotes", String(repeating: "[^a <b>", count: 5_000) + "]\n\n[^a]: b"),
    ("footnote uses", String(repeating: "[^a]", count: 10_000) + "\n\n[^a]: b"),
    ("tabs", String(repeating: "\t", count: 20_000) + "!!! note"),
  ]

  @Test(arguments: inputs.map(\.name)) func isReadInTime(name: String) {
    guard let page = Self.inputs.first(where: { $0.name == name })?.page else { return }
    for dialect in [Dialect.full, .github, .magic] {
      let start = Date()
      _ = html(of: page, dialect)
      let seconds = Date().timeIntervalSince(start)
      // Debug builds are slow; quadratic growth takes minutes at these sizes.
      #expect(seconds < 10, "\(name) took \(seconds) s")
      if seconds > 1 { print("slow: \(name) \(seconds) s") }
    }
  }

  @Test func addressesReachBackOverDelimiters() {
    var dialect = Dialect.magic
    dialect.emphasisInWords.underscore = true
    #expect(html(of: "_O_d@d.de", dialect).contains("mailto:"))
  }

  @Test func deepNestingIsSaid() {
    let diagnostics = outline(String(repeating: "> ", count: 200) + "a", .mkdocs).diagnostics
    #expect(diagnostics.map(\.code) == ["markdown.nesting"])
    #expect(diagnostics.first?.location?.line == 1)
    #expect(diagnostics.first?.location?.column == 201)
  }
}

extension Dialect {
  /// MkDocs' dialect with the extensions that bring GitHub's syntax.
  fileprivate static let magic: Dialect = {
    var dialect = Dialect.full
    var links = MagicLinks()
    links.linksRepositories = true
    links.linksPeople = true
    links.shortensRepositories = true
    links.shortensPeople = true
    links.hidesScheme = true
    links.user = "o"
    links.repository = "r"
    dialect.bareLinks = .magicLinks(links)
    dialect.taskLists = TaskLists()
    dialect.callouts = Callouts(rules: .quotes)
    dialect.calloutParagraphs = CalloutParagraphs()
    return dialect
  }()
}
