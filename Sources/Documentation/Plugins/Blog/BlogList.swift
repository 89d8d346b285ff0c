import Sites

/// Pages that list posts: the blog's own, a year's, a category's or an author's.
struct BlogList: Sendable {
  /// What the posts of a list have in common.
  enum Kind: CaseIterable {
    case blog, archive, category, profile
  }

  let kind: Kind
  let title: String
  /// The source path that its first page has, or would have.
  let path: String
  let posts: [BlogPost]
  let settings: BlogSettings.ListSettings
  /// The source paths of its pages.
  let pagePaths: [String]

  private init(
    _ kind: Kind, _ title: String, _ path: String, _ posts: [BlogPost], _ blog: BlogSettings,
    _ settings: BlogSettings.ListSettings
  ) {
    self.kind = kind
    self.title = title
    self.path = path
    self.posts = posts
    self.settings = settings
    let perPage = settings.perPage ?? max(1, posts.count)
    let further = posts.count > perPage ? 2...((posts.count + perPage - 1) / perPage) : nil
    pagePaths =
      [path]
      + (further.map(Array.init) ?? []).map {
        blog.addresses.page($0, ofList: path)
      }
  }

  /// The posts on a page, counted from 0.
  func posts(onPage number: Int) -> ArraySlice<BlogPost> {
    guard let perPage = settings.perPage else { return posts[...] }
    return posts.dropFirst(number * perPage).prefix(perPage)
  }

  /// The blog's list, those of years or months, those of categories by name, and those of authors.
  static func all(
    _ posts: [BlogPost], _ blog: BlogSettings, _ authors: BlogAuthors, _ dates: DateForms
  ) -> [BlogList] {
    Kind.allCases.flatMap { kind -> [BlogList] in
      guard let settings = blog.lists[kind] else { return [] }
      let named: [(path: String, title: String, post: BlogPost)]
      switch kind {
      case .blog:
        let index = blog.folder.isEmpty ? "index.md" : blog.folder + "/index.md"
        return [BlogList(kind, "Blog", index, posts, blog, settings)]
      case .archive:
        named = posts.map {
          (blog.addresses.archive($0.date), dates.text($0.date, blog.archiveTitleForm), $0)
        }
      case .category:
        named = posts.flatMap { post in
          post.categories.map { (blog.addresses.category($0), $0, post) }
        }
      case .profile:
        named = posts.flatMap { post in
          authors.of(post).map { id, author in
            (blog.addresses.profile(slug: author.slug ?? id, name: author.name), author.name, post)
          }
        }
      }
      var lists = grouped(named).map {
        BlogList(kind, $0.title, $0.path, $0.posts, blog, settings)
      }
      if kind == .category { sort(&lists, blog.categoryOrder) }
      return lists
    }
  }

  /// By name, or by the number of their posts; lists of equal number keep the order of names.
  private static func sort(
    _ lists: inout [BlogList], _ order: (byCount: Bool, isReversed: Bool)
  ) {
    lists.sort { scalarsPrecede($0.title, $1.title) }
    if order.byCount {
      lists.sort {
        order.isReversed ? $0.posts.count > $1.posts.count : $0.posts.count < $1.posts.count
      }
    } else if order.isReversed {
      lists.reverse()
    }
  }

  private static func grouped(
    _ entries: [(path: String, title: String, post: BlogPost)]
  ) -> [(path: String, title: String, posts: [BlogPost])] {
    var groups: [(path: String, title: String, posts: [BlogPost])] = []
    var places: [String: Int] = [:]
    for entry in entries {
      if let index = places[entry.path] {
        groups[index].posts.append(entry.post)
      } else {
        places[entry.path] = groups.count
        groups.append((entry.path, entry.title, [entry.post]))
      }
    }
    return groups
  }
}
