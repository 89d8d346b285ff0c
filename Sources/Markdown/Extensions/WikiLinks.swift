import Bytes

// `[[Page Name]]`.

/// How links in double brackets are written (`wikilinks`).
public struct WikiLinks: Sendable, Hashable {
  /// What stands before the page's name in the URL.
  public var baseURL = "/"
  /// What stands behind it.
  public var endURL = "/"
  /// The class of the link.
  public var cssClass = "wikilink"

  /// As the extension has them by default.
  public init() {}

  /// The HTML of a link to a page.
  func html(label: String) -> String {
    var html = OutputBuffer()
    html.append("<a" as StaticString)
    if !cssClass.isEmpty {
      html.append(" class=\"" as StaticString)
      html.appendHTMLEscaped(cssClass)
      html.append(ASCII.quote)
    }
    html.append(" href=\"" as StaticString)
    html.appendHTMLEscaped(baseURL + Self.pageName(label) + endURL)
    html.append("\">" as StaticString)
    html.appendHTMLEscaped(label)
    html.append("</a>" as StaticString)
    return html.text
  }

  /// Runs of spaces, with an underscore beside them, become one underscore.
  private static func pageName(_ label: String) -> String {
    var name: [UInt8] = []
    var pendingSpace = false
    var joined = false
    for byte in label.utf8 {
      if byte == ASCII.space {
        if name.last == ASCII.underscore, !pendingSpace, !joined {
          joined = true
        } else if !joined {
          pendingSpace = true
        }
        continue
      }
      if pendingSpace {
        name.append(ASCII.underscore)
        pendingSpace = false
        if byte == ASCII.underscore { continue }
      }
      joined = false
      name.append(byte)
    }
    if pendingSpace { name.append(ASCII.underscore) }
    return String(decoding: name, as: UTF8.self)
  }
}

extension InlineRewriter {
  /// The link that begins at a bracket: letters, digits, `_`, `-` and spaces in double brackets.
  mutating func wikiLink(in text: InlineText, at start: Int, _ style: WikiLinks) -> InlineFind? {
    guard text[start + 1] == ASCII.leftBracket else { return nil }
    var end = start + 2
    while text.isWord(end) || text[end] == ASCII.space || text[end] == ASCII.hyphen { end += 1 }
    guard end > start + 2, text.has("]]", at: end) else { return nil }
    let bytes = text.string(start + 2..<end).utf8.drop { $0 == ASCII.space }
    let label = String(
      decoding: bytes.reversed().drop { $0 == ASCII.space }.reversed(), as: UTF8.self)
    let range = start..<end + 2
    let html = label.isEmpty ? "" : style.html(label: label)
    return node(html: html, for: text.string(range), plain: label).map {
      InlineFind(range: range, node: $0)
    }
  }
}
