import Testing

@testable import Markdown

@Suite struct GitHubFootnoteTests {
  private func html(_ markdown: String) -> String { MarkdownTests.html(of: markdown, .github) }

  @Test func firstReferencesNumberNotes() {
    let html = html("[^b] [^A]\n\n[^a]: one[^c]\n[^b]: two\n[^c]: three\n[^d]: none\n")
    #expect(html.contains("id=\"fnref-b\" data-footnote-ref>1</a>"))
    #expect(html.contains("href=\"#fn-a\" id=\"fnref-a\" data-footnote-ref>2</a>"))
    #expect(html.contains("id=\"fnref-c\" data-footnote-ref>3</a>"))
    #expect(!html.contains("none"))
  }

  @Test func pagesWithoutReferencesHaveNoList() {
    #expect(html("a\n\n[^b]: c\n") == "<p>a</p>\n")
    #expect(html("a \\[^b]\n\n[^b]: c\n") == "<p>a [^b]</p>\n")
    #expect(html("[^b c]\n\n[^b c]: d\n").contains("<sup") == false)
  }

  @Test func theFirstDefinitionCounts() {
    let html = html("[^a]\n\n[^a]: one\n\n[^a]: two\n")
    #expect(html.contains("one") && !html.contains("two"))
  }

  @Test func idsAreAnchors() {
    let anchors = outline("a[^1] b[^1]\n\n[^1]: c\n[^2]: d\n", .github).anchors
    #expect(
      anchors.map { "\($0.position.place) \($0.id)" } == [
        "1:2 fnref-1", "1:2 user-content-fnref-1", "1:8 fnref-1-2", "1:8 user-content-fnref-1-2",
        "3:1 fn-1", "3:1 user-content-fn-1",
      ])
  }
}
