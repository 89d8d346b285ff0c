import Bytes
import Configuration
public import Diagnostics
import FileTree
public import SystemPackage

/// Reads `mkdocs.yml`.
public struct SiteConfigurationReader {
  /// The process's environment, for `!ENV`.
  private let environment: [String: String]
  private var diagnostics: [Diagnostic] = []
  /// The files that were read, each inherited from by the one before.
  private var chain: [FilePath] = []
  /// Projects that `nav` includes are read as well.
  private var followsIncludes = true

  /// - Parameter environment: what `!ENV` values are looked up in.
  public init(environment: [String: String]) { self.environment = environment }

  /// Reads the configuration file at `path`.
  ///
  /// - Parameter name: the file as the user named it, for locations.
  /// - Returns: the configuration and what is worth saying about it: `docs.config.*` warnings for
  ///   unknown and unsupported names, errors for values of the wrong kind.
  /// - Throws: when the file cannot be read, is no YAML, or holds no mapping.
  public static func read(
    _ path: FilePath, named name: String, environment: [String: String]
  ) throws(Diagnostic) -> (configuration: SiteConfiguration, diagnostics: [Diagnostic]) {
    var reader = SiteConfigurationReader(environment: environment)
    let root = try reader.load(path, named: name, depth: 0)
    let folder = path.removingLastComponent()
    var configuration = reader.decode(
      root, into: SiteConfiguration(file: name, root: folder.isEmpty ? "." : folder))
    configuration.configurationFiles = reader.chain + configuration.configurationFiles
    return (configuration, reader.diagnostics)
  }

  /// Reads the configuration of a project that another site includes.
  static func readIncluded(
    _ path: FilePath, named name: String, environment: [String: String]
  ) throws(Diagnostic) -> (configuration: SiteConfiguration, diagnostics: [Diagnostic]) {
    var reader = SiteConfigurationReader(environment: environment)
    reader.followsIncludes = false
    let root = try reader.load(path, named: name, depth: 0)
    let start = SiteConfiguration(file: name, root: path.removingLastComponent())
    return (reader.decode(root, into: start), reader.diagnostics)
  }

  // MARK: - Loading

  /// The file's mapping, with that of the file it inherits from below it.
  private mutating func load(
    _ path: FilePath, named name: String, depth: Int
  ) throws(Diagnostic) -> YAMLNode {
    if depth == 0, FileStatus.of(path) == nil {
      throw .error(
        code: "docs.config.missing", "there is no configuration file '\(name)'",
        at: Location(file: name), target: name,
        hint: "run the command where mkdocs.yml is, or name it with --config-file")
    }
    chain.append(path)
    let bytes = try FileReader.read(path)
    guard let root = try YAMLParser.parse(bytes, file: name) else {
      throw .error(
        code: "docs.config.empty", "the configuration is empty", at: Location(file: name),
        hint: "write at least: site_name: My docs")
    }
    guard root.mapping != nil else {
      throw .error(
        code: "docs.config.type",
        "the configuration must be a mapping of keys to values, not \(root.kindDescription)",
        at: root.location)
    }
    guard let parent = root["INHERIT"], let target = parent.string else { return root }
    guard depth < 10 else {
      throw .error(
        code: "docs.config.inherit", "INHERIT leads in a circle", at: parent.location,
        target: target)
    }
    let inherited = path.removingLastComponent().pushing(FilePath(target))
    let folder = RelativePath.folder(of: name)
    guard FileStatus.of(inherited) != nil else {
      throw .error(
        code: "docs.config.inherit", "there is no file '\(target)' to inherit from",
        at: parent.location, target: target, hint: "the path starts at this file's folder")
    }
    let base = try load(
      inherited, named: folder.isEmpty ? target : folder + "/" + target, depth: depth + 1)
    return Self.merge(root, over: base)
  }

  /// Mappings are merged key by key, anything else is replaced, as MkDocs does.
  private static func merge(_ node: YAMLNode, over base: YAMLNode) -> YAMLNode {
    guard var entries = base.mapping, let own = node.mapping else { return node }
    for entry in own {
      if let index = entries.firstIndex(where: { $0.key == entry.key }) {
        let merged = merge(entry.value, over: entries[index].value)
        entries[index] = entry
        entries[index].value = merged
      } else {
        entries.append(entry)
      }
    }
    return YAMLNode(.mapping(entries), tag: node.tag, at: node.location)
  }

  // MARK: - Decoding

