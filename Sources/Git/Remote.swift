/// The host, owner and name that a git remote's URL stands for.
public struct Remote: Sendable, Hashable {
  /// The host, such as `github.com`.
  public var host: String
  /// The owner: a user, an organization, or groups joined by `/`.
  public var owner: String
  /// The repository's name without `.git`.
  public var name: String

  /// Creates a remote from its parts.
  public init(host: String, owner: String, name: String) {
    self.host = host
    self.owner = owner
    self.name = name
  }

  /// Reads `https://host/owner/name.git`, `ssh://git@host:22/owner/name` and
  /// `git@host:owner/name.git`; nil for anything else, such as a folder.
  public init?(url: String) {
    var rest = Substring(url)
    if let scheme = rest.range(of: "://") {
      guard ["https", "http", "ssh", "git"].contains(rest[..<scheme.lowerBound]) else { return nil }
      rest = rest[scheme.upperBound...]
      guard let slash = rest.firstIndex(of: "/") else { return nil }
      host = Self.host(rest[..<slash])
      rest = rest[rest.index(after: slash)...]
    } else {
      guard let colon = rest.firstIndex(of: ":"), !rest[..<colon].contains("/") else { return nil }
      host = Self.host(rest[..<colon])
      rest = rest[rest.index(after: colon)...]
    }
    while rest.last == "/" { rest.removeLast() }
    if rest.hasSuffix(".git") { rest.removeLast(4) }
    let parts = rest.split(separator: "/")
    guard !host.isEmpty, parts.count >= 2, let last = parts.last else { return nil }
    owner = parts.dropLast().joined(separator: "/")
    name = String(last)
  }

  /// The host of `user@host:port`.
  private static func host(_ authority: Substring) -> String {
    let afterUser = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    return String(afterUser.prefix { $0 != ":" }).lowercased()
  }
}

extension Substring {
  fileprivate func range(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
