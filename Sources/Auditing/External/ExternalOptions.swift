public import SystemPackage

/// How addresses on the web are asked.
public struct ExternalOptions: Sendable {
  /// The time for one request.
  public var timeLimit = Duration.seconds(20)
  /// How often an address is asked again after what may pass: 429, 5xx, a lost connection.
  public var retries = 2
  /// The most requests at the same time to one host.
  public var hostLimit = 6
  /// The most requests at the same time to all hosts.
  public var limit = 64
  /// Whether this machine and private networks may be asked.
  public var allowsPrivateAddresses = false
  /// What good answers are remembered in; nil for nothing.
  public var cache: CacheFile?
  /// The name and version that servers are told.
  public var userAgent = "scaffold"
  /// Variables for headers, proxies and certificates.
  public var environment: [String: String] = [:]
  /// The repository that is audited, `owner/name`: it may be private.
  public var repository: String?
  /// Told how many addresses are done, of how many.
  public var progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  /// Asked several times a second; true stops the check.
  public var isInterrupted: @Sendable () -> Bool = { false }

  /// What `.scaffold/audit.yml` says.
  var settings = ExternalSettings()

  /// The defaults.
  public init() {}

  /// The file that remembers good answers, and for how long it does.
  public struct CacheFile: Sendable, Hashable {
    /// The file.
    public var path: FilePath
    /// How long an answer counts.
    public var age: Duration
    /// Whether answers of this machine and private networks are kept as well: they change often.
    public var keepsPrivateAddresses: Bool

    /// Creates it.
    public init(path: FilePath, age: Duration, keepsPrivateAddresses: Bool) {
      self.path = path
      self.age = age
      self.keepsPrivateAddresses = keepsPrivateAddresses
    }
  }
}
