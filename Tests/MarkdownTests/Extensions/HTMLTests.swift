import Testing

@testable import Markdown

@Suite struct HTMLTests {
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

  @Test func markdownIsReadInElementsThatSaySo() {
    let page =
      "<div class=\"a\" markdown>\n*b*\n</div>\n\n<div markdown=\"1\" id=c>\n\n- d\n\n</div>\n"
    #expect(
      html(of: page, .full) == """
        <div class="a">
        <p><em>b</em></p>
        </div>
        <div id=c>
        <ul>
        <li>d</li>
        </ul>
        </div>

        """)
  }
}
