import Configuration
import Diagnostics
import Markdown
import Sites

/// What the options of `tags` say of tags.
struct TagSettings: Sendable {
  /// The key of front matter that holds a page's tags.
  let property: String
  /// What stands between the parts of a tag; nil where tags have none.
  let hierarchySeparator: String?
  let allowed: Set<String>
  private let separator: String
  private let slugs: Dialect.Slugs
  private let slugSeparator: String
  private let slugFormat: String
  private let order: Order
  private let listingOrder: Order
  private let pageOrder: (byURL: Bool, isReversed: Bool)
  /// Tags that are there for authors.
  private let shadowTags: Set<String>
  private let shadowPrefix: String
  private let shadowSuffix: String
  /// Lists show such tags unless they say otherwise.
  let showsShadows: Bool
  private let included: [WholePathGlob]
  private let excluded: [WholePathGlob]
  /// What tags look like: `extra.tags`.
  private let looks: [String: String]?

  private struct Order: Sendable {
    var foldsCase: Bool
    var isReversed: Bool

    func precedes(_ left: String, _ right: String) -> Bool {
      let (first, second) = isReversed ? (right, left) : (left, right)
      return foldsCase
        ? scalarsPrecede(first.lowercased(), second.lowercased()) : scalarsPrecede(first, second)
    }
  }

  init(_ setup: inout PluginSetup) {
    var options = setup.options
    property = options.string("tags_name_property") ?? "tags"
    allowed = Set(options.strings("tags_allowed") ?? [])
    separator = options.string("tags_hierarchy_separator") ?? "/"
    hierarchySeparator = options.bool("tags_hierarchy") ?? false ? separator : nil
    slugs = PythonName.slugs(&options, "tags_slugify") ?? .unicode(lowercase: true)
    slugSeparator = options.string("tags_slugify_separator") ?? "-"
    slugFormat = options.string("tags_slugify_format") ?? "tag:{slug}"
    func order(_ keys: [(by: String, reverse: String)]) -> Order {
      Order(
        foldsCase: keys.contains {
          PythonName.read(&options, $0.by, known: ["tag_name", "tag_name_casefold"])
            == "tag_name_casefold"
        }, isReversed: keys.contains { options.bool($0.reverse) ?? false })
    }
    self.order = order([
      ("tags_sort_by", "tags_sort_reverse"), ("tags_compare", "tags_compare_reverse"),
    ])
    listingOrder = order([("listings_tags_sort_by", "listings_tags_sort_reverse")])
    pageOrder = (
      ["listings_sort_by", "tags_pages_compare"].contains {
        PythonName.read(&options, $0, known: ["item_title", "item_url"]) == "item_url"
      },
      ["listings_sort_reverse", "tags_pages_compare_reverse"].contains {
        options.bool($0) ?? false
      }
    )
    shadowTags = Set(options.strings("shadow_tags") ?? [])
    shadowPrefix = options.string("shadow_tags_prefix") ?? ""
    shadowSuffix = options.string("shadow_tags_suffix") ?? ""
    let isSeen = options.bool("shadow_on_serve") ?? true
    showsShadows = options.bool("shadow") ?? false || (isSeen && setup.site.isPreview)
    let filters = options.value("filters")
    func globs(_ key: String) -> [WholePathGlob] {
      (filters?[key]?.sequence ?? []).compactMap { $0.string.map { WholePathGlob($0) } }
    }
    (included, excluded) = (globs("include"), globs("exclude"))
    looks = setup.site.source?["extra"]?["tags"]?.mapping.map { entries in
      Dictionary(
        entries.map { ($0.key, $0.value.string ?? "") }, uniquingKeysWith: { first, _ in first })
    }
    setup.options = options
  }

  /// The tag with those above it, the outermost first.
  func parts(of tag: String) -> [String] {
    guard let hierarchySeparator, !hierarchySeparator.isEmpty else { return [tag] }
    var whole = ""
    return tag.split(separator: hierarchySeparator, omittingEmptySubsequences: false).map { part in
      whole += whole.isEmpty ? String(part) : hierarchySeparator + part
      return whole
    }
  }

  func slug(_ tag: String) -> String {
    let names =
      hierarchySeparator.map {
        tag.split(separator: $0, omittingEmptySubsequences: false).map(String.init)
      } ?? [tag]
    let parts = names.map { slugs.slug(of: $0, separator: slugSeparator) }
    return slugFormat.replacing("{slug}", with: parts.joined(separator: separator))
  }

  /// The tag, or one above it, is there for authors only.
  func isShadow(_ tag: String) -> Bool {
    guard !shadowTags.isEmpty || !shadowPrefix.isEmpty || !shadowSuffix.isEmpty else {
      return false
    }
    return parts(of: tag).contains { whole in
      let own =
        hierarchySeparator.flatMap { whole.split(separator: $0).last.map(String.init) } ?? whole
      return shadowTags.contains(whole) || (!shadowPrefix.isEmpty && own.hasPrefix(shadowPrefix))
        || (!shadowSuffix.isEmpty && own.hasSuffix(shadowSuffix))
    }
  }

  func covers(_ file: SiteFile) -> Bool {
    (included.isEmpty || included.contains { $0.matches(file.sourcePath) })
      && !excluded.contains { $0.matches(file.sourcePath) }
  }

  /// Tags in the order in which a page shows them.
  func sorted(_ tags: [String]) -> [String] { tags.sorted(by: order.precedes) }

  /// Tags in the order in which lists show them.
  func sortedForListing(_ tags: some Sequence<String>) -> [String] {
    // Names that differ in case only keep an order of their own.
    tags.sorted(by: scalarsPrecede).sorted(by: listingOrder.precedes)
  }

  /// Pages in the order in which lists show them.
  func sorted(_ pages: [Int], _ titles: [String], _ files: [Page]) -> [Int] {
    func key(_ index: Int) -> String { pageOrder.byURL ? files[index].file.url : titles[index] }
    return pages.sorted {
      pageOrder.isReversed ? scalarsPrecede(key($1), key($0)) : scalarsPrecede(key($0), key($1))
    }
  }

  /// The classes of a tag's element.
  func classes(of tag: String) -> String {
    var classes = "md-tag"
    if isShadow(tag) { classes += " md-tag-shadow" }
    guard let looks else { return classes }
    classes += " md-tag-icon"
    if let look = looks[tag], !look.isEmpty { classes += " md-tag--\(look.htmlEscaped)" }
    return classes
  }
}
