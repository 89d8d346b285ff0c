import Markdown
import MarkdownTrials
import Testing

/// Blocks whose source shows that they hold nothing but text are passed over. Where a dialect has
/// editors' marks, every block is read in full, and must come out the same.
@Suite struct PassedOverBlockTests {
  private let dialect: Dialect = {
    var dialect = Dialect.full
    dialect.smartSymbols = SmartSymbols()
    dialect.smarty = Smarty()
    dialect.taskLists = TaskLists()
    dialect.bareLinks = .magicLinks(MagicLinks())
    dialect.inlineCode = InlineCode()
    dialect.permalink = "¶"
    return dialect
  }()

  private func comesOutTheSame(_ markdown: String) -> Bool {
    var careful = dialect
    careful.critic = .view
    return html(of: markdown, dialect) == html(of: markdown, careful)
      && outline(markdown, dialect) == outline(markdown, careful)
  }

  @Test(arguments: [
    "a &quot;b&quot; c", "a \\\"b\\\" c", "_1st_ *22nd* 3/4\n\nthe 101st and __2nd__",
    "a(c)b (tm) (r", "`(c)` x", "a &#45;&#45; b", "a \\-- b -\\- c",
    "x www.a.b y\n\nhttp&#58;//a.b", "# a ~~b~~\n\ntext\n===", "*[AB]: c\n\n*AB* _AB_ xAB",
    "- [ ] a\n- [x] \"b\"\n- c", "| a \"b\" | c |\n|---|---|\n| d | 1/2 |",
    "[a ![b *c*](d) e](f) g\n\n<a href=\"h\">i *j*\n\nk</a> l",
    "a][b\n\nc](d e)\n\n[^f]\n\n[g]: h\n[TOC]", "\\[TOC]\n\n[TOC]\n\n# a\n\n# a",
    "> a\n> ++ctrl+c++ b\n\nc ==d==", "a:b:c 12:30 d--e f...", "a@b.cd",
    "!!! note \"x (c)\"\n    y\n\n    1st",
  ]) func blocks(markdown: String) {
    #expect(comesOutTheSame(markdown))
  }

  @Test func madeUpPages() {
    let marks = ["{+", "{-", "{~", "{=", "{>"]
    for input in MadeUpPages(count: 1_500, seed: 7) {
      let page = String(decoding: input.dropFirst(), as: UTF8.self)
      if marks.contains(where: { page.contains($0) }) { continue }
      #expect(comesOutTheSame(page), "\(page.debugDescription)")
    }
  }

  @Test func manyHeadingsHaveIDsOfTheirOwn() {
    let names = (0..<50).flatMap { ["# Same", "# Number \($0)", "# Same 1"] }
    let ids = outline(names.joined(separator: "\n\n"), .mkdocs).headings.map(\.id)
    #expect(ids.count == 150)
    #expect(Set(ids).count == 150)
    #expect(ids[..<6] == ["same", "number-0", "same-1", "same_1", "number-1", "same-1_1"])
  }
}
