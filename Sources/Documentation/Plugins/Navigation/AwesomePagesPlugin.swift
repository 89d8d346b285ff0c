import Configuration
import Diagnostics
import FileTree
import Sites

/// `awesome-pages`: `.pages` files order, title and hide what is in their folder.
struct AwesomePagesPlugin: SitePlugin {
  private let settings: FolderPages.Settings

  init?(_ setup: inout PluginSetup) {
    var settings = FolderPages.Settings()
    settings.fileName = setup.options.string("filename") ?? ".pages"
    settings.collapses = setup.options.bool("collapse_single_pages") ?? false
    settings.isStrict = setup.options.bool("strict") ?? true
    settings.order = FolderPages.Order(&setup.options)
    self.settings = settings
  }

  func navigation(
    _ entries: [NavEntry]?, _ sources: NavigationSources, _ log: inout [Diagnostic]
  ) -> [NavEntry]? {
    let folders = FolderEntries.make(sources.files, docsDir: sources.docsDir)
    let tree = NavTree(sources)
    let nodes: [NavTree.Node]
    if let entries {
      if NavTree.hasRest(entries) {
        nodes = tree.fill(entries, with: folders)
      } else {
        nodes = tree.nodes(entries, isExplicit: true)
      }
    } else {
      nodes = tree.nodes(folders, isExplicit: false)
    }
    var pages = FolderPages(settings, sources)
    let result = pages.arrange(nodes)
    log += pages.diagnostics
    return result.map(\.entry)
  }
}

/// Arranges a tree as the `.pages` files of its folders say.
struct FolderPages {
  typealias Node = NavTree.Node

  /// The plugin's options.
  struct Settings {
    var fileName = ".pages"
    var collapses = false
    var isStrict = true
    var order = Order()
  }

  /// How the entries of a folder are sorted; nil leaves them as they are.
  struct Order {
    var descends: Bool?
    var isNatural = false
    var byTitle: Bool?
    var ignoresCase: Bool?

    init() {}

    init(_ keys: inout MappingReader) {
      descends = Self.choice("order", of: ["asc", "desc"], &keys).map { $0 == "desc" }
      isNatural = Self.choice("sort_type", of: ["natural"], &keys) != nil
      byTitle = Self.choice("order_by", of: ["filename", "title"], &keys).map { $0 == "title" }
      ignoresCase = keys.bool("ignore_case")
    }

    private static func choice(
      _ key: String, of names: [String], _ keys: inout MappingReader
    ) -> String? {
      guard let value = keys.value(key) else { return nil }
      if let text = value.string, names.contains(text) { return text }
      keys.reject(
        value, key, names.count == 1 ? "'\(names[0])'" : "one of \(names.joined(separator: ", "))")
      return nil
    }
  }

  private(set) var diagnostics: [Diagnostic] = []
  private let settings: Settings
  private let sources: NavigationSources

  init(_ settings: Settings, _ sources: NavigationSources) {
    self.settings = settings
    self.sources = sources
  }

  mutating func arrange(_ nodes: [Node]) -> [Node] {
    let root = gather(nodes)
    for (value, name) in [(root.title?.location, "title"), (root.hideLocation, "hide")] {
      guard let value else { continue }
      diagnostics.append(
        .warning(
          code: "docs.nav.pages", "'\(name)' has no effect in the folder of all pages", at: value,
          target: name))
    }
    return children(nodes, root, collapses: settings.collapses)
  }

  // MARK: - Reading

  /// Reads the `.pages` files of a list of nodes, deepest first, and gives that of the list.
  private mutating func gather(_ nodes: [Node]) -> PagesFile {
    var folders: Set<String> = []
    for node in nodes {
      switch node.kind {
      case .page(let path): folders.insert(RelativePath.folder(of: path))
      case .link: break
      case .section(let children, let isExplicit):
        let file = gather(children)
        if isExplicit {
          node.pages = PagesFile()
          continue
        }
        node.pages = file
        if let path = file.path {
          folders.insert(RelativePath.folder(of: RelativePath.folder(of: path)))
        }
      }
    }
    guard folders.count == 1, let folder = folders.first else { return PagesFile() }
    return read(folder.isEmpty ? settings.fileName : folder + "/" + settings.fileName)
  }

  private mutating func read(_ path: String) -> PagesFile {
    var file = PagesFile()
    file.path = path
    guard let found = sources.files[path] else { return file }
    do throws(Diagnostic) {
      let name = sources.docsDir + "/" + path
      guard let node = try YAMLParser.parse(try FileReader.read(found.location), file: name)
      else { return file }
      file.read(node, &diagnostics)
    } catch {
      diagnostics.append(error)
    }
    return file
  }

  // MARK: - Arranging

  private mutating func children(_ nodes: [Node], _ file: PagesFile, collapses: Bool) -> [Node] {
    sections(select(ordered(nodes, file), file), collapses)
  }

