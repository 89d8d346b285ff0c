import Diagnostics
import FileTree
import Git
import SystemPackage

/// What git says of a repository, as far as badges and links depend on it.
struct GitFacts: Sendable {
  /// The addresses of remotes by name.
  var remotes: [String: String] = [:]
  /// The branch that `origin` or `upstream` shows first; nil when nobody knows.
  var defaultBranch: String?
  /// The branch that is checked out.
  var currentBranch: String?
  /// Whether history is cut off, so that moves and branches are not known.
  var isShallow = false
  /// Whether the folder is a repository at all.
  var isRepository = false

  /// What git says of `root`; nothing where it is no repository or git is missing.
  static func read(_ root: FilePath) async -> GitFacts {
    var facts = GitFacts()
    guard FileStatus.of(root.appending(".git")) != nil else { return facts }
    facts.isRepository = true
    let git = Git(in: root)
    // One process for the configuration, one for references.
    let settings = await git.read("config", "--get-regexp", #"^remote\..*\.url$"#)
    for line in (settings ?? "").split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let name = parts[0].dropFirst("remote.".count).dropLast(".url".count)
      facts.remotes[String(name)] = String(parts[1])
    }
    facts.currentBranch = await git.read("symbolic-ref", "--quiet", "--short", "HEAD")
    for remote in ["upstream", "origin"] where facts.remotes[remote] != nil {
      if let head = await git.read(
        "symbolic-ref", "--quiet", "--short", "refs/remotes/\(remote)/HEAD")
      {
        facts.defaultBranch = String(head.dropFirst(remote.count + 1))
        break
      }
    }
    facts.isShallow = FileStatus.of(root.appending(".git").appending("shallow")) != nil
    return facts
  }
}
