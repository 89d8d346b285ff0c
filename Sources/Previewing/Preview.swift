public import Diagnostics
import Documentation
import FileTree
import NIOPosix
import Sites
public import SystemPackage

/// A running preview: the site in memory, the server, and the watch over the sources.
public struct Preview: Sendable {
  /// What to preview, and how.
  public struct Options: Sendable {
    /// The configuration file.
    public var configurationFile: FilePath
    /// The configuration file as the user named it, for locations.
    public var name: String
    /// The environment, for `!ENV`.
    public var environment: [String: String] = [:]
    /// Where to listen; nil for what the configuration says, or MkDocs' default.
    public var address: PreviewAddress?
    /// Pages are reloaded and show what is wrong; sources are watched.
    public var isLive = true
    /// Drafts are shown.
    public var showsDrafts = true
    /// Warnings are shown as errors are.
    public var isStrict = false
    /// Wins over `use_directory_urls`.
    public var useDirectoryURLs: Bool?
    /// Further files and folders to watch.
    public var watched: [FilePath] = []
    /// Asked ten times a second; true ends the preview.
    public var isInterrupted: @Sendable () -> Bool = { false }
    /// Told what happens.
    public var report: @Sendable (Event) -> Void = { _ in }

    /// A preview of the site of a configuration file.
    public init(configurationFile: FilePath, name: String) {
      self.configurationFile = configurationFile
      self.name = name
    }
  }

  /// What happens in a preview.
  public enum Event: Sendable {
    /// The site was read: so many of its pages anew, in so much time.
    case read(pages: Int, anew: Int, time: Duration, diagnostics: [Diagnostic])
    /// The site cannot be read; the last one that could is shown still.
    case failed([Diagnostic])
    /// The server listens; browsers find the site at the address.
    case serving(address: String)
  }

  private let options: Options
  private let state = PreviewState()
  private let watch: any SourceWatch

  /// Creates a preview, which `run` starts.
  public init(_ options: Options) {
    self.options = options
    watch = makeSourceWatch()
  }

  /// Reads the site, serves it, and reads again what changes, until it is interrupted.
  ///
  /// - Throws: `docs.serve.address` when the address cannot be had.
  public func run() async throws(Diagnostic) {
    var reader = SourceReader(options)
    // The address stands in the site's own links, so it must be known before the first reading.
    let configured = try reader.configuredAddress()
    let address = options.address ?? configured ?? .standard
    let server = try await PreviewServer.start(at: address, state: state)
    reader.origin = "http://\(server.address.text)"
    await read(&reader)
    options.report(.serving(address: reader.origin + state.snapshot.basePath))
    // Waiting for files blocks a thread, and must not be one of those that work.
    let waiting = NIOThreadPool(numberOfThreads: 1)
    waiting.start()
    while !options.isInterrupted() {
      if await hasChanged(waiting) { await read(&reader) }
    }
    try? await waiting.shutdownGracefully()
    await server.stop()
  }

  /// Waits a moment for a change, and after one until all is quiet.
  private func hasChanged(_ waiting: NIOThreadPool) async -> Bool {
    let watch = watch
    let isLive = options.isLive
    return
      (try? await waiting.runIfActive {
        guard watch.waits(milliseconds: 100), isLive else { return false }
        var rounds = 0
        while rounds < 20, watch.waits(milliseconds: 15) { rounds += 1 }
        return true
      }) ?? false
  }

  private func read(_ reader: inout SourceReader) async {
    let started = ContinuousClock.now
    // Watched before it is read: what changes meanwhile is read again.
    if options.isLive { watch.update(reader.watched) }
    do throws(Diagnostic) {
      let site = try await reader.read()
      if options.isLive { watch.update(reader.watched) }
      state.show(
        site.preview, diagnostics: site.diagnostics, basePath: reader.basePath,
        presentation: reader.presentation)
      options.report(
        .read(
          pages: site.preview.pageCount, anew: site.preview.readCount, time: .now - started,
          diagnostics: site.diagnostics))
    } catch {
      if options.isLive { watch.update(reader.watched) }
      let diagnostics = reader.reasons.isEmpty ? [error] : reader.reasons
      state.fail(diagnostics, basePath: reader.basePath, presentation: reader.presentation)
      options.report(.failed(diagnostics))
    }
  }
}
