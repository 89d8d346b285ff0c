import Testing

@testable import Markdown

@Suite struct FootnoteTests {
  @Test func areWrittenAsTheOptionsSay() {
    var dialect = Dialect.mkdocs
    dialect.footnotes = true
    dialect.footnoteStyle.placeMarker = "[FN]"
    dialect.footnoteStyle.separator = "-"
    dialect.footnoteStyle.reference = "[{}]"
    dialect.footnoteStyle.backlink = "^"
    dialect.footnoteStyle.backlinkTitle = "Back {}"
    #expect(
      html(of: "a[^x]\n\n[FN]\n\nb\n\n[^x]: c\n", dialect)
        == "<p>a<sup id=\"fnref-x\"><a class=\"footnote-ref\" href=\"#fn-x\">[1]</a></sup></p>\n"
        + "<div class=\"footnote\">\n<hr />\n<ol>\n<li id=\"fn-x\">\n<p>c&#160;"
        + "<a class=\"footnote-backref\" href=\"#fnref-x\" title=\"Back 1\">^</a></p>\n</li>\n"
        + "</ol>\n</div>\n<p>b</p>\n")
  }

  @Test func areListedInTheOrderOfTheirDefinitions() {
    let page =
      "A[^b] B[^a] C[^b] \\[^a] `[^a]` [^no]\n\n[^a]: One\nlazy.\n[^b]:\n    Two\n\n        code\n\nEnd\n"
    #expect(
      html(of: page, .full) == """
        <p>A<sup id="fnref:b"><a class="footnote-ref" href="#fn:b">2</a></sup> \
        B<sup id="fnref:a"><a class="footnote-ref" href="#fn:a">1</a></sup> \
        C<sup id="fnref2:b"><a class="footnote-ref" href="#fn:b">2</a></sup> \
        [^a] <code>[^a]</code> [^no]</p>
        <p>End</p>
        <div class="footnote">
        <hr />
        <ol>
        <li id="fn:a">
        <p>One
        lazy.&#160;<a class="footnote-backref" href="#fnref:a" \
        title="Jump back to footnote 1 in the text">&#8617;</a></p>
        </li>
        <li id="fn:b">
        <p>Two</p>
        <div class="highlight"><pre><span></span><code>code
        </code></pre></div>
        <p><a class="footnote-backref" href="#fnref:b" \
        title="Jump back to footnote 2 in the text">&#8617;</a>\
        <a class="footnote-backref" href="#fnref2:b" \
        title="Jump back to footnote 2 in the text">&#8617;</a></p>
        </li>
        </ol>
        </div>

        """)
  }

  @Test func bodiesInItemsNeedNoMoreIndentation() {
    let page = html(of: "- a[^b]\n\n  [^b]:\n    Two\n\n    Three\n\nEnd\n", .full)
    #expect(page.contains("<p>Two</p>\n<p>Three&#160;<a"))
    #expect(page.contains("</ul>\n<p>End</p>"))
  }

  @Test func bodiesMayBeginBelowWithLessIndentation() {
    var dialect = Dialect.mkdocs
    dialect.footnotes = true
    let notes = html(of: "a[^1]\n\n[^1]:\n  b\n  c\n\nd\n", dialect)
    #expect(notes.contains("<p>d</p>\n<div class=\"footnote\">"))
    #expect(notes.contains("<p>b\nc&#160;"))
  }

  @Test func theLastOfSeveralDefinitionsCounts() {
    let page = html(of: "[^a] [^b]\n\n[^a]: one\n\n[^b]: two\n\n[^a]: three\n", .full)
    #expect(!page.contains("one"))
    let places = ["<li id=\"fn:a\">", "three", "<li id=\"fn:b\">", "two"].map {
      page.ranges(of: $0).map(\.lowerBound)
    }
    #expect(places.allSatisfy { $0.count == 1 })
    #expect(places.flatMap(\.self) == places.flatMap(\.self).sorted())
  }

  @Test func notesMayStandInTheOrderOfTheirReferences() {
    var dialect = Dialect.full
    dialect.footnoteStyle.usesDefinitionOrder = false
    let page = html(of: "A[^b] B[^a] C[^b]\n\n[^c]: Z\n[^a]: One\n[^b]: Two\n", dialect)
    #expect(page.contains("<a class=\"footnote-ref\" href=\"#fn:b\">1</a>"))
    #expect(page.contains("<a class=\"footnote-ref\" href=\"#fn:a\">2</a>"))
    #expect(page.matches(of: /<li id="fn:(.)">/).map { $0.1 } == ["b", "a", "c"])
    let back = page.matches(of: /href="#fnref:(.)" title="Jump back to footnote (.)/)
    #expect(back.map { "\($0.1)\($0.2)" } == ["b1", "a2", "c3"])
  }

  @Test func idsMayBearANumber() {
    var dialect = Dialect.full
    dialect.footnoteStyle.idPrefix = "2-"
    let page = html(of: "A[^b]\n\n[^b]: Two\n", dialect)
    let parts = [
      "id=\"fnref:2-b\"", "href=\"#fn:2-b\"", "id=\"fn:2-b\"", "href=\"#fnref:2-b\"",
    ]
    for part in parts { #expect(page.contains(part)) }
  }

  @Test func referencesAreNoPartOfHeadingIds() {
    let outline = outline("# Head[^1]\n\n[^1]: X [a](b)\n", .full)
    #expect(outline.headings.map(\.id) == ["head"])
    #expect(outline.links.map(\.position.place) == ["3:9"])
  }

  @Test func standWhereTheAuthorWantsThem() {
    let page = html(of: "///Footnotes Go Here///\n\nText[^1]\n\n[^1]: X\n", .full)
    #expect(page.hasPrefix("<div class=\"footnote\">"))
    #expect(page.hasSuffix("</sup></p>\n"))
  }
}
