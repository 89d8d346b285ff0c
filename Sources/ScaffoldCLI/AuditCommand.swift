import ArgumentParser
import Auditing
import Diagnostics
import FileTree
import SystemPackage

/// `scaffold audit`.
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Find broken links, anchors, images, references and badges in Markdown.",
    discussion: """
      Without paths the whole repository is checked, git-ignored files left out. Repository \
      Markdown is read as GitHub reads it, the docs_dir of an mkdocs.yml as MkDocs does.

      EXAMPLES
        scaffold audit                            this repository
        scaffold audit README.md docs             a file and a folder
        scaffold audit --exclude 'drafts/' --format github
        scaffold audit --external                 links to the web as well
        scaffold audit --external --timeout 5 --host-connections 2

      EXIT CODES
        0 nothing found   1 findings   2 could not run   64 wrong usage
      """)

  /// How findings are written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, github
  }

  @Argument(
    help: ArgumentHelp("Files and folders to check.", valueName: "path"), completion: .file())
  var paths: [String] = []

  @Option(help: "How to write findings: text, json, or github for annotations in GitHub Actions.")
  var format = Format.text

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("Leave out files that match, as in .gitignore.", valueName: "pattern"))
  var exclude: [String] = []

  @OptionGroup(title: "Addresses on the web") var external: ExternalArguments

  func run() async throws {
    let terminal = Terminal()
    let errors = Reporter(root: ".", colors: terminal.colorsErrors)
    do {
      let report = try await audit()
      let shown = report.findings.filter { $0.severity > .info }
      let output = Reporter(root: ".", threshold: .warning, colors: terminal.colorsOutput)
      switch format {
      case .text:
        writeOutput(output.text(of: shown))
        writeError(summary(report, findings: shown.count))
      case .json: writeOutput(JSONRenderer().render(shown))
      case .github: writeOutput(shown.map(GitHubRenderer().render).joined())
      }
      if let web = report.external { writeError(ExternalSummary.text(of: web)) }
      if !shown.isEmpty { throw Reporter.Exit.findings }
    } catch let diagnostic as Diagnostic {
      throw errors.failure(diagnostic)
    }
  }

  /// Audits every repository that the paths lie in; findings are named from the current folder.
  private func audit() async throws -> Audit.Report {
    var total = Audit.Report()
    let progress = ProgressLine(isShown: Terminal().showsProgress)
    defer { progress.finish() }
    for (root, paths) in try RepositoryRoots.group(paths.isEmpty ? ["."] : paths) {
      var options = Audit.Options()
      options.paths = paths
      options.excludes = exclude
      options.isInterrupted = Interruption.check
      options.external = external.options(environment: currentEnvironment()) { done, all in
        progress.update("Asking the web", done: done, total: all)
      }
      let report = try await Audit(root: root.path, options: options).run()
      total.files += report.files
      total.links += report.links
      if let web = report.external { total.external = total.external?.adding(web) ?? web }
      total.findings += report.findings.map { finding in
        var finding = finding
        if let file = finding.location?.file { finding.location?.file = root.prefix + file }
        return finding
      }
    }
    total.findings.sort()
    return total
  }

  private func summary(_ report: Audit.Report, findings: Int) -> String {
    let files = report.files == 1 ? "1 file" : "\(report.files) files"
    let links = report.links == 1 ? "1 link" : "\(report.links) links"
    let found = findings == 0 ? "nothing" : findings == 1 ? "1 problem" : "\(findings) problems"
    return "Checked \(links) in \(files): found \(found)\n"
  }
}
