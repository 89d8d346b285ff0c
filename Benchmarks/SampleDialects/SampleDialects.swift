public import Markdown

/// `SampleDialects` are the dialects, files and emoji that benchmarks and the fuzzer read with.

extension Dialect {
  /// What most authors for MkDocs switch on.
  public static let everything: Dialect = {
    var dialect = Dialect.mkdocs
    dialect.admonitions = true
    dialect.details = true
    dialect.tabs = Tabs()
    dialect.attributeLists = true
    dialect.definitionLists = true
    dialect.footnotes = true
    dialect.abbreviations = true
    dialect.markdownInHTML = true
    dialect.tilde = SpanPair()
    dialect.caret = SpanPair()
    dialect.mark = true
    dialect.keys = Keys()
    dialect.smartSymbols = SmartSymbols()
    dialect.smarty = Smarty()
    dialect.taskLists = TaskLists()
    dialect.callouts = Callouts(rules: .quotes)
    dialect.bareLinks = .magicLinks(MagicLinks())
    dialect.emojis = Emojis()
    dialect.inlineCode = InlineCode()
    dialect.formulas = Formulas()
    var blocks = GenericBlocks()
    blocks.kinds = ["admonition": .admonition(nil), "details": .details(nil), "tab": .tab]
    dialect.blocks = blocks
    dialect.codeBlocks.nestsFences = true
    dialect.codeBlocks.style = .wrapped(cssClass: "highlight")
    dialect.slugs = .pythonMarkdown
    dialect.permalink = "¶"
    return dialect
  }()

  /// Every syntax there is, as far as one does not exclude another.
  public static let allSyntax: Dialect = {
    var dialect = Dialect.everything
    dialect.blocks = .samples
    dialect.wikiLinks = WikiLinks()
    dialect.critic = .view
    dialect.calloutParagraphs = CalloutParagraphs()
    dialect.bareLinks = .magicLinks(.samples)
    dialect.codeBlocks.indentedStyle = .wrapped(cssClass: "highlight")
    dialect.slugs = .unicode(lowercase: true)
    dialect.snippets = Snippets()
    return dialect
  }()
}

extension GenericBlocks {
  /// All kinds of blocks.
  public static let samples: GenericBlocks = {
    var blocks = GenericBlocks()
    blocks.kinds = [
      "admonition": .admonition(nil), "details": .details(nil), "tab": .tab,
      "note": .admonition(Titled(cssClass: "note", title: "Note")),
      "caption": .caption(Caption(name: "caption")),
      "figure-caption": .caption(Caption(name: "figure-caption", prefix: "Figure {}. ")),
      "define": .definition, "html": .html,
    ]
    blocks.contents = ["math": .raw, "raw": .html]
    return blocks
  }()
}

extension MagicLinks {
  /// Every kind of link and short name.
  public static let samples: MagicLinks = {
    var links = MagicLinks()
    links.hidesScheme = true
    links.shortensRepositories = true
    links.shortensPeople = true
    links.linksRepositories = true
    links.linksPeople = true
    links.normalizesSymbols = true
    links.user = "o"
    links.repository = "r"
    links.hosts = [Host(name: "h", type: "gitlab", label: "H", url: "https://h.example")]
    return links
  }()
}

/// Files that pages include: text, sections, one that includes itself, and none.
public struct SampleSnippets: SnippetProvider {
  private let files = [
    "a": "text\n", "b.md": "!!! note\n    body\n\n--8<-- \"a\"\n",
    "s": "1\n; --8<-- [start:x]\n  - 2\n; --8<-- [end:x]\n3\n", "loop": "--8<-- \"loop\"\n",
    "open": "``` py\n", "crlf": "a\r\n\r\n[^1]: b\r\n", "empty": "",
  ]

  /// Creates the files.
  public init() {}

  /// The file that an author's path leads to.
  public func snippet(at path: String) -> SnippetLookup {
    guard let text = files[path] else { return .missing(message: "no such file", hint: nil) }
    return .found(SnippetFile(name: path, text: Array(text.utf8)))
  }
}

/// Two emoji and an icon.
public struct SampleEmojis: EmojiProvider {
  /// Creates the names.
  public init() {}

  /// A name that is not known is a mistake.
  public var knowsAll: Bool { true }

  /// What a name without its colons means; nil for one that is not known.
  public func meaning(of name: String, in index: Emojis.Index) -> EmojiMeaning? {
    switch name {
    case "smile": .emoji(codePoints: "1f604", text: "😄", category: "people", name: "smiling")
    case "+1": .emoji(codePoints: "1f44d", text: "👍", category: "people", name: "thumbs up")
    case "i": .icon(svg: "<svg/>")
    default: nil
    }
  }

  /// A known name that a wrong one was probably meant to be.
  public func suggestion(for name: String, in index: Emojis.Index) -> String? {
    name.first == "s" ? "smile" : nil
  }
}
