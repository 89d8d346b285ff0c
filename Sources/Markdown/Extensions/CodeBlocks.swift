/// How code blocks are written (`fenced_code`, `codehilite`, `pymdownx.highlight`,
/// `pymdownx.superfences`).
public struct CodeBlocks: Sendable, Hashable {
  /// The style of a code block's HTML.
  public enum Style: Sendable, Hashable {
    /// `<pre><code class="language-x">`.
    case plain
    /// `<div class="…"><pre><span></span><code>`, as Pygments wraps it; the class is `highlight`
    /// or another.
    case wrapped(cssClass: String)
    /// `<pre class="highlight"><code class="language-x">`, for highlighters that run in the
    /// browser.
    case classed(cssClass: String)
  }

  /// Where line numbers stand.
  public enum NumberStyle: Sendable, Hashable {
    /// In a column of a table.
    case table
    /// At the beginning of each line.
    case inline
    /// In an attribute at the beginning of each line, so that they are not copied.
    case attribute
  }

  /// A language whose blocks another tool draws, such as `mermaid`.
  public struct CustomFence: Sendable, Hashable {
    /// The element around the source.
    public enum Format: Sendable, Hashable {
      /// `<pre><code>`.
      case code
      /// `<div>`.
      case division
      /// A formula: an element and the delimiters of MathJax.
      case formula(tag: String = "div")
      /// A formula: an element with the script element of MathJax 2.
      case formulaScript(tag: String = "div")
    }

    /// The language in the info string; `*` for all.
    public var name: String
    /// The class of the element.
    public var cssClass: String
    /// The element.
    public var format: Format

    /// Creates a custom fence.
    public init(name: String, cssClass: String, format: Format = .code) {
      self.name = name
      self.cssClass = cssClass
      self.format = format
    }
  }

  /// The title of blocks that bear none themselves.
  public struct Title: Sendable, Hashable {
    /// The text, or HTML.
    public var text: String
    /// It goes out as it is.
    public var isHTML: Bool

    /// Creates a title.
    public init(text: String, isHTML: Bool = false) {
      self.text = text
      self.isHTML = isHTML
    }
  }

  /// The style of fenced blocks.
  public var style = Style.plain
  /// The style of indented blocks.
  public var indentedStyle = Style.plain
  /// Info strings may hold attributes: `{ .py #id }`, `py title="x.py" hl_lines="1" linenums="1"`.
  public var attributes = false
  /// The wrapper bears the language's class (`pygments_lang_class`).
  public var languageClass = false
  /// What classes of languages begin with (`language_prefix`).
  public var languagePrefix = "language-"
  /// Other names of languages (`extend_pygments_lang`).
  public var languageAliases: [String: String] = [:]
  /// The language of blocks that name none (`default_lang`).
  public var defaultLanguage: String?
  /// An info string's attributes stand on `<pre>`, not on `<code>` (`code_attr_on_pre`).
  public var attributesOnPre = false
  /// The first line of indented code may name its language: `:::python` or `#!python`
  /// (`codehilite`).
  public var readsLanguageLines = false
  /// Tabs in code stay; otherwise they become spaces up to the next multiple of four.
  public var keepsTabs = false
  /// Blank lines at the beginning and end of wrapped code stay (`stripnl: false`).
  public var keepsBlankLines = false
  /// Fences may stand in other blocks; otherwise what is indented by four columns is text there
  /// (`fenced_code` without `pymdownx.superfences`).
  public var nestsFences = true
  /// Fences stand in the paragraph of the text directly around them: what follows one is no
  /// paragraph of its own (`pymdownx.superfences`).
  public var fencesStandInParagraphs = false
  /// Indented text is no code (`disable_indented_code_blocks`).
  public var forbidsIndented = false
  /// Whether all lines are numbered (`linenums`); nil where a fence asks for it.
  public var numbersLines: Bool?
  /// Where line numbers stand (`linenums_style`).
  public var numberStyle = NumberStyle.table
  /// Each of how many line numbers stands out (`linenums_special`); 0 for none.
  public var specialNumber = 0
  /// Line numbers lead to their lines (`anchor_linenums`).
  public var linksNumbers = false
  /// What the anchors of lines begin with (`line_anchors`); "" for no anchors.
  public var lineAnchors = ""
  /// What the ids of lines begin with (`line_spans`); "" for no ids.
  public var lineSpans = ""
  /// Blocks without a title bear their language's name (`auto_title`).
  public var automaticTitle = false
  /// Titles instead of languages' names (`auto_title_map`).
  public var automaticTitles: [String: Title] = [:]
  /// Languages that are not highlighted but drawn; the last of a name counts.
  public var customFences: [CustomFence] = []

  /// Code blocks as CommonMark has them.
  public init() { keepsTabs = true }

  /// Whether `codehilite` says how a block is written; under `pymdownx.superfences` fences are
  /// those of `pymdownx.highlight`, whether that is named or not.
  func followsCodeHilite(_ place: CodePlace) -> Bool {
    readsLanguageLines && (place.isIndented || !fencesStandInParagraphs)
  }

  /// Whether indented blocks must be told from others, or blocks be counted.
  var wantsPlaces: Bool {
    style != indentedStyle || readsLanguageLines || attributes && keepsTabs
      || !lineAnchors.isEmpty || !lineSpans.isEmpty
  }
}
