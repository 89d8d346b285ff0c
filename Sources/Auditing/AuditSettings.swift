import Configuration
import Diagnostics
import FileTree
import SystemPackage

/// What `.scaffold/audit.yml` says.
struct AuditSettings: Sendable, Hashable {
  /// Patterns of files to leave out, as in `.gitignore`.
  var excludes: [String] = []
  /// The repository's owner and name, `owner/name`.
  var repository: String?
  /// How addresses on the web are asked.
  var external = ExternalSettings()

  private static let file = ".scaffold/audit.yml"

  /// Reads the settings of the repository at `root`; without the file there are none.
  ///
  /// - Throws: the first mistake in the file.
  static func read(_ root: FilePath) throws(Diagnostic) -> AuditSettings {
    let path = root.appending(".scaffold").appending("audit.yml")
    guard FileStatus.of(path) != nil else { return AuditSettings() }
    var settings = AuditSettings()
    guard let node = try YAMLParser.parse(try FileReader.read(path), file: file) else {
      return settings
    }
    var keys = MappingReader(node, code: "audit.settings", subject: file)
    settings.excludes = keys.strings("exclude") ?? []
    settings.repository = keys.string("repository")
    settings.external = ExternalSettings.read(&keys)
    keys.rejectUnread(.error)
    if let mistake = keys.diagnostics.first { throw mistake }
    return settings
  }
}
