import Diagnostics
import FileTree
import Git
import Markdown
import SystemPackage

/// Where files went that links still lead to, by what git remembers of renames.
enum MovedFiles {
  /// Findings of missing files with the place where the file is now, where git knows it, and
  /// whether history ends before it could say so of all.
  static func mend(
    _ findings: [Finding], _ root: FilePath, _ facts: GitFacts
  ) async -> (findings: [Finding], isCutOff: Bool) {
    guard facts.isRepository, findings.contains(where: { $0.missing != nil }) else {
      return (findings, false)
    }
    let moves = await moves(in: root)
    var isCutOff = false
    let mended = findings.map { finding in
      guard let missing = finding.missing else { return finding }
      guard let path = destination(of: missing.path, moves, root) else {
        isCutOff = facts.isShallow
        return finding
      }
      let new = missing.link.destination(to: path)
      var finding = finding
      finding.diagnostic.message = "there is no '\(missing.path)' any more: it moved to '\(path)'"
      finding.diagnostic.hint = "write '\(new)'"
      finding.changes = [.destination(old: missing.link.link.destination, new: new)]
      return finding
    }
    return (mended, isCutOff)
  }

  /// Each renamed file and its next name; of several renames of one name the newest.
  private static func moves(in root: FilePath) async -> [String: String] {
    let arguments = [
      "log", "--diff-filter=R", "--find-renames", "--name-status", "--relative", "-z", "--format=",
      "--max-count=5000",
    ]
    guard
      let result = try? await Git(in: root).run(arguments, timeLimit: .seconds(20)),
      result.succeeded
    else { return [:] }
    var moves: [String: String] = [:]
    var fields = result.output.split(separator: "\0").makeIterator()
    while let field = fields.next() {
      let status = field.drop { $0.isNewline }
      guard status.first == "R", let old = fields.next(), let new = fields.next() else { continue }
      if moves[String(old)] == nil { moves[String(old)] = String(new) }
    }
    return moves
  }

  /// The file that a path became, if it is there.
  private static func destination(
    of path: String, _ moves: [String: String], _ root: FilePath
  ) -> String? {
    var current = path
    var seen: Set<String> = []
    while let next = moves[current], seen.insert(current).inserted { current = next }
    guard current != path,
      FileStatus.of(root.appending(FilePath(current).components)) != nil
    else { return nil }
    return current
  }
}
