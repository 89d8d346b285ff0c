import Configuration
import Jinja
import Markdown
import Sites

/// What templates see of their page: MkDocs' `page`, and `nav` as seen from there.
enum TemplatePage {
  /// The names of one page; nothing of it on the 404 page.
  static func names(
    of page: PageLayout.Content, path: [Int], _ tree: NavigationTree,
    _ configuration: SiteConfiguration, edit: String?, needs: PageFactsNeeded
  ) -> [String: Value] {
    var names: [String: Value] = [:]
    if needs.navigation { names["nav"] = navigation(tree, path: Set(path)) }
    guard let url = page.url else {
      names["page"] = Value.none
      return names
    }
    var members = Value.Members()
    func set(_ name: String, _ value: @autoclosure () -> Value) {
      if needs.has(name) { members[name] = value() }
    }
    set("title", .string(page.title))
    set("meta", meta(page.values))
    set("url", .string(url))
    set("is_homepage", .bool(page.isHome))
    set("is_page", .bool(true))
    set("is_section", .bool(false))
    set("is_link", .bool(false))
    set("active", .bool(true))
    set("children", .none)
    set("canonical_url", configuration.siteURL.map { .string($0 + url) } ?? .none)
    set("abs_url", .string("/" + url))
    set("edit_url", edit.map { .string($0) } ?? .none)
    set("previous_page", neighbour(page.previous))
    set("next_page", neighbour(page.next))
    set("file", file(page.sourcePath ?? "", url))
    set("ancestors", .list(ancestors(path, tree)))
    set("parent", ancestors(path, tree).first ?? Value.none)
    set("content", .string(String(decoding: page.html, as: UTF8.self)))
    if needs.has("toc") {
      var rest = page.headings[...]
      members["toc"] = .list(anchors(&rest, below: 0))
    }
    names["page"] = .dictionary(members)
    return names
  }

  private static func file(_ source: String, _ url: String) -> Value {
    .dictionary(
      .init([
        ("src_path", .string(source)), ("src_uri", .string(source)), ("url", .string(url)),
        ("name", .string(PageTitle.stem(of: source))),
      ]))
  }

  /// The sections that a page stands in, the innermost first.
  private static func ancestors(_ path: [Int], _ tree: NavigationTree) -> [Value] {
    path.dropLast().reversed().map { index in
      let entry = tree.entries[index]
      return .dictionary(
        .init([
          ("title", .string(entry.title)), ("is_section", .bool(true)),
          ("url", entry.page == nil ? .none : entry.url.map { .string($0) } ?? .none),
        ]))
    }
  }

  /// A page that has nothing, to try templates with.
  static let sample: [String: Value] = [
    "page": .dictionary(
      .init([
        ("title", .string("")), ("url", .string("")), ("meta", .dictionary(.init())),
        ("is_homepage", .bool(false)), ("is_page", .bool(true)), ("is_section", .bool(false)),
        ("is_link", .bool(false)), ("active", .bool(true)), ("children", .none),
        ("canonical_url", .none), ("abs_url", .none), ("edit_url", .none),
        ("previous_page", .none), ("next_page", .none), ("file", .dictionary(.init())),
        ("ancestors", .list([])), ("parent", .none), ("content", .string("")), ("toc", .list([])),
      ])),
    "nav": { () -> Value in
      var nav = Value.Members([
        ("homepage", .dictionary(.init([("url", .string("")), ("title", .string(""))]))),
        ("items", .list([])), ("pages", .list([])),
      ])
      nav.items = []
      return .dictionary(nav)
    }(),
  ]

  private static func meta(_ values: YAMLNode?) -> Value {
    var meta = Value.Members()
    for entry in values?.mapping ?? [] { meta[entry.key] = Value(entry.value) }
    return .dictionary(meta)
  }

  private static func neighbour(_ neighbour: PageLayout.Content.Neighbour?) -> Value {
    guard let neighbour else { return .none }
    return .dictionary(
      .init([
        ("title", .string(neighbour.title)), ("url", .string(neighbour.url)),
        ("is_homepage", .bool(neighbour.url.isEmpty)), ("meta", .dictionary(.init())),
      ]))
  }

  /// Headings of more than `level`, each with those below it.
  private static func anchors(_ headings: inout ArraySlice<Heading>, below level: Int) -> [Value] {
    var anchors: [Value] = []
    while let heading = headings.first, heading.level > level {
      headings.removeFirst()
      guard !heading.id.isEmpty else { continue }
      anchors.append(
        .dictionary(
          .init([
            ("title", .string(heading.html)), ("id", .string(heading.id)),
            ("url", .string("#" + heading.id)), ("level", .int(heading.level)),
            ("children", .list(Self.anchors(&headings, below: heading.level))),
          ])))
    }
    return anchors
  }

  // MARK: - Navigation

  /// The whole navigation. A page costs as much as that is large, as in MkDocs: the theme itself does
  /// without.
  private static func navigation(_ tree: NavigationTree, path: Set<Int>) -> Value {
    let items = tree.lists.isEmpty ? [] : list(0, tree, path)
    var nav = Value.Members([
      ("items", .list(items)),
      ("homepage", .dictionary(.init([("url", .string("")), ("title", .string(""))]))),
    ])
    nav.items = items
    return .dictionary(nav)
  }

  private static func list(_ index: Int, _ tree: NavigationTree, _ path: Set<Int>) -> [Value] {
    tree.lists[index].entries.map { index in
      let entry = tree.entries[index]
      let isSection = entry.list != nil
      let url = isSection && entry.page == nil ? nil : entry.url
      return .dictionary(
        .init([
          ("title", .string(entry.title)), ("url", url.map { .string($0) } ?? .none),
          ("active", .bool(path.contains(index))), ("is_section", .bool(isSection)),
          ("is_page", .bool(!isSection && entry.page != nil)),
          ("is_link", .bool(!isSection && entry.page == nil)),
          ("is_index", .bool(false)), ("meta", .dictionary(.init())),
          ("is_homepage", .bool(entry.page != nil && entry.url == "")),
          ("children", entry.list.map { .list(list($0, tree, path)) } ?? .none),
        ]))
    }
  }
}
