import Diagnostics
import FileTree
import Sites
import SystemPackage

/// The theme's layout and the files it brings to the site.
struct ThemeFiles {
  /// Where the theme's own files lie in the site; the name keeps out of the way of users' folders.
  private static let folder = "_scaffold/"

  /// The page layout.
  let layout: Layout
  private let customDir: FilePath?
  private let tree: EmbeddedTree

  init(_ configuration: SiteConfiguration, customDir: FilePath?) {
    tree = EmbeddedTree("theme")
    layout = Layout(tree["page.html"]?.bytes ?? [])
    self.customDir = customDir
  }

  /// The files to write, with their paths below the site's folder: the theme's, and what
  /// `custom_dir` holds besides templates.
  ///
  /// - Throws: when `custom_dir` cannot be read.
  func files() throws(Diagnostic) -> [(path: String, bytes: [UInt8])] {
    var files: [(path: String, bytes: [UInt8])] = []
    for file in tree.files where file.path.hasPrefix("assets/") {
      files.append((Self.folder + file.path.dropFirst("assets/".count), file.bytes))
    }
    guard let customDir else { return files }
    for entry in try DirectoryWalk(links: .follow).files(below: customDir) {
      guard entry.status.kind == .file, Self.isStatic(entry.path) else { continue }
      files.append(
        (entry.path, try FileReader.read(customDir.appending(FilePath(entry.path).components))))
    }
    return files
  }

  /// What MkDocs copies from a theme: no templates, no Python, nothing hidden.
  private static func isStatic(_ path: String) -> Bool {
    let name = RelativePath.name(of: path)
    if path.split(separator: "/").contains(where: { $0.hasPrefix(".") }) { return false }
    return ![".html", ".py", ".pyc"].contains { name.hasSuffix($0) }
      && !name.hasPrefix("mkdocs_theme.y")
  }
}
