import Testing

@testable import Markdown

@Suite struct FancyListTests {
  private func dialect(_ lists: FancyLists = FancyLists()) -> Dialect {
    var dialect = Dialect.mkdocs
    dialect.fancyLists = lists
    return dialect
  }

  private func compact(_ page: String, _ lists: FancyLists = FancyLists()) -> String {
    html(of: page, dialect(lists)).filter { $0 != "\n" }
  }

  @Test(arguments: [
    (
      "a. x\nb. y\nA)  z\nB)  w\n",
      "<ol type=\"a\"><li>x</li><li>y</li></ol><ol type=\"A\"><li>z</li><li>w</li></ol>"
    ),
    ("i. x\n#. y\niii. z\n", "<ol type=\"i\"><li>x</li><li>y</li><li>z</li></ol>"),
    ("h. a\ni. b\nj. c\n", "<ol start=\"8\" type=\"a\"><li>a</li><li>b</li><li>c</li></ol>"),
    ("iv. a\nv. b\n", "<ol start=\"4\" type=\"i\"><li>a</li><li>b</li></ol>"),
    (
      "#. a\n#. b\na. c\n", "<ol type=\"1\"><li>a</li><li>b</li></ol><ol type=\"a\"><li>c</li></ol>"
    ),
    (
      "- a\n- b\n1. c\n2. d\n",
      "<ul><li>a</li><li>b</li></ul><ol type=\"1\"><li>c</li><li>d</li></ol>"
    ),
    (
      "1. a\n1) c\n2) d\n", "<ol type=\"1\"><li>a</li></ol><ol type=\"1\"><li>c</li><li>d</li></ol>"
    ),
    ("B. Russell was\n", "<p>B. Russell was</p>"),
    ("B.  Russell was\n", "<ol start=\"2\" type=\"A\"><li>Russell was</li></ol>"),
    (
      "c. x\n\nd. y\n\nxx. z\n",
      "<ol start=\"3\" type=\"a\"><li><p>x</p></li><li><p>y</p></li></ol>"
        + "<ol start=\"20\" type=\"i\"><li>z</li></ol>"
    ),
    ("text\na. x\n", "<p>texta. x</p>"),
    ("mix. x\n", "<ol start=\"1009\" type=\"i\"><li>x</li></ol>"),
    ("mild. x\n", "<p>mild. x</p>"), ("ic. x\n", "<p>ic. x</p>"), ("a.x\n", "<p>a.x</p>"),
    (
      "v. a\nvi. b\n",
      "<ol start=\"22\" type=\"a\"><li>a</li></ol><ol start=\"6\" type=\"i\"><li>b</li></ol>"
    ),
    ("5. a\n6. b\n", "<ol start=\"5\" type=\"1\"><li>a</li><li>b</li></ol>"),
    (
      "- t:\n    a. x\n\n        para\n\n    b. y\n",
      "<ul><li>t:<ol type=\"a\"><li><p>x</p><p>para</p></li><li><p>y</p></li></ol></li></ul>"
    ),
  ]) func haveTheirKinds(example: (markdown: String, html: String)) {
    #expect(compact(example.markdown) == example.html)
  }

  @Test func nest() {
    let page =
      "1.  A\n2.  B\n    i.  C\n    ii. D\n        a.  E\n        b.  F\n            #.  G\n            #.  H\n"
    #expect(
      compact(page)
        == "<ol type=\"1\"><li>A</li><li>B<ol type=\"i\"><li>C</li><li>D<ol type=\"a\"><li>E</li>"
        + "<li>F<ol type=\"1\"><li>G</li><li>H</li></ol></li></ol></li></ol></li></ol>")
    #expect(
      compact("> a. - i. x\n> b. y\n")
        == "<blockquote><ol type=\"a\"><li><ul><li><ol type=\"i\"><li>x</li></ol></li></ul></li>"
        + "<li>y</li></ol></blockquote>")
  }

  @Test func stylesMayBeLeftOut() {
    var lists = FancyLists()
    lists.alphabetic = false
    lists.generic = false
    lists.writesClass = true
    lists.writesStyle = true
    #expect(
      compact("c. x\n", lists)
        == "<ol start=\"100\" class=\"fancylists-lower-roman\" type=\"i\" "
        + "style=\"list-style-type: lower-roman;\"><li>x</li></ol>")
    #expect(compact("b. x\n\n#. y\n", lists) == "<p>b. x</p><p>#. y</p>")
    lists.roman = false
    #expect(compact("i. x\n", lists) == "<p>i. x</p>")
  }

  @Test func linksInThemStandWhereTheyAre() {
    let page = "a. [x](y)\n\n    iv. *z* [x](y)\n\n!!! note\n    i. [x](y)\n"
    var dialect = dialect()
    dialect.admonitions = true
    #expect(outline(page, dialect).links.map(\.position.place) == ["1:4", "3:13", "6:8"])
  }

  @Test func codeStaysAsItIs() {
    #expect(
      compact("```\na. x\n```\n\n    i. y\n")
        == "<pre><code>a. x</code></pre><pre><code>i. y</code></pre>")
  }
}
