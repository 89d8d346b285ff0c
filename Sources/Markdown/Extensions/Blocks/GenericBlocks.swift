// `/// name | argument` … `///` (`pymdownx.blocks`).

/// The blocks that stand between lines of slashes, by name.
public struct GenericBlocks: Sendable, Hashable {
  /// What a name stands for.
  public enum Kind: Sendable, Hashable {
    /// An admonition; nil for one whose type is an option.
    case admonition(Titled?)
    /// Details; nil for those whose type is an option.
    case details(Titled?)
    /// A tab.
    case tab
    /// The caption of what stands before it.
    case caption(Caption)
    /// Terms and their definitions.
    case definition
    /// Any element.
    case html
  }

  /// A type of admonitions or details.
  public struct Titled: Sendable, Hashable {
    /// Its class.
    public var cssClass: String
    /// The title where the author gives none.
    public var title: String

    /// Creates a type.
    public init(cssClass: String, title: String) {
      self.cssClass = cssClass
      self.title = title
    }
  }

  /// A type of captions.
  public struct Caption: Sendable, Hashable {
    /// The type's name.
    public var name: String
    /// What stands before a numbered caption, with `{}` for the number; "" for no number.
    public var prefix: String
    /// The classes of the figure.
    public var classes: [String]

    /// Creates a type.
    public init(name: String, prefix: String = "", classes: [String] = []) {
      self.name = name
      self.prefix = prefix
      self.classes = classes
    }
  }

  /// How the content of an element is read.
  public enum Content: String, Sendable, Hashable {
    /// As Markdown blocks.
    case block
    /// As text of a line.
    case inline
    /// As text, escaped.
    case raw
    /// As HTML.
    case html
  }

  /// What each name stands for, in lower case.
  public var kinds: [String: Kind] = [:]
  /// How tabs are written.
  public var tabs = Tabs()
  /// Captions are numbered by themselves (`auto`).
  public var numbersCaptions = true
  /// How deep figures are numbered; 0 for all (`auto_level`).
  public var numberedDepth = 0
  /// Captions stand before what they describe (`prepend`).
  public var captionsLead = false
  /// How the content of some elements is read (`custom`).
  public var contents: [String: Content] = [:]

  /// No blocks.
  public init() {}
}

extension GenericBlocks {
  /// How the content of an element is read where no option says it.
  func content(of tag: String) -> Content {
    if let content = contents[tag] { return content }
    if Self.rawElements.contains(tag) {
      return tag == "script" || tag == "style" ? .html : .raw
    }
    if Self.lineElements.contains(tag) { return .inline }
    let isBlock =
      HTMLElements.blocks.contains(tag) || HTMLElements.pythonMarkdownBlocks.contains(tag)
    return isBlock ? .block : .inline
  }

  private static let rawElements: Set<String> = [
    "canvas", "math", "option", "pre", "script", "style", "textarea", "code",
  ]

  private static let lineElements: Set<String> = [
    "address", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "li", "p", "summary",
    "td", "th",
  ]
}
