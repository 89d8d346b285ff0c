import Bytes
import Configuration
import Diagnostics
import FileTree
import Markdown
import Sites

/// A post: what its front matter says.
struct BlogPost: Sendable {
  /// Its source path.
  let file: String
  let date: CivilDate
  let title: String
  let slug: String?
  let categories: [String]
  /// The ids of its authors, and where they are named.
  let authors: [(id: String, location: Location)]
  let isDraft: Bool
  let isPinned: Bool

  /// Reads a post; nil, with a reason in `log`, when it has no date.
  init?(
    _ file: SiteFile, _ settings: BlogSettings, name: String, _ log: inout [Diagnostic]
  ) {
    self.file = file.sourcePath
    guard let bytes = try? FileReader.read(file.location) else { return nil }
    let split = FrontMatter.split(bytes, .mkdocs)
    var values: YAMLNode?
    if let range = split.yaml {
      // What is wrong with it is said when the page is read.
      values = try? YAMLParser.parse(bytes[range], file: name, lineOffset: 1)
    }
    let written = values?["date"]?["created"]?.string ?? values?["date"]?.string
    guard let written, let date = CivilDate(iso: written) else {
      log.append(
        .error(
          code: "docs.blog.date", "the post has no date",
          at: values?["date"]?.location ?? Location(file: name, line: 1, column: 1),
          target: file.sourcePath, hint: "write in its front matter: date: 2024-01-31"))
      return nil
    }
    self.date = date
    slug = values?["slug"]?.string
    isDraft = values?["draft"]?.bool ?? false
    isPinned = values?["pin"]?.bool ?? false
    authors = (values?["authors"]?.sequence ?? []).compactMap { item in
      item.string.map { ($0, item.location) }
    }
    let named = values?["categories"]
    categories = named?.sequence?.compactMap(\.string) ?? []
    for item in named?.sequence ?? [] {
      guard let category = item.string, !settings.allowedCategories.isEmpty,
        !settings.allowedCategories.contains(category)
      else { continue }
      log.append(
        .error(
          code: "docs.blog.category", "the category '\(category)' is not allowed",
          at: item.location, target: category,
          hint: Suggestion.didYouMean(category, in: settings.allowedCategories.sorted())))
    }
    title =
      values?["title"]?.string ?? Self.heading(bytes[split.bodyStart...])
      ?? PageTitle.from(name: PageTitle.stem(of: file.sourcePath))
  }

  /// The text of the first heading of level one.
  private static func heading(_ body: ArraySlice<UInt8>) -> String? {
    var renderer = MarkdownRenderer(dialect: .mkdocs)
    let start = body.prefix(4000)
    return renderer.outline(start).headings.first { $0.level == 1 }?.text
  }
}

/// A page that lists posts: the blog's own, a year's or a category's.
struct BlogList: Sendable {
  enum Kind: CaseIterable {
    case blog, archive, category

    /// The section of the navigation that pages of this kind stand in.
    var sectionTitle: String? {
      switch self {
      case .blog: nil
      case .archive: "Archive"
      case .category: "Categories"
      }
    }
  }

  let kind: Kind
  let title: String
  /// The source path that its first page has, or would have.
  let path: String
  let posts: [BlogPost]
  let perPage: Int

  var pageCount: Int { max(1, (posts.count + perPage - 1) / perPage) }

  func posts(onPage number: Int, _ settings: BlogSettings) -> ArraySlice<BlogPost> {
    posts.dropFirst(number * perPage).prefix(perPage)
  }

  /// The source path of a page of the list, from 0.
  func path(ofPage number: Int, _ settings: BlogSettings) -> String {
    guard number > 0 else { return path }
    let page = settings.pageFormat.replacing("{page}", with: "\(number + 1)")
    let stem =
      path.hasSuffix("/index.md")
      ? String(path.dropLast(9)) : path == "index.md" ? "" : String(path.dropLast(3))
    return (stem.isEmpty ? "" : stem + "/") + page + ".md"
  }

  /// The blog's list, those of years, newest first, and those of categories by name.
  static func all(_ posts: [BlogPost], _ settings: BlogSettings) -> [BlogList] {
    let perPage = settings.perPage ?? max(1, posts.count)
    let index = settings.folder.isEmpty ? "index.md" : settings.folder + "/index.md"
    var lists = [
      BlogList(kind: .blog, title: "Blog", path: index, posts: posts, perPage: perPage)
    ]
    func add(_ kind: Kind, _ groups: [(path: String, title: String, posts: [BlogPost])]) {
      for group in groups {
        lists.append(
          BlogList(
            kind: kind, title: group.title, path: group.path, posts: group.posts, perPage: perPage))
      }
    }
    if settings.hasArchive {
      let byDate = posts.sorted { $0.date.seconds > $1.date.seconds }
      add(
        .archive,
        grouped(
          byDate.map {
            (settings.archivePath($0.date), $0.date.text(settings.archiveTitleFormat), $0)
          }))
    }
    if settings.hasCategories {
      let named = posts.flatMap { post in
        post.categories.map { (settings.categoryPath($0), $0, post) }
      }
      add(.category, grouped(named).sorted { scalarsPrecede($0.title, $1.title) })
    }
    return lists
  }

  private static func grouped(
    _ entries: [(path: String, title: String, post: BlogPost)]
  ) -> [(path: String, title: String, posts: [BlogPost])] {
    var groups: [(path: String, title: String, posts: [BlogPost])] = []
    for entry in entries {
      if let index = groups.firstIndex(where: { $0.path == entry.path }) {
        groups[index].posts.append(entry.post)
      } else {
        groups.append((entry.path, entry.title, [entry.post]))
      }
    }
    return groups
  }
}
