import Testing

@testable import Markdown

@Suite struct BlockTests {
  private func html(_ page: String, _ change: (inout GenericBlocks) -> Void = { _ in }) -> String {
    var dialect = Dialect.full
    var blocks = GenericBlocks()
    blocks.kinds = [
      "note": .admonition(.init(cssClass: "note", title: "Note")), "details": .details(nil),
      "admonition": .admonition(nil), "tab": .tab, "define": .definition, "html": .html,
      "caption": .caption(.init(name: "caption")),
      "fig": .caption(.init(name: "fig", prefix: "Fig. {}:")),
    ]
    change(&blocks)
    dialect.blocks = blocks
    return MarkdownTests.html(of: page, dialect)
  }

  @Test func nest() {
    #expect(
      html("//// note\n/// details | *T*\n    open: true\n\na\n///\nb\n////\nc\n") == """
        <div class="admonition note">
        <p class="admonition-title">Note</p>
        <details open="open">
        <summary><em>T</em></summary>
        <p>a</p>
        </details>
        <p>b</p>
        </div>
        <p>c</p>

        """)
  }

  @Test func rawElementsLeaveTheRestAlone() {
    #expect(
      html("//// html | div\n/// html | pre\n\n    a\n///\n////\n\n/// note | T\n///\n") == """
        <div>
        <pre>
        a</pre>
        </div>
        <div class="admonition note">
        <p class="admonition-title">T</p>
        </div>

        """)
  }

  @Test func endTables() {
    #expect(html("/// html | div\na | b\n--|--\nc | d\n///\n").hasSuffix("</table>\n</div>\n"))
  }

  @Test func takeAttributes() {
    #expect(
      html("/// admonition | T\n    type: odd-one\n    attrs: {id: 'i', class: 'a b', x: y}\n///\n")
        == """
        <div id="i" class="admonition odd-one a b" x="y">
        <p class="admonition-title">T</p>
        </div>

        """)
  }

  @Test(arguments: [
    "/// what\nx\n///", "/// tab\nx\n///", "/// note\n    bad: 1\nx\n///", "// note\nx\n//",
  ]) func othersAreText(page: String) {
    #expect(html(page).hasPrefix("<p>"))
  }

  @Test func closeOnlyOutsideOfCode() {
    #expect(html("/// note\n```\n///\n```\n- a\n///\nb\n").hasSuffix("</ul>\n</div>\n<p>b</p>\n"))
  }

  @Test func defineTerms() {
    #expect(
      html("/// define\nT\n\n- a\n- b\n///\n")
        == "<dl>\n<dt>T</dt>\n<dd>a</dd>\n<dd>b</dd>\n</dl>\n")
  }

  @Test func makeElements() {
    #expect(
      html("/// html | div.b.a#i[c='d e']\n*x*\n///\n")
        == "<div id=\"i\" class=\"a b\" c=\"d e\">\n<p><em>x</em></p>\n</div>\n")
    #expect(html("/// html | h2\n*x*\n///\n") == "<h2><em>x</em></h2>\n")
    #expect(html("/// html | pre\n*x* <i>\n\ny\n///\n") == "<pre>*x* &lt;i&gt;\n\ny</pre>\n")
    #expect(html("/// html | style\na > b\n///\n") == "<style>a > b</style>\n")
  }

  @Test func numberFigures() {
    let page = "a\n\n/// fig\nx\n///\n\nb\n\n/// fig | < 4 .c\n- y\n///\n\n/// caption\nz\n///\n"
    #expect(
      html(page) == """
        <figure id="__fig_1">
        <p>a</p>
        <figcaption>
        <p><span class="caption-prefix">Fig. 1:</span> x</p>
        </figcaption>
        </figure>
        <figure>
        <figure id="__fig_4" class="c">
        <figcaption>
        <p><span class="caption-prefix">Fig. 4:</span></p>
        <ul>
        <li>y</li>
        </ul>
        </figcaption>
        <p>b</p>
        </figure>
        <figcaption>
        <p>z</p>
        </figcaption>
        </figure>

        """)
  }

  @Test func deepNestingIsText() {
    let page = (3...2000).map { String(repeating: "/", count: 4003 - $0) + " note\n" }.joined()
    #expect(!html(page).isEmpty)
  }
}
