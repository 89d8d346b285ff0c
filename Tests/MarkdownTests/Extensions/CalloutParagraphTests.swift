import Testing

@testable import Markdown

@Suite struct CalloutParagraphTests {
  private let dialect: Dialect = {
    var dialect = Dialect.mkdocs
    dialect.calloutParagraphs = CalloutParagraphs()
    return dialect
  }()

  @Test func paragraphsStandOut() {
    #expect(
      html(of: "a\n\nTIP: **A *b*.** c\nd\n\n- NOTE: e\n", dialect) == """
        <p>a</p>
        <div class="admonition tip">
        <p class="admonition-title">A <em>b</em></p>
        <p>c
        d</p>
        </div>
        <ul>
        <li>
        <div class="admonition note">
        <p class="admonition-title">Note</p>
        <p>e</p>
        </div>
        </li>
        </ul>

        """)
  }

  @Test func quotesStandOutAndFold() {
    #expect(
      html(of: "> NOTE: a\n> b\n>\n> - c\n\n>! BIG: **T**\n", dialect) == """
        <div class="admonition note">
        <p class="admonition-title">Note</p>
        <p>a
        b</p>
        <ul>
        <li>c</li>
        </ul>
        </div>
        <details class="big" open="open">
        <summary>T</summary>
        </details>

        """)
  }

  @Test(arguments: ["Note: a\n", "N: a\n", "NOTE:a\n", "a\nNOTE: b\n", "> ? NOTE: a\n"])
  func isNone(markdown: String) {
    #expect(!html(of: markdown, dialect).contains("admonition"), "\(markdown)")
  }

  @Test func areNoPartOfTheQuoteAbove() {
    #expect(
      html(of: "> a\n> \nNOTE: b\n", dialect) == """
        <blockquote>
        <p>a</p>
        </blockquote>
        <div class="admonition note">
        <p class="admonition-title">Note</p>
        <p>b</p>
        </div>

        """)
  }

  @Test func linksKeepTheirPlaces() {
    let links = outline("NOTE: **[a](b)** [c](d)\n[e](f)\n", dialect).links
    #expect(links.map(\.position.place) == ["1:9", "1:18", "2:1"])
  }
}
