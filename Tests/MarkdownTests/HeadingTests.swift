import Testing

@testable import Markdown

@Suite struct HeadingTests {
  @Test(arguments: [
    ("What's new? (v1.2.3) — & more!", "whats-new-v123-more"), ("C++ / C#", "c-c"),
    ("foo_bar.baz()", "foo_barbaz"), ("Über öffentliche Straßen", "uber-offentliche-straen"),
    ("日本語の見出し", "_1"), ("  Multiple   spaces -- and __init__", "multiple-spaces-and-init"),
    ("1. Numbered: heading", "1-numbered-heading"), ("`a.b` [c](d) ![e](f)", "ab-c"),
    ("½ ﬁn", "12-fin"), ("- a -", "-a-"), ("AT&amp;T", "att"),
    ("/exit <trade_id>", "exit"), ("`<a_b>` &lt;e_f&gt; x", "a_b-e_f-x"),
    ("a <b_c d=e> f", "a-f"), ("<a_b> **<c_d>** x", "x"), ("x < y and z > q", "x-y-and-z-q"),
  ]) func slugsAsPythonMarkdown(example: (heading: String, id: String)) {
    let headings = outline("## " + example.heading, dialect(slugs: .pythonMarkdown)).headings
    #expect(headings.map(\.id) == [example.id])
  }

  @Test(arguments: [
    ("Über Straßen & Foo_Bar", "über-straßen--foo_bar"), ("日本語の見出し", "日本語の見出し"),
    ("a   b", "a-b"), ("x² Ⅷ", "x²-ⅷ"),
  ]) func slugsAsPymdownx(example: (heading: String, id: String)) {
    let headings = outline("## " + example.heading, dialect(slugs: .unicode(lowercase: true)))
      .headings
    #expect(headings.map(\.id) == [example.id])
  }

  @Test(arguments: [
    ("What's new? (v1.2.3) — & more!", "whats-new-v123---more"), ("Foo_Bar-baz", "foo_bar-baz"),
    ("a  b", "a--b"), ("🎉 Party Ⓐ ½", "-party-ⓐ-"), ("日本語", "日本語"), ("`code` *em*", "code-em"),
  ]) func slugsAsGitHub(example: (heading: String, id: String)) {
    let headings = outline("## " + example.heading, dialect(slugs: .github)).headings
    #expect(headings.map(\.id) == [example.id])
  }

  @Test func duplicatesAreNumbered() {
    let page = "# Same\n# Same\n# Same\n# Same_1\n# Same-1\n# !\n# !\n"
    #expect(
      outline(page, dialect(slugs: .pythonMarkdown)).headings.map(\.id) == [
        "same", "same_1", "same_2", "same_3", "same-1", "_1", "_2",
      ])
    #expect(
      outline(page, dialect(slugs: .github)).headings.map(\.id) == [
        "same", "same-1", "same-2", "same_1", "same-1-1", "", "-1",
      ])
  }

  @Test func rawHTMLTakesNoIds() {
    let page = outline("<a id=\"top\"></a>\n\n# Top\n", dialect(slugs: .pythonMarkdown))
    #expect(page.headings.map(\.id) == ["top"])
    #expect(page.anchors.map(\.id) == ["top", "top"])
  }

  @Test func haveTextAndHTMLForContentsLists() {
    let headings = outline("Two *em* `<b>`\n[link](x) ![img](y) <i>z</i>\n---\n").headings
    #expect(headings.count == 1)
    #expect(headings.first?.level == 2)
    #expect(headings.first?.text == "Two em <b> link z")
    #expect(
      headings.first?.html == "Two <em>em</em> <code>&lt;b&gt;</code>\nlink img <i>z</i>")
  }

  @Test func areWrittenWithIdAndPermalink() {
    var dialect = dialect(slugs: .pythonMarkdown)
    #expect(html(of: "# A & B", dialect) == "<h1 id=\"a-b\">A &amp; B</h1>\n")
    dialect.permalink = "¶"
    #expect(
      html(of: "# A", dialect)
        == "<h1 id=\"a\">A<a class=\"headerlink\" href=\"#a\" title=\"Permanent link\">¶</a></h1>\n"
    )
  }
}
