import Diagnostics
import Git
import SystemPackage

/// The files that changed since a revision.
enum ChangedFiles {
  /// The files that differ from what they were at `revision`, and those that git does not know yet;
  /// seen from `root`.
  ///
  /// - Throws: `audit.since` when there is no such revision or no repository.
  static func since(_ revision: String, in root: FilePath) async throws(Diagnostic) -> Set<String> {
    let git = Git(in: root)
    let changed = try await git.run([
      "diff", "--name-only", "--relative", "--diff-filter=d", "-z", "--end-of-options", revision,
      "--",
    ])
    guard changed.succeeded else {
      let isShallow = await git.read("rev-parse", "--is-shallow-repository") == "true"
      throw .error(
        code: "audit.since", "git knows no revision '\(revision)' here", target: revision,
        hint: isShallow
          ? "the clone is shallow: fetch more history, as with fetch-depth: 0"
          : "name a commit, a branch or a tag")
    }
    let unknown = try await git.run(["ls-files", "--others", "--exclude-standard", "-z"])
    let paths = (changed.output + "\0" + unknown.output).split(separator: "\0")
    return Set(paths.map(String.init))
  }
}
