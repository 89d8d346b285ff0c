import Diagnostics
import FileTree
import Sites
import SystemPackage

/// The files of a repository, and how names lead to them.
struct Repository: Sendable {
  /// The folder everything is relative to.
  let root: FilePath
  /// The files git would look at, by path.
  let files: [String: FileStatus.Kind]
  /// The folders that hold them, the root as "".
  let folders: Set<String>
  /// The documentation sites in it, the deepest `docs_dir` first.
  let sites: [DocumentationFolder]

  private let ignore: IgnoreRules
  private let excludes: IgnorePatterns
  private let lowercased: [String: String]
  private let suggestions: PathSuggestions

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
  }

  /// The Markdown files among `paths` and below them; all of the repository's without paths.
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
    return selected.filter {
      Self.isMarkdown($0) && files[$0] == .file && !excludes.matches(file: $0)
    }
    .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func isMarkdown(_ path: String) -> Bool {
    let name = path.lowercased()
    return name.hasSuffix(".md") || name.hasSuffix(".markdown")
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
    if files[path] != nil { return .file }
    if folders.contains(path) { return .folder }
    if let status = FileStatus.of(root.appending(FilePath(path).components)) {
      // A folder that is empty, or another repository, is there and not ignored.
      let isFolder = status.kind == .directory
      return ignore.isIgnored(path, isFolder: isFolder) ? .ignored : isFolder ? .folder : .file
    }
    if let other = lowercased[path.lowercased()] { return .otherCase(other) }
    return .nothing
  }

  /// The path that `path` was probably meant to be.
  func nearest(to path: String) -> String? { suggestions.nearest(to: path) }

  /// The documentation site whose pages hold `path`, or nil.
  func site(of path: String) -> DocumentationFolder? {
    sites.first { path.hasPrefix($0.docsDir + "/") }
  }
}
