import Bytes
import Diagnostics
import Testing

@testable import Markdown

@Suite struct EmojiTests {
  /// A few names.
  struct Names: EmojiProvider {
    var knowsAll = true

    func meaning(of name: String, in index: Emojis.Index) -> EmojiMeaning? {
      switch name {
      case "smile":
        .emoji(codePoints: "1f604", text: "😄", category: "people", name: "grinning face")
      case "heart":
        .emoji(codePoints: "2764", text: "\u{2764}\u{FE0F}", category: "symbols", name: "red heart")
      case "my-icon" where index == .material: .icon(svg: "<svg><path/></svg>")
      default: nil
      }
    }

    func suggestion(for name: String, in index: Emojis.Index) -> String? {
      name == "smyle" ? "smile" : nil
    }
  }

  private func render(
    _ markdown: String, _ names: Names = Names(), _ change: (inout Emojis) -> Void = { _ in }
  ) -> (html: String, outline: Outline) {
    var dialect = Dialect.mkdocs
    dialect.attributeLists = true
    var emojis = Emojis()
    emojis.index = .material
    emojis.generator = .material
    change(&emojis)
    dialect.emojis = emojis
    var renderer = MarkdownRenderer(dialect: dialect)
    renderer.emojis = names
    var resolver = UnchangedLinks()
    var output = OutputBuffer()
    let outline = renderer.render(Array(markdown.utf8)[...], resolver: &resolver, into: &output)
    return (output.text, outline)
  }

  private func html(_ markdown: String, _ change: (inout Emojis) -> Void = { _ in }) -> String {
    String(render(markdown, Names(), change).html.dropLast().dropFirst(3).dropLast(4))
  }

  @Test func asMaterialHasIt() {
    #expect(
      html(":smile:")
        == "<img class=\"twemoji\" alt=\"😄\" "
        + "src=\"https://cdn.jsdelivr.net/gh/jdecked/twemoji@16.0.1/assets/svg/1f604.svg\" "
        + "title=\":smile:\" />")
    #expect(
      html("a:my-icon:{ .lg .middle } b")
        == "a<span class=\"twemoji lg middle\"><svg><path/></svg></span> b")
    #expect(html("\\:smile: `:smile:` :smile\\: ![:smile:](x)").contains("twemoji") == false)
    #expect(html("1:100:smile: :SMILE:") == "1:100:smile: :SMILE:")
  }

  @Test func generators() {
    let png = "https://cdnjs.cloudflare.com/ajax/libs/emojione/2.2.7/assets/png/2764.png"
    #expect(
      html(":heart:") { $0 = Emojis() }
        == "<img class=\"emojione\" alt=\"\u{2764}\u{FE0F}\" src=\"\(png)\" title=\":heart:\" />")
    #expect(
      html(":heart:") {
        $0.index = .gemoji
        $0.generator = .png
        $0.title = .none
        $0.altIsEmoji = false
        $0.classes = "x y"
        $0.imagePath = "/i/"
        $0.attributes = ["width": "20"]
      } == "<img class=\"x y\" alt=\":heart:\" src=\"/i/2764.png\" width=\"20\" />")
    #expect(
      html(":smile:") {
        $0.generator = .pngSprite
        $0.title = .long
      } == "<span class=\"twemoji-64-people _1f604\" title=\"grinning face\">😄</span>")
    #expect(
      html(":smile:") { $0.generator = .svgSprite }
        == "<svg class=\"twemoji\"><description>😄</description>"
        + "<use xlink:href=\"./../assets/sprites/emojione.sprites.svg#emoji-1f604\"></use></svg>")
    let alt = html(":heart: :my-icon:") {
      $0.generator = .alt
      $0.removesVariationSelector = true
    }
    #expect(Array(alt.unicodeScalars) == Array("\u{2764} :my-icon:".unicodeScalars))
  }

  @Test func headingsCountNoImages() {
    let outline = render("# :my-icon: Title :smile:\n").outline
    #expect(outline.headings.map(\.id) == ["title"])
    #expect(outline.headings.map(\.text) == ["Title"])
    #expect(outline.links.isEmpty)
  }

  @Test func unknownNamesStandBehindShortenedLinks() {
    var links = MagicLinks()
    links.hidesScheme = true
    var dialect = Dialect.mkdocs
    dialect.bareLinks = .magicLinks(links)
    dialect.emojis = Emojis()
    var renderer = MarkdownRenderer(dialect: dialect)
    renderer.emojis = Names()
    var resolver = UnchangedLinks()
    var output = OutputBuffer()
    let page = Array("<http://a> b :smyle:\n".utf8)
    let outline = renderer.render(page[...], resolver: &resolver, into: &output)
    #expect(outline.diagnostics.map(\.location?.column) == [14])
  }

  @Test func unknownNamesAreSaid() {
    let (html, outline) = render("> text\n> *a* :smyle: and [:nope:](x) 12:30:45 a:b:c :: ::x::\n")
    #expect(html.contains(":smyle:"))
    #expect(
      outline.diagnostics == [
        .info(
          code: "markdown.emoji", "there is no emoji or icon ':smyle:'",
          at: Location(file: "", line: 2, column: 7, length: 7), target: "smyle",
          hint: "did you mean ':smile:'?"),
        .info(
          code: "markdown.emoji", "there is no emoji or icon ':nope:'",
          at: Location(file: "", line: 2, column: 20, length: 6), target: "nope",
          hint: "write '\\:' where a colon is meant"),
      ])
    #expect(render(":smyle:", Names(knowsAll: false)).outline.diagnostics.isEmpty)
    let strict = render("12:30:45", Names()) { $0.isStrict = true }.outline.diagnostics
    #expect(strict.map(\.severity) == [.error])
  }
}
