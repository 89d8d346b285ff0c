import Testing

@testable import Markdown

@Suite struct FormulaTests {
  private func dialect(_ change: (inout Formulas) -> Void = { _ in }) -> Dialect {
    var dialect = Dialect.full
    var formulas = Formulas()
    change(&formulas)
    dialect.formulas = formulas
    return dialect
  }

  @Test(arguments: [
    ("a $x_1 * y_2$ b", "a <span class=\"arithmatex\">\\(x_1 * y_2\\)</span> b"),
    ("$5 and $6, \\$x", "$5 and $6, $x"),
    ("`$x$` \\(a<b\\)", "<code>$x$</code> <span class=\"arithmatex\">\\(a&lt;b\\)</span>"),
    (
      "$a$$b`$ c",
      "<span class=\"arithmatex\">\\(a\\)</span><span class=\"arithmatex\">\\(b`\\)</span> c"
    ),
    ("$a\nb$", "<span class=\"arithmatex\">\\(a\nb\\)</span>"),
  ]) func standInText(example: (markdown: String, html: String)) {
    #expect(html(of: example.markdown, dialect()) == "<p>\(example.html)</p>\n")
  }

  @Test(arguments: ["$$\na_b\n- *c*\n$$", "\\[\na_b\n- *c*\n\\]"])
  func areBlocks(markdown: String) {
    #expect(
      html(of: markdown, dialect())
        == "<div class=\"arithmatex\">\\[\na_b\n- *c*\n\\]</div>\n")
    #expect(!html(of: markdown + "\nmore", dialect()).contains("<div"))
  }

  @Test func areScriptsForMathJax2() {
    let dialect = dialect {
      $0.inline.isGeneric = false
      $0.block.isGeneric = false
    }
    #expect(
      html(of: "\\begin{a}x\\end{a}\n\n$y$", dialect)
        == "<div class=\"arithmatex\"><script type=\"math/tex; mode=display\">"
        + "\\begin{a}x\\end{a}</script></div>\n"
        + "<p><span class=\"arithmatex\"><script type=\"math/tex\">y</script></span></p>\n")
  }

  @Test func leavePlacesAsTheyAre() {
    var renderer = MarkdownRenderer(dialect: dialect())
    let page = "!!! note\n\n    > $a$ $b\n    > c$ [d](e) $f$ [g](h)\n"
    let links = renderer.outline(Array(page.utf8)[...]).links
    #expect(links.map(\.position.line) == [4, 4])
    #expect(links.map(\.position.column) == [10, 21])
  }

  @Test func costNoMoreThanTheirText() {
    let page = String(repeating: "$ \\( $$x\n\n$$\n# ", count: 20_000)
    #expect(!html(of: page, dialect()).isEmpty)
  }
}
