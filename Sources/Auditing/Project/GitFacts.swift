import Diagnostics
import FileTree
import Git
import SystemPackage

/// What git says of a repository, as far as badges and links depend on it.
struct GitFacts: Sendable {
  /// The addresses of remotes by name.
  var remotes: [String: String] = [:]
  /// The branches of the repository itself.
  var localBranches: Set<String> = []
  /// The branches of remotes, by the remote's name, as of when they were last fetched.
  var remoteBranches: [String: Set<String>] = [:]
  /// The remotes of which all branches are fetched.
  var whollyFetched: Set<String> = []
  /// The branch that `origin` or `upstream` shows first; nil when nobody knows.
  var defaultBranch: String?
  /// The branch that is checked out.
  var currentBranch: String?
  /// Whether history is cut off, so that moves and branches are not known.
  var isShallow = false
  /// Whether the folder is a repository at all.
  var isRepository = false

  /// What git says of `root`; nothing where it is no repository or git is missing.
  static func read(_ root: FilePath) async -> GitFacts {
    var facts = GitFacts()
    guard FileStatus.of(root.appending(".git")) != nil else { return facts }
    facts.isRepository = true
    let git = Git(in: root)
    // One process for the configuration, one for references.
    facts.readRemotes(
      await git.read("config", "--get-regexp", #"^remote\..*\.(url|fetch)$"#) ?? "")
    facts.readBranches(
      await git.read("for-each-ref", "--format=%(refname) %(symref)", "refs/heads", "refs/remotes")
        ?? "")
    facts.currentBranch = await git.read("symbolic-ref", "--quiet", "--short", "HEAD")
    facts.isShallow = await git.read("rev-parse", "--is-shallow-repository") == "true"
    return facts
  }

  private mutating func readRemotes(_ settings: String) {
    for line in settings.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let key = parts[0].dropFirst("remote.".count)
      if key.hasSuffix(".url") {
        remotes[String(key.dropLast(".url".count))] = String(parts[1])
      } else if parts[1].drop(while: { $0 == "+" }).hasPrefix("refs/heads/*:") {
        whollyFetched.insert(String(key.dropLast(".fetch".count)))
      }
    }
  }

  private mutating func readBranches(_ references: String) {
    var heads: [String: String] = [:]
    for line in references.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      guard let reference = parts.first else { continue }
      if reference.hasPrefix("refs/heads/") {
        localBranches.insert(String(reference.dropFirst("refs/heads/".count)))
        continue
      }
      let name = reference.dropFirst("refs/remotes/".count)
      // A remote's name may have slashes.
      guard let remote = remotes.keys.first(where: { name.hasPrefix($0 + "/") }) else { continue }
      let branch = String(name.dropFirst(remote.count + 1))
      if branch != "HEAD" {
        remoteBranches[remote, default: []].insert(branch)
      } else if parts.count == 2 {
        heads[remote] = String(parts[1].dropFirst("refs/remotes/\(remote)/".count))
      }
    }
    defaultBranch = heads["upstream"] ?? heads["origin"]
  }
}

extension GitFacts {
  /// What is known of a branch.
  enum BranchState: Sendable, Hashable {
    case exists, missing
    /// Nothing was ever fetched that would say it.
    case unknown
    /// The clone leaves it open, as the text says.
    case open(String)
  }

  /// Whether a repository has a branch: here, or as any remote had it when it was last fetched.
  func state(ofBranch branch: String, in identity: RepositoryIdentity) -> BranchState {
    if branch == defaultBranch || localBranches.contains(branch)
      || remoteBranches.values.contains(where: { $0.contains(branch) })
    {
      return .exists
    }
    let own = remotes.filter { _, address in
      Remote(url: address).map { identity.matches($0.owner, $0.name) } ?? false
    }
    guard own.keys.contains(where: { remoteBranches[$0]?.isEmpty == false }) else {
      return .unknown
    }
    if isShallow { return .open("the clone is shallow") }
    return own.keys.contains { whollyFetched.contains($0) }
      ? .missing : .open("the clone has a single branch")
  }
}
