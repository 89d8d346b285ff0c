import Bytes
import Sites

/// What the layout shows alike on every page, but for the way to the site's root.
struct SharedSlots: Sendable {
  /// ` data-md-color-…` attributes for the body, as extra style sheets know them from Material.
  let bodyAttributes: String
  /// A link to the sources, or nothing.
  let repository: String
  /// Links of the footer, or nothing.
  let social: String

  private let configuration: SiteConfiguration

  init(_ configuration: SiteConfiguration) {
    self.configuration = configuration
    let palette = configuration.theme.palettes.first {
      $0.primary != nil || $0.scheme != nil
    }
    let attributes = [
      ("scheme", palette?.scheme ?? "default"), ("primary", palette?.primary ?? "indigo"),
      ("accent", palette?.accent ?? palette?.primary ?? "indigo"),
    ]
    bodyAttributes = attributes.map { " data-md-color-\($0)=\"\(Self.escaped($1))\"" }.joined()
    repository =
      configuration.repository.map {
        "<a class=\"repository\" href=\"\(Self.escaped($0.url))\">\(Self.escaped($0.name))</a>"
      } ?? ""
    social = configuration.social.map {
      "<a rel=\"noopener\" href=\"\(Self.escaped($0.url))\">\(Self.escaped($0.name))</a>"
    }.joined(separator: " ")
  }

  func writeStylesheets(root: String, into output: inout OutputBuffer) {
    for path in configuration.extraCSS {
      output.append("<link rel=\"stylesheet\" href=\"" as StaticString)
      output.appendHTMLEscaped(Self.address(path, root))
      output.append("\">\n" as StaticString)
    }
  }

  func writeScripts(root: String, into output: inout OutputBuffer) {
    for script in configuration.extraJavaScript {
      output.append("<script src=\"" as StaticString)
      output.appendHTMLEscaped(Self.address(script.path, root))
      output.append("\"" as StaticString)
      if let type = script.type {
        output.append(" type=\"" as StaticString)
        output.appendHTMLEscaped(type)
        output.append("\"" as StaticString)
      }
      if script.isDeferred { output.append(" defer" as StaticString) }
      if script.isAsynchronous { output.append(" async" as StaticString) }
      output.append("></script>\n" as StaticString)
    }
  }

  func writeLogo(root: String, into output: inout OutputBuffer) {
    guard let logo = configuration.theme.logo else { return }
    output.append("<img src=\"" as StaticString)
    output.appendHTMLEscaped(Self.address(logo, root))
    output.append("\" alt=\"\">" as StaticString)
  }

  func writeFavicon(root: String, into output: inout OutputBuffer) {
    guard let favicon = configuration.theme.favicon else { return }
    output.append("<link rel=\"icon\" href=\"" as StaticString)
    output.appendHTMLEscaped(Self.address(favicon, root))
    output.append("\">\n" as StaticString)
  }

  /// A path below the site's root or an address, seen from a page.
  private static func address(_ path: String, _ root: String) -> String {
    LinkMeaning.isExternal(path) || path.hasPrefix("/") ? path : root == "./" ? path : root + path
  }

  private static func escaped(_ text: String) -> String {
    var output = OutputBuffer()
    output.appendHTMLEscaped(text)
    return output.text
  }
}
