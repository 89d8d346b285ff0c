import Bytes
import CCmark
import Diagnostics

// `:smile:` and `:material-check:`.

/// How names between colons become emoji and icons (`pymdownx.emoji`).
public struct Emojis: Sendable, Hashable {
  /// Whose names are known.
  public enum Index: Sendable, Hashable {
    /// EmojiOne's.
    case emojiOne
    /// GitHub's.
    case gemoji
    /// Those for Twemoji.
    case twemoji
    /// Those for Twemoji, and icons, as Material for MkDocs has it.
    case material
  }

  /// What an emoji becomes.
  public enum Generator: Sendable, Hashable {
    /// An image in PNG.
    case png
    /// An image in SVG.
    case svg
    /// A part of one large image in PNG.
    case pngSprite
    /// A part of one large image in SVG.
    case svgSprite
    /// Text.
    case alt
    /// An image in SVG; icons stand in the page themselves, as Material for MkDocs has it.
    case material
  }

  /// What an image's title says.
  public enum Title: Sendable, Hashable {
    /// What the emoji shows.
    case long
    /// The name between colons.
    case short
    /// There is none.
    case none
  }

  /// Whose names are known (`emoji_index`).
  public var index = Index.emojiOne
  /// What an emoji becomes (`emoji_generator`).
  public var generator = Generator.png
  /// What an image's title says (`title`).
  public var title = Title.short
  /// An image's alternative text is the emoji itself (`alt`), otherwise the name between colons.
  public var altIsEmoji = true
  /// Emoji lose their variation selectors (`remove_variation_selector`).
  public var removesVariationSelector = false
  /// A name that is not known is an error (`strict`).
  public var isStrict = false
  /// The classes of images (`classes`); nil for the index's name.
  public var classes: String?
  /// Where images lie (`image_path`); nil for the place the extension has.
  public var imagePath: String?
  /// The size of PNG sprites (`size`).
  public var size = "64"
  /// Further attributes of images (`attributes`).
  public var attributes: [String: String] = [:]
  /// Folders of further icons, seen from the folder of the configuration (`custom_icons`).
  public var customIcons: [String] = []

  /// As the extension has them by default.
  public init() {}

  /// The class of images without an option.
  fileprivate var indexName: String {
    switch index {
    case .emojiOne: "emojione"
    case .gemoji: "gemoji"
    case .twemoji, .material: "twemoji"
    }
  }
}

/// What a name between colons means.
public enum EmojiMeaning: Sendable {
  /// An emoji: its code points as names of image files have them, itself, its category, and what it
  /// shows.
  case emoji(codePoints: String, text: String, category: String, name: String)
  /// An icon, as SVG.
  case icon(svg: String)
}

/// Knows emoji and icons. The Markdown module carries none itself.
public protocol EmojiProvider: Sendable {
  /// What a name without its colons means; nil for one that is not known.
  func meaning(of name: String, in index: Emojis.Index) -> EmojiMeaning?
  /// A known name that a wrong one was probably meant to be.
  func suggestion(for name: String, in index: Emojis.Index) -> String?
  /// Whether a name that is not known is a mistake; otherwise some may merely be missing here.
  var knowsAll: Bool { get }
}

/// A name that is not known, where it stands in the tree.
struct UnknownEmoji {
  var node: Node
  /// Where its colon stands in the node's text.
  var index: Int
  var name: String
}

extension InlineRewriter {
  /// The emoji or icon that begins at a colon. What is not known is passed over as a whole.
  mutating func emoji(in text: InlineText, at start: Int, _ style: Emojis) -> InlineFind? {
    guard let emojis else { return nil }
    var end = start + 1
    while text.isWord(end) || text[end] == ASCII.plus || text[end] == ASCII.hyphen { end += 1 }
    guard end > start + 1, text[end] == ASCII.colon, !text.isEscaped(end) else { return nil }
    let name = text.string(start + 1..<end)
    let range = start..<end + 1
    let made: Node?
    if let meaning = emojis.meaning(of: name, in: style.index) {
      made = EmojiWriter(style: style, written: ":\(name):").node(meaning, &annotations)
    } else {
      if emojis.knowsAll, style.isStrict || text.looksLikeName(range) {
        unknownEmojis.append(UnknownEmoji(node: text.node, index: start, name: name))
      }
      made = Node(new: CMARK_NODE_TEXT)
      made?.setLiteral(text.string(range))
    }
    return made.map { InlineFind(range: range, node: $0) }
  }

  /// Says which names of a block are not known.
  mutating func reportUnknownEmojis(in block: Node, quoteDepth: Int) {
    guard let emojis, let style = dialect.emojis else { return }
    var text = text
    var next = 0
    var found: [Diagnostic] = []
    forEachText(of: block, quoteDepth: quoteDepth) { node, cursor in
      let literal = node.literal
      var done = 0
      while next < unknownEmojis.count, unknownEmojis[next].node == node {
        let unknown = unknownEmojis[next]
        cursor.advance(over: literal[done..<unknown.index])
        done = unknown.index
        let place = text.position(of: cursor.offset)
        found.append(
          Diagnostic(
            style.isStrict ? .error : .info, code: "markdown.emoji",
            "there is no emoji or icon ':\(unknown.name):'",
            at: Location(
              file: place.file ?? "", line: place.line, column: place.column,
              length: unknown.name.unicodeScalars.count + 2),
            target: unknown.name,
            hint: emojis.suggestion(for: unknown.name, in: style.index).map {
              "did you mean ':\($0):'?"
            } ?? "write '\\:' where a colon is meant"))
        next += 1
      }
      cursor.advance(over: literal[done...])
    }
    diagnostics += found
    unknownEmojis.removeAll()
  }
}

