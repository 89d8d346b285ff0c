import Bytes
import Diagnostics
import FileTree
import Sites

/// Finds what a link that leads nowhere probably meant.
struct LinkSuggestions: Sendable {
  /// Source paths by the name of their file, so that a moved page is found without a search.
  private let byName: [String: [String]]
  private let paths: [String]

  init(_ files: SiteFiles) {
    paths = files.files.filter(\.isBuilt).map(\.sourcePath)
    byName = Dictionary(grouping: paths) { RelativePath.name(of: $0) }
  }

  /// A hint for a link to `path` (below `docs_dir`; nil when it leads outside), or nil.
  func near(
    _ path: String?, destination: String, inPage sourcePath: String, files: SiteFiles
  ) -> String? {
    guard let path else { return "the link leaves the documentation: move the file into it" }
    let folder = RelativePath.folder(of: sourcePath)
    let suffix = SplitURL(destination).suffix
    func written(_ target: String) -> String {
      "did you mean '\(RelativePath.from(folder: folder, to: target))\(suffix)'?"
    }
    for candidate in [path + ".md", path + "/index.md", path + "/README.md"] {
      if let file = files[candidate], file.isBuilt { return written(candidate) }
    }
    if path.hasSuffix(".html"), files[path.dropLast(5) + ".md"] != nil {
      return written(path.dropLast(5) + ".md")
    }
    // The same name elsewhere, or the same path from the root.
    let name = RelativePath.name(of: path)
    if let same = byName[name] ?? byName[name + ".md"], same.count == 1 { return written(same[0]) }
    // A slip is a matter of a few letters, however long the folders before the name are.
    if let near = Suggestion.nearest(to: path, in: paths, limit: max(2, name.utf8.count / 4)) {
      return written(near)
    }
    return nil
  }

  /// A hint for a link that begins with `/`, or nil.
  func forAbsolute(_ path: String, inPage sourcePath: String, files: SiteFiles) -> String? {
    guard let target = RelativePath.normalized(path.percentDecoded) else { return nil }
    for candidate in [target, target + ".md", target + "/index.md"] where files[candidate] != nil {
      let written = RelativePath.from(
        folder: RelativePath.folder(of: sourcePath), to: candidate)
      return "did you mean '\(written)'?"
    }
    return nil
  }
}
