import Bytes
public import Diagnostics
import FileTree
public import Sites
import SystemPackage

/// Builds one site: files → pages → navigation → documents → folder.
public struct SiteBuild: Sendable {
  /// What a build came to.
  public struct Report: Sendable {
    /// The pages of the site, redirects and the 404 page left out.
    public var pages = 0
    /// Files created or replaced, left as they were, and removed.
    public var written = 0
    /// Files that already were as they should be.
    public var unchanged = 0
    /// Files that no longer belonged to the site.
    public var removed = 0
    /// The folder the site is in, as configured.
    public var siteDir = ""
    /// What is worth saying, in order of place. With an error among it nothing was written.
    public var diagnostics: [Diagnostic] = []
  }

  /// How to build.
  public struct Options: Sendable {
    /// Remove files of the site's folder that do not belong to the site.
    public var removesOthers = true
    /// Asked between files; true stops the build.
    public var isInterrupted: @Sendable () -> Bool = { false }
    /// Told how far the build is, from any thread.
    public var progress: @Sendable (_ activity: String, _ done: Int, _ total: Int) -> Void = {
      _, _, _ in
    }

    /// The defaults.
    public init() {}
  }

  private let configuration: SiteConfiguration
  private let options: Options

  /// A build of the site that `configuration` describes.
  public init(_ configuration: SiteConfiguration, options: Options = Options()) {
    self.configuration = configuration
    self.options = options
  }

  /// Builds the site.
  ///
  /// - Throws: what keeps a site from being built at all: folders that are missing or in each
  ///   other's way (`docs.config.*`), files that cannot be read or written (`file.*`),
  ///   `docs.interrupted`. Pages are complete at any time, each under its own name.
  public func run() async throws(Diagnostic) -> Report {
    let folders = try SiteFolders(configuration)
    var report = Report()
    report.siteDir = configuration.siteDir
    var plugins = Plugins(configuration, folders)
    report.diagnostics += plugins.diagnostics
    let (found, conflicts) = try SiteFiles.scan(folders.docs, configuration: configuration)
    report.diagnostics += conflicts
    let files = plugins.files(found, &report.diagnostics)
    await plugins.prepare(files, &report.diagnostics)

    let resources = PageResources(configuration, docsDir: folders.docs)
    report.diagnostics += resources.diagnostics(configuration: configuration.file)
    var pages = await readPages(files, resources, plugins)
    try stopIfInterrupted()
    report.pages = pages.count
    if pages.isEmpty {
      report.diagnostics.append(
        .warning(
          code: "docs.pages.none", "there are no pages in '\(configuration.docsDir.value)'",
          at: configuration.docsDir.location,
          hint: "write a first one: \(configuration.docsDir.value)/index.md"))
    }
    let navigation = navigation(files, pages, plugins, &report.diagnostics)
    report.diagnostics += navigation.diagnostics
    plugins.pages(&pages, navigation, &report.diagnostics)
    report.diagnostics += Self.distinct(pages.flatMap(\.diagnostics))
    report.diagnostics += FragmentCheck(configuration).diagnostics(of: pages)
    let outputs = plugins.outputs(
      FinishedSite(
        files: files, pages: pages, titles: Documents.titles(pages, navigation),
        navigation: navigation), &report.diagnostics)
    let theme = ThemeFiles(configuration, customDir: folders.customDir)
    report.diagnostics += theme.diagnostics
    report.diagnostics.sort()
    if report.diagnostics.contains(where: { $0.severity == .error }) { return report }

    let site = try SiteFolder(
      folders.site, name: configuration.siteDir, isCleaned: options.removesOthers)
    let documents = Documents(
      configuration: configuration, theme: theme, pages: pages, navigation: navigation)
    var expected = try await write(documents, count: pages.count, plugins, to: site)
    for file in outputs + documents.extra.map({ OutputFile(path: $0.path, bytes: $0.bytes) }) {
      try site.write(file.path, file.bytes)
      expected.insert(file.path)
    }
    for file in try theme.files() {
      try site.write(file.path, file.bytes)
      expected.insert(file.path)
    }
    expected.formUnion(try await copy(files.assets, to: site))
    if options.removesOthers { try site.removeOthers(than: expected) }
    let counts = site.counts
    (report.written, report.unchanged, report.removed) = (
      counts.written, counts.unchanged, counts.removed
    )
    return report
  }

  // MARK: - Steps

  private func navigation(
    _ files: SiteFiles, _ pages: [Page], _ plugins: Plugins, _ log: inout [Diagnostic]
  ) -> Navigation {
    let sources = NavigationSources(
      files: files, pages: pages, docsDir: configuration.docsDir.value)
    let entries = plugins.navigation(configuration.nav, sources, &log)
    var navigation = Navigation(
      entries: entries, configuration: configuration, files: files, pages: pages.map(\.file))
    plugins.navigation(&navigation)
    return navigation
  }

  private func readPages(
    _ files: SiteFiles, _ resources: PageResources, _ plugins: Plugins
  ) async -> [Page] {
    let found = files.pages
    let suggestions = LinkSuggestions(files)
    let (configuration, options) = (configuration, options)
    return await parallelMap(count: found.count) { range in
      var reader = PageReader(
        configuration: configuration, files: files, suggestions: suggestions,
        resources: resources, plugins: plugins)
      return range.compactMap { index in
        if options.isInterrupted() { return nil }
        options.progress("Reading pages", index, found.count)
        return reader.read(found[index])
      }
    }
  }

  /// Writes the pages and gives their paths.
  private func write(
    _ documents: Documents, count: Int, _ plugins: Plugins, to site: SiteFolder
  ) async throws(Diagnostic) -> Set<String> {
    let options = options
    let changesDocuments = plugins.changesDocuments
    let results = await parallelMap(count: count) { range -> [Result<String, Diagnostic>] in
      var output = OutputBuffer(capacity: 1 << 16)
      return range.map { index in
        Result { () throws(Diagnostic) in
          if options.isInterrupted() { throw Self.interrupted }
          options.progress("Writing pages", index, count)
          output.removeAll()
          let path = documents.write(index, into: &output)
          if changesDocuments { plugins.document(&output.bytes) }
          try site.write(path, output.bytes)
          return path
        }
      }
    }
    return try Self.paths(results)
  }

  /// Copies the files that are no pages and gives their paths.
  private func copy(
    _ assets: [SiteFile], to site: SiteFolder
  ) async throws(Diagnostic) -> Set<String> {
    let options = options
    let results = await parallelMap(count: assets.count) { range -> [Result<String, Diagnostic>] in
      range.map { index in
        Result { () throws(Diagnostic) in
          if options.isInterrupted() { throw Self.interrupted }
          let asset = assets[index]
          try site.write(asset.outputPath, try FileReader.read(asset.location))
          return asset.outputPath
        }
      }
    }
    return try Self.paths(results)
  }

  /// A file that many pages include has its mistakes once.
  private static func distinct(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return diagnostics.filter { seen.insert($0).inserted }
  }

  private static func paths(
    _ results: [Result<String, Diagnostic>]
  ) throws(Diagnostic) -> Set<String> {
    var paths: Set<String> = []
    for result in results { paths.insert(try result.get()) }
    return paths
  }

  private func stopIfInterrupted() throws(Diagnostic) {
    if options.isInterrupted() { throw Self.interrupted }
  }

  private static let interrupted = Diagnostic.error(
    code: "docs.interrupted", "the build was interrupted",
    hint: "run it again: pages that are written are complete")
}
