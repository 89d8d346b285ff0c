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
    /// Files created or replaced.
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
    /// Remove files that earlier builds wrote and that no longer belong to the site.
    public var removesOthers = true
    /// The process ends after the build, so that its memory need not be given back piece by piece.
    public var endsProcess = false
    /// Somebody reads how to mend what is wrong with links; else it is not looked for.
    public var explains = true
    /// Asked between files; true stops the build.
    public var isInterrupted: @Sendable () -> Bool = { false }
    /// Told how far the build is, from any thread.
    public var progress: @Sendable (_ activity: String, _ done: Int, _ total: Int) -> Void = {
      _, _, _ in
    }
    /// Told once when another build has the site's folder, before waiting for its end.
    public var waits: @Sendable () -> Void = {}

    /// The defaults.
    public init() {}

    func stopIfInterrupted() throws(Diagnostic) {
      if isInterrupted() {
        throw .error(
          code: "docs.interrupted", "the build was interrupted",
          hint: "run it again: the files of the site are whole, old or new")
      }
    }
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
  ///   other's way (`docs.config.*`, `docs.output.foreign`), files that cannot be read or written
  ///   (`file.*`), `docs.interrupted`. A site that did not exist is not there then; of one that did,
  ///   each file is the old one or the new one.
  public func run() async throws(Diagnostic) -> Report {
    let folders = try SiteFolders(configuration)
    let contents = try await contents(folders)
    if options.endsProcess { _ = Unmanaged.passRetained(Kept(contents)) }
    var report = Report()
    report.siteDir = configuration.siteDir
    report.pages = contents.reduce(0) { $0 + $1.pages.count }
    report.diagnostics = Self.diagnostics(of: contents)
    if contents.contains(where: \.hasErrors) { return report }

    let site = try await open(folders.site)
    for content in contents {
      let pages = content.pages.lazy.map { content.place($0.file.outputPath) }
      let assets = content.assets.lazy.map { content.place($0.outputPath) }
      try site.check(pages)
      try site.check(assets)
      try site.makeFolders(for: pages)
      try site.makeFolders(for: assets)
    }
    for content in contents {
      try await writePages(of: content, to: site)
      try await copyAssets(of: content, to: site)
      // All of the content would be copied with each file.
      let place = content.place
      try content.writeOthers { path, bytes throws(Diagnostic) in
        let path = place(path)
        if !site.holds(path) { try site.write(path, bytes) }
      }
    }
    let counts = try site.finish()
    (report.written, report.unchanged, report.removed) = (
      counts.written, counts.unchanged, counts.removed
    )
    return report
  }

  /// What is never given back.
  private final class Kept: Sendable {
    let contents: [SiteContent]

    init(_ contents: [SiteContent]) { self.contents = contents }
  }

  // MARK: - Steps

  /// The site, and what it is in its other languages.
  private func contents(_ folders: SiteFolders) async throws(Diagnostic) -> [SiteContent] {
    var translations: [SiteContent] = []
    for language in configuration.languages.others {
      let site = configuration.inLanguage(language.locale)
      translations.append(try await SiteContent(site, folders, options: options))
    }
    let content = try await SiteContent(
      configuration.inLanguage(nil), folders, options: options, translations: translations)
    return [content] + translations
  }

  /// What is worth saying of all languages, once.
  private static func diagnostics(of contents: [SiteContent]) -> [Diagnostic] {
    guard contents.count > 1 else { return contents.first?.diagnostics ?? [] }
    var seen: Set<Diagnostic> = []
    return contents.flatMap(\.diagnostics).filter { seen.insert($0).inserted }.sorted()
  }

  /// Claims the site's folder, waiting for another build to end.
  private func open(_ folder: FilePath) async throws(Diagnostic) -> SiteFolder {
    var isTold = false
    return try await SiteFolder.open(
      folder, name: configuration.siteDir, isCleaned: options.removesOthers
    ) { () async throws(Diagnostic) in
      try options.stopIfInterrupted()
      if !isTold { options.waits() }
      isTold = true
      // A cancelled task goes on at once, which the next round finds.
      try? await Task.sleep(for: .milliseconds(20))
    }
  }

  private func writePages(
    of content: SiteContent, to site: SiteFolder
  ) async throws(Diagnostic) {
    let (options, count) = (options, content.pages.count)
    try await Self.parallel(count: count, with: { OutputBuffer(capacity: 1 << 16) }) {
      output, index throws(Diagnostic) in
      try options.stopIfInterrupted()
      options.progress("Writing pages", index, count)
      output.removeAll()
      let path = content.write(page: index, into: &output)
      try site.write(content.place(path), output.bytes)
    }
  }

  private func copyAssets(
    of content: SiteContent, to site: SiteFolder
  ) async throws(Diagnostic) {
    let (options, assets, place) = (options, content.assets, content.place)
    try await Self.parallel(count: assets.count, with: {}) { _, index throws(Diagnostic) in
      try options.stopIfInterrupted()
      let asset = assets[index]
      let path = place(asset.outputPath)
      if let made = asset.content {
        try site.write(path, made)
      } else {
        try site.write(path, try FileReader.read(asset.location))
      }
    }
  }

  /// Runs `body` for the numbers below `count` on all cores; throws the first error in order.
  private static func parallel<State>(
    count: Int, with make: @escaping @Sendable () -> State,
    _ body: @escaping @Sendable (inout State, Int) throws(Diagnostic) -> Void
  ) async throws(Diagnostic) {
    let failures = await parallelMap(count: count, with: make) { state, index -> Diagnostic? in
      do throws(Diagnostic) {
        try body(&state, index)
        return nil
      } catch {
        return error
      }
    }
    if let first = failures.first { throw first }
  }
}
