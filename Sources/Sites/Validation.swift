public import Diagnostics
public import FileTree

extension SiteConfiguration {
  /// The levels at which links, pages and navigation are reported; nil is silence.
  public struct Validation: Sendable, Hashable {
    /// A page is in no `nav`.
    public var navOmittedFiles: Severity? = .info
    /// A `nav` entry does not exist.
    public var navNotFound: Severity? = .warning
    /// A `nav` entry begins with `/`.
    public var navAbsoluteLinks: Severity? = .info
    /// `nav: absolute_links: relative_to_docs`: such entries start at `docs_dir`.
    public var absoluteNavIsRelativeToDocs = false
    /// A link leads to no page or file.
    public var linksNotFound: Severity? = .warning
    /// A link's fragment is no anchor of its page.
    public var linksAnchors: Severity? = .info
    /// A link begins with `/`.
    public var linksAbsolute: Severity? = .info
    /// `links: absolute_links: relative_to_docs`: such links start at `docs_dir`.
    public var absoluteLinksAreRelativeToDocs = false
    /// A link leads to no page and does not look like one to a file.
    public var linksUnrecognized: Severity? = .info
    /// An address in raw HTML leads to no page or file of the site. MkDocs does not look at them.
    public var linksHTML: Severity? = .info
    /// `[text][label]` has no definition. MkDocs does not look for them.
    public var linksUndefinedReferences: Severity? = .info
    /// Two elements of a page have the same id. MkDocs does not look for them.
    public var pagesDuplicateIDs: Severity? = .info
    /// Front matter cannot be read. MkDocs shows it on the page.
    public var pagesFrontMatter: Severity? = .info
    /// Patterns of link targets that nothing is said about (`links: exclude`).
    public var excludedTargets: [Glob] = []

    /// MkDocs' levels.
    public init() {}

    /// Sets all kinds at once.
    public mutating func setAll(_ level: Severity?) {
      navOmittedFiles = level
      navNotFound = level
      navAbsoluteLinks = level
      linksNotFound = level
      linksAnchors = level
      linksAbsolute = level
      linksUnrecognized = level
      linksHTML = level
      linksUndefinedReferences = level
      pagesDuplicateIDs = level
      pagesFrontMatter = level
    }

    /// Whether nothing is said about links to `destination`.
    public func excludes(_ destination: String) -> Bool {
      guard !excludedTargets.isEmpty else { return false }
      let path = SplitURL(destination).path
      return excludedTargets.contains { $0.matches(path) || $0.matches(destination) }
    }
  }
}
