import Configuration
import Diagnostics
import Git
import Sites

/// The owner and name that a repository has on its host.
public struct RepositoryIdentity: Sendable, Hashable {
  /// The owner, as written.
  public var owner: String
  /// The name, as written.
  public var name: String
  /// The host; nil where only `owner/name` is known.
  public var host: String?
  /// Whether only `repo_url` of `mkdocs.yml` says so.
  var isGuess = false
  /// What says so, for messages: `--repository`, `the remote 'origin'`.
  public var source: String

  /// Reads `owner/name` or an address that ends with it; nil for anything else.
  public init?(_ text: String, source: String) {
    self.source = source
    if let remote = Remote(url: text) {
      (owner, name, host) = (remote.owner, remote.name, remote.host)
      return
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count >= 2, parts.allSatisfy({ !$0.isEmpty && !$0.contains(" ") }),
      let last = parts.last, !text.contains(":")
    else { return nil }
    owner = parts.dropLast().joined(separator: "/")
    name = String(last)
    host = nil
  }

  /// Whether a badge means this repository.
  func matches(_ owner: some StringProtocol, _ name: some StringProtocol) -> Bool {
    owner.lowercased() == self.owner.lowercased() && name.lowercased() == self.name.lowercased()
  }

  /// The repository's identity: from the option, else from the settings, else from the remote
  /// `upstream`, else `origin`, else `GITHUB_REPOSITORY`, else `repo_url` of `mkdocs.yml`.
  static func find(
    option: String?, settings: AuditSettings, git: GitFacts, environment: [String: String],
    sites: [DocumentationFolder]
  ) throws(Diagnostic) -> RepositoryIdentity? {
    if let option {
      guard let identity = RepositoryIdentity(option, source: "--repository") else {
        throw .error(
          code: "audit.repository", "'\(option)' is no owner and name of a repository",
          target: option, hint: "write --repository owner/name")
      }
      return identity
    }
    if let repository = settings.repository { return repository }
    for name in ["upstream", "origin"] {
      if let url = git.remotes[name],
        let identity = RepositoryIdentity(url, source: "the remote '\(name)'")
      {
        return identity
      }
    }
    if let name = environment["GITHUB_REPOSITORY"],
      let identity = RepositoryIdentity(name, source: "GITHUB_REPOSITORY")
    {
      return identity
    }
    for site in sites {
      if let url = site.configuration.repository?.url,
        var identity = RepositoryIdentity(url, source: "repo_url of \(site.file)")
      {
        identity.isGuess = true
        return identity
      }
    }
    return nil
  }
}
