import ArgumentParser
import Auditing
import Diagnostics
import FileTree
import SystemPackage

/// `scaffold audit`.
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Find broken links, anchors, images, references and untrue badges, and mend them.",
    discussion: """
      Without paths the whole repository is checked, git-ignored files left out. Repository \
      Markdown is read as GitHub reads it, the docs_dir of an mkdocs.yml as MkDocs does, and \
      folders of HTML with an index.html as built sites.

      EXAMPLES
        scaffold audit                            this repository
        scaffold audit README.md docs             a file and a folder
        scaffold audit site                       a built site
        scaffold audit --fix --dry-run            show what can be mended
        scaffold audit --since origin/main        what changed on a branch
        scaffold audit --format sarif --output audit.sarif
        scaffold audit --external                 links to the web as well
        scaffold audit --external --timeout 5 --host-connections 2
        scaffold audit --baseline audit-baseline.json --update-baseline

      EXIT CODES
        0 nothing found   1 findings   2 could not run   64 wrong usage
      """)

  @Argument(
    help: ArgumentHelp("Files and folders to check.", valueName: "path"), completion: .file())
  var paths: [String] = []

  @Option(
    help: """
      How to write findings: text, json, sarif (2.1.0), github (annotations in GitHub Actions), \
      junit, or markdown.
      """)
  var format = AuditFormat.text

  @Option(
    help: ArgumentHelp("Write findings to a file instead.", valueName: "file"), completion: .file())
  var output: String?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("Leave out files that match, as in .gitignore.", valueName: "pattern"))
  var exclude: [String] = []

  @Option(help: ArgumentHelp("Check only files that changed since a revision.", valueName: "rev"))
  var since: String?

  @Option(
    help: ArgumentHelp(
      "Which repository this is; by default what settings and git say.", valueName: "owner/name"))
  var repository: String?

  @Option(
    help: ArgumentHelp("Count only findings that are not in this file.", valueName: "file"),
    completion: .file())
  var baseline: String?

  @Flag(help: "Write what is found into the file of --baseline.")
  var updateBaseline = false

  @Option(help: "The least level that fails: warning or error.")
  var failOn = FailureLevel.warning

  @Flag(help: "Mend what has one right answer, then check again.")
  var fix = false

  @Flag(help: "With --fix: show the changes and write nothing.")
  var dryRun = false

  @OptionGroup(title: "Addresses on the web") var external: ExternalArguments

  /// What makes the command fail.
  enum FailureLevel: String, ExpressibleByArgument, CaseIterable {
    case warning, error

    var severity: Severity { self == .error ? .error : .warning }
  }

  func validate() throws {
    if updateBaseline, baseline == nil {
      throw ValidationError("--update-baseline needs --baseline FILE.")
    }
    if dryRun, !fix { throw ValidationError("--dry-run needs --fix.") }
  }

  func run() async throws {
    let terminal = Terminal()
    let errors = Reporter(root: ".", colors: terminal.colorsErrors)
    do {
      var report = try await audit()
      if fix {
        // A destination may have two mistakes, of which the second shows when the first is mended.
        for _ in 0..<Self.mostRounds {
          let hasMended = try mend(report)
          if dryRun {
            errors.report(report.notes)
            throw hasMended ? Reporter.Exit.findings : ExitCode.success
          }
          if !hasMended { break }
          report = try await audit()
        }
      }
      let findings = try applyBaseline(to: &report).filter { external.notes || !$0.isNoteOfTheWeb }
      let summary = AuditSummary(files: report.files, links: report.links, findings)
      let product = AuditOutput(format, colors: output == nil && terminal.colorsOutput)
        .text(of: findings, summary)
      if let output {
        try FileWriter.writeIfChanged(FilePath(output), Array(product.utf8))
      } else {
        writeOutput(product)
      }
      try AuditOutput.appendSummary(of: findings, summary, environment: currentEnvironment())
      if format == .text || output != nil { writeError(summary.text) }
      if let web = report.external { writeError(ExternalSummary.text(of: web)) }
      errors.report(report.notes)
      if findings.contains(where: { $0.severity >= failOn.severity }) {
        throw Reporter.Exit.findings
      }
    } catch let diagnostic as Diagnostic {
      throw errors.failure(diagnostic)
    }
  }

  /// How often is mended what was not seen before.
  private static let mostRounds = 4

  /// What was found in each repository that the paths lie in.
  private struct Result {
    var parts: [(root: RepositoryRoots.Root, findings: [Finding])] = []
    var files = 0
    var links = 0
    var external: ExternalReport?
    var notes: [Diagnostic] = []
  }

  private func audit() async throws(Diagnostic) -> Result {
    var result = Result()
    let progress = ProgressLine(isShown: Terminal().showsProgress)
    defer { progress.finish() }
    for (root, paths) in try RepositoryRoots.group(paths.isEmpty ? ["."] : paths) {
      var options = Audit.Options()
      options.paths = paths
      options.excludes = exclude
      options.since = since
      options.repository = repository
      options.environment = currentEnvironment()
      options.isInterrupted = Interruption.check
      options.external = external.options(environment: currentEnvironment()) { done, all in
        progress.update("Asking the web", done: done, total: all)
      }
      let report = try await Audit(root: root.path, options: options).run()
      result.files += report.files
      result.links += report.links
      if let web = report.external { result.external = result.external?.adding(web) ?? web }
      result.notes += report.notes.filter { !result.notes.contains($0) }
      result.parts.append((root, report.findings))
    }
    return result
  }

  /// Mends what can be mended, or shows how.
  ///
  /// - Returns: whether there was anything.
  private func mend(_ result: Result) throws(Diagnostic) -> Bool {
    var count = 0
    var files = 0
    for part in result.parts {
      let plan = try FixPlan(part.findings, root: part.root.path)
      if dryRun {
        for file in plan.files {
          writeOutput(
            UnifiedDiff.text(path: part.root.prefix + file.path, old: file.old, new: file.new))
        }
      } else {
        try plan.write(to: part.root.path)
      }
      count += plan.mended
      files += plan.files.count
    }
    let what =
      "\(count == 1 ? "1 finding" : "\(count) findings") in \(files == 1 ? "1 file" : "\(files) files")"
    if count > 0 || dryRun { writeError(dryRun ? "Would mend \(what)\n" : "Mended \(what)\n") }
    return count > 0
  }

  /// The findings that count, seen from the current folder.
  private func applyBaseline(to result: inout Result) throws(Diagnostic) -> [Diagnostic] {
    if let file = baseline {
      let all = Baseline(result.parts.flatMap(\.findings))
      if updateBaseline {
        try FileWriter.writeIfChanged(FilePath(file), Array(all.text.utf8))
      }
      var known = try Baseline(reading: try FileReader.read(FilePath(file)), named: file)
      for index in result.parts.indices {
        result.parts[index].findings = known.unknown(result.parts[index].findings)
      }
      if known.remaining > 0 {
        writeError(
          "\(known.remaining) of the baseline's findings are mended: run with --update-baseline\n")
      }
    }
    return result.parts.flatMap { part in
      part.findings.map { finding in
        var diagnostic = finding.diagnostic
        if let file = diagnostic.location?.file {
          diagnostic.location?.file = part.root.prefix + file
        }
        return diagnostic
      }
    }
    .sorted()
  }
}

extension Diagnostic {
  /// Whether it is one of the many things that the web says and that are no failure, such as an
  /// address that moved.
  fileprivate var isNoteOfTheWeb: Bool { severity == .info && code.hasPrefix("audit.external.") }
}
