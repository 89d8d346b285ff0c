import Bytes
import Diagnostics
import Markdown

/// **What:** a badge, or the link around it, still has the placeholder of a template in its address.
///
/// **Why:** it shows "not found" at best, and another project's state at worst.
///
/// **Example:** `https://img.shields.io/github/license/OWNER/REPO`.
///
/// **How to mend:** write the repository's own owner and name.
struct PlaceholderBadgeRule: Rule {
  func check(_ document: Document, _ graph: LinkGraph) -> [Diagnostic] {
    document.outline.links.compactMap { link in
      guard let badge = Badge(link) else { return nil }
      for (address, what) in [
        (link.destination, "badge"), (link.enclosingDestination ?? "", "link around the badge"),
      ] {
        guard let placeholder = Self.placeholder(in: address, isStatic: badge.isStatic) else {
          continue
        }
        return .error(
          code: "audit.badge.placeholder", "the \(what) has the placeholder '\(placeholder)'",
          at: document.location(link.position), target: address,
          hint: "write the repository's own owner and name")
      }
      return nil
    }
  }

  private static let words: Set<String> = [
    "owner", "repo", "user", "username", "org", "organization", "project", "repository", "todo",
    "<owner>", "<repo>", "example", "foo", "yourname", "yourusername", "youruser",
  ]

  /// The first part of the address that a template would have.
  private static func placeholder(in address: String, isStatic: Bool) -> String? {
    let decoded = address.percentDecoded
    for mark in ["{{", "${", "<"] {
      if let found = decoded.firstRange(of: mark) {
        return String(decoded[found.lowerBound...].prefix(24).prefix { $0 != "/" })
      }
    }
    // A static badge's text is free to say anything.
    if isStatic { return nil }
    guard let scheme = decoded.firstRange(of: "://") else { return nil }
    let path = decoded[scheme.upperBound...].prefix { $0 != "?" && $0 != "#" }
    for part in path.split(separator: "/").dropFirst() {
      let word = part.lowercased()
      if word.hasPrefix("your-") || word.hasPrefix("your_") { return String(part) }
      // Words that projects really bear count in capitals only, as templates write them.
      if part == part.uppercased(), words.contains(word) { return String(part) }
      if ["example", "yourname", "yourusername", "youruser", "username"].contains(word) {
        return String(part)
      }
    }
    return nil
  }
}

extension Badge {
  /// A badge whose address is its text: `img.shields.io/badge/…`.
  var isStatic: Bool { host == "img.shields.io" && ["badge", "static"].contains(path.first) }
}
