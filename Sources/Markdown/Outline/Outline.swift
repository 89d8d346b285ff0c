public import Diagnostics

/// A heading of a page.
public struct Heading: Sendable, Hashable {
  /// 1 to 6.
  public var level: Int
  /// The id other pages link to; "" where the dialect gives none.
  public var id: String
  /// The text without markup.
  public var text: String
  /// The inline HTML for a contents list (no links, no images' markup beyond `alt` text).
  public var html: String
  /// Where it stands.
  public var position: SourcePosition

  /// Creates a heading.
  public init(level: Int, id: String, text: String, html: String, position: SourcePosition) {
    self.level = level
    self.id = id
    self.text = text
    self.html = html
    self.position = position
  }
}

/// Something that a `#fragment` can lead to.
public struct Anchor: Sendable, Hashable {
  /// The id or name.
  public var id: String
  /// Where it stands.
  public var position: SourcePosition

  /// Creates an anchor.
  public init(id: String, position: SourcePosition) {
    self.id = id
    self.position = position
  }
}

/// A use of a reference link that has no definition.
public struct Reference: Sendable, Hashable {
  /// The label as written, without brackets.
  public var label: String
  /// Where it stands.
  public var position: SourcePosition

  /// Creates a reference.
  public init(label: String, position: SourcePosition) {
    self.label = label
    self.position = position
  }
}

/// `[text](a file.md)`: no link, because a space ends the destination.
public struct SpacedDestination: Sendable, Hashable {
  /// What stands between the parentheses.
  public var destination: String
  /// Where the bracket of the text stands, or the `!` before it.
  public var position: SourcePosition
  /// Whether it would be an image.
  public var isImage: Bool

  /// Creates one.
  public init(destination: String, position: SourcePosition, isImage: Bool) {
    self.destination = destination
    self.position = position
    self.isImage = isImage
  }
}

/// An HTML comment.
public struct Comment: Sendable, Hashable {
  /// What stands between `<!--` and `-->`.
  public var text: String
  /// Where its `<` stands.
  public var position: SourcePosition

  /// Creates a comment.
  public init(text: String, position: SourcePosition) {
    self.text = text
    self.position = position
  }

  /// The line it ends on.
  public var endLine: Int { position.line + text.utf8.count { $0 == 0x0A } }
}

/// A link reference definition: `[label]: destination "title"`.
public struct Definition: Sendable, Hashable {
  /// The label as written, without brackets.
  public var label: String
  /// Where it leads, backslashes resolved; not percent-decoded.
  public var destination: String
  /// The title, or nil.
  public var title: String?
  /// Where its `[` stands.
  public var position: SourcePosition
  /// Whether a link or image of the page refers to it.
  public var isUsed = false
  /// Whether an earlier definition of the same label takes its place.
  public var isDuplicate = false

  /// Creates a definition.
  public init(
    label: String, destination: String, title: String? = nil, position: SourcePosition,
    isUsed: Bool = false, isDuplicate: Bool = false
  ) {
    self.label = label
    self.destination = destination
    self.title = title
    self.position = position
    self.isUsed = isUsed
    self.isDuplicate = isDuplicate
  }
}

/// What a page says besides its HTML: everything that navigation and link checks need.
public struct Outline: Sendable, Hashable {
  /// The headings in document order.
  public var headings: [Heading] = []
  /// Everything a fragment can lead to, headings included, in document order; duplicates kept.
  public var anchors: [Anchor] = []
  /// Links, images and URLs in raw HTML, in document order.
  public var links: [Link] = []
  /// `[text][label]` and `[label][]` whose label is not defined.
  public var undefinedReferences: [Reference] = []
  /// `[^label]` whose footnote is not defined, where the dialect has footnotes.
  public var undefinedFootnotes: [Reference] = []
  /// `[text](a file.md)`, which is text because of the space.
  public var spacedDestinations: [SpacedDestination] = []
  /// HTML comments in document order.
  public var comments: [Comment] = []
  /// Link reference definitions in document order, unused and duplicate ones included.
  public var definitions: [Definition] = []
  /// The files that the page includes, as their provider names them.
  public var includedFiles: [String] = []
  /// What is wrong with the page's Markdown. The file in the locations is "" for the page itself.
  public var diagnostics: [Diagnostic] = []

  /// An empty outline.
  public init() {}
}
