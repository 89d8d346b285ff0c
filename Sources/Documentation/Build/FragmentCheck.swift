import Diagnostics
import Sites

/// Checks links with fragments, once the anchors of all pages are known.
struct FragmentCheck {
  private let level: Severity?

  init(_ configuration: SiteConfiguration) { level = configuration.validation.linksAnchors }

  func diagnostics(of pages: [Page]) -> [Diagnostic] {
    guard let level else { return [] }
    let anchors = Dictionary(
      pages.map { ($0.file.sourcePath, $0.anchors) }, uniquingKeysWith: { first, _ in first })
    return pages.flatMap(\.fragmentLinks).compactMap { link in
      guard let known = anchors[link.target], !known.contains(link.fragment) else { return nil }
      return Diagnostic(
        level, code: "docs.link.missing-anchor",
        "there is no anchor '#\(link.fragment)' in '\(link.target)'", at: link.location,
        target: link.destination,
        hint: Suggestion.nearest(to: link.fragment, in: known.sorted()).map {
          "did you mean '#\($0)'?"
        })
    }
  }
}
