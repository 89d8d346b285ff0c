/// `Markdown` is the dialect over libcmark: source bytes in; HTML, headings, links and anchors out,
/// each with the author's line and column. It imports `CCmark`, `CMarkArena`, `Bytes` and
/// `Diagnostics`; C pointers do not leave it.

/// Which syntax is on, and how it is written.
public struct Dialect: Sendable, Hashable {
  /// How heading ids are made.
  public enum Slugs: Sendable, Hashable {
    /// Headings get no ids.
    case none
    /// As Python-Markdown's `toc` makes them: ASCII only, lower case, `_1` for duplicates.
    case pythonMarkdown
    /// As `pymdownx.slugs.slugify` makes them: Unicode kept; lower case if `lowercase`.
    case unicode(lowercase: Bool)
    /// The same with letters of ASCII alone in lower case (`case: lower-ascii`).
    case unicodeLowerASCII
    /// As GitHub makes them: `-1` for duplicates.
    case github
  }

  /// Whose rules decide what a pipe table is.
  public enum TableRules: Sendable, Hashable {
    /// Python-Markdown's: a table begins a block, and a pipe in a code span splits no cell.
    case pythonMarkdown
    /// GitHub's: a table may follow a paragraph, every pipe without backslash splits cells.
    case github
  }

  /// Pipe tables.
  public var tables = false
  /// Whose rules tables follow.
  public var tableRules = TableRules.pythonMarkdown
  /// `!!! note` blocks.
  public var admonitions = false
  /// `??? note` blocks (`pymdownx.details`).
  public var details = false
  /// `=== "Tab"` blocks (`pymdownx.tabbed`); nil for none.
  @Boxed public var tabs: Tabs? = nil
  /// `/// name | argument` blocks (`pymdownx.blocks`).
  @Boxed public var blocks: GenericBlocks? = nil
  /// `{ .class #id key=value }` behind headings, paragraphs and inline elements (`attr_list`).
  public var attributeLists = false
  /// `Term` with `:   definition` below it (`def_list`).
  public var definitionLists = false
  /// Lists with letters and Roman numerals (`pymdownx.fancylists`); nil for CommonMark's.
  public var fancyLists: FancyLists?
  /// `[^1]` and `[^1]: note`.
  public var footnotes = false
  /// Whose rules footnotes follow.
  public var footnoteRules = FootnoteRules.pythonMarkdown
  /// How footnotes are written.
  @Boxed public var footnoteStyle = FootnoteStyle()
  /// `*[HTML]: title` (`abbr`).
  public var abbreviations = false
  /// Markdown in elements with a `markdown` attribute (`md_in_html`).
  public var markdownInHTML = false
  /// `~~deleted~~` and `~subscript~` (`pymdownx.tilde`).
  public var tilde: SpanPair?
  /// `^^inserted^^` and `^superscript^` (`pymdownx.caret`).
  public var caret: SpanPair?
  /// `==marked==` (`pymdownx.mark`).
  public var mark = false
  /// `~~struck~~` and `~struck~` as GitHub has it.
  public var strikethrough = false
  /// `++ctrl+c++` (`pymdownx.keys`).
  @Boxed public var keys: Keys? = nil
  /// `(c)`, `-->` and the like (`pymdownx.smartsymbols`).
  public var smartSymbols: SmartSymbols?
  /// What becomes of an editor's marks (`pymdownx.critic`); nil where they are text.
  public var critic: Critic?
  /// Typographic quotes, dashes and ellipses (`smarty`).
  @Boxed public var smarty: Smarty? = nil
  /// `[[Page]]` (`wikilinks`).
  @Boxed public var wikiLinks: WikiLinks? = nil
  /// `[=50% "title"]` (`pymdownx.progressbar`).
  @Boxed public var progressBars: ProgressBars? = nil
  /// A backslash escapes every character (`pymdownx.escapeall`).
  public var escapeAll: EscapeAll?
  /// Whether emphasis may begin and end inside words.
  public var emphasisInWords = EmphasisInWords()
  /// A line break in a paragraph is one on the page, too (`nl2br`).
  public var keepsLineBreaks = false
  /// `- [ ] to do` and `- [x] done`; nil for none.
  @Boxed public var taskLists: TaskLists? = nil
  /// `<script>` and other elements that change how the rest of a page is read show as text, as
  /// GitHub has it.
  public var filtersTags = false
  /// `> [!NOTE]` quotes that stand out; nil for none.
  @Boxed public var callouts: Callouts? = nil
  /// `NOTE: text` as a paragraph or quote that stands out; nil for none.
  @Boxed public var calloutParagraphs: CalloutParagraphs? = nil
  /// Which addresses are links without marks; nil for none.
  @Boxed public var bareLinks: BareLinks? = nil
  /// `#!py code` and `:::py code` in code spans (`pymdownx.inlinehilite`).
  @Boxed public var inlineCode: InlineCode? = nil
  /// `$x$` and `$$x$$` (`pymdownx.arithmatex`).
  @Boxed public var formulas: Formulas? = nil
  /// How code blocks are written.
  @Boxed public var codeBlocks = CodeBlocks()
  /// Inline elements alone on a line, such as `<img …>`, stand in a paragraph, as MkDocs has it.
  /// CommonMark passes them on as they are.
  public var wrapsInlineHTML = false
  /// `[text] [label]` is one reference where `text` is no label, as MkDocs has it; the label may
  /// stand on the next line.
  public var joinsSpacedReferences = false
  /// `[text](some file.md)` is a link, as MkDocs has it.
  public var destinationsMayHaveSpaces = false
  /// A fence without indentation directly below the text of a list item belongs to the item.
  public var fencesStayInItems = false
  /// Lines that are indented by so many columns belong to an item however far its text stands from
  /// its mark: by four as MkDocs has it, by two with `mdx_truly_sane_lists`; nil where they must be
  /// indented as far as the text, which is CommonMark's rule.
  public var itemReach: Int?
  /// A blank line between items ends a list of bullets, as `mdx_truly_sane_lists` has it.
  public var bulletsEndAtBlankLines = false
  /// A raw HTML element ends a block with its closing tag, as MkDocs has it. CommonMark ends it at the
  /// next blank line.
  public var rawElementsEndBlocks = false
  /// `[label]: url` may stand directly below text, and of several with one label the last counts, as
  /// MkDocs has it.
  public var definitionsStandAnywhere = false
  /// Only a paragraph of one line can be underlined to be a heading, as MkDocs has it. Below more
  /// lines, `---` is a rule.
  public var underlinesTakeOneLine = false
  /// `#` and a no-break space begin a heading: MkDocs asks for no space at all, and a reader sees one.
  public var noBreakSpacesBeginHeadings = false
  /// `##` and more with a letter behind them begin a heading, as MkDocs has it. One `#` does not: it is
  /// rather an issue's number or a tag.
  public var headingsNeedNoSpace = false
  /// A fence that is never closed is text, as MkDocs has it. CommonMark closes it where the block
  /// around it ends.
  public var fencesMustClose = false
  /// Blank lines make paragraphs of the texts of the items beside them, as MkDocs has it. CommonMark
  /// makes them of all texts in the list.
  public var loosensItemsAlone = false
  /// Quotes that follow each other are one, as MkDocs has it.
  public var joinsQuotes = false
  /// How heading ids are made.
  public var slugs = Slugs.none
  /// What stands in the permalink behind each heading (`toc: permalink`); nil for none.
  public var permalink: String?
  /// `[TOC]` and the rest of what `toc` does; nil where the dialect has no contents list.
  @Boxed public var contents: Contents? = nil
  /// `:smile:` is an emoji, `:material-check:` an icon (`pymdownx.emoji`).
  @Boxed public var emojis: Emojis? = nil
  /// `--8<-- "file"` includes files (`pymdownx.snippets`); nil for text.
  @Boxed public var snippets: Snippets? = nil
  /// `{!file!}` includes files (`markdown_include.include`); nil for text.
  @Boxed public var includes: Includes? = nil
  /// What pages may begin with that is no content.
  public var frontMatter = FrontMatter.Rules.fenced

