import Testing

@testable import Markdown

@Suite struct AbbreviationTests {
  @Test func areMarkedAsWords() {
    let page = """
      HTML5 is no HTML, `HTML`, **HTML**, [HTML](HTML) "HTML".
      *[HTML]: Hyper "Text"

      # HTML
      *[W3C]:
      """
    let abbr = "<abbr title=\"Hyper &quot;Text&quot;\">HTML</abbr>"
    #expect(
      html(of: page, .full) == """
        <p>HTML5 is no \(abbr), <code>HTML</code>, <strong>\(abbr)</strong>, \
        <a href="HTML">\(abbr)</a> &quot;\(abbr)&quot;.</p>
        <h1 id="html">\(abbr)</h1>

        """)
  }

  @Test func signsAreNoPartOfWords() {
    let page = "A™ «A» éA Aé\n\n*[A]: B\n"
    let abbr = "<abbr title=\"B\">A</abbr>"
    #expect(html(of: page, .full) == "<p>\(abbr)™ «\(abbr)» éA Aé</p>\n")
  }

  @Test func theLongestNameWins() {
    let page = "a-b a\n\n*[a]: A\n*[a-b]: AB\n"
    #expect(
      html(of: page, .full)
        == "<p><abbr title=\"AB\">a-b</abbr> <abbr title=\"A\">a</abbr></p>\n")
  }
}
