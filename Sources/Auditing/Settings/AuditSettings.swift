import Configuration
import Diagnostics
import FileTree
import SystemPackage

/// What `.scaffold/audit.yml` says.
struct AuditSettings: Sendable {
  /// Patterns of files to leave out, as in `.gitignore`.
  var excludes: [String] = []
  /// Which repository this is.
  var repository: RepositoryIdentity?
  /// The levels of rules, by their codes; nil for rules that are off.
  var levels: [String: Severity?] = [:]
  /// Links that must be there; nil for those that every README should have.
  var requiredLinks: [RequiredLink]?
  /// How addresses on the web are asked.
  var external = ExternalSettings()

  /// A link that must be there, and where it is asked for.
  struct RequiredLink: Sendable, Hashable {
    var link: RequiredLinks.Link
    var location: Location
  }

  /// The file's path, seen from the repository's root.
  static let file = ".scaffold/audit.yml"

  /// Reads the settings of the repository at `root`; without the file there are none.
  ///
  /// - Throws: the first mistake in the file.
  static func read(_ root: FilePath) throws(Diagnostic) -> AuditSettings {
    let path = root.appending(FilePath(file).components)
    guard FileStatus.of(path) != nil else { return AuditSettings() }
    return try read(try FileReader.read(path))
  }

  /// Reads settings from their text.
  ///
  /// - Throws: the first mistake in it.
  static func read(_ bytes: [UInt8]) throws(Diagnostic) -> AuditSettings {
    var settings = AuditSettings()
    guard let node = try YAMLParser.parse(bytes, file: file) else { return settings }
    var keys = MappingReader(node, code: "audit.settings", subject: file)
    settings.excludes = keys.strings("exclude") ?? []
    if let value = keys.value("repository"), let text = keys.string("repository") {
      settings.repository = RepositoryIdentity(text, source: "\(file)")
      if settings.repository == nil { keys.reject(value, "repository", "owner/name") }
    }
    readLevels(&keys, &settings)
    readRequiredLinks(&keys, &settings)
    settings.external = ExternalSettings.read(&keys)
    keys.rejectUnread(.error)
    if let mistake = keys.diagnostics.sorted().first { throw mistake }
    return settings
  }

  private static func readLevels(_ keys: inout MappingReader, _ settings: inout AuditSettings) {
    guard let rules = keys.value("rules") else { return }
    guard let entries = rules.mapping else {
      keys.reject(rules, "rules", "a mapping of rules to levels")
      return
    }
    for entry in entries {
      guard let rule = Rules.description(named: entry.key) else {
        keys.add(
          .error(
            code: "audit.settings.unknown-rule", "there is no rule '\(entry.key)'",
            at: entry.keyLocation, target: entry.key,
            hint: Suggestion.didYouMean(entry.key, in: Rules.names)))
        continue
      }
      // YAML reads a plain `off` as false, and so do we.
      if entry.value.string == "off" || entry.value.bool == false {
        settings.levels[rule.code] = .some(nil)
      } else if let level = entry.value.string.flatMap(Severity.init(rawValue:)) {
        settings.levels[rule.code] = level
      } else {
        keys.reject(entry.value, entry.key, "off, info, warning or error")
      }
    }
  }

  private static func readRequiredLinks(
    _ keys: inout MappingReader, _ settings: inout AuditSettings
  ) {
    guard let items = keys.list("required-links") else { return }
    settings.requiredLinks = []
    for item in items {
      let from: String
      let to: String
      if let text = item.string {
        (from, to) = ("README.md", text)
      } else if item.mapping != nil {
        var link = MappingReader(item, code: "audit.settings", subject: "'required-links'")
        from = link.string("from") ?? "README.md"
        to = link.string("to") ?? ""
        if to.isEmpty {
          link.add(
            .error(
              code: "audit.settings.type", "a required link must say where it leads",
              at: item.location, target: "to", hint: "write to: FILE"))
        }
        link.rejectUnread(.error)
        for diagnostic in link.diagnostics { keys.add(diagnostic) }
      } else {
        keys.reject(item, "required-links", "a list of files, or of from and to")
        continue
      }
      settings.requiredLinks?.append(
        RequiredLink(link: .init(from: from, to: to), location: item.location))
    }
  }

  /// A finding at the level that the settings give its rule; nil when the rule is off.
  func leveled(_ finding: Finding) -> Finding? {
    if levels.isEmpty { return finding }
    guard let level = levels[finding.diagnostic.code] else { return finding }
    guard let level else { return nil }
    var finding = finding
    finding.diagnostic.severity = level
    return finding
  }
}
