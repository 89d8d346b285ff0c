import Diagnostics
import FileTree
import Markdown
import Sites
import SystemPackage

/// The pages of a documentation site in a repository: their Markdown and their anchors follow its
/// `mkdocs.yml`, not GitHub.
struct DocumentationFolder: Sendable {
  /// The folder of the pages, seen from the repository's root.
  var docsDir: String
  /// The Markdown its pages are written in.
  var dialect: Dialect
  /// What its pages are made with besides their own text.
  var resources: PageResources

  /// The sites of all `mkdocs.yml` among `paths`, deepest first. One that cannot be read is left to
  /// `scaffold docs build` to complain about.
  static func find(in paths: [String], root: FilePath) -> [DocumentationFolder] {
    var found: [DocumentationFolder] = []
    for path in paths where ["mkdocs.yml", "mkdocs.yaml"].contains(RelativePath.name(of: path)) {
      let file = root.appending(FilePath(path).components)
      guard
        let read = try? SiteConfigurationReader.read(file, named: path, environment: [:]),
        let docsDir = RelativePath.resolve(
          read.configuration.docsDir.value, in: RelativePath.folder(of: path)), !docsDir.isEmpty
      else { continue }
      let folder = RelativePath.folder(of: path)
      found.append(
        DocumentationFolder(
          docsDir: docsDir, dialect: read.configuration.dialect,
          resources: PageResources(
            read.configuration, docsDir: root.appending(FilePath(docsDir).components),
            prefix: folder.isEmpty ? "" : folder + "/")))
    }
    return found.sorted { $0.docsDir.utf8.count > $1.docsDir.utf8.count }
  }
}
