import Bytes

/// The providers of a dialect's magic links. It is made once for many pages.
final class MagicLinkTable: Sendable {
  /// A site on which there are users, perhaps with repositories.
  struct Provider: Sendable {
    enum Kind: String {
      case github, gitlab, bitbucket, twitter, x
    }

    /// What short names begin with, and classes end with.
    var name: String
    var kind: Kind
    /// What titles call it.
    var label: String
    var url: String
    var mayHaveWWW = true
    /// In lower case.
    var excludedUsers: Set<String> = []

    var isSocial: Bool { kind == .twitter || kind == .x }
    /// How many digits of a commit show.
    var hashLength: Int { kind == .gitlab ? 8 : 7 }
  }

  let options: MagicLinks
  let providers: [Provider]
  /// The provider of names that name none.
  let own: Provider

  init(_ options: MagicLinks) {
    self.options = options
    var all = Self.known
    for host in options.hosts where !all.contains(where: { $0.name == host.name }) {
      guard let kind = Provider.Kind(rawValue: host.type) else { continue }
      var url = host.url.lowercased()
      while url.last == "/" { url.removeLast() }
      var provider = Provider(name: host.name, kind: kind, label: host.label, url: url)
      provider.mayHaveWWW = host.mayHaveWWW
      let users = options.excludedUsers[host.type]
      provider.excludedUsers =
        users.map { Set($0.map { $0.lowercased() }) }
        ?? all.first { $0.name == host.type }?.excludedUsers ?? []
      all.append(provider)
    }
    for index in all.indices {
      guard let users = options.excludedUsers[all[index].name] else { continue }
      all[index].excludedUsers = Set(users.map { $0.lowercased() })
    }
    providers = all
    own = all.first { $0.name == options.provider } ?? Self.gitHub
  }

  private static let gitHub = Provider(
    name: "github", kind: .github, label: "GitHub", url: "https://github.com",
    excludedUsers: [
      "marketplace", "notifications", "issues", "pull", "sponsors", "settings", "support",
    ])

  private static let known: [Provider] = [
    gitHub,
    Provider(
      name: "bitbucket", kind: .bitbucket, label: "Bitbucket", url: "https://bitbucket.org",
      excludedUsers: ["dashboard", "account", "plans", "support", "repo"]),
    Provider(
      name: "gitlab", kind: .gitlab, label: "GitLab", url: "https://gitlab.com",
      excludedUsers: ["dashboard", "-", "explore", "help", "projects"]),
    Provider(
      name: "twitter", kind: .twitter, label: "Twitter", url: "https://twitter.com",
      excludedUsers: ["i", "messages", "bookmarks", "home"]),
    Provider(
      name: "x", kind: .x, label: "X", url: "https://x.com",
      excludedUsers: ["i", "messages", "bookmarks", "home"]),
  ]

  /// The provider of a name such as `gitlab:user`, if such names are links.
  func linked(_ name: String) -> Provider? {
    guard let provider = providers.first(where: { $0.name == name }) else { return nil }
    return (provider.isSocial ? options.linksPeople : options.linksRepositories) ? provider : nil
  }

  /// The bytes at which a link may begin, or which tell that one began before them.
  var triggers: [UInt8] {
    var bytes = [ASCII.colon, ASCII.period, ASCII.at]
    guard options.linksRepositories else { return bytes }
    bytes += [ASCII.hash, ASCII.exclamation, ASCII.question]
    if !own.isSocial, !options.user.isEmpty, !options.repository.isEmpty {
      bytes += Array("0123456789abcdef".utf8)
    }
    return bytes
  }
}

/// What a magic link leads to.
enum MagicLinkTarget {
  case user
  case repository(String)
  case issue(String, String)
  case pull(String, String)
  case discussion(String, String)
  case commit(String, String)
  case comparison(String, String, String)
}

extension MagicLinkTable {
  /// How a link is written.
  struct Appearance {
    var text: String
    var title: String
    var classes: [String]
  }

