import Configuration
import Diagnostics
import FileTree
import Sites

/// `include_dir_to_nav`: an entry of `nav` that is a folder stands for the pages in it.
struct IncludeDirToNavPlugin: SitePlugin {
  private let isFlat: Bool
  private let recurses: Bool
  private let pattern: String
  private let keepsFileNames: Bool
  private let filesAreReversed: Bool
  private let foldersAreReversed: Bool
  private let keepsEmptyFolders: Bool

  init?(_ setup: inout PluginSetup) {
    isFlat = setup.options.bool("flat") ?? false
    recurses = setup.options.bool("recurse") ?? true
    let written = setup.options.value("file_pattern")
    let expression = written?.string ?? #".*\.md$"#
    if (try? Regex(expression)) == nil {
      setup.options.add(
        .error(
          code: "docs.config.plugin.regex", "'\(expression)' is no regular expression",
          at: written?.location, target: expression))
    }
    pattern = expression
    // The option says the opposite of what it does.
    keepsFileNames = !(setup.options.bool("file_name_as_title") ?? true)
    filesAreReversed = setup.options.bool("reverse_sort_file") ?? false
    foldersAreReversed = setup.options.bool("reverse_sort_directory") ?? false
    keepsEmptyFolders = setup.options.bool("include_empty_dir") ?? false
    // Without an order of their own files are sorted by name as well.
    setup.ignore("sort_file", "sort_directory")
  }

  func navigation(
    _ entries: [NavEntry]?, _ sources: NavigationSources, _ log: inout [Diagnostic]
  ) -> [NavEntry]? {
    guard let entries, let expression = try? Regex(pattern) else { return entries }
    var folders: [String: Folder] = [:]
    for file in sources.files.files where file.isBuilt {
      let path = file.sourcePath
      var folder = RelativePath.folder(of: path)
      folders[folder, default: Folder()].files.append(path)
      while !folder.isEmpty {
        let above = RelativePath.folder(of: folder)
        folders[above, default: Folder()].folders.insert(folder)
        folder = above
      }
    }
    let reader = Reader(plugin: self, folders: folders, expression: expression)
    return entries.flatMap { reader.expanded($0) }
  }

  private struct Folder {
    var files: [String] = []
    var folders: Set<String> = []
  }

  private struct Reader {
    let plugin: IncludeDirToNavPlugin
    let folders: [String: Folder]
    let expression: Regex<AnyRegexOutput>

    func expanded(_ entry: NavEntry) -> [NavEntry] {
      switch entry {
      case .section(let title, let entries):
        return [.section(title: title, entries: entries.flatMap { expanded($0) })]
      case .link(let title, let target, let location):
        guard !LinkMeaning.isExternal(target), let path = RelativePath.normalized(target),
          folders[path] != nil
        else { return [entry] }
        let inner = entries(of: path, location)
        guard !inner.isEmpty else { return [entry] }
        return title.map { [.section(title: $0, entries: inner)] } ?? inner
      }
    }

    private func entries(of path: String, _ location: Location) -> [NavEntry] {
      guard let folder = folders[path] else { return [] }
      let names = files(of: folder).map { file -> NavEntry in
        let stem = RelativePath.name(of: file).split(separator: ".").dropLast()
        return .link(
          title: plugin.keepsFileNames ? stem.joined(separator: ".") : nil, target: file,
          location: location)
      }
      guard plugin.recurses else { return names }
      let inner = sorted(Array(folder.folders), reversed: plugin.foldersAreReversed)
      if plugin.isFlat { return names + inner.flatMap { entries(of: $0, location) } }
      return names
        + inner.compactMap { path in
          guard let folder = folders[path],
            plugin.keepsEmptyFolders || !files(of: folder).isEmpty
          else { return nil }
          return .section(title: RelativePath.name(of: path), entries: entries(of: path, location))
        }
    }

    private func files(of folder: Folder) -> [String] {
      sorted(folder.files, reversed: plugin.filesAreReversed).filter {
        RelativePath.name(of: $0).prefixMatch(of: expression) != nil
      }
    }

    private func sorted(_ paths: [String], reversed: Bool) -> [String] {
      paths.sorted { reversed ? scalarsPrecede($1, $0) : scalarsPrecede($0, $1) }
    }
  }
}
