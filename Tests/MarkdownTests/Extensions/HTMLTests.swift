import Diagnostics
import Testing

@testable import Markdown

@Suite struct HTMLTests {
  @Test func declarationsAreInUpperCase() {
    #expect(
      html(of: "a\n<!b>\n<img src=x>\n\n<!B>\n<img src=y>\n", .mkdocs) == """
        <p>a
        &lt;!b&gt;
        <img src=x></p>
        <!B>
        <p><img src=y></p>

        """)
  }

  @Test func namesInAngleBracketsAreSaid() {
    let page = "# A\n\nRun <b>x</b> `<y>` <name>,\n<NAME> <path/> <my-tag>z</my-tag> \\<w>\n"
    for dialect in [Dialect.mkdocs, .full] {
      let found = outline(page, dialect).diagnostics
      #expect(found.map(\.code) == ["markdown.unknown-element"])
      #expect(found.first?.target == "name")
      #expect(found.first?.location?.line == 3 && found.first?.location?.column == 20)
    }
  }

  @Test func inlineElementsAloneOnALineStandInParagraphs() {
    let page = "<img src=\"a\">\n\n<a id=\"x\"></a>\n*b*\n\n<video src=\"c\">\n\n<https://d>\n"
    #expect(
      html(of: page, .mkdocs) == """
        <p><img src="a"></p>
        <p><a id="x"></a>
        <em>b</em></p>
        <video src="c">
        <p><a href="https://d">https://d</a></p>

        """)
    let outline = outline(page, .mkdocs)
    #expect(outline.links.map(\.position.place) == ["1:1", "6:1", "8:1"])
    #expect(outline.anchors.map(\.position.place) == ["3:1"])
  }

  @Test(arguments: [
    (
      "<figure markdown=\"span\">\n  ![a](b){ .c }\n  <figcaption>*d*</figcaption>\n</figure>\ne",
      "<figure>   <img src=\"b\" alt=\"a\" class=\"c\" />   <br /> <figcaption>*d*</figcaption>"
        + "</figure>\n<p>e</p>\n"
    ),
    ("<p markdown>*a*</p> b", "<p><em>a</em></p>\n<p>b</p>\n"),
    ("<h2 id=x markdown>*a*\n- b</h2>", "<h2 id=\"x\"><em>a</em> - b</h2>\n"),
  ]) func markdownIsReadAsText(example: (markdown: String, html: String)) {
    #expect(html(of: example.markdown, .full) == example.html)
  }

  @Test(arguments: [
    ("<div markdown>*a*</div>b", "<div>\n<p><em>a</em></p>\n</div>\n<p>b</p>\n"),
    (
      "<div markdown><div markdown>*a*</div></div>",
      "<div>\n<div>\n<p><em>a</em></p>\n</div>\n</div>\n"
    ),
    (
      "<div markdown>\n<div>\n*raw*\n</div>\n*b*\n</div>",
      "<div>\n<div>\n*raw*\n</div>\n<p><em>b</em></p>\n</div>\n"
    ),
    (
      "<div markdown>`</div>` *a*\n\n```\n</div>\n```\n</div>",
      "<div>\n<p><code>&lt;/div&gt;</code> <em>a</em></p>\n<div class=\"highlight\"><pre><span></span>"
        + "<code>&lt;/div&gt;\n</code></pre></div>\n</div>\n"
    ),
    ("<div markdown=\"0\">*a*</div>", "<div markdown=\"0\">*a*</div>\n"),
  ]) func elementsEndWithTheirClosingTag(example: (markdown: String, html: String)) {
    #expect(html(of: example.markdown, .full) == example.html)
  }

  @Test(arguments: [
    "<p markdown>\n", "<div markdown>", "<div markdown></div>", "<div markdown>`<b>`</div>",
    "<div markdown>\n<div>",
  ]) func manyElementsAreReadInTime(part: String) {
    #expect(!html(of: String(repeating: part, count: 3_000), .full).isEmpty)
  }

  @Test func markdownIsReadInElementsThatSaySo() {
    let page =
      "<div class=\"a\" markdown>\n*b*\n</div>\n\n<div markdown=\"1\" id=c>\n\n- d\n\n</div>\n"
    #expect(
      html(of: page, .full) == """
        <div class="a">
        <p><em>b</em></p>
        </div>
        <div id="c">
        <ul>
        <li>d</li>
        </ul>
        </div>

        """)
  }
}
