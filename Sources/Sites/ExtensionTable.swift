import Configuration
import Markdown

/// What each Markdown extension switches on, and what the absence of the others means.
enum ExtensionTable {
  typealias Support = @Sendable (inout Dialect, OptionReader) -> Void

  /// Extensions that scaffold does.
  static let supported: [String: Support] = [
    "tables": { dialect, _ in dialect.tables = true },
    "fenced_code": { dialect, options in
      dialect.codeBlocks.languagePrefix = options.string("lang_prefix") ?? "language-"
    },
    "meta": { dialect, _ in dialect.frontMatter = .meta },
    "sane_lists": { _, _ in },
    "toc": { dialect, options in toc(&dialect, options) },
    "admonition": { dialect, _ in dialect.admonitions = true },
    "attr_list": { dialect, _ in dialect.attributeLists = true },
    "def_list": { dialect, _ in dialect.definitionLists = true },
    "footnotes": { dialect, options in
      dialect.footnotes = true
      dialect.footnoteStyle = footnotes(options)
    },
    "abbr": { dialect, _ in dialect.abbreviations = true },
    "md_in_html": { dialect, _ in dialect.markdownInHTML = true },
    "extra": { dialect, _ in extra(&dialect) },
    "codehilite": { dialect, options in codehilite(&dialect, options) },
    "pymdownx.highlight": { dialect, options in highlight(&dialect, options) },
    "pymdownx.inlinehilite": { dialect, options in inlinehilite(&dialect, options) },
    "pymdownx.arithmatex": { dialect, options in arithmatex(&dialect, options) },
    "pymdownx.superfences": { dialect, options in superfences(&dialect, options) },
    "pymdownx.details": { dialect, _ in dialect.details = true },
    "pymdownx.tabbed": { dialect, options in tabbed(&dialect, options) },
    "pymdownx.blocks.admonition": { dialect, options in
      blocks(&dialect) { admonitionBlocks(&$0, options) }
    },
    "pymdownx.blocks.details": { dialect, options in
      blocks(&dialect) { detailsBlocks(&$0, options) }
    },
    "pymdownx.blocks.tab": { dialect, options in blocks(&dialect) { tabBlocks(&$0, options) } },
    "pymdownx.blocks.caption": { dialect, options in
      blocks(&dialect) { captionBlocks(&$0, options) }
    },
    "pymdownx.blocks.definition": { dialect, _ in
      blocks(&dialect) { $0.kinds["define"] = .definition }
    },
    "pymdownx.blocks.html": { dialect, options in blocks(&dialect) { htmlBlocks(&$0, options) } },
    "pymdownx.tilde": { dialect, options in
      dialect.tilde = spanPair(options, double: "delete", single: "subscript")
    },
    "pymdownx.caret": { dialect, options in
      dialect.caret = spanPair(options, double: "insert", single: "superscript")
    },
    "pymdownx.mark": { dialect, _ in dialect.mark = true },
    "nl2br": { dialect, _ in dialect.keepsLineBreaks = true },
    "smarty": { dialect, options in smarty(&dialect, options) },
    "wikilinks": { dialect, options in wikiLinks(&dialect, options) },
    "pymdownx.smartsymbols": { dialect, options in smartSymbols(&dialect, options) },
    "pymdownx.escapeall": { dialect, options in
      dialect.escapeAll = EscapeAll()
      dialect.escapeAll?.keepsSpaces = options.bool("nbsp") ?? false
    },
    "pymdownx.betterem": { dialect, options in emphasis(&dialect, options) },
    "pymdownx.saneheaders": { dialect, _ in dialect.headingsNeedNoSpace = false },
    "mdx_truly_sane_lists": { dialect, options in
      dialect.itemReach = max(1, options.int("nested_indent") ?? 2)
      dialect.bulletsEndAtBlankLines = options.bool("truly_sane") ?? true
    },
    "pymdownx.fancylists": { dialect, options in dialect.fancyLists = fancyLists(options) },
    "pymdownx.critic": { dialect, options in
      dialect.critic = options.string("mode").flatMap(Critic.init) ?? .view
    },
    "pymdownx.progressbar": { dialect, options in progressBars(&dialect, options) },
    "pymdownx.keys": { dialect, options in keys(&dialect, options) },
    "pymdownx.emoji": { dialect, options in dialect.emojis = emojis(options) },
    "markdown_include.include": { dialect, options in dialect.includes = includes(options) },
    "mdx_include": { dialect, options in dialect.includes = mdxIncludes(options) },
    "pymdownx.snippets": { dialect, options in dialect.snippets = snippets(options) },
    "pymdownx.tasklist": { dialect, options in tasks(&dialect, options) },
    "pymdownx.magiclink": { dialect, options in magicLinks(&dialect, options) },
    "pymdownx.quotes": { dialect, options in quotes(&dialect, options) },
    "callouts": { dialect, options in callouts(&dialect, options) },
    "github-callouts": { dialect, _ in dialect.callouts = Callouts(rules: .githubCallouts) },
    "gfm_admonition": { dialect, _ in dialect.callouts = Callouts(rules: .gfmAdmonition) },
    "pymdownx.extra": { dialect, options in
      extra(&dialect)
      superfences(&dialect, options.options(of: "pymdownx.superfences"))
    },
  ]

