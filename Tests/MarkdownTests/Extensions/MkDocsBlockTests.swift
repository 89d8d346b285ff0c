import Diagnostics
import Testing

@testable import Markdown

/// Where blocks begin and end in MkDocs, though not in CommonMark.
@Suite struct MkDocsBlockTests {
  /// With `pymdownx.superfences`.
  fileprivate var superfences: Dialect {
    var dialect = Dialect.mkdocs
    dialect.codeBlocks.nestsFences = true
    dialect.codeBlocks.fencesStandInParagraphs = true
    return dialect
  }

  @Test(arguments: [
    // Only a blank line beside an item makes a paragraph of its text.
    (
      "- a\n- b\n\n- c\n- d\n",
      "<ul>\n<li>a</li>\n<li>\n<p>b</p>\n</li>\n<li>\n<p>c</p>\n</li>\n<li>d</li>\n</ul>\n"
    ),
    (
      "1. a\n\n    b\n2. c\n",
      "<ol>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n<li>c</li>\n</ol>\n"
    ),
    (
      "- a\n\n    - b\n    - c\n- d\n",
      "<ul>\n<li>\n<p>a</p>\n<ul>\n<li>b</li>\n<li>c</li>\n</ul>\n</li>\n<li>d</li>\n</ul>\n"
    ),
  ]) func itemsAreLooseAlone(example: (markdown: String, html: String)) {
    #expect(html(of: example.markdown, .mkdocs) == example.html)
  }

  @Test(arguments: [
    ("a\n```\nb\n```\nc\n", "<p>a</p>\n<pre><code>b\n</code></pre>\nc"),
    ("```\nb\n```\nc\n\nd\n", "<p></p>\n<pre><code>b\n</code></pre>\nc\n<p>d</p>\n"),
    (
      "```\na\n```\n```\nb\n```\n",
      "<p></p>\n<pre><code>a\n</code></pre>\n<pre><code>b\n</code></pre>\n"
    ),
    (
      "- a\n    ```\n    b\n    ```\n    c\n",
      "<ul>\n<li>a\n<pre><code>b\n</code></pre>\nc</li>\n</ul>\n"
    ),
    // Indented code is no fence, and a heading no text.
    ("    b\nc\n", "<pre><code>b\n</code></pre>\n<p>c</p>\n"),
    ("```\nb\n```\n# c\n", "<pre><code>b\n</code></pre>\n<h1 id=\"c\">c</h1>\n"),
  ]) func textBesideFencesIsTheirParagraph(example: (markdown: String, html: String)) {
    #expect(html(of: example.markdown, superfences) == example.html)
  }