extension InlineText {
  /// Whether something between colons was meant as a name: it stands alone and has a letter.
  fileprivate func looksLikeName(_ range: Range<Int>) -> Bool {
    let (before, after) = (range.lowerBound - 1, range.upperBound)
    guard !isWord(before), self[before] != ASCII.colon, !isWord(after), self[after] != ASCII.colon
    else { return false }
    return literal[range].contains { $0.isASCIILetter }
  }
}

/// Makes the nodes of emoji and icons.
private struct EmojiWriter {
  let style: Emojis
  /// The name with its colons, as the author wrote it.
  let written: String

  func node(_ meaning: EmojiMeaning, _ annotations: inout Annotations) -> Node? {
    guard let node = Node(new: CMARK_NODE_CUSTOM_INLINE) else { return nil }
    switch meaning {
    case .icon(let svg):
      if style.generator == .alt {
        addText(written, to: node)
        annotations[node].role = .bare
      } else {
        annotations.makeElement(node, "span", .inline, Attributes(classes: classes))
        addHTML(svg, to: node, &annotations)
      }
    case .emoji(let codePoints, let text, let category, let name):
      let alt = style.altIsEmoji ? self.text(text) : written
      let title: String? =
        switch style.title {
        case .long: name
        case .short: written
        case .none: nil
        }
      var attributes = Attributes(classes: classes)
      switch style.generator {
      case .png, .svg, .material:
        attributes["alt"] = alt
        attributes["src"] = imageAddress(codePoints)
        attributes["title"] = title
        add(style.attributes, to: &attributes)
        annotations.makeElement(node, "img", .inline, attributes)
      case .pngSprite:
        let prefix = style.classes ?? style.indexName
        attributes.classes = ["\(prefix)-\(style.size)-\(category)", "_\(codePoints)"]
        attributes["title"] = title
        add(style.attributes, to: &attributes)
        annotations.makeElement(node, "span", .inline, attributes)
        addText(alt, to: node)
      case .svgSprite:
        annotations.makeElement(node, "svg", .inline, attributes)
        addHTML(sprite(codePoints, alt), to: node, &annotations)
      case .alt:
        annotations[node].role = .bare
        addText(alt, to: node)
      }
    }
    annotations[node].written = .whole(written)
    return node
  }

  private var classes: [String] {
    (style.classes ?? style.indexName).split(separator: " ").map(String.init)
  }

  private func text(_ emoji: String) -> String {
    guard style.removesVariationSelector else { return emoji }
    var kept = String.UnicodeScalarView()
    for scalar in emoji.unicodeScalars where scalar != "\u{FE0F}" { kept.append(scalar) }
    return String(kept)
  }

  private func add(_ more: [String: String], to attributes: inout Attributes) {
    for (name, value) in more.sorted(by: { $0.key < $1.key }) {
      if name == "class" {
        attributes.classes = value.split(separator: " ").map(String.init)
      } else if name == "id" {
        attributes.id = value
      } else {
        attributes[name] = value
      }
    }
  }

  private func addText(_ text: String, to node: Node) {
    guard let child = Node(new: CMARK_NODE_TEXT) else { return }
    child.setLiteral(text)
    node.append(child)
  }

  private func addHTML(_ html: String, to node: Node, _ annotations: inout Annotations) {
    guard let child = Node(new: CMARK_NODE_CUSTOM_INLINE) else { return }
    annotations[child].role = .html(html)
    node.append(child)
  }

  // MARK: Addresses

  /// Where the real extension's images lie.
  private func imageAddress(_ codePoints: String) -> String {
    let isPNG = style.generator == .png
    let folder: String
    switch style.index {
    case .twemoji, .material:
      let size = isPNG ? "72x72" : "svg"
      folder = "https://cdn.jsdelivr.net/gh/jdecked/twemoji@16.0.1/assets/\(size)/"
    case .gemoji where isPNG:
      folder = "https://github.githubassets.com/images/icons/emoji/unicode/"
    case .gemoji, .emojiOne:
      let kind = isPNG ? "png" : "svg"
      folder = "https://cdnjs.cloudflare.com/ajax/libs/emojione/2.2.7/assets/\(kind)/"
    }
    return (style.imagePath ?? folder) + codePoints + (isPNG ? ".png" : ".svg")
  }

  private func sprite(_ codePoints: String, _ alt: String) -> String {
    var html = OutputBuffer()
    html.append("<description>" as StaticString)
    html.appendHTMLEscaped(alt)
    html.append("</description><use xlink:href=\"" as StaticString)
    html.appendHTMLEscaped(style.imagePath ?? "./../assets/sprites/emojione.sprites.svg")
    html.append("#emoji-" as StaticString)
    html.appendHTMLEscaped(codePoints)
    html.append("\"></use>" as StaticString)
    return html.text
  }
}
