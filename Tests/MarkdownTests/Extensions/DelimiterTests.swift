import Testing

@testable import Markdown

@Suite struct DelimiterTests {
  private static let dialect: Dialect = {
    var dialect = Dialect.mkdocs
    dialect.tilde = SpanPair()
    dialect.caret = SpanPair()
    dialect.mark = true
    dialect.attributeLists = true
    return dialect
  }()

  @Test(arguments: [
    ("~~a *b* `c~~`~~ d", "<del>a <em>b</em> <code>c~~</code></del> d"),
    ("a^^b^^c x^2^ x^a b^", "a<ins>b</ins>c x<sup>2</sup> x^a b^"),
    ("==a [b](c) d==", "<mark>a <a href=\"c\">b</a> d</mark>"),
    ("x == y == z", "x == y == z"),
    ("~~a~>b~~ ~~c~ d", "<del>a~&gt;b</del> ~<sub>c</sub> d"),
    ("x~a\\ b~ y^c\\ d^", "x<sub>a b</sub> y<sup>c d</sup>"),
    ("~/a\\ b ~/c d", "~/a\\ b ~/c d"),
    ("\\==a== b", "==a== b"),
    ("==a\\== b==", "<mark>a== b</mark>"),
    ("*==a* b==", "<em>==a</em> b=="),
    ("==~~a== b~~", "<mark>~~a</mark> b~~"),
    ("~~a ~b~ c~~", "<del>a <sub>b</sub> c</del>"),
    ("==a=={ .x #y }", "<mark id=\"y\" class=\"x\">a</mark>"),
    ("==**a**== **==a==**", "<mark><strong>a</strong></mark> <strong><mark>a</mark></strong>"),
  ])
  func pair(markdown: String, expected: String) {
    #expect(html(of: markdown, Self.dialect) == "<p>\(expected)</p>\n")
  }

  @Test func doNotReachOverBlocks() {
    #expect(html(of: "==a\n\nb==", Self.dialect) == "<p>==a</p>\n<p>b==</p>\n")
    #expect(html(of: "==a\nb==", Self.dialect) == "<p><mark>a\nb</mark></p>\n")
  }

  @Test func linksInThemStandWhereTheyAre() {
    let links = outline("~~==[a](a)==~~ ==x== [b](b)\n^^y^^[c](c)", Self.dialect).links
    #expect(links.map(\.position.place) == ["1:5", "1:22", "2:6"])
  }

  @Test(arguments: [
    ("a*b*c", "a*b*c"), ("é*b*", "é*b*"), ("*b*é", "*b*é"), ("**b**9", "**b**9"),
    ("\u{201C}*b*\u{201D}", "\u{201C}<em>b</em>\u{201D}"),
    ("a\u{2014}*b*\u{2014}c", "a\u{2014}<em>b</em>\u{2014}c"),
    ("a\u{2002}**b**\u{A0}c", "a\u{2002}<strong>b</strong>\u{A0}c"),
  ])
  func noEmphasisInWords(markdown: String, expected: String) {
    var dialect = Dialect.mkdocs
    dialect.emphasisInWords.asterisk = false
    #expect(html(of: markdown, dialect) == "<p>\(expected)</p>\n")
  }
}