  private mutating func decode(
    _ root: YAMLNode, into start: SiteConfiguration
  ) -> SiteConfiguration {
    var site = start
    let expanded = EnvironmentTags(environment: environment).expand(root, &diagnostics)
    var keys = MappingReader(expanded, code: "docs.config", subject: site.file)
    site.siteName = keys.string("site_name") ?? ""
    if keys.value("site_name") == nil {
      keys.add(
        .error(
          code: "docs.config.site-name", "the key 'site_name' is missing",
          at: Location(file: site.file, line: 1), hint: "write: site_name: My docs"))
    }
    site.siteURL = keys.string("site_url").flatMap { url in
      url.isEmpty ? nil : url.hasSuffix("/") ? url : url + "/"
    }
    if let url = site.siteURL, !url.hasPrefix("http://"), !url.hasPrefix("https://") {
      keys.reject(keys.value("site_url") ?? root, "site_url", "an address with http:// or https://")
      site.siteURL = nil
    }
    site.siteDescription = keys.string("site_description")
    site.siteAuthor = keys.string("site_author")
    site.copyright = keys.string("copyright")
    if let value = keys.value("docs_dir"), let path = keys.string("docs_dir") {
      // Without a `/` at its end or `./` before it: it begins the paths of diagnostics.
      let plain = FilePath(path).lexicallyNormalized().string
      site.docsDir = .init(plain.isEmpty ? "." : plain, at: value.location)
    }
    site.siteDir = keys.string("site_dir") ?? site.siteDir
    site.useDirectoryURLs = keys.bool("use_directory_urls") ?? true
    site.strict = keys.bool("strict") ?? false
    readRepository(&keys, &site)
    site.extraCSS = keys.strings("extra_css") ?? []
    site.extraJavaScript = (keys.list("extra_javascript") ?? []).compactMap { item in
      let script = Self.script(item)
      if script == nil {
        keys.reject(item, "extra_javascript", "a list of paths, or of mappings with 'path'")
      }
      let options = ["path", "type", "defer", "async"]
      for entry in item.mapping ?? [] where !options.contains(entry.key) {
        keys.add(
          .warning(
            code: "docs.config.unknown-option", "a script has no option '\(entry.key)'",
            at: entry.keyLocation, target: entry.key,
            hint: Suggestion.didYouMean(entry.key, in: options)))
      }
      return script
    }
    site.excludeDocs = keys.string("exclude_docs") ?? ""
    site.draftDocs = keys.string("draft_docs") ?? ""
    site.notInNav = keys.string("not_in_nav") ?? ""
    if let nav = keys.value("nav") {
      site.nav = NavReader(file: site.file).read(nav, &diagnostics)
    }
    site.theme = ThemeReader().read(keys.value("theme"), &diagnostics)
    site.dialect = DialectReader().read(keys.value("markdown_extensions"), &diagnostics)
    site.validation = ValidationReader().read(keys.value("validation"), &diagnostics)
    site.extra = keys.value("extra")
    if let extra = site.extra, extra.mapping == nil {
      keys.reject(extra, "extra", "a mapping of keys to values")
    }
    site.layoutExtras = ExtraReader().read(site.extra, &diagnostics)
    site.remoteBranch = keys.string("remote_branch") ?? site.remoteBranch
    site.remoteName = keys.string("remote_name") ?? site.remoteName
    site.source = expanded
    site.plugins = PluginReader().read(keys.value("plugins"), &diagnostics)
    PluginReader().apply(to: &site, &diagnostics)
    site.search = SearchOptionsReader().read(
      keys.value("plugins") == nil ? nil : site.plugins, &diagnostics)
    readPythonKeys(&keys)
    readPreviewKeys(&keys, &site)
    if followsIncludes, site.plugins.contains(where: { $0.name == "monorepo" }) {
      IncludedSitesReader(environment: environment).apply(to: &site, &diagnostics)
    }
    diagnostics += keys.diagnostics
    reportOtherKeys(keys.unread, file: site.file)
    return site
  }

  /// Keys whose values are Python, or templates that are written for it.
  private mutating func readPythonKeys(_ keys: inout MappingReader) {
    for hook in keys.strings("hooks") ?? [] {
      keys.add(
        .warning(
          code: "docs.config.unsupported-key",
          "the hook '\(hook)' is Python and does not run",
          at: keys.value("hooks")?.location(of: hook), target: "hooks",
          hint: "do its work before the build, in a script of its own"))
    }
    for template in keys.strings("extra_templates") ?? [] {
      keys.add(
        .warning(
          code: "docs.config.unsupported-key",
          "the template '\(template)' is not rendered: it is copied as it is",
          at: keys.value("extra_templates")?.location(of: template), target: "extra_templates",
          hint: "write the finished file, or make it in a script before the build"))
    }
  }

  /// Keys that only a preview uses.
  private func readPreviewKeys(_ keys: inout MappingReader, _ site: inout SiteConfiguration) {
    site.watch = keys.strings("watch") ?? []
    guard let address = keys.string("dev_addr"), let value = keys.value("dev_addr") else { return }
    if address.split(separator: ":").last.flatMap({ UInt16($0) }) == nil {
      keys.reject(value, "dev_addr", "an address with a port, such as 127.0.0.1:8000")
    } else {
      site.previewAddress = address
    }
  }

