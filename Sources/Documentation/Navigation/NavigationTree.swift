import Bytes
import Sites

/// A site's navigation laid out for writing: lists of entries side by side, so that what one page
/// shows of it is found without a look at the rest.
struct NavigationTree: Sendable {
  /// One entry of a list.
  struct Entry: Sendable {
    /// The title as text, and escaped for HTML.
    var title: String
    var html: [UInt8] = []
    /// Below the site's root, or an address outside; nil for a section without a page.
    var url: String?
    /// The address leads out of the site.
    var isExternal = false
    /// The page that it is, or that is the section's own.
    var page: Int?
    /// The list of its entries, for a section that has some.
    var list: Int?
    /// The list it stands in.
    var owner = 0
    /// What `status:` of its page says.
    var status: String?
  }

  /// The entries of the site or of one section.
  struct List: Sendable {
    var entries: Range<Int>
    /// The entry of the section; nil for the site's own list.
    var section: Int?
  }

  /// What the tree needs to know of a page.
  struct PageFacts: Sendable {
    var url: String
    var title: String
    var status: String?
    /// Named `index` or `README`.
    var isIndex: Bool
  }

  /// All entries; those of one list follow each other.
  private(set) var entries: [Entry] = []
  /// The lists; the first is the site's own.
  private(set) var lists: [List] = []
  /// Where each page stands, by its index.
  private var places: [Int?]

  /// - Parameter mergesIndexes: a section's first page, if it is an index, is the section's own
  ///   page (Material's `navigation.indexes`).
  init(_ navigation: Navigation, pages: [PageFacts], mergesIndexes: Bool) {
    places = Array(repeating: nil, count: pages.count)
    var waiting: [(nodes: ArraySlice<Navigation.Node>, section: Int?)] = [
      (navigation.roots[...], nil)
    ]
    var next = 0
    while next < waiting.count {
      let (nodes, section) = waiting[next]
      let start = entries.count
      for node in nodes {
        var entry: Entry
        switch node {
        case .page(let index, let title):
          entry = Entry(title: title ?? pages[index].title, url: pages[index].url, page: index)
        case .link(let title, let url, let isExternal):
          entry = Entry(title: title, url: url, isExternal: isExternal)
        case .section(let title, let children):
          var children = children[...]
          entry = Entry(title: title)
          if case .page(let index, _)? = children.first,
            navigation.sectionPages.contains(index) || (mergesIndexes && pages[index].isIndex)
          {
            entry.page = index
            children.removeFirst()
          }
          entry.url = entry.page.map { pages[$0].url } ?? Self.firstURL(children, pages)
          if !children.isEmpty {
            entry.list = waiting.count
            waiting.append((children, entries.count))
          }
        }
        entry.owner = next
        if let page = entry.page {
          entry.status = pages[page].status
          if places[page] == nil { places[page] = entries.count }
        }
        var escaped = OutputBuffer()
        escaped.appendHTMLEscaped(entry.title)
        entry.html = escaped.bytes
        entries.append(entry)
      }
      lists.append(List(entries: start..<entries.count, section: section))
      next += 1
    }
  }

  private static func firstURL(
    _ nodes: ArraySlice<Navigation.Node>, _ pages: [PageFacts]
  ) -> String? {
    for node in nodes {
      switch node {
      case .page(let index, _): return pages[index].url
      case .link: continue
      case .section(_, let children):
        if let url = firstURL(children[...], pages) { return url }
      }
    }
    return nil
  }

  /// The entries that lead to a page, the outermost first and the page's own last; empty for a page
  /// that is not in the navigation.
  func path(to page: Int?) -> [Int] {
    guard let page, var entry = places[page] else { return [] }
    var path = [entry]
    while let section = lists[entries[entry].owner].section {
      path.append(section)
      entry = section
    }
    return path.reversed()
  }
}
