import ArgumentParser
import Diagnostics
import Documentation
import FileTree
import Sites
import SystemPackage

/// `scaffold docs build`.
struct DocsBuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    _superCommandName: "scaffold docs",
    abstract: "Build the site of an mkdocs.yml.",
    discussion: """
      EXAMPLES
        scaffold docs build                       ./mkdocs.yml into ./site
        scaffold docs build --strict              fail on warnings, for CI
        scaffold docs build -f docs/mkdocs.yml -d public

      Files that did not change are not rewritten; files of earlier builds that no longer \
      belong to the site are removed.

      EXIT CODES
        0 built   1 warnings under --strict   2 could not build   64 wrong usage
      """)

  @OptionGroup var common: DocsOptions

  @Option(
    name: [.customShort("d"), .customLong("site-dir")],
    help: ArgumentHelp("Where to write the site.", valueName: "folder"),
    completion: .directory)
  var siteDir: String?

  @Flag(
    name: [.customShort("s"), .customLong("strict")],
    help: "Exit with 1 when there are warnings.")
  var strict = false

  @Flag(
    name: [.customShort("c"), .customLong("clean")],
    help: "Remove files of earlier builds that no longer belong to the site (the default).")
  var clean = false

  @Flag(name: .customLong("dirty"), help: "Keep files of earlier builds.")
  var dirty = false

  @Option(
    help: ArgumentHelp(
      "What to do about links, navigation and front matter that are not right: ignore, info or warn.",
      valueName: "level"))
  var validation: ValidationLevel?

  @Flag(name: .customLong("report"), help: "Say what becomes of each setting of mkdocs.yml.")
  var report = false

  func validate() throws {
    if clean, dirty { throw ValidationError("--clean and --dirty exclude each other") }
  }

  func run() async throws {
    let terminal = Terminal()
    let reporter = Reporter(
      root: common.root, threshold: common.quiet ? .error : .info,
      colors: terminal.colorsErrors)
    do {
      try await build(reporter, terminal)
    } catch let diagnostic as Diagnostic {
      throw reporter.failure(diagnostic)
    }
  }

  private func build(_ reporter: Reporter, _ terminal: Terminal) async throws {
    let started = ContinuousClock.now
    // Locations are relative to the configuration's folder, like the paths in it.
    var (site, diagnostics) = try SiteConfigurationReader.read(
      common.configuration, named: common.configurationName, environment: currentEnvironment())
    // The option is relative to where the command runs, `site_dir` to the configuration.
    if let siteDir { site.siteDir = FilePath(siteDir).absolute.string }
    if let isUsed = common.usesDirectoryURLs { site.useDirectoryURLs = isUsed }
    if let validation { site.validation.setAll(validation.severity) }
    if diagnostics.contains(where: { $0.severity == .error }) {
      reporter.report(diagnostics.sorted())
      throw Reporter.Exit.couldNotRun
    }
    let progress = ProgressLine(isShown: terminal.showsProgress && !common.quiet)
    var options = SiteBuild.Options()
    options.removesOthers = !dirty
    options.endsProcess = true
    options.explains = !common.quiet || strict || site.strict || report
    options.isInterrupted = Interruption.check
    options.progress = { progress.update($0, done: $1, total: $2) }
    options.waits = {
      progress.finish()
      writeError("Waiting for another build of this site to end\n")
    }
    let outcome: SiteBuild.Report
    do {
      defer { progress.finish() }
      outcome = try await SiteBuild(site, options: options).run()
    }
    // Those of the build are in order.
    diagnostics =
      diagnostics.isEmpty
      ? outcome.diagnostics : (diagnostics + outcome.diagnostics).sorted()
    show(diagnostics, reporter, isStrict: strict || site.strict)
    if report { writeOutput(MigrationReport(site, diagnostics: diagnostics).text) }
    let warnings = diagnostics.count { $0.severity == .warning }
    if diagnostics.contains(where: { $0.severity == .error }) { throw Reporter.Exit.couldNotRun }
    if !common.quiet { writeError(summary(outcome, warnings: warnings, time: .now - started)) }
    if warnings > 0, strict || site.strict { throw Reporter.Exit.findings }
  }

  /// Shows what was found. What fails the build is shown also when it is quiet; of what is only
  /// worth knowing, a few of each kind are shown unless everything is asked for.
  private func show(_ diagnostics: [Diagnostic], _ reporter: Reporter, isStrict: Bool) {
    var reporter = reporter
    if common.quiet, isStrict { reporter.threshold = .warning }
    guard !common.verbose, !common.quiet else {
      reporter.report(diagnostics)
      return
    }
    var counts: [String: Int] = [:]
    reporter.report(
      diagnostics.filter { diagnostic in
        guard diagnostic.severity == .info else { return true }
        counts[diagnostic.code, default: 0] += 1
        return counts[diagnostic.code, default: 0] <= Self.shownOfEachKind
      })
    for (code, count) in counts.sorted(by: { $0.key < $1.key }) where count > Self.shownOfEachKind {
      writeError("… and \(count - Self.shownOfEachKind) more of [\(code)]: --verbose shows them\n")
    }
  }

  private static let shownOfEachKind = 20

  /// `site_dir` as seen from where the command runs.
  private func inFolderOfConfiguration(_ path: String) -> String {
    common.configuration.removingLastComponent().pushing(FilePath(path)).string
  }

  private func summary(
    _ report: SiteBuild.Report, warnings: Int, time: Duration
  ) -> String {
    var parts = ["\(report.written) written", "\(report.unchanged) unchanged"]
    if report.removed > 0 { parts.append("\(report.removed) removed") }
    let pages = report.pages == 1 ? "1 page" : "\(report.pages) pages"
    var text =
      "Built \(pages) into \(siteDir ?? inFolderOfConfiguration(report.siteDir)) in \(seconds(time))"
    text += " (\(parts.joined(separator: ", ")))"
    if warnings > 0 { text += ", \(warnings == 1 ? "1 warning" : "\(warnings) warnings")" }
    return text + "\n"
  }
}

/// The levels that `--validation` sets all kinds of findings to.
enum ValidationLevel: String, ExpressibleByArgument, CaseIterable {
  case ignore, info, warn

  // What the parser would make of the cases takes it many times as long.
  static var allValueStrings: [String] { allCases.map { $0.rawValue } }

  var severity: Severity? {
    switch self {
    case .ignore: nil
    case .info: .info
    case .warn: .warning
    }
  }
}