  @Test func unclosedFencesAreText() {
    let page = "a\n\n``` py\nb\n\n# c\n\n> ```\n> d\n\ne\n~~~\nf\n"
    #expect(
      html(of: page, superfences)
        == "<p>a</p>\n<p>``` py\nb</p>\n<h1 id=\"c\">c</h1>\n<blockquote>\n<p>```\nd</p>\n</blockquote>\n"
        + "<p>e\n~~~\nf</p>\n")
    let found = outline(page, superfences).diagnostics
    #expect(found.map(\.code) == Array(repeating: "markdown.unclosed-fence", count: 3))
    // Behind a fence that an item keeps, too.
    let item = "2. n\n```\na\n```\n```\n   x\n"
    #expect(
      html(of: item, superfences)
        == "<ol start=\"2\">\n<li>n\n<pre><code>a\n</code></pre>\n```\nx</li>\n</ol>\n")
    #expect(outline(item, superfences).diagnostics.map(\.code) == ["markdown.unclosed-fence"])
    #expect(found.map { $0.location?.line } == [3, 8, 12])
    #expect(found.map { $0.location?.column } == [1, 3, 1])
    #expect(html(of: "```\na\n", .commonMark) == "<pre><code>a\n</code></pre>\n")
  }

  @Test(arguments: [
    ("<hr>\n*a*\n", "<hr>\n<p><em>a</em></p>\n"),
    ("<div>a</div> *b*\n", "<div>a</div>\n<p><em>b</em></p>\n"),
    ("<div>\n<p>a</p>\n</div>\n*b*\n", "<div>\n<p>a</p>\n</div>\n<p><em>b</em></p>\n"),
    // Between blank lines stands Markdown, but no code that begins with a tag.
    ("<div>\n\n*a*\n\n</div>\n", "<div>\n<p><em>a</em></p>\n</div>\n"),
    (
      "<div>\n\n    <p>a</p>\n\n    <p>b</p>\n</div>\n",
      "<div>\n\n    <p>a</p>\n\n    <p>b</p>\n</div>\n"
    ),
    // A table of HTML is laid out by hand.
    (
      "<table>\n<td>\n\n*a*\n\n    </td>\n</table>\n\n*b*\n",
      "<table>\n<td>\n\n*a*\n\n    </td>\n</table>\n<p><em>b</em></p>\n"
    ),
    // What is not closed ends where CommonMark says.
    ("<div>\n*a*\n\n*b*\n", "<div>\n*a*\n<p><em>b</em></p>\n"),
  ]) func rawElementsEndWithTheirTag(example: (markdown: String, html: String)) {
    #expect(html(of: example.markdown, .mkdocs) == example.html)
  }

  @Test func rawElementsAreRawWhereMarkdownMustBeAsked() {
    var dialect = Dialect.mkdocs
    dialect.markdownInHTML = true
    let page = "<div>\n\n*a* <a href=\"b.md\">b</a>\n\n</div>\n\n*c*\n"
    #expect(
      html(of: page, dialect)
        == "<div>\n\n*a* <a href=\"b.md\">b</a>\n\n</div>\n<p><em>c</em></p>\n")
    let link = outline(page, dialect).links.first
    #expect(link?.position.line == 3)
    #expect(link?.position.column == 5)
  }

  @Test(arguments: [true, false])
  func fencesStandInRawElements(markdownInHTML: Bool) {
    var dialect = superfences
    dialect.markdownInHTML = markdownInHTML
    let code = "<pre><code>a\n</code></pre>\n"
    #expect(
      html(of: "<div>\n\n```\na\n```\n\n</div>\n", dialect) == "<div>\n\(code)</div>\n")
    #expect(html(of: "<div>\n```\na\n```\n</div>\n", dialect) == "<div>\n\(code)</div>\n")
  }

  @Test func definitionsThatBeginItemsStayThere() {
    let page = "- [b]: c\n- [b]: d\n    <img>\n\n[b]\n"
    #expect(!html(of: page, .mkdocs).contains("\u{2E40}"))
    #expect(outline(page, .mkdocs).definitions.map(\.position.line) == [1, 2])
  }

  @Test func definitionsStandBelowText() {
    let page = "[a]\n[a]: b.md \"t\"\n[c]: d.md\nmore [c]\n\n- [e]\n[e]: f.md\n"
    #expect(
      html(of: page, .mkdocs)
        == "<p><a href=\"b.md\" title=\"t\">a</a></p>\n<p>more <a href=\"d.md\">c</a></p>\n<ul>\n"
        + "<li><a href=\"f.md\">e</a></li>\n</ul>\n")
    let definitions = outline(page, .mkdocs).definitions
    #expect(definitions.map(\.position.line) == [2, 3, 7])
    #expect(definitions.allSatisfy { $0.isUsed && !$0.isDuplicate })
    #expect(html(of: "[a]\n[a]: b\n").hasPrefix("<p>[a]"))
  }

  @Test func lastDefinitionCounts() {
    let page = "[a]\n\n[a]: b.md\n\n[A]: c.md\n"
    #expect(html(of: page, .mkdocs) == "<p><a href=\"c.md\">a</a></p>\n")
    #expect(html(of: page) == "<p><a href=\"b.md\">a</a></p>\n")
    let definitions = outline(page, .mkdocs).definitions
    #expect(definitions.map(\.isDuplicate) == [false, true])
    #expect(definitions.map(\.position.line) == [5, 3])
  }
}

extension MkDocsBlockTests {
  @Test(arguments: [
    ("a\n---\n", "<h2 id=\"a\">a</h2>\n"),
    ("a\nb\n---\nc\n", "<p>a\nb</p>\n<hr />\n<p>c</p>\n"),
    ("a\nb\n===\nc\n", "<p>a\nb\n===\nc</p>\n"),
    ("> a\n> b\n> ---\n", "<blockquote>\n<p>a\nb</p>\n<hr />\n</blockquote>\n"),
  ]) func underlinesTakeOneLine(example: (markdown: String, html: String)) {
    #expect(html(of: example.markdown, .mkdocs) == example.html)
  }

