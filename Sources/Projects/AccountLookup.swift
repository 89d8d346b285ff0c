import FileTree
import Git
public import SystemPackage

/// Finds out which account a new repository probably belongs to.
public struct AccountLookup: Sendable {
  /// The URL of a remote of the repository around the destination, by the remote's name.
  public var remote: @Sendable (_ name: String) async -> String?
  /// A value of git's configuration.
  public var configuration: @Sendable (_ key: String) async -> String?
  /// The name the user logs in with.
  public var login: String?

  /// Creates a lookup from what answers its questions.
  public init(
    remote: @escaping @Sendable (_ name: String) async -> String?,
    configuration: @escaping @Sendable (_ key: String) async -> String?, login: String?
  ) {
    self.remote = remote
    self.configuration = configuration
    self.login = login
  }

  /// A lookup that asks the user's git, from the nearest folder above `destination` that exists.
  ///
  /// - Parameter login: the name the user logs in with.
  public init(around destination: FilePath, login: String?) {
    let git = Git(in: Self.existingFolder(above: destination))
    self.init(
      remote: { await git.read("remote", "get-url", $0) },
      configuration: { await git.read("config", "--get", $0) }, login: login)
  }

  /// The first of these that is an account's name: the owner in the remote `upstream`, then in
  /// `origin`, git's `github.user`, the words of git's `user.name` and of the login name; nil when
  /// none is.
  public func account() async -> String? {
    for name in ["upstream", "origin"] {
      if let owner = await remote(name).flatMap({ Remote(url: $0)?.owner }), Self.isAccount(owner) {
        return owner
      }
    }
    if let user = await configuration("github.user"), Self.isAccount(user) { return user }
    if let name = await configuration("user.name").map(Words.kebabCase), Self.isAccount(name) {
      return name
    }
    return login.map(Words.kebabCase).flatMap { Self.isAccount($0) ? $0 : nil }
  }

  /// GitHub's rule: at most 39 letters, digits and single hyphens between them.
  static func isAccount(_ name: String) -> Bool {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    return name.utf8.count <= 39
      && parts.allSatisfy { part in
        !part.isEmpty
          && part.unicodeScalars.allSatisfy {
            "a"..."z" ~= $0 || "A"..."Z" ~= $0 || "0"..."9" ~= $0
          }
      }
  }

  /// `path` or the nearest folder above it that exists.
  static func existingFolder(above path: FilePath) -> FilePath {
    var folder = path
    while FileStatus.of(folder)?.kind != .directory {
      let parent = folder.removingLastComponent()
      if parent.isEmpty || parent == folder { return folder.isAbsolute ? "/" : "." }
      folder = parent
    }
    return folder.isEmpty ? "." : folder
  }
}
