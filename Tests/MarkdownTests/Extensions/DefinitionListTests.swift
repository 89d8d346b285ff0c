import Testing

@testable import Markdown

@Suite struct DefinitionListTests {
  @Test func areWritten() {
    let page = "One\nTwo\n:   Def *a*\nlazy\n:   Def b\n\nThree\n\n:   - list\n\n    Text.\n\nEnd\n"
    #expect(
      html(of: page, .full) == """
        <dl>
        <dt>One</dt>
        <dt>Two</dt>
        <dd>Def <em>a</em>
        lazy</dd>
        <dd>Def b</dd>
        <dt>Three</dt>
        <dd>
        <ul>
        <li>list</li>
        </ul>
        <p>Text.</p>
        </dd>
        </dl>
        <p>End</p>

        """)
  }

  @Test func whatFollowsABlankLineMakesParagraphs() {
    #expect(
      html(of: "a\n:   b\n:   c\n\n    - d\n", .full) == """
        <dl>
        <dt>a</dt>
        <dd>b</dd>
        <dd>
        <p>c</p>
        <ul>
        <li>d</li>
        </ul>
        </dd>
        </dl>

        """)
  }

  @Test func haveNoTermBelowHeadings() {
    #expect(
      html(of: "### a\n:   b\n\n    #### c\n\n    d\n\n### e\n\n:   f\n:   g\n\n### h\n:i\n", .full)
        == """
        <h3 id="a">a</h3>
        <dl>
        <dd>
        <p>b</p>
        <h4 id="c">c</h4>
        <p>d</p>
        </dd>
        </dl>
        <h3 id="e">e</h3>
        <dl>
        <dd>f</dd>
        <dd>g</dd>
        </dl>
        <h3 id="h">h</h3>
        <p>:i</p>

        """)
  }

  @Test func termsMayBeRawHTML() {
    #expect(
      html(of: "<!-- option -->\n\n:   a\n\n    b\n\n<!-- other -->\n\n:   c\n", .full) == """
        <dl>
        <dt>
        <!-- option -->
        </dt>
        <dd>
        <p>a</p>
        <p>b</p>
        </dd>
        <dt>
        <!-- other -->
        </dt>
        <dd>
        <p>c</p>
        </dd>
        </dl>

        """)
  }

  @Test(arguments: [": no term\n", "Term\n\n\n\n:   far\n", "Term\n:no blank\n"])
  func otherLinesAreText(page: String) {
    #expect(!html(of: page, .full).contains("<dl>"), "\(page)")
  }

  @Test func linksInThemStandInTheAuthorsFile() {
    let page = "Term [x](y)\n:   [a](b)\n\n    more [c](d)\n"
    #expect(outline(page, .full).links.map(\.position.place) == ["1:6", "2:5", "4:10"])
  }
}
