import Diagnostics
import FileTree
import Sites
import SystemPackage

/// The files of a repository, and how names lead to them. It may be used from any thread.
struct Repository: Sendable {
  /// The folder everything is relative to.
  let root: FilePath
  /// The files git would look at, by path.
  let files: [String: FileStatus.Kind]
  /// The folders that hold them, the root as "".
  let folders: Set<String>
  /// The documentation sites in it, the deepest `docs_dir` first.
  let sites: [DocumentationFolder]
  /// The built sites in it, the deepest first.
  let builtSites: [BuiltSite]
  /// Symbolic links that lead in a circle.
  let loopingLinks: [String]

  /// The folders of submodules that are not checked out.
  private let absentSubmodules: [String]
  private let ignore: IgnoreRules
  private let excludes: IgnorePatterns
  private let lowercased: [String: String]
  private let suggestions: PathSuggestions
  private let others = Remembered<String, Target>()
  private let lineCounts = Remembered<String, Int?>()
  private let nearest = Remembered<String, String?>()

  init(_ root: FilePath, excludes: [String]) throws(Diagnostic) {
    self.root = root
    self.excludes = IgnorePatterns(excludes.joined(separator: "\n"))
    let (found, rules) = try IgnoreRules.walk(root)
    ignore = rules
    files = Dictionary(
      found.map { ($0.path, $0.status.kind) }, uniquingKeysWith: { first, _ in first })
    var folders: Set<String> = [""]
    for entry in found {
      var folder = RelativePath.folder(of: entry.path)
      while folders.insert(folder).inserted { folder = RelativePath.folder(of: folder) }
    }
    self.folders = folders
    lowercased = Dictionary(
      (found.map(\.path) + folders).map { ($0.lowercased(), $0) },
      uniquingKeysWith: { first, _ in first })
    suggestions = PathSuggestions(found.map(\.path))
    sites = DocumentationFolder.find(in: found.map(\.path), root: root)
    builtSites = BuiltSite.find(in: found.map(\.path), root: root)
      .sorted { $0.root.utf8.count > $1.root.utf8.count }
    absentSubmodules = Self.absentSubmodules(root)
    loopingLinks = found.filter(\.isLink).map(\.path).filter {
      DirectoryWalk.isLoop(root.appending(FilePath($0).components))
    }
  }

  /// Whether a path lies in another repository that is a part of this one and not checked out, so
  /// that nobody can tell what is there.
  func isInAbsentSubmodule(_ path: String) -> Bool {
    absentSubmodules.contains { path.isBelow($0) }
  }

  private static func absentSubmodules(_ root: FilePath) -> [String] {
    guard let bytes = try? FileReader.read(root.appending(".gitmodules")) else { return [] }
    return Lines(bytes).compactMap { line in
      let parts = line.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, String(parts[0]).trimmingWhiteSpace == "path",
        let path = RelativePath.normalized(String(parts[1]).trimmingWhiteSpace)
      else { return nil }
      let folder = root.appending(FilePath(path).components)
      return FileStatus.of(folder.appending(".git")) == nil ? path : nil
    }
  }

  /// The documents among `paths` and below them; all of the repository's without paths. HTML counts
  /// where it is a built site, or was named.
  ///
  /// - Throws: `audit.path.missing` for a path that does not exist.
  func select(_ paths: [String]) throws(Diagnostic) -> [String] {
    var selected: Set<String> = []
    for path in paths.isEmpty ? [""] : paths {
      let normalized = RelativePath.normalized(path) ?? path
      if files[normalized] != nil {
        selected.insert(normalized)
        continue
      }
      guard FileStatus.of(root.appending(FilePath(normalized).components)) != nil else {
        throw .error(
          code: "audit.path.missing", "there is no file or folder '\(path)'", target: path,
          hint: Suggestion.didYouMean(normalized, in: files.keys.sorted()))
      }
      let prefix = normalized.isEmpty ? "" : normalized + "/"
      selected.formUnion(files.keys.filter { $0.hasPrefix(prefix) })
    }
    let named = Set(paths.map { RelativePath.normalized($0) ?? $0 })
    return selected.filter { path in
      guard let kind = DocumentKind(path), files[path] == .file, !excludes.matches(file: path)
      else {
        return false
      }
      return kind != .html || named.contains(path) || builtSites.contains { path.isBelow($0.root) }
    }
    .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// What a path leads to.
  enum Target: Sendable, Hashable {
    case file
    case folder
    /// There is something, and git ignores it: others will not have it.
    case ignored
    /// There is something whose name differs in case only.
    case otherCase(String)
    case nothing
  }

  /// What lies at `path`.
  func target(at path: String) -> Target {
    if let kind = files[path] {
      // A symbolic link is what it leads to.
      guard kind == .symbolicLink else { return .file }
      let status = FileStatus.of(root.appending(FilePath(path).components))
      return status.map { $0.kind == .directory ? .folder : .file } ?? .nothing
    }
    if folders.contains(path) { return .folder }
    return others.value(for: path) { find($0) }
  }

  /// What lies at a path that the walk over the repository did not see.
  private func find(_ path: String) -> Target {
    if let status = FileStatus.of(root.appending(FilePath(path).components)) {
      // A folder that is empty, or another repository, is there and not ignored.
      let isFolder = status.kind == .directory
      return ignore.isIgnored(path, isFolder: isFolder) ? .ignored : isFolder ? .folder : .file
    }
    if let other = lowercased[path.lowercased()] { return .otherCase(other) }
    return .nothing
  }

  /// The path that `path` was probably meant to be.
  func nearest(to path: String) -> String? {
    nearest.value(for: path) { suggestions.nearest(to: $0) }
  }

  /// Whether the settings or options leave a file out.
  func isExcluded(_ path: String) -> Bool { excludes.matches(file: path) }

  /// How many lines a file has; nil when it cannot be read.
  func lineCount(of path: String) -> Int? {
    lineCounts.value(for: path) { path in
      guard let bytes = try? FileReader.read(root.appending(FilePath(path).components)) else {
        return nil
      }
      let ends = bytes.count { $0 == UInt8(ascii: "\n") }
      return ends + (bytes.last == UInt8(ascii: "\n") || bytes.isEmpty ? 0 : 1)
    }
  }

  /// The documentation site whose pages hold `path`, or nil.
  func site(of path: String) -> DocumentationFolder? {
    sites.first { path.hasPrefix($0.docsDir + "/") }
  }
}
