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
        let bytes = UnsafeBufferPointer(start: word.bytes, count: word.count)
        words.append(String(decoding: bytes, as: UTF8.self))
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
      (
        String(repeating: "x", count: 62) + ".5 6.7b-Cd" + String(repeating: " ", count: 50)
          + "aé.B",
        ["5", "6.7b", "cd", "ae", "b"]
      ),
      ("one—twoThree éA1.5" + String(repeating: "9", count: 41), ["one", "twothree", "three"]),
    ])
  func tokens(text: String, expected: [String]) { #expect(words(text) == expected) }

  @Test("words and their keys are the same wherever they stand in a text")
  func places() {
    let text = "Alpha betaGamma 1.5 ключ x" + String(repeating: "longword", count: 3)
    for shift in 0..<130 {
      #expect(words(String(repeating: " ", count: shift) + text) == words(text))
    }
    var table = TermTable.seeded
    let names =
      (1..<40).map { String(repeating: "a", count: $0) } + ["aaaaaaaab", "aaaaaaaaaaaaaaaab"]
    for _ in 0..<2 {
      for (number, name) in names.enumerated() {
        let bytes = Array(name.utf8) + [UInt8](repeating: 0xFF, count: 16)
        let found = bytes.withUnsafeBufferPointer { bytes in
          bytes.baseAddress.map { table.number(of: Term(bytes: $0, count: name.utf8.count)) }
        }
        // `a` is a word that is left out, the first of all.
        #expect(found == (number == 0 ? 0 : TermTable.stopWords.count + number - 1))
      }
    }
  }

  private func files(_ parts: [SearchPart]) -> [String] {
    var files: [String] = []
    do {
      try SearchIndex(parts).write { path, bytes in
        files.append(path + String(decoding: copy bytes, as: UTF8.self))
      }
    } catch {
      Issue.record(error)
    }
    return files
  }

  @Test("the index is the same however pages are spread over parts")
  func parts() {
    let pages = (0..<40).map { number in
      SearchedPage(
        url: "p\(number)/", title: "Page \(number)", boost: 1,
        html: Array("<p>shared word\(number % 7) über</p><h2 id=\"x\">More</h2><p>x y</p>".utf8))
    }
    func files(_ size: Int, cores: Int) -> [String] {
      var parts = [SearchPart](repeating: SearchPart(), count: cores)
      for (run, start) in stride(from: 0, to: pages.count, by: size).enumerated() {
        let end = min(start + size, pages.count)
        parts[(run * 7) % cores].add(pages[start..<end], indexing: .full)
      }
      return self.files(parts)
    }
    #expect(files(3, cores: 5) == files(40, cores: 1))
    #expect(files(40, cores: 1).contains { $0.contains("uber") })
  }

  @Test("an index of titles holds no text")
  func titles() {
    let page = SearchedPage(
      url: "", title: "Title", boost: 1, html: Array("<h2 id=\"a\">Head</h2><p>secret</p>".utf8))
    for (indexing, found) in [("titles", ["title"]), ("sections", ["title", "head"])] {
      var part = SearchPart()
      part.add([page], indexing: SearchOptions.Indexing(rawValue: indexing) ?? .full)
      let text = files([part]).joined()
      #expect(!text.contains("secret"))
      for word in found { #expect(text.contains(word)) }
    }
  }
}
