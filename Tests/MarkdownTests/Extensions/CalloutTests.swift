import Testing

@testable import Markdown

@Suite struct CalloutTests {
  private func html(_ markdown: String, _ rules: Callouts.Rules = .quotes) -> String {
    var dialect = Dialect.mkdocs
    dialect.callouts = Callouts(rules: rules)
    return MarkdownTests.html(of: markdown, dialect)
  }

  @Test func gitHubWritesAlerts() {
    #expect(
      MarkdownTests.html(of: "> [!note]  \n> *a*\n>\n> - [ ] b\n", .github) == """
        <div class="markdown-alert markdown-alert-note">
        <p class="markdown-alert-title">Note</p>
        <p><em>a</em></p>
        <ul>
        <li><input type="checkbox" disabled="" /> b</li>
        </ul>
        </div>

        """)
  }

  @Test(arguments: [
    "> [!NOTE]\n", "> [!NOTE]\n>\n", "> [!NOTE] a\n> b\n", "> [!INFO]\n> a\n",
    "- > [!NOTE]\n  > a\n",
    "> a\n> [!NOTE]\n", "> > [!NOTE]\n> > a\n", "> \\[!NOTE]\n> a\n", "[!NOTE]\na\n",
    ">     [!NOTE]\n> a\n",
  ]) func isNoAlert(markdown: String) {
    let html = MarkdownTests.html(of: markdown, .github)
    #expect(!html.contains("markdown-alert"), "\(html)")
  }

  @Test func quotesHaveTitlesClassesAndFolds() {
    #expect(
      html("> [!my-kind | Big]+ A *title*\n> text\n") == """
        <details class="my-kind Big" open="open">
        <summary>A <em>title</em></summary>
        <p>text</p>
        </details>

        """)
    #expect(
      html("- > [!NOTE]\n  > 2. a\n\n> [!TIP]\n> | a | b |\n> |---|---|\n> | c | d |\n") == """
        <ul>
        <li>
        <div class="admonition note">
        <p class="admonition-title">Note</p>
        <ol start="2">
        <li>a</li>
        </ol>
        </div>
        </li>
        </ul>
        <div class="admonition tip">
        <p class="admonition-title">Tip</p>
        <table>
        <thead>
        <tr>
        <th>a</th>
        <th>b</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td>c</td>
        <td>d</td>
        </tr>
        </tbody>
        </table>
        </div>

        """)
    #expect(html("> > [!NOTE]\n> > a\n").contains("<blockquote>\n<div class=\"admonition note\">"))
    #expect(html("> [!a b]\n> c\n").contains("<blockquote>"))
  }

  @Test func otherExtensionsMakeAdmonitions() {
    let danger = "<div class=\"admonition danger\">\n<p class=\"admonition-title\">Caution</p>"
    #expect(html("> [!caution]\n> a\n", .githubCallouts).hasPrefix(danger))
    #expect(html("> [!caution]\n", .githubCallouts).hasPrefix("<blockquote>"))
    #expect(html("> [!Caution]\n> a\n", .ghAdmonitions).hasPrefix(danger))
    #expect(
      html("> [!IMPORTANT] A *b*\n> c\n", .gfmAdmonition).hasPrefix(
        """
        <div class="admonition important">
        <p class="admonition-title">A <em>b</em></p>
        """))
  }

  @Test func obsidianHasAliasesAndPlaces() {
    #expect(
      html("> [!tldr|right]- \n> a\n", .obsidian).hasPrefix(
        "<details class=\"abstract inline end\">\n<summary>Tldr</summary>"))
    #expect(
      html("> [!info] \"\"\n> a\n", .obsidian) == """
        <div class="admonition info">
        <p>a</p>
        </div>

        """)
  }

  @Test func linksKeepTheirPlaces() {
    let links = outline("> [!NOTE]\n> [a](b) https://c.de/\n", .github).links
    #expect(links.map(\.position.place) == ["2:3", "2:10"])
  }

  @Test func pluginAddsIndentedText() {
    #expect(
      html("> [!NOTE]\n> a\n>\n\n    *b*\n\nc\n\n    d\n", .ghAdmonitions)
        == "<div class=\"admonition note\">\n<p class=\"admonition-title\">Note</p>\n<p>a</p>\n"
        + "<p><em>b</em></p>\n</div>\n<p>c</p>\n<pre><code>d\n</code></pre>\n")
  }
}
