import Diagnostics
import Sites

/// What a repository is and does, as far as badges speak of it.
struct Project: Sendable {
  /// Its owner and name; nil when nothing says so.
  var identity: RepositoryIdentity?
  /// What git says.
  var git: GitFacts
  /// Its workflows.
  var workflows: Workflows
  /// The images that it builds or pushes, as `user/image`, in lower case.
  var images: Set<String>
  /// The names of its packages, normalized as PEP 503 has it.
  var packages: Set<String>
  /// The services that its tests send their coverage to.
  var coverage: Set<CoverageService>
  /// The licences of its files.
  var licenses: Licenses

  /// Reads all of that from a repository.
  init(_ repository: Repository, identity: RepositoryIdentity?, git: GitFacts) {
    self.identity = identity
    self.git = git
    let files = ProjectFiles(repository)
    let pipelines = Pipelines(files)
    workflows = pipelines.workflows
    images = ImageNames.find(files, pipelines, identity)
    packages = PackageNames.find(files)
    coverage = CoverageService.find(files, pipelines)
    licenses = Licenses(files)
  }

  /// The addresses of the repository's own files on the web; nil where nobody knows them. What
  /// `repo_url` says of a folder that is no repository is not enough: it may be a part of one.
  var webAddresses: WebAddresses? {
    guard let identity, git.isRepository || !identity.isGuess else { return nil }
    return WebAddresses(identity, branches: branches)
  }

  /// The branches whose files are those that are audited.
  var branches: Set<String> {
    var branches: Set<String> = ["HEAD"]
    if let branch = git.currentBranch { branches.insert(branch) }
    if let branch = defaultBranch {
      branches.insert(branch)
    } else {
      branches.formUnion(["main", "master"])
    }
    return branches
  }

  /// The branch that the repository shows first: as git says, else the only one of `main` and
  /// `master` that workflows name or that is checked out; nil when nobody knows.
  var defaultBranch: String? {
    if let branch = git.defaultBranch { return branch }
    let named = workflows.namedBranches.intersection(["main", "master"])
    if named.count == 1 { return named.first }
    return git.currentBranch.flatMap { ["main", "master"].contains($0) ? $0 : nil }
  }
}
