import Testing

@testable import Markdown

@Suite struct FrontMatterTests {
  private func parts(_ page: String) -> (yaml: String?, body: String, line: Int) {
    let bytes = Array(page.utf8)
    let split = FrontMatter.split(bytes)
    return (
      split.yaml.map { String(decoding: bytes[$0], as: UTF8.self) },
      String(decoding: bytes[split.bodyStart...], as: UTF8.self), split.bodyLine
    )
  }

  @Test(arguments: ["---", "..."]) func closes(fence: String) {
    let (yaml, body, line) = parts("---\ntitle: A\n\(fence)  \n# A\n")
    #expect(yaml == "title: A\n")
    #expect(body == "# A\n")
    #expect(line == 4)
  }

  @Test(arguments: [
    "---\ntitle: A\n", "# A\n---\n", "text", "", "----\na: b\n---\n", "\n---\na: b\n---\n",
  ])
  func isAbsent(page: String) {
    let (yaml, body, line) = parts(page)
    #expect(yaml == nil)
    #expect(body == page)
    #expect(line == 1)
  }

  @Test func mayBeEmptyAndEndTheFile() {
    #expect(parts("---\n---").yaml == "")
    #expect(parts("---\n---").body == "")
  }

  @Test func toleratesByteOrderMarkAndCarriageReturns() {
    let (yaml, body, line) = parts("\u{FEFF}---\r\na: b\r\n---\r\n# A\r\n")
    #expect(yaml == "a: b\r\n")
    #expect(body == "# A\r\n")
    #expect(line == 4)
    #expect(parts("\u{FEFF}# A").body == "# A")
  }

  /// What is left of a page, with the number of its first line.
  private func body(_ page: String, _ rules: FrontMatter.Rules) -> String {
    let bytes = Array(page.utf8)
    let split = FrontMatter.split(bytes, rules)
    return "\(split.bodyLine) " + String(decoding: bytes[split.bodyStart...], as: UTF8.self)
  }

  @Test func keysAndValuesWithoutFences() {
    let page = "Title: My page\nTags: a\n\tb\n    c\nTitle: again\n\nText: x\n"
    let split = FrontMatter.split(Array(page.utf8), .mkdocs)
    #expect(split.values == ["title": "My page again", "tags": "a b c"])
    #expect(body(page, .mkdocs) == "7 Text: x\n")
    #expect(body(page, .fenced) == "1 " + page)
    #expect(body("Key: a\n# Heading\n", .mkdocs) == "2 # Heading\n")
    #expect(body("Two words: a\n", .mkdocs) == "1 Two words: a\n")
    #expect(body("    code: a\n", .mkdocs) == "1     code: a\n")
    #expect(body("---\nnot: closed\n\nText", .mkdocs) == "1 ---\nnot: closed\n\nText")
  }

  @Test(arguments: ["---\n---\n# A\n", "---\n\n---\nA\n", "---\n# note\n---\nA\n"])
  func withoutKeysIsNoneInMkDocs(page: String) {
    #expect(body(page, .mkdocs) == "1 " + page)
    #expect(FrontMatter.split(Array(page.utf8), .mkdocs).emptyFenceLine == 1)
    #expect(FrontMatter.split(Array(page.utf8), .fenced).yaml != nil)
    #expect(FrontMatter.split(Array(page.utf8), .meta).emptyFenceLine == nil)
  }

  @Test(arguments: [
    ("---\n---\n# A\n", ["-", "a"]), ("\n\n---  \n----\n# A\n", ["-", "a"]),
    ("text\n\n---\n---\n", []), ("---\n\n---\n", []),
  ]) func fencesBecomeAHeadingInMkDocs(example: (page: String, ids: [String])) {
    #expect(outline(example.page, .mkdocs).headings.map(\.id) == example.ids)
    #expect(html(of: example.page, .commonMark).contains("<h2>") == false)
  }

  @Test func metaTakesMoreFromTheRest() {
    #expect(body("---\nnot: closed\n\nText", .meta) == "4 Text")
    #expect(body("---\na: b\n---\n\nNote: x\nText\n", .meta) == "6 Text\n")
    #expect(body("A: b\n\n---\n\nText", .meta) == "5 Text")
    #expect(body("# Heading\n", .meta) == "1 # Heading\n")
  }
}
