import Testing

@testable import Markdown

@Suite struct HighlightTests {
  private func blocks(_ change: (inout CodeBlocks) -> Void) -> Dialect {
    var dialect = Dialect.full
    change(&dialect.codeBlocks)
    return dialect
  }

  @Test func numbersStandInLines() {
    let page = "``` py linenums=\"9 2 10\" hl_lines=\"2\"\na\nb\n```"
    #expect(
      html(of: page, blocks { $0.numberStyle = .attribute }).hasSuffix(
        "<span class=\"linenos\" data-linenos=\"   \"></span>a\n<span class=\"hll\">"
          + "<span class=\"linenos special\" data-linenos=\"10 \"></span>b\n</span>"
          + "</code></pre></div>\n"))
  }

  @Test func linesHaveAnchors() {
    let dialect = blocks {
      $0.linksNumbers = true
      $0.lineAnchors = "l"
      $0.lineSpans = "s"
    }
    #expect(
      html(of: "    x\n\n```\na\n```", dialect) == """
        <div class="highlight"><pre><span></span><code>x
        </code></pre></div>
        <div class="highlight"><pre><span></span><code><span id="s-0-1">\
        <a id="l-0-1" name="l-0-1" href="#l-0-1"></a>a
        </span></code></pre></div>

        """)
  }

  @Test func languagesMakeTitlesAndClasses() {
    let dialect = blocks {
      $0.automaticTitle = true
      $0.languageClass = true
      $0.languageAliases = ["mine": "js"]
      $0.automaticTitles = ["Text Only": .init(text: "Plain")]
    }
    #expect(
      html(of: "```mine\n```\n```what\n```", dialect) == """
        <div class="language-mine highlight"><span class="filename">JavaScript</span>\
        <pre><span></span><code class="language-mine">
        </code></pre></div>
        <div class="language-text highlight"><span class="filename">Plain</span>\
        <pre><span></span><code class="language-what">
        </code></pre></div>

        """)
  }

  @Test func linesOfIndentedCodeNameItsLanguage() {
    let dialect = blocks {
      $0.style = .wrapped(cssClass: "codehilite")
      $0.indentedStyle = .wrapped(cssClass: "codehilite")
      $0.readsLanguageLines = true
    }
    #expect(
      html(of: "    :::py\n    x\n", dialect)
        == "<div class=\"codehilite\"><pre><span></span><code class=\"language-py\">x\n"
        + "</code></pre></div>\n")
    #expect(html(of: "    #!py\n    x\n", dialect).contains("codehilitetable"))
    #expect(html(of: "    #!/bin/sh\n    x\n", dialect).contains("#!/bin/sh\n"))
    #expect(html(of: "```\n:::py\n```\n", dialect).contains(":::py\n"))
  }

  @Test func fencesOfSuperfencesDoNotFollowCodeHilite() {
    var dialect = blocks {
      $0.indentedStyle = .wrapped(cssClass: "codehilite")
      $0.readsLanguageLines = true
    }
    let page = "``` py title=\"x.py\" linenums=\"3\"\ny\n```\n"
    #expect(!html(of: page, dialect).contains("x.py"))
    dialect.codeBlocks.fencesStandInParagraphs = true
    #expect(html(of: page, dialect).contains("<span class=\"filename\">x.py</span>"))
    #expect(html(of: page, dialect).contains(">3</span>"))
  }

  @Test func manyRangesCostNoMoreThanTheirNumber() {
    let ranges = repeatElement("1-999999999", count: 20_000).joined(separator: " ")
    #expect(html(of: "``` py hl_lines=\"\(ranges)\"\na\n```", .full).contains("hll"))
  }
}
