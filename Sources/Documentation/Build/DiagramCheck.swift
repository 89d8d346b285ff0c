import Diagnostics
import Markdown
import Sites

/// Says that diagrams stay text where the site brings no script that draws them: unlike Material, the
/// layout loads none from elsewhere.
struct DiagramCheck {
  private let configuration: SiteConfiguration

  init(_ configuration: SiteConfiguration) { self.configuration = configuration }

  func diagnostics(of pages: [Page]) -> [Diagnostic] {
    let isMermaid = { (fence: CodeBlocks.CustomFence) in fence.cssClass == "mermaid" }
    guard configuration.dialect.codeBlocks.customFences.contains(where: isMermaid),
      !configuration.extraJavaScript.contains(where: { $0.path.contains("mermaid") }),
      let page = pages.first(where: { Self.hasDiagram($0.html) })
    else { return [] }
    return [
      .info(
        code: "docs.theme.diagrams",
        "diagrams are shown as text: the site has no script that draws them",
        at: Location(file: configuration.docsDir.value + "/" + page.file.sourcePath),
        target: "mermaid", hint: "put mermaid.min.js into docs_dir and name it in extra_javascript")
    ]
  }

  private static let mark = Array("<pre class=\"mermaid\"".utf8)

  private static func hasDiagram(_ html: [UInt8]) -> Bool {
    html.withUnsafeBufferPointer { bytes in
      var index = 0
      while index + mark.count <= bytes.count {
        // `<pre ` is rare, so that the rest is seldom compared.
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
