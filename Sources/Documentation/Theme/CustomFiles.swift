import Diagnostics
import FileTree
import Sites
import SystemPackage

/// What `theme.custom_dir` holds besides templates: files of the site, which pages link to as to their own.
enum CustomFiles {
  /// The files of `custom_dir`, where the site has none of the same path.
  ///
  /// - Parameter name: the folder as it is configured, for diagnostics.
  /// - Throws: when the folder cannot be read.
  static func files(
    missingIn files: SiteFiles, from customDir: FilePath?, named name: String, directoryURLs: Bool
  ) throws(Diagnostic) -> [SiteFile] {
    guard let customDir else { return [] }
    var own: [SiteFile] = []
    for path in try DirectoryWalk(links: .follow).filePaths(below: customDir) {
      guard isStatic(path), files[path] == nil else { continue }
      var file = SiteFile(
        sourcePath: path, location: customDir.appending(FilePath(path).components),
        directoryURLs: directoryURLs)
      file.origin = name + "/" + path
      own.append(file)
    }
    return own
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
