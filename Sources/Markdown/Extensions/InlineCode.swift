import Bytes
import CCmark
import Highlighting

// `#!py code` and `:::py code` in code spans (`pymdownx.inlinehilite`).

/// How code spans are written that name their language.
public struct InlineCode: Sendable, Hashable {
  /// A language whose code spans are something else, such as formulas.
  public struct Custom: Sendable, Hashable {
    /// The language; `*` for all.
    public var name: String
    /// The class of the element.
    public var cssClass: String
    /// The formula, or nil for code.
    public var formula: Formulas.Format?

    /// Creates a custom language.
    public init(name: String, cssClass: String, formula: Formulas.Format? = nil) {
      self.name = name
      self.cssClass = cssClass
      self.formula = formula
    }
  }

  /// The class of code that is highlighted; nil for that of code blocks.
  public var cssClass: String?
  /// Code without a language is highlighted, too (`style_plain_text`).
  public var stylesPlainText = false
  /// The language of code that names none; "" for none.
  public var plainLanguage = ""
  /// Languages that are something else; the last of a name counts.
  public var customs: [Custom] = []

  /// As the extension has it by default.
  public init() {}
}

extension CodeBlocks {
  /// The class of highlighted code, and whether a highlighter in the browser is told the language.
  fileprivate var inlineStyle: (cssClass: String, isForBrowser: Bool) {
    switch indentedStyle {
    case .wrapped(let name) where !readsLanguageLines: (name, false)
    case .classed(let name) where !readsLanguageLines: (name, true)
    default: ("highlight", false)
    }
  }
}

/// Takes languages off the code spans of a page.
struct InlineCodeReader {
  let style: InlineCode
  let blocks: CodeBlocks
  let text: TextLines

  /// Reads what is below a node.
  func read(_ root: Node, _ annotations: inout Annotations) {
    var walk = TreeWalk(root)
    while let (node, entering) = walk.next() {
      guard entering, node.type == CMARK_NODE_CODE else { continue }
      if case .html = annotations[node].role { continue }
      read(code: node, &annotations)
    }
  }

  /// Whether code that names no language stays as it is.
  private var readsNamedOnly: Bool { !style.stylesPlainText && style.customs.isEmpty }

  private func read(code node: Node, _ annotations: inout Annotations) {
    let literal = node.literal
    if readsNamedOnly, literal.first != ASCII.colon, literal.first != ASCII.hash { return }
    let span = isBehindSpace(node) ? nil : Self.split(literal)
    guard span != nil || style.stylesPlainText || style.customs.contains(where: { $0.name == "*" })
    else { return }
    let language = span?.language ?? ""
    let code = String(decoding: span?.code ?? literal[...], as: UTF8.self)
    node.setLiteral(code)
    let custom = style.customs.last { $0.name == language || $0.name == "*" }
    if let formula = custom?.formula {
      let name = custom?.cssClass ?? ""
      annotations[node].role = .html(formula.inline(code, cssClass: name))
      node.setLiteral(formula.inlineText(code))
      return
    }
    let name = language.isEmpty ? style.plainLanguage : language
    guard style.stylesPlainText || !language.isEmpty else { return }
    let (cssClass, isForBrowser) = blocks.inlineStyle
    var classes = [style.cssClass ?? cssClass].filter { !$0.isEmpty }
    if isForBrowser {
      if !name.isEmpty { classes.insert(blocks.languagePrefix + name, at: 0) }
    } else if blocks.languageClass {
      classes.insert(blocks.languagePrefix + known([name, style.plainLanguage]), at: 0)
    }
    annotations[node].attributes.merge(Attributes(classes: classes))
    if !isForBrowser { annotations[node].codeLanguage = blocks.resolved(name) }
  }

  /// Whether a space stands between the backticks and the code, so that it names no language.
  private func isBehindSpace(_ node: Node) -> Bool {
    let start = text.start(ofLine: node.startLine) + node.startColumn - 1
    guard start > 0, start < text.bytes.count, text.bytes[start] == ASCII.space,
      text.bytes[start - 1] == ASCII.backtick
    else { return false }
    let end = min(text.bytes.count, start + 1 + node.literal.count)
    return text.bytes[(start + 1)..<end].elementsEqual(node.literal)
  }

  private func known(_ names: [String]) -> String { names.first(where: blocks.isKnown) ?? "text" }

  /// Takes `:::language ` or `#!language ` off the beginning of a code span.
  private static func split(
    _ literal: ByteView
  ) -> (language: String, code: ByteSlice)? {
    let colons = literal.prefix { $0 == ASCII.colon }.count
    let isShebang = literal.starts(with: [ASCII.hash, ASCII.exclamation])
    guard colons > 2 || isShebang else { return nil }
    let name = literal.dropFirst(isShebang ? 2 : colons).prefix {
      $0.isASCIIAlphanumeric || $0 >= 0x80
        || [ASCII.underscore, ASCII.hash, ASCII.period, ASCII.plus, ASCII.hyphen].contains($0)
    }
    var code = literal[name.endIndex...]
    guard code.first?.isASCIIWhitespace == true else { return nil }
    code = code.drop(while: \.isASCIIWhitespace)
    while code.last?.isASCIIWhitespace == true { code = code.dropLast() }
    return (String(decoding: name, as: UTF8.self), code)
  }
}

extension HTMLRenderer {
  /// Writes the code of a span, coloured where its language is known.
  mutating func codeSpan(_ node: Node) {
    let literal = node.literal
    guard let language = annotations[node].codeLanguage,
      let tokens = CodeToken.all(of: literal, in: language)
    else { return output.appendHTMLEscaped(literal) }
    for token in tokens {
      let text = ByteView(rebasing: literal[token.range])
      guard !token.cssClass.isEmpty else {
        output.appendHTMLEscaped(text)
        continue
      }
      output.append("<span class=\"" as StaticString)
      output.append(token.cssClass)
      output.append("\">" as StaticString)
      output.appendHTMLEscaped(text)
      output.append("</span>" as StaticString)
    }
  }
}
