import Configuration
import Diagnostics
import FileTree
import Sites

/// `literate-nav`: the navigation is a list of links in `SUMMARY.md`, of the whole site or of a
/// folder.
struct LiterateNavPlugin: SitePlugin {
  private let fileName: String
  private let addsIndex: Bool

  init?(_ setup: inout PluginSetup) {
    fileName = setup.options.string("nav_file") ?? "SUMMARY.md"
    addsIndex = setup.options.bool("implicit_index") ?? false
    setup.ignore("tab_length", "markdown_extensions")
  }

  /// The lists need not stand in the navigation themselves.
  func files(_ files: SiteFiles, _ log: inout [Diagnostic]) -> SiteFiles {
    SiteFiles(
      files.files.map { file in
        var file = file
        if file.inclusion == .included, RelativePath.name(of: file.sourcePath) == fileName {
          file.inclusion = .notInNav
        }
        return file
      })
  }

  func navigation(
    _ entries: [NavEntry]?, _ sources: NavigationSources, _ log: inout [Diagnostic]
  ) -> [NavEntry]? {
    var resolver = LiterateNavResolver(sources, fileName: fileName, addsIndex: addsIndex)
    defer { log += resolver.diagnostics }
    if entries == nil || sources.files[fileName] != nil {
      let nav = resolver.nav(of: [""])
      if !nav.isEmpty { return nav }
    }
    return entries.map { resolver.resolve($0) }
  }
}

/// Turns lists of links, and wildcards in `nav`, into entries.
private struct LiterateNavResolver {
  private(set) var diagnostics: [Diagnostic] = []
  private let sources: NavigationSources
  private let fileName: String
  private let addsIndex: Bool
  private let folders: FolderIndex
  private var seen: Set<String> = []

  init(_ sources: NavigationSources, fileName: String, addsIndex: Bool) {
    self.sources = sources
    self.fileName = fileName
    self.addsIndex = addsIndex
    folders = FolderIndex(sources.files)
  }

  /// An entry whose wildcards are not resolved yet.
  private indirect enum Item {
    case link(title: String?, target: String, Location)
    case section(title: String, items: [Item])
    /// Paths by pattern; `fallback` is what stands there when nothing matches.
    case wildcard(title: String?, pattern: String, fallback: String?, Location)
    case folder(title: String, path: String, fallback: String, Location)
  }

  /// The entries of a folder; `chain` is that folder and those it is read for.
  mutating func nav(of chain: [String]) -> [NavEntry] {
    let folder = chain[0]
    let path = folder.isEmpty ? fileName : folder + "/" + fileName
    if let file = sources.files[path], let bytes = try? FileReader.read(file.location),
      let list = MarkdownList.navigation(in: bytes)
    {
      let index = addsIndex ? folders.index(of: folder) : nil
      if index != path { seen.insert(path) }
      var items = list.map { item(for: $0, in: folder, path) }.compactMap(\.self)
      if let index, !seen.contains(index) {
        items.insert(
          .wildcard(title: nil, pattern: index, fallback: nil, sources.location(path)), at: 0)
      }
      return resolve(items, chain)
    }
    let pattern = folder.isEmpty ? "*" : folder + "/*"
    return resolve(
      [.wildcard(title: nil, pattern: pattern, fallback: nil, sources.location(path))], chain)
  }

  /// The entries of `nav` with wildcards and folders resolved.
  mutating func resolve(_ entries: [NavEntry]) -> [NavEntry] {
    resolve(entries.map { item(for: $0) }, [""])
  }

  private mutating func item(for entry: NavEntry) -> Item {
    switch entry {
    case .section(let title, let entries):
      return .section(title: title, items: entries.map { item(for: $0) })
    case .link(let title, let target, let location):
      if target.contains("*") {
        return .wildcard(
          title: title, pattern: Self.normalized(target), fallback: target, location)
      }
      guard let title else { return .link(title: nil, target: target, location) }
      return link(title, target, in: "", location)
    }
  }

  private mutating func item(
    for item: MarkdownList.Item, in folder: String, _ path: String
  ) -> Item? {
    let location = sources.location(path, line: item.line)
    if !item.children.isEmpty {
      var items = item.children.compactMap { self.item(for: $0, in: folder, path) }
      if let target = item.target {
        items.insert(link(nil, target, in: folder, location), at: 0)
      }
      return .section(title: item.text, items: items)
    }
    if let target = item.target { return link(item.text, target, in: folder, location) }
    if item.text.contains("*") {
      let slash = item.text.hasSuffix("/") ? "/" : ""
      let pattern = Self.normalized(folder + "/" + item.text) + slash
      return .wildcard(title: nil, pattern: pattern, fallback: item.text, location)
    }
    diagnostics.append(
      .error(
        code: "docs.nav.literate", "the entry '\(item.text)' leads nowhere", at: location,
        target: item.text, hint: "write [\(item.text)](page.md), or entries below it"))
    return nil
  }

