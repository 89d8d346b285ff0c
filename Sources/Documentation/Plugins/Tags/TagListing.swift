import Configuration
import Diagnostics
import Sites

/// A list of pages by tags that a page asks for: `<!-- material/tags { include: [a] } -->`.
struct TagListing: Sendable {
  /// The page's index among the site's.
  let page: Int
  let options: Options

  /// What a list holds.
  struct Options: Sendable {
    /// Pages below the list's own folder only.
    var isScoped = false
    var showsShadows = false
    /// The tags stand in the contents of the page.
    var hasContents = true
    /// Tags that pages must have one of, or none of.
    var included: Set<String> = []
    var excluded: Set<String> = []

    /// - Parameters:
    ///   - node: what a page, or `listings_map`, says.
    ///   - base: what holds where it says nothing.
    init(_ node: YAMLNode?, over base: Options = Options(), _ log: inout [Diagnostic]) {
      self = base
      guard let node, !node.isNull else { return }
      var keys = MappingReader(node, code: "docs.tags", subject: "a list of tags")
      isScoped = keys.bool("scope") ?? isScoped
      showsShadows = keys.bool("shadow") ?? showsShadows
      hasContents = keys.bool("toc") ?? hasContents
      included = Set(keys.strings("include") ?? [])
      excluded = Set(keys.strings("exclude") ?? [])
      if let layout = keys.value("layout"), layout.string != "default" {
        keys.add(
          .warning(
            code: "docs.config.unsupported-option",
            "the option 'layout' has no effect: lists have one layout", at: layout.location,
            target: "layout"))
      }
      keys.rejectUnread()
      log += keys.diagnostics
    }

    init() {}
  }

  /// The tags of a page that the list holds it for.
  func tags(_ tags: [String], of index: Int, _ pages: [Page], _ settings: TagSettings) -> [String] {
    guard index != page else { return [] }
    if options.isScoped {
      let folder = RelativeFolder.of(pages[page].file.sourcePath)
      guard pages[index].file.sourcePath.hasPrefix(folder) else { return [] }
    }
    func has(_ tag: String, _ wanted: Set<String>) -> Bool {
      settings.parts(of: tag).contains(where: wanted.contains)
    }
    if !options.excluded.isEmpty, tags.contains(where: { has($0, options.excluded) }) { return [] }
    return options.included.isEmpty ? tags : tags.filter { has($0, options.included) }
  }

  private enum RelativeFolder {
    /// The folder of a page with a slash behind it; "" for the root.
    static func of(_ path: String) -> Substring {
      path.lastIndex(of: "/").map { path[...$0] } ?? ""
    }
  }
}

/// The tags of one list, each with its pages and those below it.
struct TagTree {
  var pages: [Int] = []
  private(set) var children: [String: TagTree] = [:]

  /// Adds a page below the last of `tags`, each of which stands below the one before.
  mutating func add(_ page: Int, below tags: ArraySlice<String>) {
    guard let first = tags.first else {
      pages.append(page)
      return
    }
    children[first, default: TagTree()].add(page, below: tags.dropFirst())
  }
}
