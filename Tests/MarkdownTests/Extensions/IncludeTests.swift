import Bytes
import Diagnostics
import Testing

@testable import Markdown

@Suite struct IncludeTests {
  private func expand(
    _ markdown: String, _ files: [String: String], _ options: Includes = Includes()
  ) -> (lines: [String], expander: IncludeExpander) {
    var expander = IncludeExpander(options: options, provider: SnippetTests.Files(files: files))
    let page = SourceText(copying: Array(markdown.utf8), firstLine: 1)
    let text = String(decoding: expander.expand(page).bytes, as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    return (lines.map(String.init), expander)
  }

  @Test func statements() {
    let files = ["a": "A\n", "b c": "\n  1\n  2 \n\n", "in": "<{!a!}>\n", "none": ""]
    #expect(expand("x\n{!a!}\ny", files).lines == ["x", "A", "y"])
    #expect(expand("- {!  b c !}, {!a!}!", files).lines == ["- 1", "  2, A!"])
    #expect(expand("({!in!})", files).lines == ["(<A>)"])
    #expect(expand("({!none!})", files).lines == ["()"])
    for text in ["{ !a!}", "{!a! }", "{!a", "{!a!lines=x}", "{!!}"] {
      #expect(expand(text, files).lines == [text])
    }
  }

  @Test func rangesOfLines() {
    let files = ["f": "1\n2\n3\n4\n5"]
    #expect(expand("{!f!lines=5 1-2  3}", files).lines == ["5", "1", "2", "3"])
    #expect(expand("{!f!lines=4-9 8}", files).lines == ["4", "5", "5"])
    #expect(expand("{!f!lines=7-9}", files).lines == ["4", "5"])
    let wrong = expand("{!f!lines=2-}", files)
    #expect(wrong.expander.diagnostics.map(\.code) == ["markdown.include.lines"])
  }

  @Test func headings() {
    let files = ["f": "# F\n{!g!}", "g": "## G"]
    var options = Includes()
    options.inheritsHeadingDepth = true
    #expect(
      expand("# A\n## B\n{!f!}\n{!g!}", files, options).lines == [
        "# A", "## B", "### F", "##### G", "####### G",
      ])
    options.inheritsHeadingDepth = false
    options.headingOffset = 2
    #expect(expand("# A\n{!g!}", files, options).lines == ["# A", "#### G"])
  }

  @Test func problemsAreSaidWithTheirPlace() {
    var options = Includes()
    let files = ["f": "x\n {!f!} {!no!}"]
    let (lines, expander) = expand("a\n{!f!}\n[{!gone!}]", files, options)
    #expect(lines == ["a", "x", "[]"])
    #expect(
      expander.diagnostics.map {
        "\($0.severity) \($0.code) \($0.location?.file ?? ""):\($0.location?.line ?? 0):"
          + "\($0.location?.column ?? 0)"
      } == [
        "warning markdown.include.cycle f:2:4", "warning markdown.include.missing f:2:10",
        "warning markdown.include.missing :3:4",
      ])
    options.requiresFiles = true
    #expect(expand("{!gone!}", files, options).expander.diagnostics.map(\.severity) == [.error])
  }

  @Test func statementsOfMdxInclude() {
    var options = Includes()
    options.syntax = .mdxInclude
    let files = ["a": "1\n2\n3\n4", "b": "x\n{!a!}\n", "c": "{! a !}"]
    func lines(_ text: String) -> [String] { expand(text, files, options).lines }
    #expect(lines("- {! a !}.") == ["- 1", "2", "3", "4."])
    #expect(lines("  {!> a | utf-8 !}.") == ["  1", "  2", "  3", "  4."])
    #expect(lines("{!b!}y") == ["x", "1", "2", "3", "4", "y"])
    #expect(lines("{!- c !}") == ["{! a !}"])
    #expect(lines("{! a [ln:2-3] !}") == ["2", "3"])
    #expect(lines("{!a [ln:4,-1]!}") == ["4", "", "", "1"])
    #expect(lines("{!a [ln:3-9]!} {!a [ln:9]!}|") == ["3", "4 |"])
    #expect(lines("\\{!a!} {!c!}") == ["{!a!} 1", "2", "3", "4"])
    for text in ["{!a", "{!!}", "{!a[x]!}", "{! !}", "{ !a!}"] { #expect(lines(text) == [text]) }
    options.isRecursive = false
    #expect(lines("{!c!}") == ["{! a !}"])
    #expect(lines("{!+c!}") == ["1", "2", "3", "4"])
    let wrong = expand("{!a [ln:2.1-3]!}", files, options)
    #expect(wrong.expander.diagnostics.map(\.code) == ["markdown.include.lines"])
  }

  @Test func filesThatMultiplyStop() {
    var files = ["0": String(repeating: "x", count: 1000)]
    for level in 1...30 { files["\(level)"] = "{!\(level - 1)!}\n{!\(level - 1)!}" }
    let (lines, expander) = expand("{!30!}", files)
    #expect(lines == ["{!30!}"] || lines.isEmpty)
    #expect(expander.diagnostics.map(\.code) == ["markdown.include.size"])
  }

  @Test func snippetsSeeWhatWasIncluded() {
    var dialect = Dialect.mkdocs
    dialect.includes = Includes()
    dialect.snippets = Snippets()
    var renderer = MarkdownRenderer(dialect: dialect)
    let files = SnippetTests.Files(files: ["a": "1\n2\n\n--8<-- \"b\"\n", "b": "# B\n--8<-- \"c\""])
    renderer.includes = files
    renderer.snippets = files
    let outline = renderer.outline(Array("x\n\n{!a!}\n\n## End".utf8)[...])
    #expect(outline.includedFiles == ["a", "b"])
    #expect(
      outline.headings.map(\.position) == [
        SourcePosition(line: 1, column: 1, file: "b"), SourcePosition(line: 5, column: 1),
      ])
    #expect(outline.diagnostics.map(\.location?.file) == ["b"])
  }
}