  private mutating func link(
    _ title: String?, _ target: String, in folder: String, _ location: Location
  ) -> Item {
    if LinkMeaning.isExternal(target) { return .link(title: title, target: target, location) }
    let path = Self.normalized(folder + "/" + target)
    seen.insert(path)
    if target.hasSuffix("/"), folders.contains(path), let title {
      return .folder(title: title, path: path, fallback: target, location)
    }
    return .link(title: title, target: path, location)
  }

  private static func normalized(_ path: String) -> String {
    RelativePath.normalized(path) ?? path
  }

  private mutating func resolve(_ items: [Item], _ chain: [String]) -> [NavEntry] {
    for case .link(_, let target, _) in items { seen.insert(target) }
    return items.flatMap { resolve($0, chain) }
  }

  private mutating func resolve(_ item: Item, _ chain: [String]) -> [NavEntry] {
    switch item {
    case .link(let title, let target, let location):
      return [.link(title: title, target: target, location: location)]
    case .section(let title, let items):
      let entries = resolve(items, chain)
      return entries.isEmpty ? [] : [.section(title: title, entries: entries)]
    case .folder(let title, let path, let fallback, let location):
      guard !chain.contains(path) else {
        diagnostics.append(
          .warning(
            code: "docs.nav.literate", "the folder '\(path)' holds itself in the navigation",
            at: location, target: path))
        return [.link(title: title, target: fallback, location: location)]
      }
      let entries = nav(of: [path] + chain)
      return entries.isEmpty ? [] : [.section(title: title, entries: entries)]
    case .wildcard(let title, let pattern, let fallback, let location):
      let found = matches(pattern, fallback, location, chain)
      guard let title else { return found }
      return found.isEmpty ? [] : [.section(title: title, entries: found)]
    }
  }

  private mutating func matches(
    _ pattern: String, _ fallback: String?, _ location: Location, _ chain: [String]
  ) -> [NavEntry] {
    let foldersOnly = pattern.hasSuffix("/")
    let glob = Glob(pattern)
    let depth = pattern.split(separator: "/").count
    var isAny = false
    var entries: [NavEntry] = []
    for (path, isFolder) in folders.entries(atDepth: depth) where glob.matches(path) {
      isAny = true
      guard !seen.contains(path) else { continue }
      if isFolder {
        let below = chain.contains(path) ? [] : nav(of: [path] + chain)
        if !below.isEmpty {
          let title = PageTitle.from(name: RelativePath.name(of: path))
          entries.append(.section(title: title, entries: below))
        }
      } else if foldersOnly {
        continue
      } else {
        entries.append(.link(title: nil, target: path, location: location))
      }
      seen.insert(path)
    }
    if !isAny, let fallback {
      return [.link(title: nil, target: fallback, location: location)]
    }
    return entries
  }
}

/// The pages and folders of a site by how deep they lie.
private struct FolderIndex {
  private var pages: [Int: [String]] = [:]
  private var folders: [Int: [String]] = [:]
  private var known: Set<String> = [""]
  private var indexes: [String: String] = [:]

  init(_ files: SiteFiles) {
    for file in files.files where file.kind == .page {
      let path = file.sourcePath
      let parts = path.split(separator: "/")
      pages[parts.count, default: []].append(path)
      if PageTitle.stem(of: path) == "index" {
        let folder = RelativePath.folder(of: path)
        indexes[folder] = path
      }
      var folder = RelativePath.folder(of: path)
      var depth = parts.count - 1
      while depth > 0, known.insert(folder).inserted {
        folders[depth, default: []].append(folder)
        folder = RelativePath.folder(of: folder)
        depth -= 1
      }
    }
  }

  func contains(_ folder: String) -> Bool { known.contains(folder) }

  func index(of folder: String) -> String? { indexes[folder] }

  func entries(atDepth depth: Int) -> [(path: String, isFolder: Bool)] {
    (pages[depth] ?? []).map { ($0, false) } + (folders[depth] ?? []).map { ($0, true) }
  }
}