  @Test(arguments: [
    ("10.  a\n\n    b\n", "<ol start=\"10\">\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n</ol>\n"),
    (
      "10.  a\n    - b\n\n      c\n    - d\n\n11.  e\n",
      "<ol start=\"10\">\n<li>\n<p>a</p>\n<ul>\n<li>\n<p>b</p>\n<p>c</p>\n</li>\n<li>d</li>\n</ul>\n"
        + "</li>\n<li>\n<p>e</p>\n</li>\n</ol>\n"
    ),
    (
      "  10.  a\n\n    ```\n    b\n      c\n    ```\n",
      "<ol start=\"10\">\n<li>\n<p>a</p>\n<pre><code>b\n  c\n</code></pre>\n</li>\n</ol>\n"
    ),
    ("10.  a\n\n   b\n", "<ol start=\"10\">\n<li>a</li>\n</ol>\n<p>b</p>\n"),
  ]) func itemsReachFourColumns(example: (markdown: String, html: String)) {
    #expect(html(of: example.markdown, superfences) == example.html)
    let page = example.markdown + "\n    [x](y)\n"
    #expect(outline(page, superfences).links.allSatisfy { $0.position.column == 5 })
  }

  @Test(arguments: [
    ("1. a\n  - b\n2. c\n", "<ol>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ol>\n"),
    (
      "1. a\n\n  ```\n  b\n  ```\n\n2. c\n",
      "<ol>\n<li>\n<p>a</p>\n<pre><code>b\n</code></pre>\n</li>\n<li>\n<p>c</p>\n</li>\n</ol>\n"
    ),
    ("1. a\n\n b\n", "<ol>\n<li>a</li>\n</ol>\n<p>b</p>\n"),
  ]) func itemsReachTwoColumns(example: (markdown: String, html: String)) {
    var dialect = superfences
    dialect.itemReach = 2
    #expect(html(of: example.markdown, dialect) == example.html)
  }

  @Test(arguments: [
    (
      "- a\n- b\n  - c\n\n- d\n\n- e\n\n  f\n",
      "<ul>\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>\n<ul>\n<li>d</li>\n</ul>\n"
        + "<ul>\n<li>\n<p>e</p>\n<p>f</p>\n</li>\n</ul>\n"
    ),
    ("1. a\n\n2. b\n", "<ol>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ol>\n"),
    (
      "- [a](b)\n\n- c\n- d\n",
      "<ul>\n<li><a href=\"b\">a</a></li>\n</ul>\n<ul>\n<li>c</li>\n<li>d</li>\n</ul>\n"
    ),
  ]) func blankLinesEndBulletsOfTrulySaneLists(example: (markdown: String, html: String)) {
    var dialect = superfences
    dialect.itemReach = 2
    dialect.bulletsEndAtBlankLines = true
    #expect(html(of: example.markdown, dialect) == example.html)
  }

  @Test(arguments: [
    ("##Two *b*\ntext\n", "<h2 id=\"two-b\">Two <em>b</em></h2>\n<p>text</p>\n"),
    ("text\n####Four\n", "<p>text</p>\n<h4 id=\"four\">Four</h4>\n"),
    ("#One\n##7\n ##x\n", "<p>#One\n##7\n##x</p>\n"),
  ]) func headingsNeedNoSpace(example: (markdown: String, html: String)) {
    #expect(html(of: example.markdown, .mkdocs) == example.html)
    var sane = Dialect.mkdocs
    sane.headingsNeedNoSpace = false
    #expect(!html(of: example.markdown, sane).contains("<h"))
  }

  @Test(arguments: [
    ("<hr />\n*a*\n", "<hr />\n<p><em>a</em></p>\n"), ("<hr>\n\na\n", "<hr>\n<p>a</p>\n"),
    ("<hr class=\"x\"> \n- a\n", "<hr class=\"x\"> \n<ul>\n<li>a</li>\n</ul>\n"),
  ]) func textBelowRulesIsMarkdown(example: (markdown: String, html: String)) {
    #expect(html(of: example.markdown, .mkdocs) == example.html)
  }

  @Test(arguments: [
    ("<!-- a --> *b*\nc\n", "<!-- a -->\n<p><em>b</em>\nc</p>\n"),
    ("a\n<!-- b -->. c\n", "<p>a</p>\n<!-- b -->\n<p>. c</p>\n"),
    ("- <!-- a --> *b*\n  c\n", "<ul>\n<li><!-- a --> <em>b</em>\nc</li>\n</ul>\n"),
    ("- a\n  <!-- b --> *c*\n", "<ul>\n<li>a\n<!-- b --> <em>c</em></li>\n</ul>\n"),
    (
      "> a\n> <!-- b -->\n> *c*\n",
      "<blockquote>\n<p>a</p>\n<!-- b -->\n<p><em>c</em></p>\n</blockquote>\n"
    ),
    ("<!-- a -->\n", "<!-- a -->\n"), ("<!-- a\n--> *b*\n", "<!-- a\n--> *b*\n"),
  ]) func textBehindCommentsIsMarkdown(example: (markdown: String, html: String)) {
    #expect(html(of: example.markdown, .mkdocs) == example.html)
  }

