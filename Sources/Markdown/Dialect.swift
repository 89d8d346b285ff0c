/// `Markdown` is the dialect over libcmark: source bytes in; HTML, headings, links and anchors out,
/// each with the author's line and column. It imports `CCmark`, `Bytes` and `Diagnostics`; C
/// pointers do not leave it.

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
    /// As GitHub makes them: `-1` for duplicates.
    case github
  }

  /// Pipe tables.
  public var tables = false
  /// `!!! note` blocks.
  public var admonitions = false
  /// How heading ids are made.
  public var slugs = Slugs.none
  /// What stands in the permalink behind each heading (`toc: permalink`); nil for none.
  public var permalink: String?
  /// Pages begin with front matter, which is no content.
  public var frontMatter = false

  /// A dialect with nothing but CommonMark.
  public init() {}

  /// CommonMark 0.30 and nothing else.
  public static let commonMark = Dialect()

  /// Markdown as GitHub reads it in a repository.
  public static let github: Dialect = {
    var dialect = Dialect()
    dialect.slugs = .github
    return dialect
  }()
}
