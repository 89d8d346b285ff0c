import Diagnostics
import FileTree
import SystemPackage

/// Finds the repositories that given paths lie in.
enum RepositoryRoots {
  /// A repository's root.
  struct Root: Hashable {
    /// The folder.
    var path: FilePath
    /// What to put before paths in it, so that they are seen from the current folder.
    var prefix: String
  }

  /// The roots of `paths`, each with the paths in it, seen from the root.
  ///
  /// - Throws: `audit.path.missing` for a path that does not exist.
  static func group(
    _ paths: [String]
  ) throws(Diagnostic) -> [(root: Root, paths: [String])] {
    let here = FilePath(".").absolute
    var groups: [(root: Root, paths: [String])] = []
    for path in paths {
      let absolute = FilePath(path).absolute
      guard let status = FileStatus.of(absolute) else {
        throw .error(
          code: "audit.path.missing", "there is no file or folder '\(path)'", target: path,
          hint: "check the path")
      }
      let folder = status.kind == .directory ? absolute : absolute.removingLastComponent()
      let root = try Self.root(of: folder)
      let inside = Self.relative(absolute, to: root)
      let entry = Root(path: root, prefix: Self.prefix(from: here, to: root))
      if let index = groups.firstIndex(where: { $0.root == entry }) {
        groups[index].paths.append(inside)
      } else {
        groups.append((entry, [inside]))
      }
    }
    return groups
  }

  /// The nearest folder above with a `.git`, unless it ignores `folder`; else the folder itself.
  private static func root(of folder: FilePath) throws(Diagnostic) -> FilePath {
    var candidate = folder
    while true {
      if FileStatus.of(candidate.appending(".git")) != nil {
        let inside = relative(folder, to: candidate)
        if inside.isEmpty { return candidate }
        return try IgnoreRules.ignores(inside, in: candidate) ? folder : candidate
      }
      let above = candidate.removingLastComponent()
      if above == candidate || above.isEmpty { return folder }
      candidate = above
    }
  }

  private static func relative(_ path: FilePath, to root: FilePath) -> String {
    var rest = path
    return rest.removePrefix(root) ? rest.string : ""
  }

  private static func prefix(from here: FilePath, to root: FilePath) -> String {
    let way = RelativePath.from(folder: relativeText(here), to: relativeText(root) + "/")
    return way == "./" ? "" : way
  }

  private static func relativeText(_ path: FilePath) -> String { String(path.string.dropFirst()) }
}
