import Testing

@testable import Markdown

@Suite struct TabsTests {
  private let page = "=== \"A\"\n\n    a\n\n=== \"B *b*\"\n\n    b\n\n===! \"C\"\n    c\n"

  @Test func makeSets() {
    #expect(
      html(of: page, .full) == """
        <div class="tabbed-set tabbed-alternate" data-tabs="1:2">
        <input checked="checked" id="__tabbed_1_1" name="__tabbed_1" type="radio" />\
        <input id="__tabbed_1_2" name="__tabbed_1" type="radio" />
        <div class="tabbed-labels"><label for="__tabbed_1_1">A</label>\
        <label for="__tabbed_1_2">B <em>b</em></label></div>
        <div class="tabbed-content">
        <div class="tabbed-block">
        <p>a</p>
        </div>
        <div class="tabbed-block">
        <p>b</p>
        </div>
        </div>
        </div>
        <div class="tabbed-set tabbed-alternate" data-tabs="2:1">
        <input checked="checked" id="__tabbed_2_1" name="__tabbed_2" type="radio" />
        <div class="tabbed-labels"><label for="__tabbed_2_1">C</label></div>
        <div class="tabbed-content">
        <div class="tabbed-block">
        <p>c</p>
        </div>
        </div>
        </div>

        """)
  }

  @Test func takeIdsFromLabels() {
    var dialect = Dialect.full
    dialect.tabs?.slugs = .unicode(lowercase: true)
    let html = html(of: "=== \"My Tab\"\n    a\n\n=== \"My Tab\"\n    b\n", dialect)
    #expect(html.contains("<label for=\"my-tab\">"))
    #expect(html.contains("<label for=\"my-tab_1\">"))
  }

  @Test func takeIdsFromHeadingsAndLabels() {
    var dialect = Dialect.full
    dialect.tabs?.slugs = .unicode(lowercase: true)
    dialect.tabs?.combinesHeadings = true
    dialect.tabs?.separator = "_"
    let page = "# A\n\n- x\n\n    === \"B b\"\n        ## C\n\n        === \"D\"\n            e\n"
    let html = html(of: page, dialect)
    #expect(html.contains("<label for=\"a_b_b\">"))
    #expect(html.contains("id=\"c_d\""))
    #expect(outline(page, dialect).anchors.map(\.id) == ["a", "c", "a_b_b", "c_d"])
  }

  @Test func mayStandWithTheirLabels() {
    var dialect = Dialect.full
    dialect.tabs?.alternateStyle = false
    #expect(
      html(of: "=== \"A\"\n    a\n", dialect) == """
        <div class="tabbed-set" data-tabs="1:1">
        <input checked="checked" id="__tabbed_1_1" name="__tabbed_1" type="radio" />\
        <label for="__tabbed_1_1">A</label>
        <div class="tabbed-content">
        <p>a</p>
        </div>
        </div>

        """)
  }

  @Test func fencesInTheirItemsEndInThem() {
    let tab = "=== \"A\"\n    1. a\n    ```\n    {}\n    ```\n    2. b\n\n"
    let page = html(of: tab + "## C\n\n```py\nd\n```\n", .full)
    #expect(page.contains("<li>a\n"))
    #expect(page.contains("{}\n</code>"))
    #expect(page.contains("<li>b</li>\n</ol>\n</div>\n</div>\n</div>\n<h2"))
    #expect(page.contains("d\n</code>"))
    let quote = html(of: "> 1. a\n> ```\n> b\n> ```\n\nc\n\n```\nd\n```\n", .full)
    #expect(quote.contains("b\n</code>"))
    #expect(quote.contains("</blockquote>\n<p>c</p>"))
  }

  @Test func headingsAreNoTabs() {
    #expect(html(of: "Title\n===\n\ntext\n", .full) == "<h1 id=\"title\">Title</h1>\n<p>text</p>\n")
  }
}
