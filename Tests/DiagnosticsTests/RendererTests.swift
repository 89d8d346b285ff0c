import Diagnostics
import Testing

@Suite("Diagnostic renderers")
struct RendererTests {
  static let diagnostic = Diagnostic.error(
    code: "docs.link.missing-page", "there is no page 'gide.md'",
    at: Location(file: "docs/index.md", line: 2, column: 5, length: 7), target: "gide.md",
    hint: "did you mean guide.md?", notes: ["links are relative to the page"])

  @Test("text shows the line with carets under what is wrong")
  func text() {
    let renderer = TextRenderer { file, line in
      file == "docs/index.md" && line == 2 ? "See gide.md\tnow" : nil
    }
    #expect(
      renderer.render(Self.diagnostic) == """
        docs/index.md:2:5: error: there is no page 'gide.md' [docs.link.missing-page]
          2 | See gide.md now
            |     ^^^^^^^
          note: links are relative to the page
          help: did you mean guide.md?

        """)
  }

  @Test("a column beyond 80 is shown with what is around it")
  func longLine() {
    let line = String(repeating: "x", count: 200) + "HERE" + String(repeating: "y", count: 200)
    let renderer = TextRenderer { _, _ in line }
    let rows = renderer.render(
      .warning(code: "a.b", "m", at: Location(file: "f", line: 1, column: 201, length: 4))
    ).split(separator: "\n")
    #expect(rows.count == 3)
    let caret = rows[2].firstIndex(of: "^").map {
      rows[2].distance(from: rows[2].startIndex, to: $0)
    }
    let word = rows[1].firstIndex(of: "H").map {
      rows[1].distance(from: rows[1].startIndex, to: $0)
    }
    #expect(caret == word)
    #expect(rows[1].count < 130)
  }

  @Test("control characters in a message cannot reach the terminal")
  func controlCharacters() {
    let text = TextRenderer().render(.error(code: "a.b", "bad \u{1B}[31mname\nx"))
    #expect(text == "error: bad  [31mname x [a.b]\n")
  }

  @Test("colours are ANSI and only on request")
  func colors() {
    #expect(TextRenderer(colors: true).render(Self.diagnostic).contains("\u{1B}[1;31merror"))
    #expect(!TextRenderer().render(Self.diagnostic).contains("\u{1B}"))
  }

  @Test("JSON has version 1 and null for what is not known")
  func json() {
    let plain = Diagnostic.warning(code: "a.b", "say \"x\"")
    #expect(
      JSONRenderer().render([Self.diagnostic, plain]) == """
        {"version":1,"findings":[
          {"rule":"docs.link.missing-page","severity":"error","file":"docs/index.md","line":2,\
        "column":5,"target":"gide.md","message":"there is no page 'gide.md'",\
        "hint":"did you mean guide.md?"},
          {"rule":"a.b","severity":"warning","file":null,"line":null,"column":null,"target":null,\
        "message":"say \\"x\\"","hint":null}
        ]}

        """)
    #expect(JSONRenderer().render([]) == "{\"version\":1,\"findings\":[]}\n")
  }

  @Test("GitHub commands escape what would end a property or the command")
  func github() {
    let diagnostic = Diagnostic.warning(
      code: "a.b", "50% of\nlines", at: Location(file: "a,b:c.md", line: 3, column: 2, length: 4))
    #expect(
      GitHubRenderer().render(diagnostic)
        == "::warning file=a%2Cb%3Ac.md,line=3,col=2,endColumn=6,title=a.b::50%25 of%0Alines\n")
  }

  @Test(
    "the nearest name is suggested, a far one is not",
    arguments: [
      ("navv", "nav"), ("site_nam", "site_name"), ("PLUGINS", "plugins"), ("zzzzzz", nil),
      ("x", nil),
    ])
  func suggestion(name: String, expected: String?) {
    let known = ["site_name", "nav", "plugins", "theme"]
    #expect(Suggestion.nearest(to: name, in: known) == expected)
  }

  @Test("diagnostics order by place")
  func order() {
    let a = Diagnostic.error(code: "z", "m", at: Location(file: "a", line: 2))
    let b = Diagnostic.error(code: "a", "m", at: Location(file: "a", line: 10))
    let c = Diagnostic.error(code: "a", "m", at: Location(file: "b", line: 1))
    #expect([c, b, a].sorted() == [a, b, c])
  }
}
