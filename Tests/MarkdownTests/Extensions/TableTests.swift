import Testing

@testable import Markdown

@Suite struct TableTests {
  /// The table's cells, row by row.
  private func cells(_ markdown: String, _ dialect: Dialect) -> [String] {
    html(of: markdown, dialect).split(separator: "\n")
      .filter { $0.hasPrefix("<th") && !$0.hasPrefix("<thead") || $0.hasPrefix("<td") }
      .map(String.init)
  }

  @Test func endBeforeRawHTMLInMkDocs() {
    let page = "a | b\n--- | ---\nc | d\n<!-- e -->\n## F\n"
    let written = html(of: page, .mkdocs)
    #expect(written.hasSuffix("</table>\n<!-- e -->\n<h2 id=\"f\">F</h2>\n"), "\(written)")
  }

  @Test func endBeforeAdmonitionsInMkDocs() {
    var dialect = Dialect.mkdocs
    dialect.admonitions = true
    dialect.details = true
    for mark in ["!!!", "???"] {
      let written = html(of: "a | b\n--- | ---\nc | d\n\(mark) note\n    e\n", dialect)
      #expect(written.contains("<td>d</td>\n</tr>\n</tbody>\n</table>\n<d"), "\(written)")
      #expect(cells("a | b\n--- | ---\n \(mark) note | d\n", dialect).count == 4)
    }
  }

  @Test func areWritten() {
    let page = "| a | b |\n|:--|--:|\n| *x* | `y` |\n| z |\n"
    #expect(
      html(of: page, .mkdocs) == """
        <table>
        <thead>
        <tr>
        <th style="text-align: left;">a</th>
        <th style="text-align: right;">b</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td style="text-align: left;"><em>x</em></td>
        <td style="text-align: right;"><code>y</code></td>
        </tr>
        <tr>
        <td style="text-align: left;">z</td>
        <td style="text-align: right;"></td>
        </tr>
        </tbody>
        </table>

        """)
  }

  @Test func splitAtPipesAsPythonMarkdown() {
    let page = "a | b\n- | -\n`x | y` | \\| z\n`a \\| b` | ``c`` ` d\n"
    #expect(
      cells(page, .mkdocs) == [
        "<th>a</th>", "<th>b</th>", "<td><code>x | y</code></td>", "<td>| z</td>",
        "<td><code>a \\| b</code></td>", "<td><code>c</code> ` d</td>",
      ])
  }

  @Test func splitAtPipesAsGitHub() {
    let page = "a | b\n- | -\n`x | y`\n`a \\| b` | c\n"
    #expect(
      cells(page, .github) == [
        "<th>a</th>", "<th>b</th>", "<td>`x</td>", "<td>y`</td>", "<td><code>a | b</code></td>",
        "<td>c</td>",
      ])
  }

  @Test func followParagraphsOnlyOnGitHub() {
    let page = "text\n| a | b |\n| - | - |\n> quote\n"
    #expect(!html(of: page, .mkdocs).contains("<table>"))
    let gitHub = html(of: page, .github)
    #expect(gitHub.hasPrefix("<p>text</p>\n<table>"))
    #expect(gitHub.contains("</table>\n<blockquote>"))
  }

  @Test(arguments: [
    "| a | b |\n| - |\n", "| a\n| x |\n", "a\n-|-\n", "    a | b\n    - | -\n",
    "| a |\n| - |\ntext\n",
  ]) func otherLinesAreText(page: String) {
    #expect(!html(of: page, .mkdocs).contains("<table>"), "\(page)")
  }

  @Test func cellsBeginNoBlocks() {
    let page = "| # a | - b |\n| - | - |\n| > c | 1. d |\n| [e]: f | ``` |\n"
    #expect(
      cells(page, .mkdocs) == [
        "<th># a</th>", "<th>- b</th>", "<td>&gt; c</td>", "<td>1. d</td>", "<td>[e]: f</td>",
        "<td>```</td>",
      ])
  }

  @Test func linksInThemStandInTheAuthorsFile() {
    let page = "- item\n\n    | a | b [x](y) |\n    | - | - |\n    | \\| [p](q) | é [r](s) |\n"
    #expect(outline(page, .mkdocs).links.map(\.position.place) == ["3:13", "5:10", "5:21"])
    #expect(outline(page, .github).links.map(\.position.place) == ["3:13", "5:10", "5:21"])
  }
}
