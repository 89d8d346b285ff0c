import Diagnostics
import Markdown

/// **What:** a link's fragment is no anchor of the Markdown file it leads to.
///
/// **Why:** the reader lands at the top of the page and has to search.
///
/// **Example:** `[steps](guide.md#frist-steps)` where the heading is "First steps".
///
/// **How to mend:** write the anchor of the heading. On GitHub it is made from the heading's text
/// in lower case with `-` for spaces; in a documentation site as its `mkdocs.yml` says.
struct AnchorRule: Rule {
  func check(_ document: Document, _ graph: LinkGraph) -> [Diagnostic] {
    document.outline.links.compactMap { link in
      let path: String
      let fragment: String?
      switch graph.meaning(of: link.destination, in: document) {
      case .external, .path(nil, _): return nil
      case .sameDocument(let wanted): (path, fragment) = (document.path, wanted)
      case .path(let target?, let wanted): (path, fragment) = (target, wanted)
      }
      // Browsers know `#top` on every page; line fragments have a rule of their own.
      guard let fragment, fragment != "top", LineFragment(fragment) == nil,
        let anchors = graph.anchors(of: path), !anchors.contains(fragment),
        document.site != nil || !anchors.contains(Self.withoutPrefix(fragment))
      else { return nil }
      let near =
        anchors.first { $0.lowercased() == fragment.lowercased() }
        ?? Suggestion.nearest(to: fragment, in: anchors.sorted())
      return .error(
        code: "audit.link.missing-anchor", "there is no anchor '#\(fragment)' in '\(path)'",
        at: document.location(link.position), target: link.destination,
        hint: near.map { "did you mean '#\($0)'?" })
    }
  }

  /// GitHub puts `user-content-` before the ids of a page, and finds them without it as well.
  private static func withoutPrefix(_ fragment: String) -> String {
    let prefix = "user-content-"
    return fragment.hasPrefix(prefix) ? String(fragment.dropFirst(prefix.count)) : fragment
  }
}
