import Bytes
import Diagnostics
import Testing

@testable import Markdown

@Suite struct SnippetTests {
  /// Files in memory.
  struct Files: SnippetProvider {
    var files: [String: String]

    func snippet(at path: String) -> SnippetLookup {
      guard let text = files[path] else {
        return .missing(message: "there is no file '\(path)'", hint: nil)
      }
      return .found(SnippetFile(name: path, text: Array(text.utf8)))
    }
  }

  private func outline(
    _ markdown: String, _ files: [String: String], _ options: Snippets = Snippets()
  ) -> (text: String, outline: Outline) {
    var dialect = Dialect.mkdocs
    dialect.snippets = options
    var renderer = MarkdownRenderer(dialect: dialect)
    renderer.snippets = Files(files: files)
    var resolver = UnchangedLinks()
    var output = OutputBuffer()
    let outline = renderer.render(Array(markdown.utf8)[...], resolver: &resolver, into: &output)
    return (output.text, outline)
  }

  /// The lines that a page becomes.
  private func lines(
    _ markdown: String, _ files: [String: String], _ options: Snippets = Snippets()
  ) -> [String] {
    var expander = SnippetExpander(options: options, provider: Files(files: files))
    let page = SourceText(copying: Array(markdown.utf8), firstLine: 1)
    let text = String(decoding: expander.expand(page).bytes, as: UTF8.self)
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  @Test func forms() {
    let files = ["a": "A", "b": "B"]
    #expect(lines("x\n--8<-- \"a\"\ny", files) == ["x", "A", "y"])
    #expect(lines("-8<---- 'a'", files) == ["A"])
    #expect(lines("--8<--\na\n; b\n\nb\n--8<--\nz", files) == ["A", "", "B", "z"])
    #expect(lines("--8<--\n--8<-- \"a\"\nb\n--8<--", files) == ["B"])
    #expect(lines(";--8<-- \"a\"\n;;--8<--", files) == ["--8<-- \"a\"", ";--8<--"])
    #expect(lines("--8<-- \"; a\"", files).isEmpty)
    for text in ["--8<-- \"a\" ", "--8<--\"a\"", "--8<-- \"a\" x", "8<-- \"a\"", "-- 8<-- \"a\""] {
      #expect(lines(text, files) == [text])
    }
  }

  @Test func rangesOfLines() {
    let files = ["f": "1\n2\n3\n4\n5\n"]
    #expect(lines("--8<-- \"f:2:3\"", files) == ["2", "3"])
    #expect(lines("--8<-- \"f:4\"", files) == ["4", "5", ""])
    #expect(lines("--8<-- \"f::2\"", files) == ["1", "2"])
    #expect(lines("--8<-- \"f:1:1,4:5\"", files) == ["1", "4", "5"])
    #expect(lines("--8<-- \"f:-3:-2\"", files) == ["4", "5"])
    #expect(lines("--8<-- \"f:9:99\"", files).isEmpty)
    #expect(lines("--8<-- \"f:99999999999999999999\"", files).isEmpty)
  }

  @Test func sections() {
    let code = """
      # --8<-- [start:all]
        def f():
          # --8<-- [start:body]
          return 1
          # --8<-- [end:body]
      # ;--8<-- [start:text]
      # --8<-- [end:all]
      rest
      """
    let files = ["f": code]
    #expect(lines("--8<-- \"f:body\"", files) == ["    return 1"])
    #expect(
      lines("--8<-- \"f:all\"", files)
        == ["  def f():", "    return 1", "# --8<-- [start:text]"])
    #expect(
      lines("--8<-- \"f\"", files)
        == ["  def f():", "    return 1", "# --8<-- [start:text]", "rest"])
    var options = Snippets()
    options.dedentsSubsections = true
    #expect(lines("--8<-- \"f:body\"", files, options) == ["return 1"])
    #expect(outline("--8<-- \"f:none\"", files).outline.diagnostics.map(\.severity) == [.info])
  }

  @Test func indentationAndNesting() {
    let files = ["outer": "O\n  --8<-- \"inner\"\n", "inner": "I\n\tJ"]
    #expect(lines("\t--8<-- \"outer\"", files) == ["    O", "      I", "      \tJ", ""])
  }

  @Test func cyclesEnd() {
    let files = ["a": "A\n--8<-- \"b\"", "b": "B\n--8<-- \"a\""]
    let (html, outline) = outline("--8<-- \"a\"\n", files)
    #expect(html == "<p>A\nB</p>\n")
    #expect(outline.diagnostics.map(\.code) == ["markdown.snippet.cycle"])
    #expect(outline.diagnostics[0].location == Location(file: "b", line: 2, column: 9))
    #expect(outline.includedFiles == ["a", "b"])
  }

  @Test func growthIsBounded() {
    var files: [String: String] = ["f9": String(repeating: "x\n", count: 1000)]
    for level in 0..<9 {
      files["f\(level)"] = String(repeating: "--8<-- \"f\(level + 1)\"\n", count: 20)
    }
    var expander = SnippetExpander(
      options: Snippets(), provider: Files(files: files), limit: 100_000)
    let page = SourceText(copying: Array("--8<-- \"f0\"".utf8), firstLine: 1)
    #expect(expander.expand(page).bytes.elementsEqual(page.bytes))
    #expect(expander.diagnostics.map(\.code) == ["markdown.snippet.size"])
  }

  @Test func placesAreThoseOfTheFiles() {
    let page = "# Page\n\n- item\n\n    --8<-- \"inc\"\n\n[last](c)\n"
    let files = ["inc": "first\n\n[ä](a) [x](b)\n"]
    let links = outline(page, files).outline.links
    #expect(
      links.map(\.position) == [
        SourcePosition(line: 3, column: 1, file: "inc"),
        SourcePosition(line: 3, column: 8, file: "inc"), SourcePosition(line: 7, column: 1),
      ])
  }

  @Test func missingFiles() {
    var options = Snippets()
    let page = "x\n\n  --8<-- \"no.md\"\n"
    let missing = outline(page, [:], options).outline.diagnostics
    #expect(missing.map(\.severity) == [.info])
    #expect(missing[0].location == Location(file: "", line: 3, column: 11))
    options.checksPaths = true
    #expect(outline(page, [:], options).outline.diagnostics.map(\.severity) == [.error])
    options.autoAppend = ["gone"]
    #expect(outline("x", [:], options).outline.diagnostics.isEmpty)
  }

  @Test func filesAreAppended() {
    var options = Snippets()
    options.autoAppend = ["a", "b:2"]
    #expect(
      lines("x", ["a": "A", "b": "1\n2"], options) == ["x", "", "", "A", "", "2", ""])
  }
}
