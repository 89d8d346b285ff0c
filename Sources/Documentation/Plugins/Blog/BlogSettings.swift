import Configuration
import Diagnostics
import FileTree
import Markdown

/// What the options of `blog` say.
struct BlogSettings: Sendable {
  /// The blog's folder and that of its posts, below `docs_dir`.
  let folder: String
  let postFolder: String
  let separator: String
  let requiresExcerpt: Bool
  let hasArchive: Bool
  let hasCategories: Bool
  let allowedCategories: Set<String>
  /// How many posts stand on a page; nil for all.
  let perPage: Int?
  private let postFormat: String
  private let dateFormat: String
  private let archiveFormat: String
  private let archiveDateFormat: String
  let archiveTitleFormat: String
  private let categoryFormat: String
  let pageFormat: String
  /// How many authors an excerpt names.
  let excerptAuthors: Int
  private let slugSeparator: String

  init(_ setup: inout PluginSetup) {
    var options = setup.options
    let folder = (options.string("blog_dir") ?? "blog")
    self.folder = RelativePath.normalized(folder) ?? folder
    let posts = (options.string("post_dir") ?? "{blog}/posts").replacing(
      "{blog}", with: self.folder)
    postFolder = RelativePath.normalized(posts) ?? posts
    separator = options.string("post_excerpt_separator") ?? "<!-- more -->"
    requiresExcerpt = options.string("post_excerpt") == "required"
    hasArchive = options.bool("archive") ?? true
    hasCategories = options.bool("categories") ?? true
    allowedCategories = Set(options.strings("categories_allowed") ?? [])
    let isPaged = options.bool("pagination") ?? true
    perPage = isPaged ? max(1, options.int("pagination_per_page") ?? 10) : nil
    postFormat = options.string("post_url_format") ?? "{date}/{slug}"
    dateFormat = options.string("post_url_date_format") ?? "yyyy/MM/dd"
    archiveFormat = options.string("archive_url_format") ?? "archive/{date}"
    archiveDateFormat = options.string("archive_url_date_format") ?? "yyyy"
    archiveTitleFormat = options.string("archive_date_format") ?? "yyyy"
    categoryFormat = options.string("categories_url_format") ?? "category/{slug}"
    pageFormat = options.string("pagination_url_format") ?? "page/{page}"
    slugSeparator = options.string("post_slugify_separator") ?? "-"
    excerptAuthors =
      options.bool("authors") ?? true ? options.int("post_excerpt_max_authors") ?? 1 : 0
    for key in Self.others { _ = options.value(key) }
    setup.options = options
    setup.unsupported("authors_profiles", "authors have no pages")
  }

  /// Options that change nothing here.
  private static let others = [
    "blog_toc", "post_date_format", "post_url_max_categories", "post_slugify",
    "post_excerpt_max_categories", "post_readtime",
    "post_readtime_words_per_minute", "archive_name", "archive_pagination",
    "archive_pagination_per_page", "archive_toc", "categories_name", "categories_slugify",
    "categories_slugify_separator", "categories_sort_by", "categories_sort_reverse",
    "categories_pagination", "categories_pagination_per_page", "categories_toc",
    "authors_profiles_name", "authors_profiles_url_format", "pagination_format",
    "pagination_if_single_page", "pagination_keep_content", "pagination_template", "draft",
    "draft_on_serve", "draft_if_future_date", "authors_profiles_pagination",
    "authors_profiles_pagination_per_page", "authors_profiles_toc",
  ]

  private func slug(_ text: String) -> String {
    Dialect.Slugs.unicode(lowercase: true).slug(of: text, separator: slugSeparator)
  }

  private func inBlog(_ path: String) -> String {
    let path = RelativePath.normalized(path) ?? path
    return folder.isEmpty ? path + ".md" : folder + "/" + path + ".md"
  }

  /// Where a post's page would be written from.
  func path(of post: BlogPost) -> String {
    let categories = post.categories.prefix(1).map(slug).joined(separator: "/")
    return inBlog(
      postFormat.replacing("{date}", with: post.date.text(dateFormat))
        .replacing("{slug}", with: post.slug ?? slug(post.title))
        .replacing("{categories}", with: categories)
        .replacing("{file}", with: PageTitle.stem(of: post.file)))
  }

  func archivePath(_ date: CivilDate) -> String {
    inBlog(archiveFormat.replacing("{date}", with: date.text(archiveDateFormat)))
  }

  func categoryPath(_ name: String) -> String {
    inBlog(categoryFormat.replacing("{slug}", with: slug(name)))
  }
}

extension CivilDate {
  /// The date by a pattern such as `yyyy/MM/dd`.
  func text(_ pattern: String) -> String {
    var result = ""
    var rest = Substring(pattern)
    while let first = rest.first {
      let run = rest.prefix { $0 == first }
      rest = rest.dropFirst(run.count)
      switch first {
      case "y": result += run.count == 2 ? formatted("%y") : "\(year)"
      case "M":
        result +=
          run.count >= 4
          ? formatted("%B")
          : run.count == 3 ? formatted("%b") : run.count == 2 ? formatted("%m") : "\(month)"
      case "d": result += run.count == 2 ? formatted("%d") : "\(day)"
      default: result += run
      }
    }
    return result
  }
}
