import ArgumentParser
import Diagnostics
import Documentation
import FileTree
import Sites
import SystemPackage

/// `scaffold docs deploy`.
struct DocsDeployCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deploy",
    abstract: "Build the site and publish it on a branch such as gh-pages.",
    discussion: """
      EXAMPLES
        scaffold docs deploy                               the site on origin's gh-pages
        scaffold docs deploy --strict -m "Docs of {sha}"
        scaffold docs deploy --version 1.4 --alias latest --default
        scaffold docs deploy --no-push                     commit only

      Your working tree and your branch are not touched. The commit goes on top of what the \
      remote has; files that are no site are not replaced unless --force is given.

      EXIT CODES
        0 published, or nothing had changed   1 warnings under --strict   2 could not publish
        64 wrong usage
      """)

  @Option(
    name: [.customShort("f"), .customLong("config-file")],
    help: ArgumentHelp("The configuration to build.", valueName: "file"),
    completion: .file(extensions: ["yml", "yaml"]))
  var configFile = "mkdocs.yml"

  @Option(
    name: [.customShort("m"), .customLong("message")],
    help: "The commit's message; {sha} and {version} are filled in.")
  var message: String?

  @Option(
    name: [.customShort("b"), .customLong("remote-branch")],
    help: "The branch to publish on; remote_branch in mkdocs.yml by default.")
  var remoteBranch: String?

  @Option(
    name: [.customShort("r"), .customLong("remote-name")],
    help: "The remote to publish on; remote_name in mkdocs.yml by default.")
  var remoteName: String?

  @Flag(help: "Replace whatever the branch holds, and its history on the remote.")
  var force = false

  @Flag(name: .customLong("no-push"), help: "Commit to the branch here, and do not push it.")
  var noPush = false

  @Flag(
    name: [.customShort("s"), .customLong("strict")],
    help: "Publish nothing when there are warnings.")
  var strict = false

  @Option(
    name: .customLong("version"),
    help: ArgumentHelp("Publish into a folder for this version.", valueName: "name"))
  var versionName: String?

  @Option(
    name: .customLong("alias"), parsing: .singleValue,
    help: ArgumentHelp("One more name for the version; may be given again.", valueName: "name"))
  var aliases: [String] = []

  @Option(help: ArgumentHelp("What menus show for the version.", valueName: "text"))
  var title: String?

  @Flag(name: .customLong("default"), help: "Let the branch's root lead to this version.")
  var isDefault = false

  func validate() throws {
    if versionName == nil, !aliases.isEmpty || title != nil || isDefault {
      throw ValidationError("--alias, --title and --default go with --version")
    }
    for name in aliases + (versionName.map { [$0] } ?? []) {
      guard RelativePath.normalized(name) == name, !name.isEmpty, !name.hasPrefix("-"),
        !name.hasPrefix(".")
      else { throw ValidationError("'\(name)' is no name for a folder") }
    }
  }

  func run() async throws {
    let terminal = Terminal()
    let folder = FilePath(configFile).removingLastComponent()
    let root: FilePath = folder.isEmpty ? "." : folder
    let reporter = Reporter(root: root, threshold: .warning, colors: terminal.colorsErrors)
    do {
      try await deploy(root, reporter)
    } catch let diagnostic as Diagnostic {
      throw reporter.failure(diagnostic)
    }
  }

  private func deploy(_ root: FilePath, _ reporter: Reporter) async throws {
    let name = FilePath(configFile).lastComponent?.string ?? configFile
    let (site, read) = try SiteConfigurationReader.read(
      FilePath(configFile), named: name, environment: currentEnvironment())
    var options = SiteBuild.Options()
    options.isInterrupted = Interruption.check
    let built =
      read.contains { $0.severity == .error }
      ? nil : try await SiteBuild(site, options: options).run()
    let diagnostics = (read + (built?.diagnostics ?? [])).sorted()
    reporter.report(diagnostics)
    if diagnostics.contains(where: { $0.severity == .error }) { throw Reporter.Exit.couldNotRun }
    if strict || site.strict, diagnostics.contains(where: { $0.severity == .warning }) {
      throw Reporter.Exit.findings
    }
    var deployment = SiteDeployment.Options()
    deployment.branch = remoteBranch ?? site.remoteBranch
    deployment.remote = remoteName ?? site.remoteName
    deployment.message = message ?? deployment.message
    deployment.force = force
    deployment.pushes = !noPush
    deployment.programVersion = Scaffold.configuration.version
    deployment.version = versionName.map {
      .init(name: $0, title: title, aliases: aliases, isDefault: isDefault)
    }
    let outcome = try await SiteDeployment(from: root, deployment)
      .publish(root.pushing(FilePath(site.siteDir)))
    writeError(Self.summary(outcome, deployment))
  }

  private static func summary(
    _ outcome: SiteDeployment.Outcome, _ options: SiteDeployment.Options
  ) -> String {
    guard let commit = outcome.commit else {
      return "The branch \(options.branch) holds this site already\n"
    }
    let place = outcome.isPushed ? "\(options.remote)/\(options.branch)" : options.branch
    return "Published as \(commit.prefix(9)) on \(place)\n"
  }
}
