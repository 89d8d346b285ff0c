/// Which addresses and short names are links (`pymdownx.magiclink`).
public struct MagicLinks: Sendable, Hashable {
  /// A host of repositories besides those that are known (`custom`).
  public struct Host: Sendable, Hashable {
    /// What short names begin with, and classes end with.
    public var name: String
    /// `github`, `gitlab` or `bitbucket`: whose addresses it has.
    public var type: String
    /// What titles call it.
    public var label: String
    /// Its address.
    public var url: String
    /// `www.` may stand before its name.
    public var mayHaveWWW = true

    /// Creates a host.
    public init(name: String, type: String, label: String, url: String) {
      self.name = name
      self.type = type
      self.label = label
      self.url = url
    }
  }

  /// Links show without `http://` (`hide_protocol`).
  public var hidesScheme = false
  /// Addresses of repositories and what is in them show as short names (`repo_url_shortener`).
  public var shortensRepositories = false
  /// Addresses of people show as short names (`social_url_shortener`).
  public var shortensPeople = false
  /// By provider, the users whose addresses stay (`shortener_user_exclude`).
  public var excludedUsers: [String: [String]] = [:]
  /// `user/repo#1`, `@user` and the like are links (`repo_url_shorthand`).
  public var linksRepositories = false
  /// `@x:user` and the like are links (`social_url_shorthand`).
  public var linksPeople = false
  /// The provider of names that name none (`provider`).
  public var provider = "github"
  /// The user of names that name none (`user`).
  public var user = ""
  /// The repository of names that name none (`repo`).
  public var repository = ""
  /// Pull requests and discussions are written with `#`, too (`normalize_issue_symbols`).
  public var normalizesSymbols = false
  /// Words in titles (`labels`).
  public var labels: [String: String] = [:]
  /// Further hosts (`custom`).
  public var hosts: [Host] = []

  /// As the extension has them by default.
  public init() {}
}
