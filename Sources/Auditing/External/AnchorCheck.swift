import Bytes
import Diagnostics
import HTTP

/// Decides whether a page from the web has what a fragment names.
struct AnchorCheck: Sendable {
  private let isForge: Bool

  init(_ address: WebAddress) {
    let host = address.host
    isForge = ["github.com", "gist.github.com", "gitlab.com", "codeberg.org"].contains(host)
  }

  func state(
    of fragment: String, in content: PageContent, of response: Response
  ) -> Verdict.Fragment {
    let wanted = fragment.percentDecoded
    if Self.isForPrograms(wanted) { return .present }
    let names = [wanted, fragment, "user-content-" + wanted]
    if names.contains(where: content.anchors.contains) { return .present }
    // Forges build parts of their pages in the browser, from text that they send along.
    if isForge, Self.isMadeByForge(wanted) || response.body.contains("user-content-" + wanted) {
      return .present
    }
    if response.isCut { return .unknown }
    // A page without a single anchor is built in the browser.
    if content.anchors.isEmpty, Self.hasScript(response.body) { return .unknown }
    let near =
      content.anchors.first { $0.lowercased() == wanted.lowercased() }
      ?? Suggestion.nearest(to: wanted, in: content.anchors.sorted())
    return .absent(near: near)
  }

  /// Fragments that scripts and browsers read, and that name no anchor.
  private static func isForPrograms(_ fragment: String) -> Bool {
    fragment.lowercased() == "top" || fragment.hasPrefix(":~:") || fragment.hasPrefix("/")
      || fragment.hasPrefix("!") || fragment.contains("=")
  }

  private static func isMadeByForge(_ fragment: String) -> Bool {
    let prefixes = [
      "issuecomment-", "discussion_r", "discussioncomment-", "pullrequestreview-", "diff-",
      "commitcomment-", "note_", "file-",
    ]
    if prefixes.contains(where: fragment.hasPrefix) { return true }
    if fragment.first == "r", Int(fragment.dropFirst()) != nil { return true }
    // L10, L10-L20, L10C5-L20C9
    return fragment.first == "L"
      && fragment.unicodeScalars.allSatisfy { "LC-0123456789".unicodeScalars.contains($0) }
  }

  private static func hasScript(_ body: [UInt8]) -> Bool { body.contains("<script") }
}

extension [UInt8] {
  /// Whether the bytes of a text occur; time is linear for texts without a long repeated beginning.
  fileprivate func contains(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard let first = wanted.first, count >= wanted.count else { return false }
    var start = 0
    while let found = self[start...].firstIndex(of: first) {
      if self[found...].starts(with: wanted) { return true }
      start = found + 1
    }
    return false
  }
}
