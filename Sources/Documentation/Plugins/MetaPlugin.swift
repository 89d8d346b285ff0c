import Configuration
import Diagnostics
import FileTree
import Sites

/// `meta`: `.meta.yml` files hold front matter for all pages of their folder and below.
struct MetaPlugin: SitePlugin {
  private let fileName: String
  private let docsDir: String
  private var defaults = FolderDefaults()

  init?(_ setup: inout PluginSetup) {
    fileName = setup.options.string("meta_file") ?? Self.usualFileName
    docsDir = setup.site.docsDir.value
  }

  /// The name of the files where the plugin's options give none.
  static let usualFileName = ".meta.yml"

  var needsFrontMatter: Bool { true }

  func files(_ files: SiteFiles, _ log: inout [Diagnostic]) -> SiteFiles {
    SiteFiles(
      files.files.map { file in
        var file = file
        if RelativePath.name(of: file.sourcePath) == fileName { file.inclusion = .excluded }
        return file
      })
  }

  mutating func prepare(_ files: SiteFiles, _ log: inout [Diagnostic]) async {
    defaults = FolderDefaults(files.files, named: fileName, docsDir: docsDir, &log)
  }

  func frontMatter(_ values: YAMLNode?, of file: SiteFile) -> YAMLNode? {
    defaults.merged(with: values, of: file.sourcePath)
  }
}
