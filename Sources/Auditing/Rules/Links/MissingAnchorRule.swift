import Diagnostics
import FileTree
import Markdown

struct MissingAnchorRule: LinkRule {
  static let description = RuleDescription(
    "audit.link.missing-anchor", title: "a fragment is no anchor of the page it leads to",
    what: """
      What follows `#` is no anchor of the document that the link leads to. The anchors of \
      repository Markdown are GitHub's: the heading in lower case, punctuation deleted, `-` for each \
      space, `-1` for the second of a name. The anchors of a `docs_dir` are made as its `mkdocs.yml` \
      says. In HTML they are ids, and names of `<a>`. `#top` is on every page.
      """,
    why: "The reader lands at the top of the page and has to search.",
    example: "`[steps](guide.md#frist-steps)` where the heading is \"First steps\".",
    remedy: "Write the anchor of the heading.",
    fix: "where exactly one anchor of the page is near, or differs in case")

  func check(_ link: ResolvedLink, _ document: Document, _ context: AuditContext) -> Finding? {
    guard let fragment = link.fragment, fragment != "top", !fragment.hasPrefix(":~:") else {
      return nil
    }
    let path: String
    switch link.target {
    case .sameDocument: path = document.path
    case .file(let file): path = file
    case .folder(let folder) where document.site == nil:
      path = folder.isEmpty ? "README.md" : folder + "/README.md"
    default: return nil
    }
    // Line fragments have a rule of their own, but for Markdown, which GitHub shows without lines.
    guard !link.link.isImage, LineFragment(fragment) == nil else { return nil }
    guard let anchors = context.graph.anchors(of: path), !anchors.contains(fragment) else {
      return nil
    }
    if document.site == nil, anchors.contains(Self.withoutPrefix(fragment)) { return nil }
    return finding(fragment, path, anchors, link, document)
  }

  private func finding(
    _ fragment: String, _ path: String, _ anchors: Set<String>, _ link: ResolvedLink,
    _ document: Document
  ) -> Finding {
    let near = AnchorSuggestions.nearest(to: fragment, in: anchors)
    let old = link.link.destination
    let canChange = document.kind == .markdown && near?.isOnly == true
    let new = old.prefix { $0 != "#" } + "#" + (near?.anchor.encodedForLinks ?? "")
    return description.finding(
      "there is no anchor '#\(fragment)' in '\(path)'", document, link.link,
      hint: near.map { "did you mean '#\($0.anchor)'?" },
      change: canChange ? .destination(old: old, new: String(new)) : nil)
  }

  /// GitHub puts `user-content-` before the ids of a page, and finds them without it as well.
  private static func withoutPrefix(_ fragment: String) -> String {
    let prefix = "user-content-"
    return fragment.hasPrefix(prefix) ? String(fragment.dropFirst(prefix.count)) : fragment
  }
}

/// Finds the anchor that was probably meant.
enum AnchorSuggestions {
  /// In pages with more anchors, only those that differ in case are looked for.
  private static let most = 300

  /// The nearest anchor, and whether no other is as near: then it is the one right answer.
  static func nearest(to fragment: String, in anchors: Set<String>) -> (
    anchor: String, isOnly: Bool
  )? {
    let lowercased = fragment.lowercased()
    // Headings give lower case, so that most slips of case are found at once.
    if anchors.contains(lowercased) { return (lowercased, true) }
    guard anchors.count <= most else { return nil }
    let sameInCase = anchors.filter { $0.lowercased() == lowercased }
    if let only = sameInCase.first, sameInCase.count == 1 { return (only, true) }
    let candidates = anchors.filter { !$0.hasPrefix("user-content-") }.sorted()
    guard let near = Suggestion.nearest(to: fragment, in: candidates) else { return nil }
    let others = candidates.filter { $0 != near }
    let distance = Suggestion.distance(from: fragment, to: near)
    let isOnly =
      distance <= max(1, fragment.utf8.count / 4)
      // `steps-2` is no slip of `steps-1`.
      && fragment.filter(\.isNumber) == near.filter(\.isNumber)
      && !others.contains { Suggestion.distance(from: fragment, to: $0) <= distance }
    return (near, isOnly)
  }
}
