import Bytes

/// What a dialect writes the same around each heading and each code block, made once for many pages.
final class FixedHTML: Sendable {
  /// A heading's permalink before and behind the id; empty where there is none.
  let permalinkStart: [UInt8]
  let permalinkEnd: [UInt8]
  /// Permalinks stand before the heading's text.
  let permalinkLeads: Bool
  /// What begins the link that a heading's text is, up to the id; empty where it is none.
  let anchorLink: [UInt8]
  /// What stands before the `code` element of a fenced block that names a language and nothing else;
  /// empty where such blocks need a closer look.
  let fenceStart: [UInt8]

  init(_ dialect: Dialect) {
    let contents = dialect.contents ?? Contents()
    if let permalink = dialect.permalink {
      var start = OutputBuffer()
      start.append("<a class=\"" as StaticString)
      start.appendHTMLEscaped(contents.permalinkClass)
      start.append("\" href=\"#" as StaticString)
      var end = OutputBuffer()
      if !contents.permalinkTitle.isEmpty {
        end.append("\" title=\"" as StaticString)
        end.appendHTMLEscaped(contents.permalinkTitle)
      }
      end.append("\">" as StaticString)
      end.append(permalink)
      end.append("</a>" as StaticString)
      (permalinkStart, permalinkEnd) = (start.bytes, end.bytes)
    } else {
      (permalinkStart, permalinkEnd) = ([], [])
    }
    permalinkLeads = dialect.contents?.permalinkLeads == true
    if let name = dialect.contents?.anchorLinkClass {
      var start = OutputBuffer()
      start.append("<a class=\"" as StaticString)
      start.appendHTMLEscaped(name)
      start.append("\" href=\"#" as StaticString)
      anchorLink = start.bytes
    } else {
      anchorLink = []
    }
    fenceStart = dialect.codeBlocks.plainFenceStart
  }
}

extension CodeBlocks {
  /// See `FixedHTML.fenceStart`.
  fileprivate var plainFenceStart: [UInt8] {
    guard case .wrapped(let cssClass) = style, attributes, defaultLanguage == nil,
      !languageClass, !readsLanguageLines, !automaticTitle, numbersLines != true,
      lineAnchors.isEmpty, lineSpans.isEmpty
    else { return [] }
    var start = OutputBuffer()
    start.append("<div" as StaticString)
    if !cssClass.isEmpty {
      start.append(" class=\"" as StaticString)
      start.appendHTMLEscaped(cssClass)
      start.append(ASCII.quote)
    }
    start.append("><pre><span></span>" as StaticString)
    return start.bytes
  }

  /// Whether an info string is the name of a language, or nothing, and asks for no custom fence.
  func isPlain(_ info: ByteView) -> Bool {
    info.allSatisfy { $0.isASCIIAlphanumeric || $0 == ASCII.hyphen || $0 == ASCII.plus }
      && !customFences.contains { $0.name == "*" || $0.name.utf8.elementsEqual(info) }
  }
}
