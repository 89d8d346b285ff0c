public import Markdown
import SampleDialects

/// The dialects that pages are tried in, by a byte.
public enum TriedDialects {
  /// The dialect of a byte: five named ones, and everything with other options for each bit.
  public static func dialect(_ byte: UInt8) -> Dialect {
    switch byte {
    case UInt8(ascii: "A"): .allSyntax
    case UInt8(ascii: "B"): .everything
    case UInt8(ascii: "C"): .commonMark
    case UInt8(ascii: "G"): .github
    case UInt8(ascii: "M"): .mkdocs
    default: chosen(byte)
    }
  }

  private static func chosen(_ byte: UInt8) -> Dialect {
    var dialect = Dialect.allSyntax
    if byte & 1 != 0 { codeBlocks(&dialect.codeBlocks) }
    if byte & 2 != 0 { formulas(&dialect) }
    if byte & 4 != 0 { spans(&dialect) }
    if byte & 8 != 0 { headings(&dialect) }
    if byte & 16 != 0 { gitHub(&dialect) }
    if byte & 32 != 0 { quotes(&dialect) }
    if byte & 64 != 0 { blocks(&dialect) }
    if byte & 128 != 0 { words(&dialect) }
    return dialect
  }

  private static func codeBlocks(_ blocks: inout CodeBlocks) {
    blocks.style = .classed(cssClass: "highlight")
    blocks.indentedStyle = .plain
    blocks.languageClass = true
    blocks.readsLanguageLines = true
    blocks.nestsFences = false
    blocks.numbersLines = true
    blocks.numberStyle = .inline
    blocks.lineSpans = "__span"
    blocks.lineAnchors = "__anchor"
    blocks.automaticTitle = true
    blocks.customFences = [.init(name: "mermaid", cssClass: "mermaid")]
  }

  private static func formulas(_ dialect: inout Dialect) {
    dialect.formulas?.smartDollar = false
    dialect.formulas?.inline.isGeneric = false
    dialect.formulas?.block.hasPreview = true
    dialect.codeBlocks.forbidsIndented = true
    dialect.inlineCode?.stylesPlainText = true
    dialect.inlineCode?.plainLanguage = "py"
  }

  private static func spans(_ dialect: inout Dialect) {
    dialect.tilde?.forbidsSpaces = false
    dialect.caret?.punctuation = true
    dialect.keys?.strict = true
    dialect.smarty?.angledQuotes = true
    dialect.smarty?.substitutions = ["ellipsis": "&#1;"]
    dialect.escapeAll = EscapeAll()
    dialect.keepsLineBreaks = true
  }

  private static func headings(_ dialect: inout Dialect) {
    dialect.slugs = .github
    dialect.permalink = nil
    dialect.contents?.title = "T"
    dialect.contents?.baseLevel = 3
    dialect.contents?.levels = 2...3
    dialect.contents?.anchorLinkClass = "a"
    dialect.contents?.separator = "_"
  }

  private static func gitHub(_ dialect: inout Dialect) {
    dialect.tableRules = .github
    dialect.footnoteRules = .github
    dialect.strikethrough = true
    dialect.tilde = nil
    dialect.filtersTags = true
    dialect.bareLinks = .github
    dialect.taskLists = TaskLists(style: .github)
    dialect.callouts = Callouts(rules: .github)
  }

  private static func quotes(_ dialect: inout Dialect) {
    dialect.callouts = Callouts(rules: .obsidian)
    dialect.calloutParagraphs = nil
    dialect.wrapsInlineHTML = false
    dialect.fencesStayInItems = false
    dialect.taskLists = TaskLists(style: .label)
    dialect.emojis?.generator = .material
    dialect.emojis?.index = .material
    dialect.emojis?.isStrict = true
  }

  private static func blocks(_ dialect: inout Dialect) {
    dialect.blocks?.captionsLead = true
    dialect.blocks?.numberedDepth = 1
    dialect.blocks?.tabs.slugs = .unicode(lowercase: true)
    dialect.tabs?.alternateStyle = false
    dialect.tabs?.slugs = .pythonMarkdown
    dialect.tabs?.combinesHeadings = true
    dialect.snippets?.autoAppend = ["b.md"]
    dialect.snippets?.dedentsSubsections = true
  }

  private static func words(_ dialect: inout Dialect) {
    dialect.emphasisInWords.asterisk = false
    dialect.emphasisInWords.underscore = true
    dialect.markdownInHTML = false
    dialect.attributeLists = false
  }
}
