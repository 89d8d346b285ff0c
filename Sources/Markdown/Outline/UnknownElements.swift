import Bytes
import CCmark
import Diagnostics

// `<name>` in text is an HTML element to CommonMark and MkDocs alike: browsers show nothing of it.

/// Tags without attributes of elements that HTML does not know.
struct UnknownElements {
  /// Where each element is opened first, in the text that libcmark reads.
  private var opened: [(name: String, offset: Int)] = []
  /// What is closed somewhere is an element that its author means.
  private var closed: Set<String> = []

  var isEmpty: Bool { opened.isEmpty }

  /// The elements that nothing closes.
  var placeholders: [(name: String, offset: Int)] { opened.filter { !closed.contains($0.name) } }

  /// Notes the tag that is a node's whole literal.
  mutating func note(_ literal: ByteView, at offset: Int) {
    guard literal.count > 2, literal.last == ASCII.greater else { return }
    let isClosing = literal[1] == ASCII.slash
    let name = literal[(isClosing ? 2 : 1)..<literal.count - 1]
    guard name.count <= 64, name.allSatisfy({ $0.isASCIIAlphanumeric || $0 == ASCII.hyphen })
    else { return }
    let text = String(decoding: name, as: UTF8.self).lowercased()
    guard !Self.known.contains(text) else { return }
    if isClosing {
      closed.insert(text)
    } else if !opened.contains(where: { $0.name == text }), opened.count < Self.most {
      opened.append((text, offset))
    }
  }

  /// How many elements of a page are named.
  private static let most = 50

  /// The elements of HTML, the obsolete ones that browsers still draw, and those of SVG and MathML
  /// that stand alone.
  private static let known: Set<String> = [
    "a", "abbr", "acronym", "address", "area", "article", "aside", "audio", "b", "base",
    "basefont", "bdi", "bdo", "big", "blink", "blockquote", "body", "br", "button", "canvas",
    "caption", "center", "cite", "code", "col", "colgroup", "data", "datalist", "dd", "del",
    "details", "dfn", "dialog", "dir", "div", "dl", "dt", "em", "embed", "fieldset",
    "figcaption", "figure", "font", "footer", "form", "frame", "frameset", "h1", "h2", "h3",
    "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "i", "iframe", "img", "input",
    "ins", "kbd", "label", "legend", "li", "link", "main", "map", "mark", "marquee", "math",
    "menu", "meta", "meter", "nav", "nobr", "noframes", "noscript", "object", "ol", "optgroup",
    "option", "output", "p", "param", "picture", "pre", "progress", "q", "rb", "rp", "rt",
    "rtc", "ruby", "s", "samp", "script", "search", "section", "select", "slot", "small",
    "source", "span", "strike", "strong", "style", "sub", "summary", "sup", "svg", "table",
    "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "time", "title", "tr",
    "track", "tt", "u", "ul", "var", "video", "wbr", "xmp",
  ]
}

extension OutlineBuilder {
  /// Says which elements are names in angle brackets, most likely.
  mutating func sayUnknownElements() {
    for (name, offset) in unknownElements.placeholders {
      let place = text.position(of: offset)
      outline.diagnostics.append(
        .info(
          code: "markdown.unknown-element",
          "'<\(name)>' is an HTML element that browsers do not show",
          at: .init(file: place.file ?? "", line: place.line, column: place.column),
          target: name, hint: "write it as code: `<\(name)>`, or as \\<\(name)>"))
    }
  }
}
