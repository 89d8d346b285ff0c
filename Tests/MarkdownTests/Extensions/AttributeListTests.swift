import Testing

@testable import Markdown

@Suite struct AttributeListTests {
  @Test(arguments: [
    ("# H { #x .y }", "<h1 id=\"x\" class=\"y\">H</h1>"),
    (
      "[a](b){ .c target=_blank title2='d e' }",
      "<p><a href=\"b\" class=\"c\" target=\"_blank\" title2=\"d e\">a</a></p>"
    ),
    ("![a](b){: width=\"3\" }", "<p><img src=\"b\" alt=\"a\" width=\"3\" /></p>"),
    (
      "*a*{.b} **c**{ #d } `e`{ f }",
      "<p><em class=\"b\">a</em> <strong id=\"d\">c</strong> <code f=\"f\">e</code></p>"
    ),
    ("*a*{.b}\n*c*{.d}", "<p><em class=\"b\">a</em>\n<em class=\"d\">c</em></p>"),
    ("text\n{ .a .a .b }", "<p class=\"a b\">text</p>"),
    ("- a\n- b\n{ .c }", "<ul>\n<li>a</li>\n<li class=\"c\">b</li>\n</ul>"),
    ("text { .a }", "<p>text { .a }</p>"), ("*a* { .b }", "<p><em>a</em> { .b }</p>"),
    ("*a*{ }", "<p><em>a</em>{ }</p>"), ("<b>a</b>{ .b }", "<p><b>a</b>{ .b }</p>"),
    ("*a*{ x=\"<\" }", "<p><em x=\"&lt;\">a</em></p>"),
    ("## A ## { #x }", "<h2 id=\"x\">A</h2>"), ("# A# { #x }", "<h1 id=\"x\">A</h1>"),
    ("# {{ x }}", "<h1 id=\"x\">{{ x }}</h1>"),
  ]) func describesWhatStandsBeforeIt(example: (markdown: String, html: String)) {
    #expect(html(of: example.markdown, .full) == example.html + "\n")
  }

  @Test func listsMayBeCutByOtherExtensions() {
    var dialect = Dialect.full
    dialect.smartSymbols = SmartSymbols()
    dialect.emojis = Emojis()
    #expect(html(of: "# 6.0 {: #6.0 }", dialect) == "<h1 id=\"6.0\">6.0</h1>\n")
    dialect.smarty = Smarty()
    dialect.escapeAll = EscapeAll()
    #expect(html(of: "# 6.0 {: #\\6.0}", dialect) == "<h1 id=\"6.0\">6.0</h1>\n")
    #expect(
      html(of: "*a*{ .b--c title=\"d (c) ...\" }", dialect)
        == "<p><em class=\"b--c\" title=\"d (c) ...\">a</em></p>\n")
    #expect(html(of: "*a*{ b -- c *d*}", dialect) == "<p><em>a</em>{ b – c <em>d</em>}</p>\n")
    #expect(html(of: "*a*{: #b-c }", dialect) == "<p><em id=\"b-c\">a</em></p>\n")
  }

  @Test func typographicSignsHaveNone() {
    var dialect = Dialect.full
    dialect.smarty = Smarty()
    #expect(html(of: "a '{{b}} c' d", dialect) == "<p>a ‘{{b}} c’ d</p>\n")
  }

  @Test func idsAreAnchorsAndTaken() {
    let outline = outline("## A { #b }\n\n## B\n\ntext\n{ #c }\n\n[l](m){ #d }\n", .full)
    #expect(outline.headings.map(\.id) == ["b", "b_1"])
    #expect(outline.anchors.map(\.id) == ["b", "b_1", "c", "d"])
    #expect(outline.links.map(\.position.place) == ["8:1"])
  }
}