  /// Extensions that are known and not done: what their absence means.
  static let unsupported: [String: String] = [
    "pymdownx.striphtml": "comments and attributes stay",
    "pymdownx.pathconverter": "paths stay as they are",
    "pymdownx.b64": "images stay files",
    "mdx_gh_links": "shorthands are text",
    "plantuml_markdown": "diagrams are code",
    "mkdocs-click": "it runs Python: its blocks are text",
  ]

  private static func extra(_ dialect: inout Dialect) {
    dialect.tables = true
    dialect.attributeLists = true
    dialect.definitionLists = true
    dialect.footnotes = true
    dialect.abbreviations = true
    dialect.markdownInHTML = true
  }

  private static func toc(_ dialect: inout Dialect, _ options: OptionReader) {
    var contents = Contents()
    if let permalink = options.value("permalink") {
      if permalink.bool == true {
        dialect.permalink = "¶"
      } else if permalink.bool != false, permalink.int != 0 {
        dialect.permalink = permalink.string
      }
    }
    contents.marker = options.string("marker") ?? contents.marker
    contents.title = options.string("title")
    contents.titleClass = options.string("title_class") ?? contents.titleClass
    contents.listClass = options.string("toc_class") ?? contents.listClass
    contents.baseLevel = options.int("baselevel") ?? contents.baseLevel
    contents.separator = options.string("separator") ?? contents.separator
    contents.permalinkClass = options.string("permalink_class") ?? contents.permalinkClass
    contents.permalinkTitle = options.string("permalink_title") ?? contents.permalinkTitle
    contents.permalinkLeads = options.bool("permalink_leading") ?? false
    if options.bool("anchorlink") == true {
      contents.anchorLinkClass = options.string("anchorlink_class") ?? "toclink"
    }
    contents.levels = levels(options.string("toc_depth")) ?? contents.levels
    dialect.contents = contents
    if let slugs = options.value("slugify").flatMap(SlugFunction.read) { dialect.slugs = slugs }
  }

  /// `3` stands for levels 1 to 3, `2-4` for itself.
  static func levels(_ text: String?) -> ClosedRange<Int>? {
    guard let text else { return nil }
    let ends = text.split(separator: "-").compactMap { Int($0) }
    switch ends.count {
    case 1 where (1...6).contains(ends[0]): return 1...ends[0]
    case 2 where ends[0] >= 1 && ends[0] <= ends[1] && ends[1] <= 6: return ends[0]...ends[1]
    default: return nil
    }
  }

  private static func tabbed(_ dialect: inout Dialect, _ options: OptionReader) {
    dialect.tabs = tabs(options)
  }

  private static func spanPair(
    _ options: OptionReader, double: String, single: String
  ) -> SpanPair {
    var pair = SpanPair()
    pair.double = options.bool(double) ?? true
    pair.single = options.bool(single) ?? true
    pair.forbidsSpaces = options.bool("no_space") ?? true
    pair.punctuation = options.bool("punctuation") ?? false
    return pair
  }

