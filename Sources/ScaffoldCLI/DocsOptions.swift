import ArgumentParser
import SystemPackage

/// The options that building and previewing a site share.
struct DocsOptions: ParsableArguments {
  @Option(
    name: [.customShort("f"), .customLong("config-file")],
    help: ArgumentHelp("The site's configuration.", valueName: "file"),
    completion: .file(extensions: ["yml", "yaml"]))
  var configFile = "mkdocs.yml"

  @Flag(name: .customLong("use-directory-urls"), help: "Write pages as name/index.html.")
  var useDirectoryURLs = false

  @Flag(name: .customLong("no-directory-urls"), help: "Write pages as name.html.")
  var noDirectoryURLs = false

  @Flag(name: .shortAndLong, help: "Say nothing but errors.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Say everything, what is only worth knowing too.")
  var verbose = false

  func validate() throws {
    if useDirectoryURLs, noDirectoryURLs {
      throw ValidationError("--use-directory-urls and --no-directory-urls exclude each other")
    }
    if quiet, verbose { throw ValidationError("--quiet and --verbose exclude each other") }
  }

  var configuration: FilePath { FilePath(configFile) }

  /// What the configuration is called in what is said: locations are seen from its folder.
  var configurationName: String { configuration.lastComponent?.string ?? configFile }

  /// The configuration's folder.
  var root: FilePath {
    let folder = configuration.removingLastComponent()
    return folder.isEmpty ? "." : folder
  }

  /// What the options say of `use_directory_urls`; nil when they say nothing.
  var usesDirectoryURLs: Bool? {
    useDirectoryURLs || noDirectoryURLs ? useDirectoryURLs : nil
  }
}
