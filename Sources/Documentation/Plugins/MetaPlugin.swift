import Configuration
import Diagnostics
import FileTree
import Sites

/// `meta`: `.meta.yml` files hold front matter for all pages of their folder and below.
struct MetaPlugin: SitePlugin {
  private let fileName: String
  private let docsDir: String
  /// The folders' values, folders above first.
  private var defaults: [(folder: String, values: YAMLNode)] = []

  init?(_ setup: inout PluginSetup) {
    fileName = setup.options.string("meta_file") ?? ".meta.yml"
    docsDir = setup.site.docsDir.value
  }

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
    for file in files.files where RelativePath.name(of: file.sourcePath) == fileName {
      let name = docsDir + "/" + file.sourcePath
      do throws(Diagnostic) {
        guard let node = try YAMLParser.parse(try FileReader.read(file.location), file: name)
        else { continue }
        guard node.mapping != nil else {
          log.append(
            .error(
              code: "docs.front-matter",
              "the file must hold keys and values, not "
                + node.kindDescription, at: node.location))
          continue
        }
        defaults.append((RelativePath.folder(of: file.sourcePath), node))
      } catch {
        log.append(error)
      }
    }
    defaults.sort { $0.folder.utf8.count < $1.folder.utf8.count }
  }

  func frontMatter(_ values: YAMLNode?, of file: SiteFile) -> YAMLNode? {
    var merged: YAMLNode?
    for (folder, values) in defaults
    where folder.isEmpty || file.sourcePath.hasPrefix(folder + "/") {
      merged = merged.map { Self.merge(values, into: $0) } ?? values
    }
    guard let merged else { return values }
    return values.map { Self.merge($0, into: merged) } ?? merged
  }

  /// Mappings are merged, lists grow, anything else is replaced.
  private static func merge(_ own: YAMLNode, into base: YAMLNode) -> YAMLNode {
    if let items = own.sequence, let more = base.sequence {
      return YAMLNode(.sequence(more + items), at: own.location)
    }
    guard let entries = own.mapping, var merged = base.mapping else { return own }
    for entry in entries {
      if let index = merged.firstIndex(where: { $0.key == entry.key }) {
        merged[index].value = merge(entry.value, into: merged[index].value)
      } else {
        merged.append(entry)
      }
    }
    return YAMLNode(.mapping(merged), at: own.location)
  }
}
