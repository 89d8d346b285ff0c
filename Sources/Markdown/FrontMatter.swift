/// Finds the YAML between `---` lines that a page may begin with.
public enum FrontMatter {
  /// Where front matter and body lie in a page's bytes.
  public struct Split: Sendable, Hashable {
    /// The YAML between the fences; nil without front matter.
    public var yaml: Range<Int>?
    /// Where the page's Markdown begins.
    public var bodyStart: Int
    /// The number of the body's first line, from 1.
    public var bodyLine: Int
  }
}
