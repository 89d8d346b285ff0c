/// `Auditing` finds broken links, anchors and badges: sources → links and anchors → rules →
/// findings. It imports `Sites`, `Markdown`, `Configuration`, `Git` and `FileTree`.

public import Diagnostics
import FileTree
import Markdown
public import SystemPackage

/// Checks the documents of a repository.
public struct Audit: Sendable {
  /// What to check.
  public struct Options: Sendable {
    /// Files and folders to check, seen from the repository's root; empty for all of it.
    public var paths: [String] = []
    /// Patterns of files to leave out, as in `.gitignore`.
    public var excludes: [String] = []
    /// Only files that changed since this revision; nil for all.
    public var since: String?
    /// The repository's `owner/name`; nil for what settings, git and others say.
    public var repository: String?
    /// The process's environment.
    public var environment: [String: String] = [:]
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
    public var findings: [Finding] = []
    /// The documents that were checked.
    public var files = 0
    /// The links and images in them.
    public var links = 0
    /// What kept the audit from knowing more, and is no finding.
    public var notes: [Diagnostic] = []
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
  ///   read, mistakes in `.scaffold/audit.yml`, an unknown revision, `audit.interrupted`.
  public func run() async throws(Diagnostic) -> Report {
    let settings = try AuditSettings.read(root)
    let repository = try Repository(root, excludes: settings.excludes + options.excludes)
    let git = await GitFacts.read(root)
    var selection = try repository.select(options.paths)
    if let since = options.since {
      let changed = try await ChangedFiles.since(since, in: root)
      selection.removeAll { !changed.contains($0) }
    }
    let identity = try RepositoryIdentity.find(
      option: options.repository, settings: settings, git: git, environment: options.environment,
      sites: repository.sites)
    let documents = await Documents.read(
      selection, in: repository, isInterrupted: options.isInterrupted)
    let project = Project(repository, identity: identity, git: git)
    let graph = LinkGraph(
      repository: repository,
      webAddresses: project.webAddresses,
      documents: documents)
    let context = AuditContext(
      graph: graph, project: project, settings: settings,
      isWhole: options.since == nil && options.paths.allSatisfy { $0.isEmpty || $0 == "." })
    var report = Report()
    var further: [Finding] = []
    if let external = options.external {
      let answers = try await ask(external, context, documents)
      further = WebFindings.findings(answers)
      report.external = answers
    }
    further += Rules.repository.flatMap { $0.check(documents, context) }
    report.findings = await check(documents, further, context)
    report.files = documents.count
    report.links = documents.reduce(0) { $0 + $1.links.count }
    if options.isInterrupted() {
      throw .error(code: "audit.interrupted", "the audit was interrupted")
    }
    let mended = await MovedFiles.mend(report.findings, root, git)
    report.findings = mended.findings
    if mended.isCutOff { report.notes.append(Self.shallowClone) }
    return report
  }

  private static let shallowClone = Diagnostic(
    .info, code: "audit.shallow-clone",
    "the clone is shallow, so git cannot say whether missing files moved",
    hint: "fetch the whole history, as with fetch-depth: 0")

  /// Applies the rules to documents.
  ///
  /// - Parameter further: what is known of them without looking at each.
  private func check(
    _ documents: [Document], _ further: [Finding], _ context: AuditContext
  ) async -> [Finding] {
    let byFile = Dictionary(grouping: further) { $0.diagnostic.location?.file ?? "" }
    let included = Set(documents.flatMap(\.outline.includedFiles))
    let parts = await Parallel.map(documents, chunk: 16) { document -> [Finding] in
      // The links of a file that pages include start from those pages, with which they are checked.
      let isPart =
        included.contains(document.path) && document.site?.contains(document.path) != true
      if isPart || options.isInterrupted() { return [] }
      return DocumentCheck(document, context).findings(
        further: byFile[document.path] ?? [])
    }
    let paths = Set(documents.map(\.path))
    var findings = parts.flatMap { $0 }
    for (path, further) in byFile where !paths.contains(path) {
      findings += further.compactMap { context.settings.leveled($0) }
    }
    // A file that many pages include has its mistakes once.
    return findings.sortedOnce()
  }

  /// Asks the web what the links of all documents lead to.
  private func ask(
    _ external: ExternalOptions, _ context: AuditContext, _ documents: [Document]
  ) async throws(Diagnostic) -> ExternalReport {
    var external = external
    external.settings = context.settings.external
    external.repository = context.project.identity.map { "\($0.owner)/\($0.name)" }
    external.isInterrupted = options.isInterrupted
    let links = documents.flatMap { document in
      document.links.map {
        ExternalLink(destination: $0.destination, location: document.location($0.position))
      }
    }
    return try await ExternalCheck(external).run(links)
  }
}
