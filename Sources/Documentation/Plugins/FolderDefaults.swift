import Configuration
import Diagnostics
import FileTree
import Sites

/// Front matter that files such as `.meta.yml` hold for all pages of their folder and below.
struct FolderDefaults: Sendable {
  /// The folders' values, folders above first.
  private var defaults: [(folder: String, values: YAMLNode)] = []

  init() {}

  /// Reads the files that are named `fileName`.
  init(_ files: [SiteFile], named fileName: String, docsDir: String, _ log: inout [Diagnostic]) {
    for file in files where RelativePath.name(of: file.sourcePath) == fileName {
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

  /// The front matter of the page at `path`, over what its folders say.
  func merged(with values: YAMLNode?, of path: String) -> YAMLNode? {
    var merged: YAMLNode?
    for (folder, values) in defaults where folder.isEmpty || path.hasPrefix(folder + "/") {
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
