import Diagnostics
import Markdown
import Sites

/// Says that diagrams stay text where the site brings no script that draws them: unlike Material, the
/// layout loads none from elsewhere.
struct DiagramCheck {
  private let configuration: SiteConfiguration

  init(_ configuration: SiteConfiguration) { self.configuration = configuration }

  func diagnostics(of pages: [Page]) -> [Diagnostic] {
    let fences = configuration.dialect.codeBlocks.customFences.filter { $0.cssClass == "mermaid" }
    let marks: [StaticString] = fences.map {
      $0.format == .division ? "<div class=\"mermaid\"" : "<pre class=\"mermaid\""
    }
    guard !marks.isEmpty,
      !configuration.extraJavaScript.contains(where: { $0.path.contains("mermaid") }),
      let page = pages.first(where: { page in
        page.html.withUnsafeBufferPointer { html in marks.contains { html.contains($0) } }
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
}