  /// A dialect with nothing but CommonMark.
  public init() {}

  /// CommonMark 0.30 and nothing else.
  public static let commonMark = Dialect()

  /// What MkDocs reads without any `markdown_extensions`: `toc`, `tables` and `fenced_code`.
  public static let mkdocs: Dialect = {
    var dialect = Dialect()
    dialect.tables = true
    dialect.codeBlocks.attributes = true
    dialect.codeBlocks.keepsTabs = false
    dialect.codeBlocks.nestsFences = false
    dialect.wrapsInlineHTML = true
    dialect.fencesStayInItems = true
    dialect.itemReach = 4
    dialect.joinsSpacedReferences = true
    dialect.destinationsMayHaveSpaces = true
    dialect.rawElementsEndBlocks = true
    dialect.definitionsStandAnywhere = true
    dialect.underlinesTakeOneLine = true
    dialect.noBreakSpacesBeginHeadings = true
    dialect.headingsNeedNoSpace = true
    dialect.fencesMustClose = true
    dialect.loosensItemsAlone = true
    dialect.joinsQuotes = true
    dialect.slugs = .pythonMarkdown
    dialect.contents = Contents()
    dialect.frontMatter = .mkdocs
    return dialect
  }()

  /// What GitHub reads in the files of a repository.
  public static let github: Dialect = {
    var dialect = Dialect()
    dialect.tables = true
    dialect.tableRules = .github
    dialect.footnotes = true
    dialect.footnoteRules = .github
    dialect.strikethrough = true
    dialect.taskLists = TaskLists(style: .github)
    dialect.filtersTags = true
    dialect.bareLinks = .github
    dialect.callouts = Callouts(rules: .github)
    dialect.slugs = .github
    return dialect
  }()

