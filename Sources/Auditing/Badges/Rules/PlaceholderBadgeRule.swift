import Bytes
import Diagnostics
import Markdown

struct PlaceholderBadgeRule: BadgeRule {
  static let description = RuleDescription(
    "audit.badge.placeholder", title: "a badge still has the placeholder of a template",
    what: """
      The address of a badge, or of the link around it, has `OWNER`, `REPO`, `USER`, `your-…`, \
      `<…>`, `{{…}}`, `${…}`, `TODO` or the owner `example` in it.
      """,
    why: "It shows \"not found\" at best, and another project's state at worst.",
    example: "`https://img.shields.io/github/license/OWNER/REPO`.",
    remedy: "Write the repository's own owner and name.",
    fix: "where the repository's own owner and name are known and fill the place")

  func check(_ badge: Badge, _ document: Document, _ context: AuditContext) -> Finding? {
    let identity = context.project.identity
    let isFree = badge.claim.isFreeText
    let inBadge = Placeholder.first(in: badge.link.destination, isFreeText: isFree, identity)
    let around = badge.link.enclosingDestination ?? ""
    let inLink = Placeholder.first(in: around, isFreeText: false, identity)
    guard let placeholder = inBadge ?? inLink else { return nil }
    var finding = description.finding(
      "the \(inBadge == nil ? "link around the badge" : "badge") has the placeholder '\(placeholder)'",
      document, badge.link.position, target: inBadge == nil ? around : badge.link.destination,
      hint: "write the repository's own owner and name")
    guard let identity, document.kind == .markdown else { return finding }
    if inBadge != nil, let new = Placeholder.filled(badge.link.destination, identity) {
      finding.changes.append(.destination(old: badge.link.destination, new: new))
      finding.diagnostic.hint = "write '\(new)'"
    }
    if inLink != nil, let new = Placeholder.filled(around, identity) {
      finding.changes.append(.destination(old: around, new: new))
      if inBadge == nil { finding.diagnostic.hint = "write '\(new)'" }
    }
    return finding
  }
}

extension BadgeClaim {
  /// Whether the address is free to say anything.
  fileprivate var isFreeText: Bool {
    switch self {
    case .text, .parameters: true
    default: false
    }
  }
}

/// Words that templates leave for the user to replace.
enum Placeholder {
  private static let words: Set<String> = [
    "owner", "repo", "user", "username", "org", "organization", "organisation", "project",
    "repository", "todo", "package", "name", "image", "account",
  ]
  private static let plainWords: Set<String> = [
    "example", "example-org", "example-user", "exampleuser", "yourname", "yourusername",
    "youruser", "yourorg", "yourrepo", "yourproject", "username", "todo", "my-org", "my-user",
  ]

  /// The first part of an address that a template would have.
  ///
  /// - Parameter isFreeText: the address shows its own text, so that words count for nothing.
  static func first(
    in address: String, isFreeText: Bool, _ identity: RepositoryIdentity?
  ) -> String? {
    guard !address.isEmpty else { return nil }
    let decoded = address.percentDecoded
    for mark in ["{{", "${", "<"] {
      if let found = decoded.firstRange(of: mark) {
        return String(decoded[found.lowerBound...].prefix(24).prefix { $0 != "/" })
      }
    }
    if isFreeText { return decoded.isToDo ? "TODO" : nil }
    guard let scheme = decoded.firstRange(of: "://") else { return nil }
    let rest = decoded[scheme.upperBound...]
    let path = rest.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").dropFirst()
    let values = rest.drop { $0 != "?" }.split(whereSeparator: { "?&#=/".contains($0) })
    for part in path.map({ ($0, true) }) + values.map({ ($0, false) }) {
      let name = part.0
      if let identity, identity.matchesPart(name) { continue }
      if isPlaceholder(name, inPath: part.1) { return String(name) }
    }
    return nil
  }

  private static func isPlaceholder(_ part: Substring, inPath: Bool) -> Bool {
    let whole = part.lowercased()
    if ["your-", "your_", "<your"].contains(where: { whole.hasPrefix($0) }) { return true }
    guard inPath else { return false }
    // `REPO.svg` and `OWNER.github.io` are placeholders, too.
    let name = part.prefix { $0 != "." }
    let word = name.lowercased()
    let isInCapitals = name == name.uppercased()
    let inner = word.split(whereSeparator: { $0 == "_" || $0 == "-" })
    // Words that projects really bear count in capitals only, as templates write them.
    if isInCapitals, !inner.isEmpty, inner.allSatisfy({ words.contains(String($0)) }) {
      return true
    }
    return plainWords.contains(word)
  }

  /// The address with the repository's own owner and name in the place of placeholders; nil where
  /// they would not fill it.
  static func filled(_ address: String, _ identity: RepositoryIdentity) -> String? {
    guard let scheme = address.firstRange(of: "://") else { return nil }
    let end = address.firstIndex { $0 == "?" || $0 == "#" } ?? address.endIndex
    guard scheme.upperBound <= end else { return nil }
    var parts = address[scheme.upperBound..<end].split(
      separator: "/", omittingEmptySubsequences: false
    ).map(String.init)
    guard let place = ownerPlace(parts), place + 1 < parts.count else { return nil }
    let ending = [".svg", ".png", ".git"].first { parts[place + 1].hasSuffix($0) } ?? ""
    parts[place] = identity.owner
    parts[place + 1] = identity.name + ending
    let new = address[..<scheme.upperBound] + parts.joined(separator: "/") + address[end...]
    return first(in: String(new), isFreeText: false, identity) == nil ? String(new) : nil
  }

  /// Where the owner stands in an address in parts, its host first.
  private static func ownerPlace(_ parts: [String]) -> Int? {
    guard parts.count > 2 else { return nil }
    let isHost = ["gh", "github", "gl", "gitlab", "bb", "bitbucket"].contains
    switch parts[0].lowercased() {
    case "github.com", "www.github.com", "raw.githubusercontent.com": return 1
    case "codecov.io", "app.codecov.io": return isHost(parts[1]) ? 2 : nil
    case "coveralls.io": return parts[1] == "repos" ? 3 : isHost(parts[1]) ? 2 : nil
    case "img.shields.io":
      switch parts[1] {
      case "codecov": return 4
      case "coveralls", "coverallsCoverage": return 3
      case "github":
        if parts[2] == "actions" { return 5 }
        return ["v", "languages", "commit-activity"].contains(parts[2]) ? 4 : 3
      default: return nil
      }
    default: return nil
    }
  }
}

extension String {
  /// Whether a label or a message, apart from its colour, is `TODO` as templates leave it.
  fileprivate var isToDo: Bool {
    split(whereSeparator: { "/?&=-_ ".contains($0) }).contains("TODO")
  }
}

extension RepositoryIdentity {
  /// Whether a part of an address is this repository's owner or name.
  fileprivate func matchesPart(_ part: Substring) -> Bool {
    let part = part.lowercased()
    return part == owner.lowercased() || part == name.lowercased()
  }
}
