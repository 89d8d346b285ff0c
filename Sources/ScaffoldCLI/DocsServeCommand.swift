import ArgumentParser
import Diagnostics
import FileTree
import Previewing
import SystemPackage

/// `scaffold docs serve`.
struct DocsServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Preview the site while you write it.",
    discussion: """
      EXAMPLES
        scaffold docs serve                       http://127.0.0.1:8000/ shows ./mkdocs.yml
        scaffold docs serve --open                and a browser shows it
        scaffold docs serve -a 127.0.0.1:0        at any port that is free

      Pages reload when a source changes, and show what is wrong with it. The site is kept in \
      memory; site_dir is not touched. Ctrl-C ends the preview.

      EXIT CODES
        0 ended by Ctrl-C   2 could not serve   64 wrong usage
      """)

  @OptionGroup var common: DocsOptions

  @Option(
    name: [.customShort("a"), .customLong("dev-addr")],
    help: ArgumentHelp(
      "Where to listen (default: dev_addr, or 127.0.0.1:8000).", valueName: "host:port"))
  var address: String?

  @Flag(name: .shortAndLong, help: "Open the site in a browser.")
  var open = false

  @Flag(name: .customLong("no-livereload"), help: "Watch nothing and leave pages as they are.")
  var noLiveReload = false

  @Flag(name: .customLong("livereload"), help: "Reload pages (the default).")
  var liveReload = false

  @Flag(name: .customLong("dirty"), help: "Rebuild only what changed (always so).")
  var dirty = false

  @Flag(
    name: [.customShort("c"), .customLong("clean")],
    help: "Show the site as a build makes it: without drafts.")
  var clean = false

  @Option(
    name: [.customShort("w"), .customLong("watch")], parsing: .singleValue,
    help: ArgumentHelp("Watch a further file or folder.", valueName: "path"), completion: .file())
  var watch: [String] = []

  @Flag(name: .customLong("watch-theme"), help: "Watch theme.custom_dir (always so).")
  var watchTheme = false

  @Flag(
    name: [.customShort("s"), .customLong("strict")],
    help: "Show warnings as errors are shown.")
  var strict = false

  func validate() throws {
    if let address, PreviewAddress(address) == nil {
      throw ValidationError("--dev-addr wants a host and a port, such as 127.0.0.1:8000")
    }
    if liveReload, noLiveReload {
      throw ValidationError("--livereload and --no-livereload exclude each other")
    }
  }

  func run() async throws {
    let terminal = Terminal()
    let reporter = Reporter(
      root: common.root, threshold: common.quiet ? .error : common.verbose ? .info : .warning,
      colors: terminal.colorsErrors)
    var options = Preview.Options(
      configurationFile: common.configuration,
      name: common.configurationName)
    options.environment = currentEnvironment()
    options.address = address.flatMap { PreviewAddress($0) }
    options.isLive = !noLiveReload
    options.showsDrafts = !clean
    options.isStrict = strict
    options.useDirectoryURLs = common.usesDirectoryURLs
    options.watched = watch.map { FilePath($0) }
    options.isInterrupted = Interruption.check
    let log = PreviewLog(reporter, isQuiet: common.quiet, opensBrowser: open)
    options.report = { log.write($0) }
    do throws(Diagnostic) {
      try await Preview(options).run()
    } catch {
      throw reporter.failure(error)
    }
  }
}