  /// Whether lines must be looked at before libcmark reads them.
  var rewritesLines: Bool {
    tables || admonitions || details || tabs != nil || definitionLists || footnotes
      || abbreviations || blocks != nil || markdownInHTML || formulas?.hasBlocks == true
      || wrapsInlineHTML || codeBlocks.forbidsIndented || !codeBlocks.nestsFences
      || callouts != nil || calloutParagraphs != nil || fancyLists != nil
  }
}

/// How `=== "Tab"` blocks are written.
public struct Tabs: Sendable, Hashable {
  /// Labels before contents, as themes for MkDocs want it (`alternate_style`).
  public var alternateStyle = true
  /// How the ids of tabs are made from their labels; `.none` numbers them.
  public var slugs = Dialect.Slugs.none
  /// Ids begin with that of the heading above (`combine_header_slug`).
  public var combinesHeadings = false
  /// What stands between the words of ids.
  public var separator = "-"

  /// Tabs as themes for MkDocs want them.
  public init() {}
}

/// Which elements single and paired characters make.
public struct SpanPair: Sendable, Hashable {
  /// Paired characters make an element.
  public var double = true
  /// Single characters make an element.
  public var single = true
  /// What single characters enclose may have no spaces (`no_space`).
  public var forbidsSpaces = true
  /// Punctuation counts as it does for `*` in CommonMark (`punctuation`).
  public var punctuation = false

  /// Both, as the extensions have them by default.
  public init() {}
}

/// What the `toc` extension does besides ids and permalinks.
public struct Contents: Sendable, Hashable {
  /// The text that is replaced by a contents list when it is a paragraph of its own.
  public var marker = "[TOC]"
  /// The list's title, or nil.
  public var title: String?
  /// The class of the list (`toc_class`).
  public var listClass = "toc"
  /// The class of the title (`title_class`).
  public var titleClass = "toctitle"
  /// The level of `#` (`baselevel`).
  public var baseLevel = 1
  /// What stands between the words of ids (`separator`).
  public var separator = "-"
  /// The levels of headings in the list.
  public var levels = 1...6
  /// The class of headings' permalinks.
  public var permalinkClass = "headerlink"
  /// The title of headings' permalinks.
  public var permalinkTitle = "Permanent link"
  /// Permalinks stand before the heading's text.
  public var permalinkLeads = false
  /// The class of the link that a heading's text is, or nil where it is none (`anchorlink`).
  public var anchorLinkClass: String?

  /// The defaults of Python-Markdown.
  public init() {}
}