  private static func footnotes(_ options: OptionReader) -> FootnoteStyle {
    var style = FootnoteStyle()
    style.placeMarker = options.string("PLACE_MARKER") ?? style.placeMarker
    style.separator = options.string("SEPARATOR") ?? style.separator
    style.reference = options.string("SUPERSCRIPT_TEXT") ?? style.reference
    style.backlink = options.string("BACKLINK_TEXT") ?? style.backlink
    style.backlinkTitle = options.string("BACKLINK_TITLE") ?? style.backlinkTitle
    style.usesDefinitionOrder = options.bool("USE_DEFINITION_ORDER") ?? true
    // Python-Markdown counts pages there; in MkDocs, which makes an extension for each page, all are 2.
    if options.bool("UNIQUE_IDS") == true { style.idPrefix = "2-" }
    return style
  }

  private static func fancyLists(_ options: OptionReader) -> FancyLists {
    var lists = FancyLists()
    if let styles = options.value("additional_ordered_styles")?.sequence?.compactMap(\.string) {
      lists.roman = styles.contains("roman")
      lists.alphabetic = styles.contains("alpha")
      lists.generic = styles.contains("generic")
    }
    lists.writesStyle = options.bool("inject_style") ?? false
    lists.writesClass = options.bool("inject_class") ?? false
    return lists
  }

  private static func keys(_ dialect: inout Dialect, _ options: OptionReader) {
    var keys = Keys()
    keys.separator = options.string("separator") ?? keys.separator
    keys.strict = options.bool("strict") ?? false
    keys.readsCamelCase = options.bool("camel_case") ?? false
    keys.cssClass = options.string("class") ?? keys.cssClass
    for entry in options.value("key_map")?.mapping ?? [] {
      keys.labels[entry.key] = entry.value.string
    }
    dialect.keys = keys
  }

  private static func smarty(_ dialect: inout Dialect, _ options: OptionReader) {
    var smarty = Smarty()
    smarty.quotes = options.bool("smart_quotes") ?? true
    smarty.angledQuotes = options.bool("smart_angled_quotes") ?? false
    smarty.dashes = options.bool("smart_dashes") ?? true
    smarty.ellipses = options.bool("smart_ellipses") ?? true
    for entry in options.value("substitutions")?.mapping ?? [] {
      smarty.substitutions[entry.key] = entry.value.string
    }
    dialect.smarty = smarty
  }

  private static func smartSymbols(_ dialect: inout Dialect, _ options: OptionReader) {
    var symbols = SmartSymbols()
    symbols.trademark = options.bool("trademark") ?? true
    symbols.copyright = options.bool("copyright") ?? true
    symbols.registered = options.bool("registered") ?? true
    symbols.plusMinus = options.bool("plusminus") ?? true
    symbols.arrows = options.bool("arrows") ?? true
    symbols.notEqual = options.bool("notequal") ?? true
    symbols.fractions = options.bool("fractions") ?? true
    symbols.ordinalNumbers = options.bool("ordinal_numbers") ?? true
    symbols.careOf = options.bool("care_of") ?? true
    dialect.smartSymbols = symbols
  }

  private static func progressBars(_ dialect: inout Dialect, _ options: OptionReader) {
    var bars = ProgressBars()
    bars.increment = options.int("progress_increment") ?? bars.increment
    bars.hasLevels = options.bool("level_class") ?? true
    bars.classes = options.string("add_classes")?.split(separator: " ").map(String.init) ?? []
    dialect.progressBars = bars
  }

  private static func wikiLinks(_ dialect: inout Dialect, _ options: OptionReader) {
    var links = WikiLinks()
    links.baseURL = options.string("base_url") ?? links.baseURL
    links.endURL = options.string("end_url") ?? links.endURL
    links.cssClass = options.string("html_class") ?? links.cssClass
    dialect.wikiLinks = links
  }

  /// `smart_enable` names the characters that make no emphasis inside words.
  private static func emphasis(_ dialect: inout Dialect, _ options: OptionReader) {
    let smart = options.string("smart_enable") ?? "underscore"
    dialect.emphasisInWords.asterisk = smart != "all" && smart != "asterisk"
    dialect.emphasisInWords.underscore = smart == "none" || smart == "asterisk"
  }
}
