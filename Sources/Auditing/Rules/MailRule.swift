import Bytes
import Diagnostics
import Markdown

/// **What:** a `mailto:` link holds no mail address.
///
/// **Why:** the reader's mail program opens with nobody to write to.
///
/// **Example:** `[write us](mailto:team(at)host.example)`.
///
/// **How to mend:** write `mailto:name@host`.
struct MailRule: Rule {
  func check(_ document: Document, _ graph: LinkGraph) -> [Diagnostic] {
    document.outline.links.compactMap { link in
      guard link.destination.lowercased().hasPrefix("mailto:") else { return nil }
      let addresses = link.destination.dropFirst("mailto:".count).prefix { $0 != "?" }
      let parts = addresses.percentDecoded.split(separator: ",", omittingEmptySubsequences: false)
      if parts.allSatisfy({ Self.isAddress($0) }) { return nil }
      // `mailto:?subject=…` lets the reader choose whom to write to.
      if addresses.isEmpty, link.destination.contains("?") { return nil }
      return .error(
        code: "audit.link.mail", "'\(addresses)' is no mail address",
        at: document.location(link.position), target: link.destination,
        hint: "write mailto:name@host")
    }
  }

  private static func isAddress(_ text: Substring) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[1].contains(".") else { return false }
    let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    return labels.allSatisfy { !$0.isEmpty } && !text.contains { $0.isWhitespace || $0 == "(" }
  }
}
