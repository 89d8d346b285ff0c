/// How `{!file!}` includes files (`markdown_include.include`, `mdx_include`).
public struct Includes: Sendable, Hashable {
  /// Which extension's statements they are.
  public enum Syntax: Sendable, Hashable {
    /// `{!file!lines=1 3-5}`: what is included stands without white space around it.
    case markdownInclude
    /// `{!>file [ln:1-3]!}`: lines are included as they are, `>` repeats what stands before.
    case mdxInclude
  }

  /// Which extension's statements they are.
  public var syntax = Syntax.markdownInclude
  /// Files of `mdx_include` may include others (`recurs_local`).
  public var isRecursive = true
  /// The folder in which paths begin (`base_path`), seen from the folder of the configuration.
  public var base = "."
  /// The files' encoding (`encoding`).
  public var encoding = "utf-8"
  /// Headings of a file stand below the heading that precedes it (`inheritHeadingDepth`).
  public var inheritsHeadingDepth = false
  /// How many levels the headings of a file are lowered (`headingOffset`).
  public var headingOffset = 0
  /// A file that is not there is an error (`throwException`); otherwise a warning.
  public var requiresFiles = false

  /// As the extension has them by default.
  public init() {}
}
