import Configuration
import Diagnostics
import FileTree
import Markdown
import Sites

/// What the options of `blog` say.
struct BlogSettings: Sendable {
  /// The blog's folder and that of its posts, below `docs_dir`.
  let folder: String
  let postFolder: String
  let addresses: BlogAddresses
  /// The kinds of lists that the blog has, with what is set for them.
  let lists: [BlogList.Kind: ListSettings]
  let pagination: BlogPagination
  let separator: String
  let requiresExcerpt: Bool
  let dateForm: String
  let archiveTitleForm: String
  /// How fast posts are read; nil where the time is not shown.
  let wordsPerMinute: Int?
  let allowedCategories: Set<String>
  let categoryOrder: (byCount: Bool, isReversed: Bool)
  /// How many authors and categories an excerpt names.
  let excerptAuthors: Int
  let excerptCategories: Int
  let namesAuthors: Bool
  let showsDrafts: Bool
  let holdsFuturePosts: Bool

  /// What is set for one kind of lists.
  struct ListSettings: Sendable {
    /// The section that its pages stand in.
    var section: String?
    /// How many posts stand on a page; nil for all.
    var perPage: Int?
    /// The posts stand in the contents of the page.
    var hasContents: Bool
  }

  init(_ setup: inout PluginSetup, words: Words) {
    var options = setup.options
    let folder = options.string("blog_dir") ?? "blog"
    self.folder = RelativePath.normalized(folder) ?? folder
    let posts = (options.string("post_dir") ?? "{blog}/posts").replacing(
      "{blog}", with: self.folder)
    postFolder = RelativePath.normalized(posts) ?? posts
    addresses = BlogAddresses(&options, folder: self.folder)
    separator = options.string("post_excerpt_separator") ?? "<!-- more -->"
    requiresExcerpt = options.string("post_excerpt") == "required"
    dateForm = options.string("post_date_format") ?? "long"
    archiveTitleForm = options.string("archive_date_format") ?? "yyyy"
    let speed = max(1, options.int("post_readtime_words_per_minute") ?? 265)
    wordsPerMinute = options.bool("post_readtime") ?? true ? speed : nil
    allowedCategories = Set(options.strings("categories_allowed") ?? [])
    excerptCategories = options.int("post_excerpt_max_categories") ?? 5
    namesAuthors = options.bool("authors") ?? true
    excerptAuthors = options.int("post_excerpt_max_authors") ?? 1
    let isSeen = options.bool("draft_on_serve") ?? true
    showsDrafts = options.bool("draft") ?? false || (isSeen && setup.site.isPreview)
    holdsFuturePosts = options.bool("draft_if_future_date") ?? false
    pagination = BlogPagination(&options)
    categoryOrder = (
      PythonName.read(
        &options, "categories_sort_by", known: ["view_name", "view_post_count"])
        == "view_post_count", options.bool("categories_sort_reverse") ?? false
    )
    lists = Self.lists(&options, words)
    setup.options = options
  }

  private static func lists(
    _ options: inout MappingReader, _ words: Words
  ) -> [BlogList.Kind: ListSettings] {
    let isPaged = options.bool("pagination") ?? true
    let perPage = options.int("pagination_per_page") ?? 10
    let hasContents = options.bool("blog_toc") ?? false
    func settings(
      _ paged: Bool?, _ number: Int?, _ contents: Bool?, section: String?
    ) -> ListSettings {
      ListSettings(
        section: section, perPage: paged ?? isPaged ? max(1, number ?? perPage) : nil,
        hasContents: contents ?? hasContents)
    }
    var lists: [BlogList.Kind: ListSettings] = [.blog: settings(nil, nil, nil, section: nil)]
    for (kind, key, isOn) in [
      (BlogList.Kind.archive, "archive", true), (.category, "categories", true),
      (.profile, "authors_profiles", false),
    ] {
      let word = key == "authors_profiles" ? "blog.authors" : "blog.\(key)"
      let written = options.string(key + "_name") ?? word
      let made = settings(
        options.bool(key + "_pagination"), options.int(key + "_pagination_per_page"),
        options.bool(key + "_toc"), section: words[written])
      if options.bool(key) ?? isOn { lists[kind] = made }
    }
    return lists
  }
}
