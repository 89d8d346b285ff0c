import ArgumentParser
import Auditing
import SystemPackage

/// The options of `scaffold audit` about addresses on the web.
struct ExternalArguments: ParsableArguments {
  @Flag(help: "Ask the web whether links to it lead somewhere. Without this nothing is sent.")
  var external = false

  @Option(help: ArgumentHelp("The longest time for one request.", valueName: "seconds"))
  var timeout = 20.0

  @Option(
    help: ArgumentHelp("Ask again so often after 429, 5xx and lost connections.", valueName: "n"))
  var retries = 2

  @Option(help: ArgumentHelp("The most requests at a time to one host.", valueName: "n"))
  var hostConnections = 6

  @Option(help: ArgumentHelp("The most requests at a time in all.", valueName: "n"))
  var connections = 64

  @Flag(help: "Ask this machine and private networks too.")
  var allowPrivate = false

  @Option(
    help: ArgumentHelp(
      "Remember good answers in a file, instead of the user's cache folder.", valueName: "file"),
    completion: .file())
  var cache: String?

  @Option(help: ArgumentHelp("Ask again what was good so long ago.", valueName: "hours"))
  var cacheAge = 24.0

  @Flag(help: "Remember nothing.")
  var noCache = false

  @Flag(help: "Show what is no failure as well: addresses that moved for good.")
  var notes = false

  func validate() throws {
    guard timeout >= 0.1, timeout <= 600 else {
      throw ValidationError("--timeout must lie between 0.1 and 600 seconds")
    }
    guard (0...10).contains(retries) else {
      throw ValidationError("--retries must lie between 0 and 10")
    }
    guard (1...64).contains(hostConnections), (1...256).contains(connections) else {
      throw ValidationError(
        "--host-connections must lie between 1 and 64, --connections between 1 and 256")
    }
    guard cacheAge >= 0, cacheAge <= 8760 else {
      throw ValidationError("--cache-age must lie between 0 and 8760 hours")
    }
  }

  /// What the options mean; nil without `--external`.
  func options(
    environment: [String: String], progress: @escaping @Sendable (Int, Int) -> Void
  ) -> ExternalOptions? {
    guard external else { return nil }
    var options = ExternalOptions()
    options.timeLimit = .milliseconds(Int(timeout * 1000))
    options.retries = retries
    options.hostLimit = min(hostConnections, connections)
    options.limit = connections
    options.allowsPrivateAddresses = allowPrivate
    options.userAgent = "scaffold/\(Scaffold.configuration.version) (link checker)"
    options.environment = environment
    options.progress = progress
    if !noCache, cacheAge > 0, let path = cachePath(environment) {
      options.cache = ExternalOptions.CacheFile(
        path: path, age: .seconds(Int(cacheAge * 3600)), keepsPrivateAddresses: cache != nil)
    }
    return options
  }

  private func cachePath(_ environment: [String: String]) -> FilePath? {
    if let cache { return FilePath(cache) }
    let name = "scaffold/external-addresses"
    if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") {
      return FilePath(folder).pushing(FilePath(name))
    }
    return environment["HOME"].flatMap { home in
      home.hasPrefix("/") ? FilePath(home).appending(".cache").pushing(FilePath(name)) : nil
    }
  }
}
