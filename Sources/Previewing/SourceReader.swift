import Bytes
import Diagnostics
import Documentation
import FileTree
import Sites
import SystemPackage

/// Reads the configuration and the site, and only what changed when it does so again.
struct SourceReader {
  private let options: Preview.Options
  /// The server's own address, which takes the place of the site's.
  var origin = ""
  /// The path of the site below the server's address, with slashes around it.
  private(set) var basePath = "/"
  /// Why the site could not be read, when it could not.
  private(set) var reasons: [Diagnostic] = []

  private var configuration: SiteConfiguration?
  private var configurationDiagnostics: [Diagnostic] = []
  private var versions: [FilePath: FileStatus.Version?] = [:]
  private var preview: SitePreview?

  init(_ options: Preview.Options) { self.options = options }

  /// The address that the configuration names, if it can be read.
  ///
  /// - Throws: when there is no configuration.
  func configuredAddress() throws(Diagnostic) -> PreviewAddress? {
    do throws(Diagnostic) {
      let (site, _) = try SiteConfigurationReader.read(
        options.configurationFile, named: options.name, environment: options.environment)
      return site.previewAddress.flatMap { PreviewAddress($0) }
    } catch {
      // What else is wrong with it can be mended while the preview runs.
      if error.code == "docs.config.missing" { throw error }
      return nil
    }
  }

  /// How pages show what is wrong.
  var presentation: Presentation {
    Presentation(
      root: configuration?.root ?? options.configurationFile.removingLastComponent(),
      isLive: options.isLive, isStrict: options.isStrict || configuration?.strict == true)
  }

  /// What can change what the site looks like.
  var watched: WatchedSources {
    let files = configuration?.configurationFiles ?? [options.configurationFile]
    let root = configuration?.root ?? "."
    var trees = preview?.folders ?? []
    if trees.isEmpty, let configuration {
      trees = [root.pushing(FilePath(configuration.docsDir.value))]
    }
    let named = options.watched + (configuration?.watch ?? []).map { root.pushing(FilePath($0)) }
    // Folders that are not there yet, or are taken away, show in the folder around them.
    let needed = [configuration?.docsDir.value, configuration?.theme.customDir?.value]
      .compactMap { $0.map { root.pushing(FilePath($0)) } }
    return WatchedSources(trees: trees + named, files: files + needed)
  }

  /// Reads what changed.
  ///
  /// - Throws: what keeps the site from being read; `reasons` has all of it.
  mutating func read() async throws(Diagnostic) -> (preview: SitePreview, diagnostics: [Diagnostic])
  {
    reasons = []
    let isSame = try readConfiguration()
    guard let configuration else { throw .error(code: "docs.config.missing", "there is no site") }
    let preview = try await SitePreview(configuration, after: isSame ? self.preview : nil)
    self.preview = preview
    return (preview, (configurationDiagnostics + preview.diagnostics).sorted())
  }

  /// Reads the configuration if its files changed; true if they did not.
  private mutating func readConfiguration() throws(Diagnostic) -> Bool {
    let files = configuration?.configurationFiles ?? [options.configurationFile]
    let now = Self.versions(of: files)
    if configuration != nil, now == versions { return true }
    // Until it can be read again it counts as changed.
    versions = [:]
    var (site, diagnostics) = try SiteConfigurationReader.read(
      options.configurationFile, named: options.name, environment: options.environment)
    if diagnostics.contains(where: { $0.severity == .error }) {
      reasons = diagnostics.sorted()
      throw reasons.first { $0.severity == .error } ?? reasons[0]
    }
    if let useDirectoryURLs = options.useDirectoryURLs { site.useDirectoryURLs = useDirectoryURLs }
    if options.showsDrafts { site.draftDocs = "" }
    site.isPreview = true
    basePath = Self.path(of: site.siteURL)
    // Links that name the whole address lead to the preview, as in MkDocs.
    site.siteURL = origin + basePath
    configuration = site
    configurationDiagnostics = diagnostics
    versions = Self.versions(of: site.configurationFiles)
    return false
  }

  private static func versions(of files: [FilePath]) -> [FilePath: FileStatus.Version?] {
    Dictionary(files.map { ($0, FileStatus.of($0)?.version) }, uniquingKeysWith: { $1 })
  }

  /// The path of an address, with slashes around it.
  static func path(of address: String?) -> String {
    guard let address, let scheme = address.range(of: "://") else { return "/" }
    let rest = address[scheme.upperBound...]
    guard let slash = rest.firstIndex(of: "/"),
      let path = RelativePath.normalized(rest[slash...].prefix { $0 != "?" && $0 != "#" }),
      !path.isEmpty
    else { return "/" }
    return "/" + path + "/"
  }
}

extension String {
  /// Where `text` stands first.
  fileprivate func range(of text: String) -> Range<Index>? { firstRange(of: text) }
}
