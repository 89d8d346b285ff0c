/// A place in Markdown source.
public struct SourcePosition: Sendable, Hashable {
  /// The line in the file, from 1.
  public var line: Int
  /// The column in Unicode scalars, from 1.
  public var column: Int
  /// The file that the page includes and that holds the place; nil for the page itself.
  public var file: String?

  /// Creates a position.
  public init(line: Int, column: Int, file: String? = nil) {
    self.line = line
    self.column = column
    self.file = file
  }
}

/// A link, image or other reference that an author wrote.
public struct Link: Sendable, Hashable {
  /// How it was written.
  public enum Kind: Sendable, Hashable {
    /// `[text](destination)` or `[text][label]`.
    case link
    /// `![text](destination)`.
    case image
    /// `<https://…>`, or a bare URL where the dialect links those.
    case autolink
    /// An attribute of raw HTML, such as `href` of `a`; both in lower case.
    indirect case html(tag: String, attribute: String)
  }

  /// How it was written.
  public var kind: Kind
  /// Where it leads, as the author wrote it, backslashes and entities resolved; not
  /// percent-decoded.
  public var destination: String
  /// The link's or image's text without markup.
  public var text: String {
    get { String(writtenText) }
    set { writtenText = newValue[...] }
  }
  /// The text as a part of those of all links: few readers ask for it, and only they need a string.
  private var writtenText: Substring
  /// The URL of the link around an image (for badges), or nil.
  public var enclosingDestination: String?
  /// Where the construct begins (its `[`, `!` or `<`); for a reference link the place of use.
  public var position: SourcePosition

  /// Creates a link.
  public init(
    kind: Kind, destination: String, text: String, enclosingDestination: String? = nil,
    position: SourcePosition
  ) {
    self.init(
      kind: kind, destination: destination, text: text[...],
      enclosingDestination: enclosingDestination, position: position)
  }

  /// Creates a link whose text is a part of another.
  ///
  /// Where this is inlined, Swift copies each link that is made.
  @inline(never)
  init(
    kind: Kind, destination: String, text: Substring, enclosingDestination: String?,
    position: SourcePosition
  ) {
    self.kind = kind
    self.destination = destination
    writtenText = text
    self.enclosingDestination = enclosingDestination
    self.position = position
  }
}

/// Decides what a link's destination becomes in HTML.
public protocol LinkResolver {
  /// The URL to write for `link`, or nil to write its destination as it is. Called once for every
  /// link and image, in document order, and for URLs in raw HTML.
  mutating func resolve(_ link: Link) -> String?
}

/// Leaves every destination as it is.
public struct UnchangedLinks: LinkResolver, Sendable {
  /// Creates the resolver.
  public init() {}

  /// Returns nil: the destination stays.
  public mutating func resolve(_ link: Link) -> String? { nil }
}
