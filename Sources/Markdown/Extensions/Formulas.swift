import Bytes

// `$x$`, `\(x\)`, `$$x$$`, `\[x\]` and `\begin{…}…\end{…}` (`pymdownx.arithmatex`).

/// How formulas are read and written.
public struct Formulas: Sendable, Hashable {
  /// The HTML of formulas.
  public struct Format: Sendable, Hashable {
    /// Formulas stand between delimiters; otherwise in script elements, as MathJax 2 wants it.
    public var isGeneric = true
    /// A preview stands before the script.
    public var hasPreview = false
    /// The element.
    public var tag = "span"
    /// What stands before and behind the formula.
    public var opening = "\\("
    /// See `opening`.
    public var closing = "\\)"
    /// Creates a format of formulas in text.
    public init() {}
  }

  /// `$x$`.
  public var inlineDollar = true
  /// `\(x\)`.
  public var inlineRound = true
  /// `$$x$$` as a block.
  public var blockDollar = true
  /// `\[x\]` as a block.
  public var blockSquare = true
  /// `\begin{…}…\end{…}` as a block.
  public var blockBegin = true
  /// A dollar counts only where no blank stands inside it (`smart_dollar`).
  public var smartDollar = true
  /// How formulas in text are written.
  public var inline = Format()
  /// How formulas that are blocks are written.
  public var block = Format()

  /// As the extension has it by default, with `generic: true`.
  public init() {
    block.tag = "div"
    (block.opening, block.closing) = ("\\[", "\\]")
  }
}

extension Formulas {
  /// Whether any formulas are blocks.
  var hasBlocks: Bool { blockDollar || blockSquare || blockBegin }
}

extension Formulas.Format {
  /// The text of a formula with its delimiters.
  func inlineText(_ formula: String) -> String {
    isGeneric ? opening + formula + closing : hasPreview ? formula + formula : formula
  }

  /// The HTML of a formula in text.
  func inline(_ formula: String, cssClass: String = "arithmatex") -> String {
    html(formula, cssClass: cssClass, type: "math/tex", previewTag: "span")
  }

  /// The HTML of a formula that is a block.
  func block(_ formula: String) -> String {
    html(formula, cssClass: "arithmatex", type: "math/tex; mode=display", previewTag: "div") + "\n"
  }

  private func html(
    _ formula: String, cssClass: String, type: String, previewTag: String
  ) -> String {
    var html = OutputBuffer()
    html.append("<\(tag) class=\"" as String)
    html.appendHTMLEscaped(isGeneric ? cssClass : "arithmatex")
    html.append("\">" as StaticString)
    if isGeneric {
      html.appendHTMLEscaped(opening + formula + closing)
    } else {
      if hasPreview {
        html.append("<\(previewTag) class=\"MathJax_Preview\">" as String)
        html.appendHTMLEscaped(formula)
        html.append("</\(previewTag)>" as String)
      }
      html.append("<script type=\"\(type)\">" as String)
      html.appendHTMLEscaped(formula)
      html.append("</script>" as StaticString)
    }
    html.append("</\(tag)>" as String)
    return html.text
  }
}
