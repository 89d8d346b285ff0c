import Testing

@testable import Markdown

@Suite struct ProgressBarTests {
  private func html(_ page: String, _ change: (inout ProgressBars) -> Void = { _ in }) -> String {
    var dialect = Dialect.full
    var bars = ProgressBars()
    change(&bars)
    dialect.progressBars = bars
    return MarkdownTests.html(of: page, dialect)
  }

  @Test(arguments: [
    ("[=50%]", "40", "50.00", ""), ("[== 12.345% 'q']", "0", "12.35", "q"),
    ("[=100.0%]", "100", "100.00", ""), ("[= 50 / 200 \"a\"b\" ]", "20", "25.00", "a&quot;b"),
    ("[=1/0]", "0", "0.00", ""), ("[=300/200]", "100", "100.00", ""), ("[=1/3]", "20", "33.33", ""),
    ("[=52.345%]", "40", "52.34", ""), ("[=99.999%]", "80", "100.00", ""),
  ]) func areWritten(example: (page: String, level: String, width: String, title: String)) {
    #expect(
      html(example.page) == """
        <p><div class="progress progress-\(example.level)plus">
        <div class="progress-bar" style="width:\(example.width)%">
        <p class="progress-label">\(example.title)</p>
        </div>
        </div></p>

        """)
  }

  @Test(arguments: [
    "[=105%]", "[=-5%]", "[=x%]", "[=07%]", "[=5.%]", "[=5%\"t\"]", "[=5% \"a]", "[=5/]", "\\[=5%]",
    "`[=5%]`", "[ =5%]",
  ]) func otherTextStays(page: String) {
    #expect(!html(page).contains("progress"))
  }

  @Test func takeClassesAndAttributes() {
    #expect(
      html("[=5%]{: .thin #x}").contains("<div id=\"x\" class=\"progress progress-0plus thin\">"))
    let page = html("[=59%]") {
      $0.increment = 10
      $0.classes = ["a"]
    }
    #expect(page.contains("class=\"progress progress-50plus a\""))
    #expect(html("[=59%]") { $0.hasLevels = false }.contains("class=\"progress\""))
  }

  @Test func linksBehindThemStandWhereTheyAre() {
    var dialect = Dialect.full
    dialect.progressBars = ProgressBars()
    let links = outline("[=5% \"x\"]{: .a} [a](a.md) [=6%] [b](b.md)", dialect).links
    #expect(links.map(\.position.place) == ["1:17", "1:33"])
  }
}