  private func readRepository(_ keys: inout MappingReader, _ site: inout SiteConfiguration) {
    let editURI = keys.string("edit_uri")
    let name = keys.string("repo_name")
    let url = keys.string("repo_url").flatMap { $0.isEmpty ? nil : $0 }
    if let url, !url.containsBytes(of: "://"), let value = keys.value("repo_url") {
      keys.reject(value, "repo_url", "an address with https://")
    }
    let known = KnownHost.allCases.first { host in
      url.map { ($0 + "/").containsBytes(of: "://\(host.rawValue)/") } ?? false
    }
    if let url {
      let path = url.utf8.split(separator: ASCII.slash).suffix(2)
        .map { String(Substring($0)) }.joined(separator: "/")
      site.repository = .init(url: url, name: name ?? known.map { $0.name } ?? path)
    }
    if let edit = editURI ?? known?.editPath(docsDir: site.docsDir.value), !edit.isEmpty {
      site.editURL = Self.joined(url, edit.hasSuffix("/") ? edit : edit + "/")
      if site.editURL == nil {
        keys.add(
          .warning(
            code: "docs.config.edit-uri", "'edit_uri' leads nowhere without 'repo_url'",
            at: keys.value("edit_uri")?.location, target: "edit_uri",
            hint: "add 'repo_url', or write the whole address"))
      }
    }
    guard let template = keys.string("edit_uri_template"), !template.isEmpty,
      let address = Self.joined(url, template)
    else { return }
    do throws(Diagnostic) {
      site.editTemplate = try EditTemplate(address, at: keys.value("edit_uri_template")?.location)
    } catch {
      keys.add(error)
    }
    if let editURI, !editURI.isEmpty {
      keys.add(
        .warning(
          code: "docs.config.edit-uri", "'edit_uri' has no effect beside 'edit_uri_template'",
          at: keys.value("edit_uri")?.location, target: "edit_uri", hint: "remove one of them"))
    }
  }

  /// Where an address leads that is seen from the repository's; nil where that is not known.
  private static func joined(_ repository: String?, _ address: String) -> String? {
    if address.contains("://") { return address }
    guard let repository else { return nil }
    if address.hasPrefix("/"), let scheme = repository.firstRange(of: "://") {
      let host = repository[scheme.upperBound...].prefix { $0 != "/" }
      return repository[..<scheme.upperBound] + host + address
    }
    if address.hasPrefix("?") || address.hasPrefix("#") || repository.hasSuffix("/") {
      return repository + address
    }
    return repository + "/" + address
  }

  private static func script(_ node: YAMLNode) -> SiteConfiguration.Script? {
    if let path = node.string {
      return .init(path: path, type: path.hasSuffix(".mjs") ? "module" : nil)
    }
    guard let path = node["path"]?.string else { return nil }
    return .init(
      path: path, type: node["type"]?.string, isDeferred: node["defer"]?.bool ?? false,
      isAsynchronous: node["async"]?.bool ?? false)
  }

  private mutating func reportOtherKeys(_ entries: [YAMLNode.Entry], file: String) {
    for entry in entries where !KnownNames.supportedKeys.contains(entry.key) {
      if let instead = KnownNames.formerKeys[entry.key] {
        diagnostics.append(
          .warning(
            code: "docs.config.former-key", "MkDocs no longer has the key '\(entry.key)'",
            at: entry.keyLocation, target: entry.key, hint: instead))
        continue
      }
      diagnostics.append(
        .warning(
          code: "docs.config.unknown-key", "\(file) has no key '\(entry.key)'",
          at: entry.keyLocation, target: entry.key,
          hint: Suggestion.didYouMean(entry.key, in: KnownNames.supportedKeys.sorted())))
    }
  }
}

extension YAMLNode {
  /// Where a list has the text `item`; the node itself for a single text.
  func location(of item: String) -> Location {
    sequence?.first { $0.string == item }?.location ?? location
  }
}

/// Hosts whose edit links MkDocs knows.
private enum KnownHost: String, CaseIterable {
  case github = "github.com"
  case bitbucket = "bitbucket.org"
  case gitlab = "gitlab.com"

  var name: String {
    switch self {
    case .github: "GitHub"
    case .bitbucket: "Bitbucket"
    case .gitlab: "GitLab"
    }
  }

  func editPath(docsDir: String) -> String {
    switch self {
    case .github, .gitlab: "edit/master/\(docsDir)/"
    case .bitbucket: "src/default/\(docsDir)/"
    }
  }
}
