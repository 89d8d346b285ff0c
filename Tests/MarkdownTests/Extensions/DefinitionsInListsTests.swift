import Testing

@testable import Markdown

@Suite struct DefinitionsInListsTests {
  private var dialect: Dialect {
    var dialect = Dialect.mkdocs
    dialect.footnotes = true
    return dialect
  }

  /// What stands before the footnotes.
  private func body(_ page: String) -> String {
    let written = html(of: page, dialect)
    let notes = written.firstRange(of: "<div class=\"footnote\">")
    return notes.map { String(written[..<$0.lowerBound]) } ?? written
  }

  @Test func listsGoOnBehindFootnotes() {
    let page = "1. a\n\n[^1]: note\nlazy\n\n    more\n\n[^2]: other\n\n2. b\n\nc\n"
    #expect(
      body(page)
        == "<ol>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ol>\n<p>c</p>\n")
    let notes = html(of: page, dialect)
    #expect(notes.contains("<p>note\nlazy</p>\n<p>more&#160;"))
    #expect(notes.contains("<p>other&#160;"))
  }

  @Test func listsGoOnBehindLinkDefinitions() {
    let page = "- [a]\n\n[a]: x.md\n[b]: y.md\n\n- [b]\n"
    #expect(
      body(page)
        == "<ul>\n<li>\n<p><a href=\"x.md\">a</a></p>\n</li>\n<li>\n<p><a href=\"y.md\">b</a></p>\n"
        + "</li>\n</ul>\n")
    #expect(outline(page, dialect).definitions.map(\.position.line) == [3, 4])
    #expect(outline(page, dialect).links.map(\.position.place) == ["1:3", "6:3"])
  }

  @Test(arguments: [
    "- a\n\n[^1]: note\n\nb\n", "- a\n\n[^1]: note\n", "- a\n\n[x]: y\n\n# b\n",
    "- a\n\n[x] y\n\n- b\n",
  ]) func otherListsEnd(page: String) {
    #expect(body(page).hasPrefix("<ul>\n<li>a</li>\n</ul>\n"), "\(body(page))")
  }

  @Test func footnotesLeaveItemsClose() {
    #expect(body("- a\n- b[^1]\n\n  [^1]:\n    note\n").hasPrefix("<ul>\n<li>a</li>\n<li>b<sup"))
  }

  @Test func nestedListsGoOn() {
    let page = "- a\n    - b\n\n[^1]: [c](d)\n\n- e\n"
    let written = body(page)
    #expect(written.ranges(of: "<ul>").count == 2, "\(written)")
    #expect(outline(page, dialect).links.map(\.position.place) == ["4:7"])
  }
}
