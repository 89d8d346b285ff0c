import Bytes
import Diagnostics
import FileTree
import Markdown
import Sites
import SystemPackage

/// The pages of a documentation site in a repository: their Markdown and their anchors follow its
/// `mkdocs.yml`, not GitHub.
struct DocumentationFolder: Sendable {
  /// The configuration file, seen from the repository's root.
  let file: String
  /// The folder of the pages, seen from the repository's root.
  let docsDir: String
  /// What `mkdocs.yml` says.
  let configuration: SiteConfiguration
  /// What its pages are made with besides their own text.
  let resources: PageResources
  /// Whether references may lead to headings and objects that `autorefs` or `mkdocstrings` find when
  /// the site is built.
  let refersToObjects: Bool
  /// Whether its pages are templates, so that `{{ … }}` in a link is filled in when the site is built.
  let rendersTemplates: Bool
  /// What becomes of its files; nil when they cannot be read.
  let files: SiteFiles?
  /// The files of the built site, by their path below it, and the sources of pages among them.
  private let outputs: [String: String]

  /// The Markdown its pages are written in.
  var dialect: Dialect { configuration.dialect }
  /// Links that begin with `/` start at the folder of the pages.
  var absoluteLinksAreDocs: Bool { configuration.validation.absoluteLinksAreRelativeToDocs }

  /// The sites of all `mkdocs.yml` among `paths`, deepest first. One that cannot be read is left to
  /// `scaffold docs build` to complain about.
  static func find(in paths: [String], root: FilePath) -> [DocumentationFolder] {
    paths.compactMap { path in
      guard ["mkdocs.yml", "mkdocs.yaml"].contains(RelativePath.name(of: path)) else { return nil }
      return DocumentationFolder(path, root: root)
    }
    .sorted { $0.docsDir.utf8.count > $1.docsDir.utf8.count }
  }

  private init?(_ path: String, root: FilePath) {
    let folder = RelativePath.folder(of: path)
    guard
      let read = try? SiteConfigurationReader.read(
        root.appending(FilePath(path).components), named: path, environment: [:]),
      let docsDir = RelativePath.resolve(read.configuration.docsDir.value, in: folder),
      !docsDir.isEmpty
    else { return nil }
    let location = root.appending(FilePath(docsDir).components)
    file = path
    self.docsDir = docsDir
    configuration = read.configuration
    let plugins = Set(read.configuration.plugins.map(\.name))
    refersToObjects = !plugins.isDisjoint(with: ["autorefs", "mkdocstrings"])
    rendersTemplates = !plugins.isDisjoint(with: ["macros", "markdownextradata"])
    resources = PageResources(
      configuration, docsDir: location, prefix: folder.isEmpty ? "" : folder + "/")
    files = (try? SiteFiles.scan(location, configuration: configuration))?.files
    var outputs: [String: String] = [:]
    for file in (files?.pages ?? []) + (files?.assets ?? []) {
      outputs[file.outputPath] = docsDir + "/" + file.sourcePath
    }
    self.outputs = outputs
  }

  /// Whether a text of a page is not what readers will see.
  func mayFillIn(_ text: String) -> Bool {
    rendersTemplates && (text.contains("{{") || text.contains("{%"))
  }

  /// Whether a file of the repository is a part of the site.
  func contains(_ path: String) -> Bool {
    guard path.isBelow(docsDir), path != docsDir else { return false }
    guard let file = files?[String(path.dropFirst(docsDir.count + 1))] else { return files == nil }
    return file.isBuilt || file.inclusion == .draft
  }

  /// What an address in raw HTML leads to: MkDocs leaves it as it is, so it starts from where the
  /// page is in the built site.
  func builtTarget(_ path: String, _ document: Document) -> LinkTarget {
    guard path.utf8.first != ASCII.slash, files != nil else { return .external }
    let source = String(document.path.dropFirst(docsDir.count + 1))
    let output = SiteAddress.outputPath(
      forPage: source, directoryURLs: configuration.useDirectoryURLs)
    guard let target = RelativePath.resolve(path, in: RelativePath.folder(of: output)) else {
      return .outsideRepository
    }
    let index = target.isEmpty ? "index.html" : target + "/index.html"
    if let file = outputs[target] ?? outputs[index] { return .file(file) }
    // What a theme or a plugin adds is not known here.
    if target.hasPrefix("assets/") || target.hasPrefix("search/") { return .external }
    return .missing(docsDir + "/" + target)
  }

  /// The pages, by source path below `docs_dir`, in the order of the site.
  var pages: [SiteFile] { files?.pages ?? [] }
}
