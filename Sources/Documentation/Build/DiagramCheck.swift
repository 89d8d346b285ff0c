import Diagnostics
import Markdown
import Sites

/// Says that diagrams stay text where the site brings no script that draws them: unlike Material, the
/// layout loads none from elsewhere.
struct DiagramCheck {
  private let configuration: SiteConfiguration

  init(_ configuration: SiteConfiguration) { self.configuration = configuration }

  func diagnostics(of pages: [Page]) -> [Diagnostic] {
    let marks = Set(
      configuration.dialect.codeBlocks.customFences.lazy.filter { $0.cssClass == "mermaid" }
        .map { $0.format == .division ? "<div class=\"mermaid\"" : "<pre class=\"mermaid\"" })
    guard !marks.isEmpty,
      !configuration.extraJavaScript.contains(where: { $0.path.contains("mermaid") }),
      let page = pages.first(where: { page in
        marks.contains { Self.hasDiagram(page.html, Array($0.utf8)) }
      })
    else { return [] }
    return [
      .info(
        code: "docs.theme.diagrams",
        "diagrams are shown as text: the site has no script that draws them",
        at: Location(file: configuration.docsDir.value + "/" + page.file.sourcePath),
        target: "mermaid", hint: "put mermaid.min.js into docs_dir and name it in extra_javascript")
    ]
  }

  private static func hasDiagram(_ html: [UInt8], _ mark: [UInt8]) -> Bool {
    html.withUnsafeBufferPointer { bytes in
      var index = 0
      while index + mark.count <= bytes.count {
        // Such tags are rare, so that the rest is seldom compared.
        if bytes[index] == mark[0], bytes[index + 1] == mark[1], bytes[index + 2] == mark[2],
          bytes[index..<(index + mark.count)].elementsEqual(mark)
        {
          return true
        }
        index += 1
      }
      return false
    }
  }
}
