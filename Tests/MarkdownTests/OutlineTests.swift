import Bytes
import Testing

@testable import Markdown

/// The outline of Markdown.
func outline(_ markdown: String, _ dialect: Dialect = .commonMark, firstLine: Int = 1) -> Outline {
  var renderer = MarkdownRenderer(dialect: dialect)
  return renderer.outline(Array(markdown.utf8)[...], firstLine: firstLine)
}

/// A dialect that gives headings ids.
func dialect(slugs: Dialect.Slugs) -> Dialect {
  var dialect = Dialect.commonMark
  dialect.slugs = slugs
  return dialect
}

extension SourcePosition {
  /// `line:column`.
  var place: String { "\(line):\(column)" }
}

@Suite struct OutlineTests {
  /// `line:column destination`, one per link.
  private func places(_ markdown: String) -> [String] {
    outline(markdown).links.map { "\($0.position.place) \($0.destination)" }
  }

  @Test func findsLinksOfAllKinds() {
    let links = outline(
      """
      [a *b* `c`](one.md) ![alt **x**](two.png) <https://e.com/?a&amp;b> <me@e.com>
      [![badge](b.svg "t")](https://ci.example) [r] [text][r] [R][]

      [r]: <three four.md> 'title'
      """
    ).links
    #expect(
      links.map(\.kind) == [
        .link, .image, .autolink, .autolink, .link, .image, .link, .link, .link,
      ])
    #expect(
      links.map(\.destination) == [
        "one.md", "two.png", "https://e.com/?a&b", "mailto:me@e.com", "https://ci.example", "b.svg",
        "three four.md", "three four.md", "three four.md",
      ])
    #expect(
      links.map(\.text) == [
        "a b c", "alt x", "https://e.com/?a&b", "me@e.com", "badge", "badge", "r", "text", "R",
      ])
    #expect(links[5].enclosingDestination == "https://ci.example")
    #expect(links[4].enclosingDestination == nil)
  }

  @Test func countsColumnsInScalars() {
    #expect(places("Äpfel — 日本 [x](y)") == ["1:12 y"])
  }

  @Test(arguments: [
    ("a\\\n[x](y)", "2:1 y"), ("a  \n[x](y)", "2:1 y"), ("a\nb [x](y)", "2:3 y"),
    ("[r]: /u\n[s]: /v\ntext [x](y)", "3:6 y"),
    ("[a](b\n'title\nmore') [x](y)", "3:8 y"),
    ("`code\nspan` [x](y)", "2:7 y"), ("<b\nclass=x> [x](y)", "2:10 y"),
    ("> quote\nlazy [x](y)", "2:6 y"), ("> a\n>> [x](y)", "2:4 y"),
    ("> > a\n> >   b [x](y)", "2:9 y"), ("- a\n      b [x](y)", "2:9 y"),
    ("1. > a\n   > [x](y)", "2:6 y"), ("\\[ \\* &copy; &amp;amp; [x](y)", "1:24 y"),
    ("a * b _c_ **d** [x](y)", "1:17 y"), ("# Head [x](y) #", "1:8 y"),
    ("Set\next [x](y)\n===", "2:5 y"), ("\\\n\\a \\\\[x](y)", "2:6 y"),
    ("a\r\nb\r\n[x](y)\r\n", "3:1 y"), ("\t\tcode\n\n[x](y)", "3:1 y"),
    ("***a** b* [x](y)", "1:11 y"), ("[q] [[p](z) [x](y)", "1:13 y"),
    ("<http://a\\b> [x](y)", "1:14 y"), ("![a [b](c)](d) [x](y)", "1:16 y"),
    ("`` ` `` ` [x](y)", "1:11 y"), ("&nGt; [x](y)", "1:7 y"),
  ]) func placesLinks(example: (markdown: String, place: String)) {
    #expect(places(example.markdown).last == example.place, "\(example.markdown)")
  }

  @Test func placesAreInTheFile() {
    let links = outline("a\n\n[x](y)", firstLine: 5).links
    #expect(links.map(\.position) == [SourcePosition(line: 7, column: 1)])
  }

  @Test func readsRawHTML() {
    let outline = outline(
      """
      <p align="center">
        <a href="https://e.com?a=1&amp;b=2"><img src='logo.svg' alt="Logo"></a> <a NAME=top></a>
      </p>

      - text <img srcset="a.png 1x, b.png 2x" src=c.png> and <span id="x">y</span>

        <video poster="p.png"><source src="v.mp4"></video>

      <!-- <a href="gone.md">no</a> -->
      <script src="s.js">document.write('<a href="no">')</script>
      """)
    #expect(
      outline.links.map(\.destination) == [
        "https://e.com?a=1&b=2", "logo.svg", "a.png", "b.png", "c.png", "p.png", "v.mp4", "s.js",
      ])
    #expect(
      outline.links.map(\.position.place) == [
        "2:3", "2:39", "5:8", "5:8", "5:8", "7:3", "7:25", "10:1",
      ])
    #expect(outline.links[0].kind == .html(tag: "a", attribute: "href"))
    #expect(outline.links[1].enclosingDestination == "https://e.com?a=1&b=2")
    #expect(outline.links[1].text == "Logo")
    #expect(outline.anchors.map(\.id) == ["top", "x"])
    #expect(outline.anchors.map(\.position.place) == ["2:75", "5:56"])
  }

  @Test func findsUndefinedReferences() {
    let references = outline(
      """
      [a][nope], [nope][] and [`code`][], ![image][gone] but \\[a][b], a[i][j], `[c][d]`,
      [fine][r] [x] [not\\][so] [ ] [y][]

      [r]: /u
      """
    ).undefinedReferences
    #expect(references.map(\.label) == ["nope", "nope", "`code`", "gone", "y"])
    #expect(
      references.map(\.position.place) == ["1:1", "1:12", "1:25", "1:37", "2:30"])
  }

  @Test func findsDefinitions() {
    let definitions = outline(
      """
      [used]: /u "Title"
      [Unused]:
        <a b.md>
        'long
        title'
      [used] and [z][other  label]
      [no]: definition

      > 1. [OTHER label]: /o(1)
      >    text

          [code]: /c

      ```
      [fence]: /f
      ```

      [used]: /again
      [bad]: /x "y" z
      """
    ).definitions
    #expect(definitions.map(\.label) == ["used", "Unused", "OTHER label", "used"])
    #expect(definitions.map(\.destination) == ["/u", "a b.md", "/o(1)", "/again"])
    #expect(definitions.map(\.title) == ["Title", "long\ntitle", nil, nil])
    #expect(definitions.map(\.isUsed) == [true, false, true, false])
    #expect(definitions.map(\.isDuplicate) == [false, false, false, true])
    #expect(definitions.map(\.position.place) == ["1:1", "2:1", "9:6", "18:1"])
  }

  @Test func resolvesEveryLinkOnce() {
    struct Numbering: LinkResolver {
      var seen: [String] = []
      mutating func resolve(_ link: Link) -> String? {
        seen.append(link.destination)
        return link.destination == "keep" ? nil : "<\(seen.count)>"
      }
    }
    var renderer = MarkdownRenderer(dialect: .commonMark)
    var resolver = Numbering()
    var output = OutputBuffer()
    let source =
      "[a](b \"t\") ![c](d) <a href='e' id=\"f\" title=x>g</a> [h](keep)\n\n<img src=i alt=j>\n"
    _ = renderer.render(Array(source.utf8)[...], resolver: &resolver, into: &output)
    #expect(resolver.seen == ["b", "d", "e", "keep", "i"])
    #expect(
      output.text == """
        <p><a href="%3C1%3E" title="t">a</a> <img src="%3C2%3E" alt="c" /> \
        <a href='&lt;3&gt;' id="f" title=x>g</a> <a href="keep">h</a></p>
        <img src=&lt;5&gt; alt=j>

        """)
  }

  @Test func readsBrokenBytes() {
    var renderer = MarkdownRenderer(dialect: .commonMark)
    var resolver = UnchangedLinks()
    var output = OutputBuffer()
    let bytes = Array("a".utf8) + [0, 0xFF, 0xC3] + Array(" [x](y)".utf8)
    let outline = renderer.render(bytes[...], resolver: &resolver, into: &output)
    #expect(output.text == "<p>a\u{FFFD}\u{FFFD}\u{FFFD} <a href=\"y\">x</a></p>\n")
    #expect(outline.links.map(\.position.place) == ["1:6"])
  }

  @Test func destinationsMayHaveSpacesInMkDocs() {
    let page = "[a](b c.md), ![d](e f.png) and [x](y)\n[g](#h i)\n"
    #expect(
      html(of: page, .mkdocs)
        == "<p><a href=\"b c.md\">a</a>, <img src=\"e f.png\" alt=\"d\" /> and <a href=\"y\">x</a>\n"
        + "<a href=\"#h i\">g</a></p>\n")
    let links = outline(page, .mkdocs).links
    #expect(links.map(\.destination) == ["b c.md", "e f.png", "y", "#h i"])
    #expect(links.map(\.position.place) == ["1:1", "1:14", "1:32", "2:1"])
    #expect(links.map(\.text).first == "a")
    for text in [
      "[a](b c", "[a](b \"c\" d)", "\\[a](b c)", "[a](b (c) d)", "[*a*](b c)",
      "`[a](b c)`",
    ] {
      #expect(!html(of: text, .mkdocs).contains("<a "), "\(text)")
    }
    #expect(!html(of: page).contains("<a href=\"b"))
  }

  @Test(arguments: [
    ("x [a b]\n[c] y", "x <a href=\"d\">a b</a> y"), ("[a b] [c]", "<a href=\"d\">a b</a>"),
    ("[a b]  [c]", "[a b]  <a href=\"d\">c</a>"),
    ("[c] [c]", "<a href=\"d\">c</a> <a href=\"d\">c</a>"),
    ("[ ] [c]", "[ ] <a href=\"d\">c</a>"), ("[a b] [c](e)", "[a b] <a href=\"e\">c</a>"),
    ("[a b] [x][c]", "[a b] <a href=\"d\">x</a>"),
    // Code and emphasis may stand in the brackets.
    ("x [`a`]\n[c] y", "x <a href=\"d\"><code>a</code></a> y"),
    (
      "[a `b` *c* d] [c]",
      "<a href=\"d\">a <code>b</code> <em>c</em> d</a>"
    ),
    ("![`a`] [c]", "![<code>a</code>] <a href=\"d\">c</a>"),
    ("[^`a`] [c]", "[^<code>a</code>] <a href=\"d\">c</a>"),
    ("[] `a`] [c]", "[] <code>a</code>] <a href=\"d\">c</a>"),
    ("[a [b](e) d] [c]", "[a <a href=\"e\">b</a> d] <a href=\"d\">c</a>"),
  ]) func referencesMayBeSpacedInMkDocs(example: (page: String, html: String)) {
    let page = example.page + "\n\n[c]: d\n"
    #expect(html(of: page, .mkdocs) == "<p>" + example.html + "</p>\n")
    #expect(html(of: "[a b] [c]\n\n[c]: d\n") == "<p>[a b] <a href=\"d\">c</a></p>\n")
  }
}