  private mutating func sections(_ nodes: [Node], _ collapses: Bool) -> [Node] {
    var result: [Node] = []
    for node in nodes {
      guard case .section(let children, let isExplicit) = node.kind else {
        result.append(node)
        continue
      }
      guard !node.isVirtual else {
        node.kind = .section(sections(children, collapses), isExplicit: isExplicit)
        result.append(node)
        continue
      }
      let file = node.pages
      if file.isHidden { continue }
      let collapsesBelow = file.collapsesBelow ?? collapses
      if let title = file.title?.text { node.title = title }
      let arranged = self.children(children, file, collapses: collapsesBelow)
      node.kind = .section(arranged, isExplicit: isExplicit)
      if isExplicit {
        result.append(node)
      } else if !arranged.isEmpty {
        let isCollapsed = (file.collapses ?? collapsesBelow) && arranged.count == 1
        result.append(isCollapsed ? arranged[0] : node)
      }
    }
    return result
  }

  private func ordered(_ nodes: [Node], _ file: PagesFile) -> [Node] {
    let own = file.order
    let descends = own.descends ?? settings.order.descends
    let isNatural = own.isNatural || settings.order.isNatural
    let byTitle = own.byTitle ?? settings.order.byTitle
    guard nodes.count > 1, descends != nil || isNatural || byTitle != nil else { return nodes }
    let ignoresCase = own.ignoresCase == true || settings.order.ignoresCase == true
    let keyed = nodes.map { node in
      (node, byTitle == true ? title(of: node) : RelativePath.name(of: node.path ?? ""))
    }
    // A sort that descends keeps equal entries in their order, as Python's does.
    func sorted<Key>(_ key: (String) -> Key, _ precedes: (Key, Key) -> Bool) -> [Node] {
      let entries = keyed.enumerated().map { ($0, $1.0, key($1.1)) }
      return entries.sorted { left, right in
        let (first, second) = descends == true ? (right, left) : (left, right)
        if precedes(first.2, second.2) { return true }
        return precedes(second.2, first.2) ? false : left.0 < right.0
      }.map(\.1)
    }
    if isNatural {
      let natural = NaturalOrder(ignoresCase: ignoresCase)
      return sorted({ natural.key($0) }, NaturalOrder.precedes)
    }
    return sorted({ ignoresCase ? $0.lowercased() : $0 }, scalarsPrecede)
  }

  private func title(of node: Node) -> String {
    if case .section = node.kind, let title = node.pages.title?.text { return title }
    if let title = node.title { return title }
    if case .page(let path) = node.kind { return sources.titles[path] ?? path }
    return ""
  }

  private mutating func select(_ nodes: [Node], _ file: PagesFile) -> [Node] {
    guard let nav = file.nav else { return nodes }
    let known = Dictionary(
      nodes.map { (RelativePath.name(of: $0.path ?? ""), $0) }, uniquingKeysWith: { $1 })
    var used: Set<ObjectIdentifier> = []
    var rests: [RestPattern] = []
    let picked = pick(nav, known, file, &used, &rests)
    guard !rests.isEmpty else { return picked.compactMap(\.node) }
    // Patterns take their share before the rest of the rest.
    let inTurn = rests.filter { !$0.takesAll } + rests.filter(\.takesAll).suffix(1)
    var shares: [RestPattern: [Node]] = [:]
    for node in nodes where !used.contains(ObjectIdentifier(node)) {
      let name = RelativePath.name(of: node.path ?? "")
      if let rest = inTurn.first(where: { $0.matches(name) }) {
        shares[rest, default: []].append(node)
      }
    }
    return expand(picked, shares)
  }

  /// An entry of a `.pages` file's `nav`, looked up.
  private indirect enum Picked {
    case node(Node)
    case section(Node, [Picked])
    case rest(RestPattern)

    var node: Node? {
      switch self {
      case .node(let node): return node
      case .section(let node, let children):
        node.kind = .section(children.compactMap(\.node), isExplicit: false)
        return node
      case .rest: return nil
      }
    }
  }

  private func expand(_ picked: [Picked], _ shares: [RestPattern: [Node]]) -> [Node] {
    picked.flatMap { entry -> [Node] in
      switch entry {
      case .node(let node): return [node]
      case .rest(let rest): return shares[rest] ?? []
      case .section(let node, let children):
        node.kind = .section(expand(children, shares), isExplicit: false)
        return [node]
      }
    }
  }

  private mutating func pick(
    _ items: [PagesFile.Item], _ known: [String: Node], _ file: PagesFile,
    _ used: inout Set<ObjectIdentifier>, _ rests: inout [RestPattern]
  ) -> [Picked] {
    var result: [Picked] = []
    for item in items {
      switch item {
      case .rest(let rest):
        rests.append(rest)
        result.append(.rest(rest))
      case .section(let title, let items, let location):
        let node = Node(.section([], isExplicit: false), title: title, location)
        node.isVirtual = true
        result.append(.section(node, pick(items, known, file, &used, &rests)))
      case .entry(let title, let name, let location):
        if let node = known[name] {
          if let title { node.title = title }
          used.insert(ObjectIdentifier(node))
          result.append(.node(node))
        } else if let title {
          result.append(.node(Node(.link(name), title: title, location)))
        } else {
          diagnostics.append(
            Diagnostic(
              settings.isStrict ? .error : .warning, code: "docs.nav.pages",
              "there is no '\(name)' in this folder", at: location, target: name,
              hint: Suggestion.didYouMean(name, in: known.keys.sorted())))
        }
      }
    }
    return result
  }
}
