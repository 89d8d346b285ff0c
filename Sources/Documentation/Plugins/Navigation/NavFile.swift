import Configuration
import Diagnostics
import FileTree

/// What a `.nav.yml` file of `awesome-nav` says, with what it has from the folders above.
struct NavFile {
  /// An entry of `nav`.
  indirect enum Item {
    case entry(title: String?, name: String, Location)
    case section(title: String, [Item], Location)
    case pattern(String, NavFile, isOptional: Bool, Location)
  }

  /// The folder, below `docs_dir`.
  let folder: String
  var title: (text: String, location: Location)?
  var isHidden = false
  var hideLocation: Location?
  private(set) var flattens = false
  private(set) var preservesNames = false
  private(set) var usesIndexTitle = false
  private(set) var sort = NavSort()
  private var appendsRest = false
  private var ignored: [ExtendedGlob] = []
  private var nav: [Item]?

  init(folder: String, parent: NavFile?) {
    self.folder = folder
    guard let parent else { return }
    flattens = parent.flattens
    preservesNames = parent.preservesNames
    usesIndexTitle = parent.usesIndexTitle
    appendsRest = parent.appendsRest
    sort = parent.sort
    ignored = parent.ignored
  }

  mutating func read(_ node: YAMLNode, parent: NavFile?, _ diagnostics: inout [Diagnostic]) {
    var keys = MappingReader(node, code: "docs.nav.file", subject: "the file")
    if let value = keys.value("title"), let text = keys.string("title") {
      title = (text, value.location)
    }
    isHidden = keys.bool("hide") ?? false
    hideLocation = keys.value("hide")?.location
    usesIndexTitle = keys.bool("use_index_title") ?? usesIndexTitle
    readOptions(&keys)
    nav = keys.list("nav")?.compactMap { item($0, &diagnostics) }
    keys.rejectUnread()
    diagnostics += keys.diagnostics
  }

  /// What a file and a pattern of its own can both set.
  private mutating func readOptions(_ keys: inout MappingReader) {
    flattens = keys.bool("flatten_single_child_sections") ?? flattens
    preservesNames = keys.bool("preserve_directory_names") ?? preservesNames
    appendsRest = keys.bool("append_unmatched") ?? appendsRest
    if let node = keys.value("sort") { sort.read(node, &keys) }
    guard let patterns = keys.strings("ignore") else { return }
    let inherited = ignored
    ignored = patterns.flatMap { pattern -> [ExtendedGlob] in
      if pattern == "$inherit" { return inherited }
      let base = folder.isEmpty ? "" : folder + "/"
      return [
        ExtendedGlob(
          pattern.hasPrefix("/") ? base + pattern.dropFirst() : base + "**/" + pattern)
      ]
    }
  }

  func ignores(_ path: String, isFolder: Bool) -> Bool {
    ignored.contains { $0.matches(path, isFolder: isFolder) }
  }

  /// The entries: those of `nav`, or the index and then everything.
  func items(_ location: Location) -> [Item] {
    let rest = Item.pattern("*", self, isOptional: true, location)
    var items =
      nav ?? [.pattern("@(index.md|README.md)", self, isOptional: true, location), rest]
    if appendsRest { items.append(rest) }
    return items
  }

  private func item(_ node: YAMLNode, _ diagnostics: inout [Diagnostic]) -> Item? {
    if let name = node.string { return .entry(title: nil, name: name, node.location) }
    if let glob = node["glob"]?.string {
      var options = self
      options.nav = nil
      var keys = MappingReader(node, code: "docs.nav.file", subject: "the pattern")
      _ = keys.value("glob")
      options.readOptions(&keys)
      let isOptional = keys.bool("ignore_no_matches") ?? false
      keys.rejectUnread()
      diagnostics += keys.diagnostics
      return .pattern(glob, options, isOptional: isOptional, node.location)
    }
    switch TitledNavEntry(node) {
    case .page(let title, let name, let location):
      return .entry(title: title, name: name, location)
    case .section(let title, let items, let location):
      return .section(title: title, items.compactMap { item($0, &diagnostics) }, location)
    case nil: break
    }
    diagnostics.append(
      .error(
        code: "docs.nav.file",
        "an entry must be a name, 'title: name', 'title:' with a list or 'glob: pattern', "
          + "not \(node.kindDescription)", at: node.location))
    return nil
  }
}

/// How what a pattern matches is sorted.
struct NavSort {
  private enum Key: String { case path, filename, title }
  private enum Sections: String { case first, last, mixed }

  private var key = Key.path
  private var descends = false
  private var isNatural = true
  private var sections = Sections.last
  private var ignoresCase = false

  mutating func read(_ node: YAMLNode, _ outer: inout MappingReader) {
    var keys = MappingReader(node, code: "docs.nav.file", subject: "'sort'")
    func choice(_ name: String, _ choices: [String]) -> String? {
      guard let value = keys.value(name) else { return nil }
      if let text = value.string, choices.contains(text) { return text }
      keys.reject(value, name, "one of \(choices.joined(separator: ", "))")
      return nil
    }
    key = choice("by", ["path", "filename", "title"]).flatMap(Key.init) ?? key
    descends = choice("direction", ["asc", "desc"]).map { $0 == "desc" } ?? descends
    isNatural = choice("type", ["natural", "alphabetical"]).map { $0 == "natural" } ?? isNatural
    sections = choice("sections", ["first", "last", "mixed"]).flatMap(Sections.init) ?? sections
    ignoresCase = keys.bool("ignore_case") ?? ignoresCase
    keys.rejectUnread()
    for diagnostic in keys.diagnostics { outer.add(diagnostic) }
  }

  /// Sorts by what `facts` gives of each: path, title, and whether it is a section.
  func sorted<Entry>(
    _ entries: [Entry], facts: (Entry) -> (path: String, title: String, isSection: Bool)
  ) -> [Entry] {
    let natural = NaturalOrder(
      ignoresCase: ignoresCase, groupsLetters: true, isPath: key != .title)
    let keyed = entries.enumerated().map { index, entry in
      let (path, title, isSection) = facts(entry)
      let name = RelativePath.name(of: path)
      let texts =
        switch key {
        case .path: [path]
        case .filename: [name, path]
        case .title: [title, name, path]
        }
      let keys =
        isNatural
        ? texts.flatMap { natural.key($0) }
        : texts.map { [.text([ignoresCase ? $0.lowercased() : $0])] }
      return (index: index, entry: entry, key: keys, isSection: isSection)
    }
    return keyed.sorted { left, right in
      if sections != .mixed, left.isSection != right.isSection {
        return left.isSection == (sections == .first)
      }
      let (first, second) = descends ? (right.key, left.key) : (left.key, right.key)
      if NaturalOrder.precedes(first, second) { return true }
      return NaturalOrder.precedes(second, first) ? false : left.index < right.index
    }.map(\.entry)
  }
}
