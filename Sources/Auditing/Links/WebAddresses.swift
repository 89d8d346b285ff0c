import Bytes

/// Addresses of the repository's own files on GitHub: `https://github.com/owner/name/blob/main/a.md`
/// can be checked without the web.
struct WebAddresses: Sendable, Hashable {
  /// What such addresses begin with, in lower case, up to the branch.
  private let prefixes: [String]
  private let branches: Set<String>

  /// - Parameters:
  ///   - identity: the repository's owner and name.
  ///   - branches: the branches whose files are those that are audited.
  init(_ identity: RepositoryIdentity, branches: Set<String>) {
    let name = "\(identity.owner)/\(identity.name)".lowercased()
    prefixes = [
      "https://github.com/\(name)/blob/", "https://github.com/\(name)/tree/",
      "https://github.com/\(name)/raw/", "https://raw.githubusercontent.com/\(name)/",
    ]
    self.branches = branches
  }

  /// The path below the repository's root, with what follows it; nil for other addresses.
  func path(of address: String) -> String? {
    guard address.utf8.count > 30 else { return nil }
    let lowercased = address.lowercased()
    guard let prefix = prefixes.first(where: { lowercased.hasPrefix($0) }) else { return nil }
    let rest = address.dropFirst(prefix.count)
    let branch = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard branches.contains(branch.percentDecoded) else { return nil }
    let path = rest.dropFirst(branch.count)
    return path.first == "/" ? String(path.dropFirst()) : String(path)
  }
}
