import Configuration
import Diagnostics
import FileTree

/// What a `.pages` file of `awesome-pages` says.
struct PagesFile {
  /// An entry of `nav`.
  indirect enum Item {
    case entry(title: String?, name: String, Location)
    case section(title: String, [Item], Location)
    case rest(RestPattern)
  }

  /// The file below `docs_dir`, whether it is there or not; nil for a list of several folders.
  var path: String?
  var title: (text: String, location: Location)?
  var nav: [Item]?
  var collapses: Bool?
  var collapsesBelow: Bool?
  var isHidden = false
  var hideLocation: Location?
  var order = FolderPages.Order()

  mutating func read(_ node: YAMLNode, _ diagnostics: inout [Diagnostic]) {
    var keys = MappingReader(node, code: "docs.nav.pages", subject: "the file")
    if let value = keys.value("title"), let text = keys.string("title") {
      title = (text, value.location)
    }
    collapses = keys.bool("collapse")
    collapsesBelow = keys.bool("collapse_single_pages")
    isHidden = keys.bool("hide") ?? false
    hideLocation = keys.value("hide")?.location
    order = FolderPages.Order(&keys)
    let arranged = keys.list("arrange")
    if let items = keys.list("nav") {
      nav = items.compactMap { Self.item($0, &diagnostics) }
    } else if let arranged {
      var items = arranged.compactMap { Self.item($0, &diagnostics) }
      let hasRest = items.contains { if case .rest = $0 { true } else { false } }
      if !hasRest, let rest = RestPattern("...") { items.append(.rest(rest)) }
      nav = items
    }
    keys.rejectUnread()
    diagnostics += keys.diagnostics
  }

  private static func item(_ node: YAMLNode, _ diagnostics: inout [Diagnostic]) -> Item? {
    if let text = node.string {
      return RestPattern(text).map { .rest($0) }
        ?? .entry(title: nil, name: text, node.location)
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
        code: "docs.nav.pages",
        "an entry must be a name, 'title: name' or 'title:' with a list, not \(node.kindDescription)",
        at: node.location))
    return nil
  }
}

/// `...`, `... | *.md`, `... | flat | regex=^a`: what is left when the entries that are named are
/// taken.
struct RestPattern: Hashable {
  private let text: String
  private let glob: Glob?
  private let expression: String?
  /// Folders are left out: their pages stand in one list.
  let isFlat: Bool

  init?(_ text: String) {
    guard text.hasPrefix("...") else { return nil }
    self.text = text
    var parts = text.dropFirst(3).split(separator: "|", maxSplits: 2)
      .map { String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
      .filter { !$0.isEmpty }
    isFlat = parts.first == "flat"
    if isFlat { parts.removeFirst() }
    let pattern = parts.joined(separator: "|")
    if pattern.isEmpty {
      (glob, expression) = (nil, nil)
    } else if pattern.hasPrefix("regex=") {
      (glob, expression) = (nil, String(pattern.dropFirst("regex=".count)))
    } else {
      glob = Glob(pattern.hasPrefix("glob=") ? String(pattern.dropFirst("glob=".count)) : pattern)
      expression = nil
    }
  }

  var takesAll: Bool { glob == nil && expression == nil }

  func matches(_ path: String) -> Bool {
    if let glob { return glob.matches(path) }
    guard let expression else { return true }
    guard let regex = try? Regex(expression) else { return false }
    return path.contains(regex)
  }
}
