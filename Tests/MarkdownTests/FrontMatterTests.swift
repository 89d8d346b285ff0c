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
}
