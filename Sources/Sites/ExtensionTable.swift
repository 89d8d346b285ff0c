import Configuration
import Markdown

/// What each Markdown extension switches on, and what the absence of the others means.
enum ExtensionTable {
  typealias Support = @Sendable (inout Dialect, OptionReader) -> Void

  /// Extensions that scaffold does.
  static let supported: [String: Support] = [
    "tables": { dialect, _ in dialect.tables = true },
    "fenced_code": { _, _ in },
    "pymdownx.superfences": { _, _ in },
    "meta": { dialect, _ in dialect.frontMatter = true },
    "sane_lists": { _, _ in },
    "admonition": { dialect, _ in dialect.admonitions = true },
    "toc": { dialect, options in toc(&dialect, options) },
  ]

  /// Extensions that are known and not done: what their absence means.
  static let unsupported: [String: String] = [
    "smarty": "quotes and dashes stay as they are typed",
    "nl2br": "a line break in a paragraph is white space",
    "wikilinks": "[[links]] are text",
    "pymdownx.snippets": "files are not included",
    "markdown_include.include": "files are not included",
    "mdx_include": "files are not included",
    "pymdownx.emoji": ":names: are text",
    "pymdownx.arithmatex": "formulas are text",
    "pymdownx.blocks.html": "its blocks are text",
    "pymdownx.progressbar": "bars are text",
    "pymdownx.striphtml": "comments and attributes stay",
    "pymdownx.pathconverter": "paths stay as they are",
    "pymdownx.b64": "images stay files",
    "pymdownx.fancylists": "lists are CommonMark's",
    "mdx_gh_links": "shorthands are text",
    "mdx_truly_sane_lists": "lists are CommonMark's",
    "plantuml_markdown": "diagrams are code",
    "mkdocs-click": "it runs Python: its blocks are text",
    "attr_list": "{: … } is text",
    "def_list": "definitions are paragraphs",
    "footnotes": "[^notes] are text",
    "abbr": "abbreviations are text",
    "md_in_html": "Markdown in HTML is read as CommonMark reads it",
    "codehilite": "code is not coloured",
    "pymdownx.highlight": "code is not coloured",
    "pymdownx.inlinehilite": "code is not coloured",
    "pymdownx.details": "??? is text",
    "pymdownx.tabbed": "=== is text",
    "pymdownx.tasklist": "[ ] is text",
    "pymdownx.keys": "++keys++ are text",
    "pymdownx.caret": "^^ and ^ are text",
    "pymdownx.mark": "== is text",
    "pymdownx.tilde": "~~ and ~ are text",
    "pymdownx.critic": "{++ ++} is text",
    "pymdownx.smartsymbols": "symbols stay as they are typed",
    "pymdownx.betterem": "emphasis is CommonMark's",
    "pymdownx.magiclink": "bare addresses are text",
    "pymdownx.escapeall": "escapes are CommonMark's",
    "pymdownx.saneheaders": "headings are CommonMark's",
    "pymdownx.extra": "its parts are off",
    "extra": "its parts are off",
    "pymdownx.quotes": "quotes are CommonMark's",
    "callouts": "quotes are CommonMark's",
    "pymdownx.blocks.admonition": "its blocks are text",
    "pymdownx.blocks.details": "its blocks are text",
    "pymdownx.blocks.tab": "its blocks are text",
    "pymdownx.blocks.definition": "its blocks are text",
    "pymdownx.blocks.caption": "its blocks are text",
  ]

  private static func toc(_ dialect: inout Dialect, _ options: OptionReader) {
    if let permalink = options.value("permalink") {
      if permalink.bool == true {
        dialect.permalink = "¶"
      } else if permalink.bool != false {
        dialect.permalink = permalink.string
      }
    }
    if let slugs = options.value("slugify").flatMap(Self.slugs) { dialect.slugs = slugs }
  }

  /// `!!python/name:pymdownx.slugs.uslugify`, `!!python/object/apply:pymdownx.slugs.slugify` with
  /// `kwds: {case: lower}`, and the names Python-Markdown has.
  static func slugs(_ node: YAMLNode) -> Dialect.Slugs? {
    guard let tag = node.tag ?? node.string else { return nil }
    let name = tag.split(separator: ":").last.map(String.init) ?? tag
    switch name {
    case "pymdownx.slugs.slugify":
      let fold = node["kwds"]?["case"]?.string
      return .unicode(lowercase: fold?.hasPrefix("lower") == true)
    case "pymdownx.slugs.uslugify", "pymdownx.slugs.uslugify_encoded":
      return .unicode(lowercase: true)
    case "pymdownx.slugs.uslugify_cased", "pymdownx.slugs.uslugify_cased_encoded":
      return .unicode(lowercase: false)
    case "pymdownx.slugs.gfm", "pymdownx.slugs.gfm_encoded": return .unicode(lowercase: true)
    case "markdown.extensions.toc.slugify_unicode": return .unicode(lowercase: true)
    case "markdown.extensions.toc.slugify": return .pythonMarkdown
    default: return nil
    }
  }
}
