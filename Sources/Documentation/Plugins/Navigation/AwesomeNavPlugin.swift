import Configuration
import Diagnostics
import FileTree
import Sites

/// `awesome-nav`: `.nav.yml` files order, title and hide what is in their folder.
struct AwesomeNavPlugin: SitePlugin {
  private let fileName: String
  private let location: Location

  init?(_ setup: inout PluginSetup) {
    fileName = setup.options.string("filename") ?? ".nav.yml"
    location = setup.location
    setup.ignore("logs")
  }

  func navigation(
    _ entries: [NavEntry]?, _ sources: NavigationSources, _ log: inout [Diagnostic]
  ) -> [NavEntry]? {
    if entries != nil {
      log.append(
        .warning(
          code: "docs.nav.override", "'nav' has no effect: the plugin awesome-nav makes it anew",
          at: location, target: "nav", hint: "remove 'nav', or the plugin"))
    }
    let builder = NavFiles(sources, fileName: fileName)
    let result = builder.build()
    log += builder.diagnostics
    return result
  }
}

/// Builds the navigation from the `.nav.yml` files of all folders.
final class NavFiles {
  private(set) var diagnostics: [Diagnostic] = []
  private let sources: NavigationSources
  private let fileName: String
  /// What lies in each folder, pages and folders.
  private var contents: [String: [String]] = [:]
  private var folders: Set<String> = [""]
  private var unvisited: Set<String> = []

  init(_ sources: NavigationSources, fileName: String) {
    self.sources = sources
    self.fileName = fileName
    for file in sources.files.pages where file.inclusion == .included {
      add(file.sourcePath)
    }
  }

  private func add(_ path: String) {
    guard !path.isEmpty, unvisited.insert(path).inserted else { return }
    let folder = RelativePath.folder(of: path)
    contents[folder, default: []].append(path)
    if !folder.isEmpty {
      folders.insert(folder)
      add(folder)
    }
  }

  /// An entry on its way to being resolved. Pages come first, then folders, deepest first, then
  /// patterns, which get what is left.
  private final class Slot {
    enum Kind {
      case page(String)
      case folder(String, NavFile)
      case pattern(String, in: String, NavFile, isOptional: Bool, Location)
      case link(String)
      case section([Slot])
    }
    let kind: Kind
    let title: String?
    let location: Location
    var result: [Resolved] = []

    init(_ kind: Kind, title: String? = nil, _ location: Location) {
      self.kind = kind
      self.title = title
      self.location = location
    }
  }

  /// An entry with what it is sorted by.
  private struct Resolved {
    var entry: NavEntry
    var path: String
    var isSection: Bool
  }

  func build() -> [NavEntry] {
    let file = file(of: "", parent: nil)
    for (place, name) in [(file.title?.location, "title"), (file.hideLocation, "hide")] {
      guard let place else { continue }
      diagnostics.append(
        .warning(
          code: "docs.nav.file", "'\(name)' has no effect in the folder of all pages", at: place,
          target: name))
    }
    return children(of: "", file).map(\.entry)
  }

  private func file(of folder: String, parent: NavFile?) -> NavFile {
    var file = NavFile(folder: folder, parent: parent)
    let path = folder.isEmpty ? fileName : folder + "/" + fileName
    guard let found = sources.files[path] else { return file }
    do throws(Diagnostic) {
      let name = sources.docsDir + "/" + path
      if let node = try YAMLParser.parse(try FileReader.read(found.location), file: name) {
        file.read(node, parent: parent, &diagnostics)
      }
    } catch {
      diagnostics.append(error)
    }
    return file
  }

  // MARK: - Resolving

  private func children(of folder: String, _ file: NavFile) -> [Resolved] {
    let slots = file.items(sources.location(file.folder)).map { slot($0, in: folder, file) }
    resolve(slots)
    return slots.flatMap { finish($0) }
  }

  private func slot(_ item: NavFile.Item, in folder: String, _ file: NavFile) -> Slot {
    func path(_ name: String) -> String {
      RelativePath.normalized(folder + "/" + name) ?? name
    }
    switch item {
    case .section(let title, let items, let location):
      return Slot(.section(items.map { slot($0, in: folder, file) }), title: title, location)
    case .pattern(let glob, let options, let isOptional, let location):
      return Slot(
        .pattern(glob, in: folder, options, isOptional: isOptional, location), location)
    case .entry(let title, let name, let location):
      let target = path(name)
      if sources.files[target]?.kind == .page, sources.files[target]?.inclusion == .included {
        return Slot(.page(target), title: title, location)
      }
      if folders.contains(target), !target.isEmpty {
        return Slot(.folder(target, self.file(of: target, parent: file)), title: title, location)
      }
      if let title { return Slot(.link(name), title: title, location) }
      return Slot(.pattern(name, in: folder, file, isOptional: false, location), location)
    }
  }

