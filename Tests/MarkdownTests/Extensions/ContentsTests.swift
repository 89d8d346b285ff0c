import Testing

@testable import Markdown

@Suite struct ContentsTests {
  private let page = "[TOC]\n\n### C `x`\n\n# A [l](m)\n\n## B & b\n\n### D\n\n# E\n"

  @Test func replaceTheirMarker() {
    let list = html(of: page, .mkdocs)
    #expect(
      list.hasPrefix(
        """
        <div class="toc">
        <ul>
        <li><a href="#c-x">C x</a></li>
        <li><a href="#a-l">A l</a><ul>
        <li><a href="#b-b">B &amp; b</a><ul>
        <li><a href="#d">D</a></li>
        </ul>
        </li>
        </ul>
        </li>
        <li><a href="#e">E</a></li>
        </ul>
        </div>
        <h3
        """), "\(list)")
  }

  @Test func haveTitleAndLevels() {
    var dialect = Dialect.mkdocs
    dialect.contents?.title = "In <short>"
    dialect.contents?.levels = 2...2
    #expect(
      html(of: page, dialect).hasPrefix(
        "<div class=\"toc\"><span class=\"toctitle\">In &lt;short&gt;</span>\n<ul>\n"
          + "<li><a href=\"#b-b\">B &amp; b</a></li>\n</ul>\n</div>\n"))
  }

  @Test func headingsMayBeLinksToThemselves() {
    var dialect = Dialect.mkdocs
    dialect.contents?.anchorLinkClass = "toclink"
    #expect(
      html(of: "# A", dialect) == "<h1 id=\"a\"><a class=\"toclink\" href=\"#a\">A</a></h1>\n")
    dialect = .mkdocs
    dialect.permalink = "#"
    dialect.contents?.permalinkLeads = true
    dialect.contents?.permalinkTitle = "Link"
    #expect(
      html(of: "# A", dialect)
        == "<h1 id=\"a\"><a class=\"headerlink\" href=\"#a\" title=\"Link\">#</a>A</h1>\n")
  }

  @Test func labelsTakeThePlaceOfHeadings() {
    let page = "[TOC]\n\n# Long name { data-toc-label=\"A & B\" }\n"
    let list = html(of: page, .full)
    #expect(list.contains("<li><a href=\"#long-name\">A &amp; B</a></li>"))
    #expect(list.hasSuffix("<h1 id=\"long-name\">Long name</h1>\n"))
    #expect(outline(page, .full).headings.map(\.text) == ["A & B"])
  }
}
