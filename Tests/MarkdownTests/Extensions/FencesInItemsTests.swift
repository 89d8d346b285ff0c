import Testing

@testable import Markdown

@Suite struct FencesInItemsTests {
  private var dialect: Dialect {
    var dialect = Dialect.mkdocs
    dialect.codeBlocks.nestsFences = true
    dialect.admonitions = true
    return dialect
  }

  @Test func textStaysInItemsBehindTheirFences() {
    #expect(
      html(of: "1. a\n```\nb\n```\nc\n2. d\n", dialect)
        == "<ol>\n<li>a\n<pre><code>b\n</code></pre>\nc</li>\n<li>d</li>\n</ol>\n")
  }

  @Test func fencesEndInTheBlockAroundTheItem() {
    let page =
      "!!! note\n    1. a\n    ```\n    b\n      c\n\n    d\n    ```\n    2. e\n\n    f\n\n```\ng\n```\n"
    #expect(
      html(of: page, dialect) == """
        <div class="admonition note">
        <p class="admonition-title">Note</p>
        <ol>
        <li>a
        <pre><code>b
          c

        d
        </code></pre>
        </li>
        <li>e</li>
        </ol>
        <p>f</p>
        </div>
        <pre><code>g
        </code></pre>

        """)
    // One that the block does not close is none of the item's.
    let open = "!!! note\n    1. a\n    ```\n    b\n\n```\nc\n```\n"
    #expect(html(of: open, dialect).hasSuffix("</div>\n<pre><code>c\n</code></pre>\n"))
  }

  @Test func innermostItemsKeepThem() {
    #expect(
      html(of: "1. a\n    - b\n```\nc\n```\n2. d\n", dialect)
        == "<ol>\n<li>a\n<ul>\n<li>b\n<pre><code>c\n</code></pre>\n</li>\n</ul>\n</li>\n"
        + "<li>d</li>\n</ol>\n")
  }

  @Test func severalFollowEachOther() {
    #expect(
      html(of: "1. a\n```\nb\n```\n```\nc\n```\n2. d\n", dialect)
        == "<ol>\n<li>a\n<pre><code>b\n</code></pre>\n<pre><code>c\n</code></pre>\n</li>\n"
        + "<li>d</li>\n</ol>\n")
  }

  @Test func fencesBelowTextMayBeIndentedFurther() {
    #expect(
      html(
        of: "* a\n\n    b:\n        ```\n        c\n          d\n        ```\n\n* [e](f)\n", dialect
      )
        == "<ul>\n<li>\n<p>a</p>\n<p>b:</p>\n<pre><code>c\n  d\n</code></pre>\n</li>\n<li>\n"
        + "<p><a href=\"f\">e</a></p>\n</li>\n</ul>\n")
    #expect(html(of: "a\n    ```\n    b\n", dialect).hasPrefix("<p>a\n```\nb"))
    #expect(html(of: "a\n    ```\n    b\n    ```\n", .commonMark).hasPrefix("<p>a\n<code>"))
  }

  @Test func fencesBehindBlankLinesMayBeIndentedByLessThanEightColumns() {
    #expect(
      html(of: "* a\n\n      ```\n      b\n        c\n      ```\n\n* d\n", dialect)
        == "<ul>\n<li>\n<p>a</p>\n<pre><code>b\n  c\n</code></pre>\n</li>\n<li>\n<p>d</p>\n</li>\n</ul>\n"
    )
    let code = "* a\n\n        ```\n        b\n        ```\n"
    #expect(html(of: code, dialect).contains("```\n  b"))
    let open = "* a\n\n      ```\n      b\n"
    #expect(html(of: open, dialect).contains("```\nb"))
    let linked = "* a\n\n      ```\n      b\n      ```\n\n* [c](d)\n"
    #expect(outline(linked, dialect).links.map(\.position.place) == ["7:3"])
  }

  @Test func linksBehindThemStandWhereTheyAre() {
    let page = "!!! note\n    1. a\n    ```\n    b\n    ```\n    2. [c](d)\n"
    #expect(outline(page, dialect).links.map(\.position.place) == ["6:8"])
  }
}
