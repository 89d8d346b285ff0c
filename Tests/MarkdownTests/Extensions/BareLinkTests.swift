import Bytes
import Testing

@testable import Markdown

@Suite struct BareLinkTests {
  /// `line:column destination`, one per link.
  private func places(_ markdown: String, _ dialect: Dialect = .github) -> [String] {
    outline(markdown, dialect).links.map { "\($0.position.place) \($0.destination)" }
  }

  private func magic(_ change: (inout MagicLinks) -> Void = { _ in }) -> Dialect {
    var options = MagicLinks()
    change(&options)
    var dialect = Dialect.mkdocs
    dialect.bareLinks = .magicLinks(options)
    return dialect
  }

  @Test(arguments: [
    ("a http://b.c/d.\nwww.e.f", ["1:3 http://b.c/d", "2:1 http://www.e.f"]),
    ("> - me@b.cd, https://e.f", ["1:5 mailto:me@b.cd", "1:14 https://e.f"]),
    ("| a |\n|---|\n| x http://b.c |", ["3:5 http://b.c"]),
    (
      "# http://b.c\n\nÄ [x](y) http://d.e [z](q)",
      ["1:3 http://b.c", "3:3 y", "3:10 http://d.e", "3:21 q"]
    ),
    ("**http://b.c/x** ~~www.d.e~~", ["1:3 http://b.c/x", "1:20 http://www.d.e"]),
    ("- [ ] \\* http://b.c", ["1:10 http://b.c"]),
    (
      "`http://a.b` [http://c.d](e) <http://f.g> ![http://h.i](j)",
      ["1:14 e", "1:30 http://f.g", "1:43 j"]
    ),
  ]) func placesLinks(example: (markdown: String, places: [String])) {
    #expect(places(example.markdown) == example.places)
    #expect(places(example.markdown, magic { _ in }).count == example.places.count)
  }

  @Test(arguments: [
    ("http://a.b/__init__.py x", "http://a.b/__init__.py"),
    ("http://a.b/*c*/_d_e **f**", "http://a.b/*c*/_d_e"),
    ("www.a.b/_c **d** e_ f", "http://www.a.b/_c"),
    ("(http://a.b/(c))", "http://a.b/(c)"),
  ]) func addressesGoBeforeEmphasis(example: (markdown: String, destination: String)) {
    for dialect in [Dialect.github, magic()] {
      #expect(outline(example.markdown, dialect).links.map(\.destination) == [example.destination])
    }
  }

  @Test func emphasisBehindAddressesStays() {
    #expect(
      html(of: "http://a.b/x *c* _http://d.e/_ *f*", .github) == """
        <p><a href="http://a.b/x">http://a.b/x</a> <em>c</em> \
        <em><a href="http://d.e/">http://d.e/</a></em> <em>f</em></p>

        """)
  }

  @Test func resolversSeeBareLinks() {
    struct Upper: LinkResolver {
      mutating func resolve(_ link: Link) -> String? { link.destination.uppercased() }
    }
    var renderer = MarkdownRenderer(dialect: .github)
    var resolver = Upper()
    var output = OutputBuffer()
    _ = renderer.render(Array("http://a.b\n".utf8)[...], resolver: &resolver, into: &output)
    #expect(output.text == "<p><a href=\"HTTP://A.B\">http://a.b</a></p>\n")
  }

  @Test func shortNamesLeadToRepositories() {
    let dialect = magic {
      $0.linksRepositories = true
      $0.user = "o"
      $0.repository = "r"
    }
    #expect(
      places("x #1 q!2 z/q?3 @u @gitlab:u/p \\#4 `#5` [#6](y)", dialect) == [
        "1:3 https://github.com/o/r/issues/1", "1:6 https://github.com/o/q/pull/2",
        "1:10 https://github.com/z/q/discussions/3", "1:16 https://github.com/u",
        "1:19 https://gitlab.com/u/p", "1:40 y",
      ])
    #expect(
      html(of: "z/q#1\n", dialect) == """
        <p><a href="https://github.com/z/q/issues/1" title="GitHub Issue: z/q #1" \
        class="magiclink magiclink-github magiclink-issue">z/q#1</a></p>

        """)
  }

  @Test func addressesOfRepositoriesGetShort() {
    let dialect = magic {
      $0.shortensRepositories = true
      $0.hidesScheme = true
      $0.user = "o"
      $0.repository = "r"
    }
    let markdown = """
      https://github.com/o/r/issues/1 <https://github.com/o/q/pull/2> [x](https://github.com/o)
      <https://a.b/c> https://github.com/settings/x [p](q)
      """
    #expect(
      outline(markdown, dialect).links.map(\.text) == [
        "#1", "q!2", "x", "a.b/c", "github.com/settings/x", "p",
      ])
    #expect(
      outline(markdown, dialect).links.map(\.position.place) == [
        "1:1", "1:33", "1:65", "2:1", "2:17", "2:47",
      ])
  }
}
