/// `Auditing` finds broken links, anchors and badges: sources → links and anchors → rules →
/// findings. It imports `Sites`, `Markdown`, `Configuration` and `FileTree`.

public import Diagnostics
import FileTree
import Markdown
public import SystemPackage

/// Checks the Markdown files of a repository.
public struct Audit: Sendable {
  /// What to check.
  public struct Options: Sendable {
    /// Files and folders to check, seen from the repository's root; empty for all of it.
    public var paths: [String] = []
    /// Patterns of files to leave out, as in `.gitignore`.
    public var excludes: [String] = []
    /// Asked between files; true stops the audit.
    public var isInterrupted: @Sendable () -> Bool = { false }
    /// How addresses on the web are asked; nil to leave them alone.
    public var external: ExternalOptions?

    /// The defaults.
    public init() {}
  }

  /// What an audit found.
  public struct Report: Sendable {
    /// What is wrong, in order of place; files are named from the repository's root.
    public var findings: [Diagnostic] = []
    /// The Markdown files that were checked.
    public var files = 0
    /// The links and images in them.
    public var links = 0
    /// What the web said, where it was asked.
    public var external: ExternalReport?

    /// A report of nothing.
    public init() {}
  }

  private let root: FilePath
  private let options: Options

  /// - Parameter root: the repository's root.
  public init(root: FilePath, options: Options = Options()) {
    self.root = root
    self.options = options
  }

  /// Runs the audit.
  ///
  /// - Throws: what keeps it from running: a path that does not exist, a folder that cannot be
  ///   read, mistakes in `.scaffold/audit.yml`, `audit.interrupted`.
  public func run() async throws(Diagnostic) -> Report {
    let settings = try AuditSettings.read(root)
    let repository = try Repository(root, excludes: settings.excludes + options.excludes)
    let selection = try repository.select(options.paths)
    let documents = await Documents.read(
      selection, in: repository, isInterrupted: options.isInterrupted)
    if options.isInterrupted() {
      throw .error(code: "audit.interrupted", "the audit was interrupted")
    }
    let graph = LinkGraph(repository: repository, documents: documents)
    var report = Report()
    report.files = documents.count
    for document in documents {
      report.links += document.outline.links.count
      report.findings += document.problems
      for rule in allRules { report.findings += rule.check(document, graph) }
    }
    if let external = options.external {
      let answers = try await ask(external, settings, documents)
      report.findings += answers.findings
      report.external = answers
    }
    // A file that many pages include has its mistakes once.
    report.findings = Set(report.findings).sorted()
    return report
  }

  /// Asks the web what the links of all documents lead to.
  private func ask(
    _ external: ExternalOptions, _ settings: AuditSettings, _ documents: [Document]
  ) async throws(Diagnostic) -> ExternalReport {
    var external = external
    external.settings = settings.external
    external.repository = settings.repository
    external.isInterrupted = options.isInterrupted
    let links = documents.flatMap { document in
      document.outline.links.map {
        ExternalLink(destination: $0.destination, location: document.location($0.position))
      }
    }
    return try await ExternalCheck(external).run(links)
  }
}
