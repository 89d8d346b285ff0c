import Testing

@testable import Markdown

@Suite struct AdmonitionTests {
  @Test func nestInListsQuotesAndEachOther() {
    let page = """
      1. Step

          !!! Warning inline "A *title*"
              Careful.

              ??? tip
                  Hidden.
          text

      2. Next

      > !!! note ""
      >     Quoted.
      lazy?
      """
    #expect(
      html(of: page, .full) == """
        <ol>
        <li>
        <p>Step</p>
        <div class="admonition warning inline">
        <p class="admonition-title">A <em>title</em></p>
        <p>Careful.</p>
        <details class="tip">
        <summary>Tip</summary>
        <p>Hidden.</p>
        </details>
        </div>
        <p>text</p>
        </li>
        <li>
        <p>Next</p>
        </li>
        </ol>
        <blockquote>
        <div class="admonition note">
        <p>Quoted.</p>
        </div>
        </blockquote>
        <p>lazy?</p>

        """)
  }

  @Test(arguments: ["!!! note 'x'", "!!! \"x\"", "!!! note \"x", "!!!", "???", "    !!! note"])
  func otherLinesAreText(line: String) {
    let html = html(of: line + "\n    body\n", .full)
    #expect(!html.contains("admonition") && !html.contains("details"), "\(line)")
  }

  @Test func blanksBeforeTheMarkAloneDoNotMatter() {
    let body = "<p class=\"admonition-title\">Note</p>\n<p>a</p>\n<p>b</p>\n</div>\n<p>c</p>\n"
    for mark in [" !!! note", "   !!! note", "!!! note"] {
      #expect(html(of: mark + "\n    a\n\n    b\n\nc\n", .full).hasSuffix(body), "\(mark)")
    }
    let deeper = html(of: "  !!! note\n      a\n\n          b\n", .full)
    #expect(deeper.contains("<code>b\n</code>"))
  }

  @Test func areTextWhereTheDialectHasNone() {
    #expect(html(of: "!!! note\n    x\n", .mkdocs) == "<p>!!! note\nx</p>\n")
  }

  @Test func areNotFoundInCodeAndHTML() {
    let page =
      "```\n!!! note\n    x\n```\n\n<div>\n!!! note\n    y\n</div>\n\n<!--\n\n!!! note\n-->\n"
    #expect(!html(of: page, .full).contains("admonition"))
    #expect(html(of: page, .full).contains("<div>\n!!! note\n    y\n</div>\n"))
  }

  @Test func linksInThemStandInTheAuthorsFile() {
    let links = outline(
      """
      !!! note "A [title](a.md)"

          - [b](b.md)

              ??? tip
                  \\*x [c](c.md)
      """, .full
    ).links
    #expect(links.map(\.position.place) == ["1:13", "3:7", "6:17"])
  }
}
