import Testing

@testable import Markdown

@Suite struct InlineCodeTests {
  private func html(_ markdown: String, _ change: (inout InlineCode) -> Void = { _ in }) -> String {
    var dialect = Dialect.full
    var style = InlineCode()
    change(&style)
    dialect.inlineCode = style
    dialect.codeBlocks.languageClass = true
    return MarkdownTests.html(of: markdown, dialect)
  }

  @Test(arguments: [
    ("`#!py x`", "<code class=\"language-py highlight\"><span class=\"n\">x</span></code>"),
    ("`:::what x`{.y}", "<code class=\"language-text highlight y\">x</code>"),
    ("`#!/bin/sh` `::py x`", "<code>#!/bin/sh</code> <code>::py x</code>"),
    // Behind a space, it is code like any other.
    ("a\n` #!js x `", "a\n<code>#!js x</code>"),
  ]) func namesItsLanguage(example: (markdown: String, html: String)) {
    #expect(html(example.markdown) == "<p>\(example.html)</p>\n")
  }

  @Test func mayBeAFormula() {
    #expect(
      html("`#!math a_b`") {
        $0.customs = [.init(name: "math", cssClass: "m", formula: Formulas().inline)]
      } == "<p><span class=\"m\">\\(a_b\\)</span></p>\n")
  }

  @Test func countsInHeadings() {
    #expect(html("# The `#!py x`").hasPrefix("<h1 id=\"the-x\">"))
  }
}