  /// How a link to something of a user's is written.
  ///
  /// - Parameter owner: whose it is: then names are shorter.
  func appearance(
    _ provider: Provider, user: String, _ target: MagicLinkTarget, owner: Owner
  ) -> Appearance {
    let symbol = { (symbol: String) in self.options.normalizesSymbols ? "#" : symbol }
    switch target {
    case .user:
      return appearance(provider, "mention", text: "@\(user)", "User", of: user)
    case .repository(let name):
      let name = "\(user)/\(name)"
      return appearance(provider, "repository", text: name, "Repository", of: name)
    case .issue(let repository, let number):
      return appearance(
        provider, "issue", text: owner.prefix(user, repository) + "#\(number)", "Issue",
        of: "\(user)/\(repository) #\(number)")
    case .pull(let repository, let number):
      return appearance(
        provider, "pull", text: owner.prefix(user, repository) + symbol("!") + number,
        "Pull Request", of: "\(user)/\(repository) #\(number)")
    case .discussion(let repository, let number):
      return appearance(
        provider, "discussion", label: "discuss",
        text: owner.prefix(user, repository) + symbol("?") + number, "Discussion",
        of: "\(user)/\(repository) #\(number)")
    case .commit(let repository, let hash):
      let short = String(hash.prefix(provider.hashLength))
      return appearance(
        provider, "commit", text: owner.prefix(user, repository, "@") + short, "Commit",
        of: "\(user)/\(repository)@\(short)")
    case .comparison(let repository, let first, let second):
      let short =
        "\(first.prefix(provider.hashLength))...\(second.prefix(provider.hashLength))"
      return appearance(
        provider, "compare", text: owner.prefix(user, repository, "@") + short, "Compare",
        of: "\(user)/\(repository)@\(short)")
    }
  }

  private func appearance(
    _ provider: Provider, _ kind: String, label: String? = nil, text: String, _ word: String,
    of name: String
  ) -> Appearance {
    Appearance(
      text: text, title: "\(provider.label) \(options.labels[label ?? kind] ?? word): \(name)",
      classes: ["magiclink", "magiclink-\(provider.name)", "magiclink-\(kind)"])
  }

  /// Whose something is, as seen from the site's own repository.
  enum Owner {
    case sameRepository, sameUser, other

    fileprivate func prefix(_ user: String, _ repository: String, _ sign: String = "") -> String {
      switch self {
      case .sameRepository: ""
      case .sameUser: repository + sign
      case .other: "\(user)/\(repository)\(sign)"
      }
    }
  }

  /// The address of something of a user's; nil where the provider has no such thing.
  func url(_ provider: Provider, user: String, _ target: MagicLinkTarget) -> String? {
    let base = "\(provider.url)/\(user)"
    let isGitLab = provider.kind == .gitlab
    switch target {
    case .user: return base
    case .repository(let name): return "\(base)/\(name)"
    case .issue(let name, let number):
      return "\(base)/\(name)/\(isGitLab ? "-/" : "")issues/\(number)"
    case .pull(let name, let number):
      switch provider.kind {
      case .gitlab: return "\(base)/\(name)/-/merge_requests/\(number)"
      case .bitbucket: return "\(base)/\(name)/pull-requests/\(number)"
      default: return "\(base)/\(name)/pull/\(number)"
      }
    case .discussion(let name, let number):
      return provider.kind == .github ? "\(base)/\(name)/discussions/\(number)" : nil
    case .commit(let name, let hash):
      switch provider.kind {
      case .gitlab: return "\(base)/\(name)/-/commit/\(hash)"
      case .bitbucket: return "\(base)/\(name)/commits/commit/\(hash)"
      default: return "\(base)/\(name)/commit/\(hash)"
      }
    case .comparison(let name, let first, let second):
      switch provider.kind {
      case .gitlab: return "\(base)/\(name)/-/compare/\(first)...\(second)"
      case .bitbucket: return "\(base)/\(name)/branches/commits/\(first)..\(second)#diff"
      default: return "\(base)/\(name)/compare/\(first)...\(second)"
      }
    }
  }
}
