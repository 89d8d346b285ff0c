import Diagnostics
import FileTree
import Sites
import SystemPackage

/// What `theme.custom_dir` holds besides templates: files of the site, which pages link to as to their own.
enum CustomFiles {
  /// The files of a site with those of its `custom_dir`, where the site has none of the same path.
  ///
  /// - Parameter name: the folder as it is configured, for diagnostics.
  /// - Throws: when the folder cannot be read.
  static func added(
    to files: SiteFiles, from customDir: FilePath?, named name: String, directoryURLs: Bool
  ) throws(Diagnostic) -> SiteFiles {
    guard let customDir else { return files }
    var own: [SiteFile] = []
    for entry in try DirectoryWalk(links: .follow).files(below: customDir) {
      guard entry.status.kind == .file, isStatic(entry.path), files[entry.path] == nil else {
        continue
      }
      var file = SiteFile(
        sourcePath: entry.path, location: customDir.appending(FilePath(entry.path).components),
        size: entry.status.size, directoryURLs: directoryURLs)
      file.origin = name + "/" + entry.path
      own.append(file)
    }
    return own.isEmpty ? files : files.adding(own)
  }

  /// What MkDocs copies from a theme: no templates, no Python, no Markdown, nothing hidden.
  private static func isStatic(_ path: String) -> Bool {
    if path.split(separator: "/").contains(where: { $0.hasPrefix(".") }) { return false }
    let path = path.lowercased()
    return ![".html", ".py", ".pyc"].contains { path.hasSuffix($0) }
      && path != "mkdocs_theme.yml" && !path.hasPrefix("locales/") && !path.contains("readme")
      && !SiteAddress.isPage(path)
  }
}
