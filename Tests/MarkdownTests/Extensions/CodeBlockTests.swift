import Testing

@testable import Markdown

@Suite struct CodeBlockTests {
  @Test(arguments: [
    ("``` py\na<b\n```", "<pre><code class=\"language-py\">a&lt;b\n</code></pre>"),
    (
      "~~~~ {.html #x .y}\n\ta\n~~~~",
      "<pre id=\"x\" class=\"y\"><code class=\"language-html\">    a\n</code></pre>"
    ),
    ("    a\tb", "<pre><code>a   b\n</code></pre>"),
  ]) func areWrittenAsMkDocsWritesThem(example: (markdown: String, html: String)) {
    #expect(html(of: example.markdown, .mkdocs) == example.html + "\n")
  }

  @Test(arguments: [
    ("```\na\n```", "<div class=\"highlight\"><pre><span></span><code>a\n</code></pre></div>"),
    (
      "``` py title=\"a.py\" hl_lines=\"2\"\na\nb\n```",
      "<div class=\"highlight\"><span class=\"filename\">a.py</span><pre><span></span>"
        + "<code class=\"language-py\">a\n<span class=\"hll\">b\n</span></code></pre></div>"
    ),
    (
      "```` title=\"a b\"\na\n````",
      "<div class=\"highlight\"><span class=\"filename\">a b</span><pre><span></span>"
        + "<code>a\n</code></pre></div>"
    ),
    (
      "``` { .py .x #y linenums=\"7\" }\na\n```",
      "<div id=\"y\" class=\"x highlight\"><table class=\"highlighttable\"><tr><td class=\"linenos\">"
        + "<div class=\"linenodiv\"><pre><span></span><span class=\"normal\">7</span></pre></div></td>"
        + "<td class=\"code\"><div><pre><span></span><code class=\"language-py\">a\n</code></pre>"
        + "</div></td></tr></table></div>"
    ),
    (
      "```rust,ignore\na\n```",
      "<div class=\"highlight\"><pre><span></span><code class=\"language-rust\">a\n</code></pre></div>"
    ),
  ]) func areWrappedForHighlighting(example: (markdown: String, html: String)) {
    #expect(html(of: example.markdown, .full) == example.html + "\n")
  }

  @Test func othersDrawSomeLanguages() {
    var dialect = Dialect.full
    dialect.codeBlocks.customFences = [.init(name: "mermaid", cssClass: "mermaid")]
    #expect(
      html(of: "```mermaid\nA --> B\n```", dialect)
        == "<pre class=\"mermaid\"><code>A --&gt; B</code></pre>\n")
  }

  @Test func stayInTheListItemAboveThem() {
    let page = "1. a\n```sh\nx\n\n  y\n```\n2. b\n~~~\nz\n~~~\n\ntext\n"
    #expect(
      html(of: page, .mkdocs) == """
        <ol>
        <li>a
        <pre><code class="language-sh">x

          y
        </code></pre>
        </li>
        <li>b
        <pre><code>z
        </code></pre>
        </li>
        </ol>
        <p>text</p>

        """)
    #expect(html(of: page, .commonMark).contains("<ol start=\"2\">"))
  }

  @Test func areTextInOtherBlocksWithoutSuperfences() {
    let page = "- a\n\n    ```\n    x\n    ```\n"
    #expect(html(of: page, .mkdocs).contains("<p><code>x</code></p>"))
    #expect(html(of: page, .commonMark).contains("<pre><code>x\n</code></pre>"))
    #expect(html(of: "- a\n\n    ```\n\n    x\n    ```\n", .mkdocs).contains("<pre>"))
  }

  @Test func mayNotBeIndented() {
    var dialect = Dialect.full
    dialect.codeBlocks.forbidsIndented = true
    #expect(
      html(of: "    *a*\n    b\n\n- c\n\n      d\n", dialect).hasPrefix("<p><em>a</em>\nb</p>"))
  }

  @Test func doNotLeaveTheirAdmonition() {
    let page = "!!! note\n    ```\n    a\nb\n"
    var dialect = Dialect.full
    dialect.fencesMustClose = false
    #expect(html(of: page, dialect).hasSuffix("<code>a\n</code></pre></div>\n</div>\n<p>b</p>\n"))
  }
}
