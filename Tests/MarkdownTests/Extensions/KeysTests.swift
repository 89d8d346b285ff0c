import Testing

@testable import Markdown

@Suite struct KeysTests {
  private static let dialect: Dialect = {
    var dialect = Dialect.mkdocs
    dialect.keys = Keys()
    return dialect
  }()

  @Test func keysAndLabels() {
    #expect(
      html(of: "Press ++ctrl+\"a < b\"++.", Self.dialect)
        == "<p>Press <span class=\"keys\"><kbd class=\"key-control\">Ctrl</kbd><span>+</span>"
        + "<kbd>a &lt; b</kbd></span>.</p>\n")
  }

  @Test(arguments: ["++nosuchkey++", "i++ and j++", "++", "++ ctrl++", "\\++ctrl++", "`++ctrl++`"])
  func otherTextStays(text: String) {
    #expect(!html(of: text, Self.dialect).contains("kbd"))
  }

  @Test func mayBeWrittenInCamelCase() {
    var dialect = Self.dialect
    dialect.keys?.readsCamelCase = true
    #expect(html(of: "++PageUp+a++", dialect).contains("key-page-up\">Page Up"))
    #expect(!html(of: "++PageUp++", Self.dialect).contains("kbd"))
  }

  @Test func headingsCountTheLabels() {
    let outline = outline("# Quit with ++cmd+q++\n", Self.dialect)
    #expect(outline.headings.first?.text == "Quit with Cmd+Q")
  }

  @Test func linksBehindThemStandWhereTheyAre() {
    let links = outline("++ctrl++ [a](a.md) ++c++[b](b.md)", Self.dialect).links
    #expect(links.map(\.position.place) == ["1:10", "1:25"])
  }
}
