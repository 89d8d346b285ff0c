import Testing

@testable import Markdown

@Suite struct CriticTests {
  private func html(_ text: String, _ critic: Critic = .view) -> String {
    var dialect = Dialect.mkdocs
    dialect.critic = critic
    return MarkdownTests.html(of: text, dialect)
  }

  private static let page = "{++a *b*++} {--c--} {~~d~>e~~} {==f==}{>>g < h<<}"

  @Test func marksShow() {
    #expect(
      html(Self.page)
        == "<p><ins class=\"critic\">a <em>b</em></ins> <del class=\"critic\">c</del> "
        + "<del class=\"critic\">d</del><ins class=\"critic\">e</ins> "
        + "<mark class=\"critic\">f</mark><span class=\"critic comment\">g &lt; h</span></p>\n")
  }

  @Test func textAsItWillBe() {
    #expect(html(Self.page, .accept) == "<p>a <em>b</em>  e f</p>\n")
  }

  @Test func textAsItWas() {
    #expect(html("{++a++} {--c--} {~~d~>e~~} {==f==}", .reject) == "<p> c d f</p>\n")
  }

  @Test func marksAroundBlocks() {
    let page = "{==\n\n- a\n\n==}\n"
    #expect(
      html(page)
        == "<mark class=\"critic block\">\n<ul>\n<li>a</li>\n</ul>\n</mark>\n")
    #expect(html("{--\n\na\n\n--}\n\nb\n", .accept) == "<p>b</p>\n")
  }

  @Test(arguments: ["{++ a", "a ++}", "{ ++a++}", "\\{++a++}", "{~~a~~}", "`{++a++}`"])
  func otherTextStays(text: String) {
    #expect(!html(text).contains("critic"))
  }
}
