import Testing

@testable import Markdown

/// Where libcmark takes lines otherwise than the pre-pass foresees, authors' text is shown as it is.
@Suite struct MisreadingTests {
  @Test(arguments: [
    // No element's tag ends so: this is text, and the declaration behind it is raw HTML.
    ("<div/\n<!E\n\n!!! note\n", "<p>&lt;div/</p>\n<!E\n\n!!! note\n"),
    ("<script/>\n!!! note\n    </script>\n", "<script/>\n!!! note\n    </script>\n"),
    ("<pre>\n</pre >\n!!! note\n</pre>\n", "<pre>\n</pre >\n!!! note\n</pre>\n"),
    // A tag that stands alone begins raw HTML, up to a blank line.
    ("<svg>\n!!! note\n    text\n", "<svg>\n!!! note\n    text\n"),
    ("</svg >\n| a | b |\n|---|---|\n", "</svg >\n| a | b |\n|---|---|\n"),
    // But not in a paragraph, though it lacks the marks of the paragraph's blocks.
    ("> a\n<b>\nc\n", "<blockquote>\n<p>a\n<b>\nc</p>\n</blockquote>\n"),
    ("- a\n<br/>\n- b\n", "<ul>\n<li>a\n<br/></li>\n<li>b</li>\n</ul>\n"),
  ]) func rawHTMLIsToldAsCommonMarkTellsIt(example: (markdown: String, html: String)) {
    #expect(html(of: example.markdown, .full) == example.html)
  }

  @Test func emptyItemsEndAtBlankLines() {
    #expect(
      html(of: "-\n\n  !!! note\n      a\n", .full).hasPrefix("<ul>\n<li></li>\n</ul>\n<div class=")
    )
  }

  @Test(arguments: [
    // What underlines nothing but a definition is text, and the paragraph goes on behind it.
    ("[a]: b\n===\n<span>x</span>\n", "<p>===\n<span>x</span></p>\n"),
    // Neither a title nor an attribute holds a footnote or a formula.
    ("[x](y \"a][^1\")\n\n[^1]: c", "<p><a href=\"y\" title=\"a][^1\">x</a></p>\n"),
    ("<a title=\"][^1\">b</a>\n\n[^1]: c", "<p><a title=\"][^1\">b</a></p>\n"),
    ("[x](/$a$/$b$) $c\n", "<p><a href=\"/$a$/$b$\">x</a> $c</p>\n"),
  ]) func whatWasMisreadIsTheAuthorsText(example: (markdown: String, html: String)) {
    var dialect = Dialect.full
    dialect.formulas = Formulas()
    #expect(html(of: example.markdown, dialect).hasPrefix(example.html))
  }

  @Test func otherBlocksOfAPageStayWhatTheyAre() {
    let page = "!!! note\n    a\n\n[a]: b\n===\n<span>x</span>\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    let html = html(of: page, .full)
    #expect(html.contains("<div class=\"admonition note\">"))
    #expect(html.contains("<p>===\n<span>x</span></p>"))
    #expect(html.contains("<td>1</td>"))
  }

  @Test(arguments: ["!!! note\n", "<div markdown>\n</div>\n", "| a | b |\n|---|---|\n"])
  func definitionsEndBeforeBlocks(block: String) {
    let outline = outline("[a]:\n" + block, .full)
    #expect(outline.definitions.isEmpty)
  }

  @Test func linksLeadWhereTheirAttributesSayOverBlankLines() {
    let outline = outline("<div>\n<a href=\"b\n\nc\">\n\nd</a>\n</div>\n", .full)
    #expect(outline.links.map(\.destination) == ["b\n\nc"])
    #expect(outline.links.map(\.text) == ["\n\nd"])
  }

  @Test func whatIsNestedTooDeepIsTextInItsParagraph() {
    let page =
      (0..<101).map { String(repeating: "  ", count: $0) + "- a\n" }.joined()
      + String(repeating: "  ", count: 101) + "1. b\n"
    let html = html(of: page, .full)
    #expect(html.contains("- a\n1. b"))
    #expect(!html.contains("\u{2E40}"))
  }
}
