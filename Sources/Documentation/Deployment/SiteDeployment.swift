public import Diagnostics
import FileTree
import Git
import Sites
public import SystemPackage

/// Publishes a built site on a branch of its own, such as `gh-pages`, with the user's git.
///
/// The working tree, the index and the branch one is on are not touched: the commit is made in a
/// work tree beside them, on top of what the remote has, so that nobody's history is lost.
public struct SiteDeployment: Sendable {
  /// How to publish.
  public struct Options: Sendable {
    /// The branch, and the remote it lies on.
    public var branch = "gh-pages"
    /// See `branch`.
    public var remote = "origin"
    /// The commit's message; `{sha}` and `{version}` stand for the commit that was built and for
    /// scaffold's version.
    public var message = "Deployed {sha} with scaffold {version}"
    /// Take the place of whatever the branch holds.
    public var force = false
    /// Leave the commit here and do not push it.
    public var pushes = true
    /// The folder that the site is published in, and more names for it; nil for the whole branch.
    public var version: Version?
    /// scaffold's version, for messages.
    public var programVersion = ""

    /// The defaults of MkDocs.
    public init() {}
  }

  /// A version of the documentation among others, as `mike` publishes them.
  public struct Version: Sendable {
    /// Its name, which is its folder.
    public var name: String
    /// What menus show.
    public var title: String?
    /// More names for it.
    public var aliases: [String]
    /// Let the branch's root lead to this version.
    public var isDefault: Bool

    /// Creates a version.
    public init(name: String, title: String? = nil, aliases: [String] = [], isDefault: Bool = false)
    {
      self.name = name
      self.title = title
      self.aliases = aliases
      self.isDefault = isDefault
    }
  }

  /// What publishing came to.
  public struct Outcome: Sendable {
    /// The new commit; nil when nothing changed.
    public var commit: String?
    /// Whether it is on the remote.
    public var isPushed = false
  }

  private let options: Options
  private let git: Git

  /// A deployment from the repository that `folder` lies in.
  public init(from folder: FilePath, _ options: Options) {
    self.options = options
    git = Git(in: folder)
  }

  /// Publishes the site in `site`.
  ///
  /// - Throws: `docs.deploy.*` when there is no repository or remote, the branch holds what no build
  ///   made, it differs from the remote's, or git refuses.
  public func publish(_ site: FilePath) async throws(Diagnostic) -> Outcome {
    guard await git.read("rev-parse", "--is-inside-work-tree") == "true" else {
      throw .error(
        code: "docs.deploy.repository", "the folder is in no git repository",
        hint: "run the command in a clone of your repository")
    }
    let hasRemote = await git.read("remote", "get-url", options.remote) != nil
    guard hasRemote || !options.pushes else {
      throw .error(
        code: "docs.deploy.remote", "there is no remote '\(options.remote)'",
        target: options.remote,
        hint: "add it with git remote add, or commit only with --no-push")
    }
    let parent = try await base(hasRemote)
    try await checkBase(parent)
    guard let commit = try await commit(site, onto: parent) else { return Outcome() }
    try await run(["update-ref", "refs/heads/\(options.branch)", commit])
    var outcome = Outcome(commit: commit)
    guard options.pushes else { return outcome }
    let force = options.force ? ["--force"] : []
    try await run(
      ["push", "--quiet"] + force + [options.remote, "\(options.branch):\(options.branch)"],
      timeLimit: .seconds(600))
    outcome.isPushed = true
    return outcome
  }

  // MARK: - What is there

  /// The commit to build upon: the remote's, else the local branch's; nil when there is none.
  private func base(_ hasRemote: Bool) async throws(Diagnostic) -> String? {
    let local = await git.read("rev-parse", "--verify", "--quiet", "refs/heads/\(options.branch)")
    guard hasRemote, options.pushes else { return local }
    let listed = try await run(
      ["ls-remote", "--heads", options.remote, "refs/heads/\(options.branch)"],
      timeLimit: .seconds(120))
    guard let remote = listed.split(separator: "\t").first.map(String.init), !remote.isEmpty else {
      return local
    }
    try await run(
      ["fetch", "--quiet", options.remote, "refs/heads/\(options.branch)"], timeLimit: .seconds(600)
    )
    if let local, local != remote, !options.force {
      let isBehind = try await git.run(["merge-base", "--is-ancestor", local, remote]).succeeded
      guard isBehind else {
        throw .error(
          code: "docs.deploy.diverged",
          "the branch '\(options.branch)' here has commits that '\(options.remote)' does not have",
          target: options.branch,
          hint: "push or delete the branch, or give those commits up with --force")
      }
    }
    return remote
  }

  /// A branch that holds something else than a site is not overwritten unasked.
  private func checkBase(_ parent: String?) async throws(Diagnostic) {
    guard let parent, !options.force else { return }
    let names = try await run(["ls-tree", "--name-only", parent]).split(separator: "\n")
    let marks: Set<Substring> = [".nojekyll", "404.html", "sitemap.xml", "versions.json"]
    guard names.isEmpty || names.contains(where: { marks.contains($0) }) else {
      throw .error(
        code: "docs.deploy.foreign",
        "the branch '\(options.branch)' holds files that are no site, such as '\(names[0])'",
        target: options.branch,
        hint: "choose another branch with --remote-branch, or replace its files with --force")
    }
  }

  // MARK: - The commit

  private func commit(
    _ site: FilePath, onto parent: String?
  ) async throws(Diagnostic) -> String? {
    let folder = try await run(["rev-parse", "--absolute-git-dir"])
    let place = FilePath(folder).appending("scaffold-deploy-\(options.branch.filter { $0 != "/" })")
    _ = try? await git.run(["worktree", "remove", "--force", place.string])
    // Any commit will do to begin with: the index is filled anew.
    let start = await git.read("rev-parse", "--verify", "--quiet", "HEAD") ?? parent
    guard let start else {
      throw .error(
        code: "docs.deploy.repository", "the repository has no commit yet",
        hint: "commit your pages first")
    }
    try await run(["worktree", "add", "--quiet", "--detach", "--no-checkout", place.string, start])
    let tree = DeploymentTree(git: Git(in: place), folder: place, parent: parent)
    let result: Result<String?, Diagnostic>
    do throws(Diagnostic) {
      let written = try await tree.write(site, options.version)
      let old = await git.read("rev-parse", "--verify", "--quiet", "\(parent ?? "none")^{tree}")
      if written == old {
        result = .success(nil)
      } else {
        let built = await git.read("rev-parse", "--short", "HEAD") ?? ""
        let message = options.message.replacing("{sha}", with: built)
          .replacing("{version}", with: options.programVersion)
        let parents = parent.map { ["-p", $0] } ?? []
        result = .success(try await run(["commit-tree", written] + parents + ["-m", message]))
      }
    } catch {
      result = .failure(error)
    }
    _ = try? await git.run(["worktree", "remove", "--force", place.string])
    return try result.get()
  }

  @discardableResult
  private func run(
    _ arguments: [String], timeLimit: Duration? = nil
  ) async throws(Diagnostic) -> String {
    let result = try await git.run(arguments, timeLimit: timeLimit)
    guard result.succeeded else {
      throw .error(
        code: "docs.deploy.git", "git \(arguments[0]) failed: \(result.errors)",
        hint: arguments[0] == "push"
          ? "see whether you may push there; somebody else may have published meanwhile" : nil)
    }
    return result.output
  }
}