  private func resolve(_ slots: [Slot]) {
    var queue: [Slot] = []
    func collect(_ slots: [Slot]) {
      for slot in slots {
        if case .section(let children) = slot.kind { collect(children) } else { queue.append(slot) }
      }
    }
    collect(slots)
    let ranked = queue.enumerated().map { index, slot -> (rank: (Int, Int, Int), slot: Slot) in
      switch slot.kind {
      case .page, .link, .section: ((1, 0, index), slot)
      case .folder(let path, _): ((2, -path.split(separator: "/").count, index), slot)
      case .pattern: ((3, 0, index), slot)
      }
    }
    for (_, slot) in ranked.sorted(by: { $0.rank < $1.rank }) { resolve(slot) }
  }

  private func resolve(_ slot: Slot) {
    switch slot.kind {
    case .section, .link: break
    case .page(let path):
      unvisited.remove(path)
      slot.result = [
        Resolved(
          entry: .link(title: slot.title, target: path, location: slot.location), path: path,
          isSection: false)
      ]
    case .folder(let path, let file):
      unvisited.remove(path)
      slot.result = section(path, file, title: slot.title)
    case .pattern(let glob, let folder, let file, let isOptional, let location):
      slot.result = matches(glob, in: folder, file, location)
      if slot.result.isEmpty, !isOptional, !wasMatched {
        diagnostics.append(
          .warning(
            code: "docs.nav.file", "the nav item '\(glob)' matches no page and no folder",
            at: location, target: glob,
            hint: Suggestion.didYouMean(
              glob, in: (contents[folder] ?? []).map { RelativePath.name(of: $0) })))
      }
    }
  }

  private var wasMatched = false

  private func section(_ path: String, _ file: NavFile, title: String?) -> [Resolved] {
    let name = RelativePath.name(of: path)
    let title =
      title ?? file.title?.text
      ?? (file.preservesNames
        ? name : indexTitle(of: path, file) ?? PageTitle.from(name: name))
    let children = children(of: path, file)
    if children.isEmpty { return [] }
    if file.flattens, children.count == 1, !children[0].path.isEmpty { return children }
    return [
      Resolved(
        entry: .section(title: title, entries: children.map(\.entry)), path: path, isSection: true)
    ]
  }

  private func indexTitle(of folder: String, _ file: NavFile) -> String? {
    guard file.usesIndexTitle else { return nil }
    return sources.titles[folder + "/index.md"]
  }

  private func finish(_ slot: Slot) -> [Resolved] {
    switch slot.kind {
    case .section(let children):
      let entries = children.flatMap { finish($0) }.map(\.entry)
      return [
        Resolved(
          entry: .section(title: slot.title ?? "", entries: entries), path: "", isSection: true)
      ]
    case .link(let url):
      return [
        Resolved(
          entry: .link(title: slot.title, target: url, location: slot.location), path: "",
          isSection: false)
      ]
    case .page, .folder, .pattern: return slot.result
    }
  }

  private func matches(
    _ pattern: String, in folder: String, _ file: NavFile, _ location: Location
  ) -> [Resolved] {
    let glob = ExtendedGlob(folder.isEmpty ? pattern : folder + "/" + pattern)
    let isShallow = ExtendedGlob(pattern).isShallow && !pattern.hasPrefix("/")
    let candidates = isShallow ? contents[folder] ?? [] : unvisited.sorted(by: scalarsPrecede)
    var slots: [Slot] = []
    for path in candidates where unvisited.contains(path) {
      let isFolder = folders.contains(path)
      guard glob.matches(path, isFolder: isFolder), !file.ignores(path, isFolder: isFolder)
      else { continue }
      if isFolder {
        let below = self.file(of: path, parent: file)
        if !below.isHidden { slots.append(Slot(.folder(path, below), location)) }
      } else {
        slots.append(Slot(.page(path), location))
      }
    }
    wasMatched = !slots.isEmpty
    resolve(slots)
    return file.sort.sorted(slots.flatMap { $0.result }) { resolved in
      switch resolved.entry {
      case .section(let title, _): (resolved.path, title, true)
      case .link(let title, let target, _):
        (resolved.path, title ?? sources.titles[target] ?? target, resolved.isSection)
      }
    }
  }
}