  @Test func quotesThatFollowEachOtherAreOne() {
    var dialect = superfences
    dialect.callouts = Callouts(rules: .github)
    let page = "> a\n\n> b\n> > c\n>\n> > d\n\n> [!NOTE]\n> e\n\n> f\n\ng\n\n> h\n"
    let joined = html(of: page, dialect)
    #expect(
      joined.hasPrefix(
        "<blockquote>\n<p>a</p>\n<p>b</p>\n<blockquote>\n<p>c</p>\n<p>d</p>\n</blockquote>\n</blockquote>\n"
      ),
      "\(joined)")
    #expect(joined.ranges(of: "<blockquote>").count == 4)
    #expect(html(of: page, .commonMark).ranges(of: "<blockquote>").count == 7)
  }

  @Test func centeredTextInBlocksIsMarkdown() {
    #expect(
      html(of: "- a\n\n    <center>\n    ![a](b)\n    *c*\n    </center>\n", .mkdocs)
        == "<ul>\n<li>\n<p>a</p>\n<p><center>\n<img src=\"b\" alt=\"a\" />\n<em>c</em>\n</center></p>\n"
        + "</li>\n</ul>\n")
    #expect(html(of: "<center>\n*c*\n</center>\n", .mkdocs) == "<center>\n*c*\n</center>\n")
  }

  @Test func indentedElementsLeaveAnEmptyParagraph() {
    #expect(
      html(of: "- a\n\n    <div>\n    b\n    </div>\n", .mkdocs)
        == "<ul>\n<li>\n<p>a</p>\n<p></p>\n  <div>\n  b\n  </div>\n</li>\n</ul>\n")
    for page in [
      "- a\n    <div>b</div>\n", "- <div>b</div>\n", "<div>b</div>\n", "- a\n\n  <div>b</div>\n",
      "- a\n\n    <!-- b -->\n",
    ] {
      #expect(!html(of: page, .mkdocs).contains("<p></p>"), "\(page)")
    }
    var dialect = Dialect.mkdocs
    dialect.admonitions = true
    #expect(html(of: "!!! note\n    <div>b</div>\n", dialect).contains("Note</p>\n<p></p>\n<div>"))
  }

  @Test func textBehindFencesInElementsIsBare() {
    #expect(
      html(of: "<center>\n```\na\n```\n<i>b</i>\n</center>\n", superfences)
        == "<center>\n<pre><code>a\n</code></pre>\n<i>b</i>\n</center>\n")
  }

  @Test func noBreakSpacesBeginHeadings() {
    let page = "a\n##\u{A0} B [c](d)\ne\n"
    #expect(
      html(of: page, .mkdocs) == "<p>a</p>\n<h2 id=\"b-c\">B <a href=\"d\">c</a></h2>\n<p>e</p>\n")
    #expect(outline(page, .mkdocs).links.map(\.position.place) == ["2:7"])
    #expect(html(of: page, .commonMark).hasPrefix("<p>a\n##\u{A0} B"))
    #expect(html(of: "#######\u{A0}b\n", .mkdocs) == "<p>#######\u{A0}b</p>\n")
  }

  @Test func frontMatterThatIsShownHoldsNoLists() {
    #expect(
      html(of: "---\na: b: c\n- d\n---\n\ne\n- f\n", .mkdocs)
        == "<hr />\n<p>a: b: c\n- d</p>\n<hr />\n<p>e</p>\n<ul>\n<li>f</li>\n</ul>\n")
  }

  @Test func footnotesMayFollowLinks() {
    var dialect = Dialect.mkdocs
    dialect.footnotes = true
    let page = "`[a][^1]` [a][^1] [b](c)\n\n[a]: d\n[^1]: e\n"
    #expect(
      html(of: page, dialect).hasPrefix(
        "<p><code>[a][^1]</code> <a href=\"d\">a</a><sup id=\"fnref:1\">"))
    #expect(outline(page, dialect).links.map(\.position.column) == [11, 19])
  }
}
