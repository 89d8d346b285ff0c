import Testing

@testable import Markdown

@Suite struct TaskListTests {
  private func html(_ markdown: String, _ tasks: TaskLists = TaskLists()) -> String {
    var dialect = Dialect.mkdocs
    dialect.taskLists = tasks
    return MarkdownTests.html(of: markdown, dialect)
  }

  @Test func marksListsAndItems() {
    #expect(
      html("1. [ ] a\n2. b\n3. [X]  c\n") == """
        <ol class="task-list">
        <li class="task-list-item"><input type="checkbox" disabled/> a</li>
        <li>b</li>
        <li class="task-list-item"><input type="checkbox" disabled checked/> c</li>
        </ol>

        """)
  }

  @Test func looseItemsKeepTheirParagraphs() {
    #expect(
      html("- [ ] **a**\n\n- [x] [b](c.md)\n") == """
        <ul class="task-list">
        <li class="task-list-item">
        <p><input type="checkbox" disabled/> <strong>a</strong></p>
        </li>
        <li class="task-list-item">
        <p><input type="checkbox" disabled checked/> <a href="c.md">b</a></p>
        </li>
        </ul>

        """)
    #expect(
      MarkdownTests.html(of: "- [ ] a\n\n- b\n", .github) == """
        <ul>
        <li><input type="checkbox" disabled="" />\u{20}
        <p>a</p>
        </li>
        <li>
        <p>b</p>
        </li>
        </ul>

        """)
  }

  @Test(arguments: [
    "- [ ]a\n", "- [ ]\n", "- [y] a\n", "- \\[ ] a\n", "- &#91; ] a\n", "- a [ ] b\n", "[ ] a\n",
    "- `[ ]` a\n", "> [x] a\n", "- # [x] a\n",
  ]) func isNoTask(markdown: String) {
    #expect(!html(markdown).contains("<input"), "\(markdown)")
    #expect(!MarkdownTests.html(of: markdown, .github).contains("<input"), "\(markdown)")
  }

  @Test func boxesCanBeDrawnAndTicked() {
    var tasks = TaskLists(style: .label)
    tasks.isClickable = true
    #expect(
      html("- [x] a\n", tasks).contains(
        "<label class=\"task-list-control\"><input type=\"checkbox\" checked/>"
          + "<span class=\"task-list-indicator\"></span></label> a"))
  }

  @Test func linksKeepTheirPlaces() {
    let links = outline("- [ ] \\* [a](b) [c][]\n\n[c]: d\n", .github).links
    #expect(links.map(\.position.place) == ["1:10", "1:17"])
  }
}
