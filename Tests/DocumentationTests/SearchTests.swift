import Foundation
import Sites
import Testing

@testable import Documentation

@Suite("Search")
struct SearchTests {
  /// The sections of some HTML: heading, anchor and passages.
  private func sections(_ html: String) -> [String] {
    let text = SearchText(html: Array(html.utf8), keeps: .full, room: SearchTextRoom())
    return text.passages.map { passage in
      let section = text.sections[passage.section]
      return [section.heading, section.anchor, Array(text.bytes[passage.range])]
        .map { String(decoding: $0, as: UTF8.self) }.joined(separator: "|")
    }
  }

  private func words(_ text: String) -> [String] {
    var tokenizer = Tokenizer()
    defer { tokenizer.deallocate() }
    var words: [String] = []
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      tokenizer.read(bytes) { word in
        let same = Term(word.bytes)
        #expect(word.hash == same.hash && word.key == same.key)
        words.append(String(decoding: word.bytes, as: UTF8.self))
      }
    }
    return words
  }

  @Test("a page is cut at its headings, and its markup is left out")
  func headings() {
    #expect(
      sections(
        """
        <h1 id="top">Title<a class="headerlink" href="#top" title="Permanent link">¶</a></h1>
        <p>One <b>bo</b>ld &amp; two.</p><pre><code>a &lt; "b"</code></pre>
        <h2 id="s">Sec <code>x</code></h2><table><tr><td>c</td><td>d</td></tr></table>
        <h3>No id</h3><p>more<br>text</p><script>no()</script>
        """) == [#"Title||One bold & two. a < \"b\""#, "Sec x|s|c d No id more text"])
  }

  @Test("what is marked is left out: a section, and an element with all that is in it")
  func exclusions() {
    #expect(
      sections(
        """
        <p>in</p><div data-search-exclude><div>out</div><p>out</p></div><p>in</p>
        <h2 id="a" data-search-exclude>A</h2><p>out</p><h2 id="b">B</h2><p>in</p>
        """) == ["||in in", "B|b|in"])
  }

  @Test("long text is cut into passages, and nothing of it is lost")
  func passages() {
    // The page itself, which has no text, and the section.
    let paragraph = "<p>" + String(repeating: "word ", count: 80) + "</p>"
    let found = sections("<h2 id=\"s\">S</h2>" + String(repeating: paragraph, count: 5))
    #expect(found.count == 4)
    #expect(found.joined().components(separatedBy: "word").count - 1 == 400)
  }

  @Test(
    "markup that is broken does not break the reading",
    arguments: [
      "<", "<p", "a < b", "<!--", "<h2 id=\"", "</h2>", "<svg>", "&", "&#x;", "<a href='>'>x</a>",
      "",
    ])
  func broken(html: String) { #expect(sections(html).count >= 1) }

  @Test(
    "words",
    arguments: [
      ("Réseau ÉCOLE naïve", ["reseau", "ecole", "naive"]),
      ("e\u{301}té", ["ete"]),
      (
        "ApplicationSet kubectl-argo my_var",
        ["applicationset", "set", "kubectl", "argo", "my", "var"]
      ),
      ("v1.2.3, 1. end.", ["v1.2.3", "1", "end"]),
      ("搜索引擎", ["搜索", "索引", "引擎"]),
      ("検索 a 字", ["検索", "a", "字"]),
      ("Μάιος ΟΔΟΣ Ёлка", ["μαιοσ", "οδοσ", "елка"]),
      ("한국어 문서", ["한국어", "문서"]),
    ])
  func tokens(text: String, expected: [String]) { #expect(words(text) == expected) }

  @Test("the index is the same however pages are spread over parts")
  func parts() {
    let pages = (0..<40).map { number in
      SearchedPage(
        url: "p\(number)/", title: "Page \(number)", boost: 1,
        html: Array("<p>shared word\(number % 7) über</p><h2 id=\"x\">More</h2><p>x y</p>".utf8))
    }
    func files(_ size: Int) -> [String] {
      let parts = stride(from: 0, to: pages.count, by: size).map {
        SearchPart(pages[$0..<min($0 + size, pages.count)], indexing: .full, room: SearchTextRoom())
      }
      return SearchIndex(parts).files().map { $0.path + String(decoding: $0.bytes, as: UTF8.self) }
    }
    #expect(files(3) == files(40))
    #expect(files(40).contains { $0.contains("uber") })
  }

  @Test("an index of titles holds no text")
  func titles() {
    let page = SearchedPage(
      url: "", title: "Title", boost: 1, html: Array("<h2 id=\"a\">Head</h2><p>secret</p>".utf8))
    for (indexing, found) in [("titles", ["title"]), ("sections", ["title", "head"])] {
      let part = SearchPart(
        [page], indexing: SearchOptions.Indexing(rawValue: indexing) ?? .full,
        room: SearchTextRoom())
      let text = SearchIndex([part]).files().map { String(decoding: $0.bytes, as: UTF8.self) }
        .joined()
      #expect(!text.contains("secret"))
      for word in found { #expect(text.contains(word)) }
    }
  }
}
