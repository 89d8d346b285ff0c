import Configuration
import FileTree
import Markdown
import Sites

/// Where the pages of a blog lie, as its options say: paths that a page would be written from.
struct BlogAddresses: Sendable {
  private let folder: String
  private let postFormat: String
  private let dateForm: String
  private let archiveFormat: String
  private let archiveDateForm: String
  private let categoryFormat: String
  private let profileFormat: String
  private let pageFormat: String
  private let postSlugs: Slugs
  private let categorySlugs: Slugs
  private let mostCategories: Int
  private let dates: DateForms

  /// How names become parts of addresses.
  private struct Slugs {
    var slugs: Dialect.Slugs
    var separator: String

    init(_ options: inout MappingReader, _ key: String) {
      slugs = PythonName.slugs(&options, key) ?? .unicode(lowercase: true)
      separator = options.string(key + "_separator") ?? "-"
    }

    func callAsFunction(_ text: String) -> String { slugs.slug(of: text, separator: separator) }
  }

  /// - Parameter folder: the blog's, below `docs_dir`.
  init(_ options: inout MappingReader, folder: String) {
    self.folder = folder
    postFormat = options.string("post_url_format") ?? "{date}/{slug}"
    dateForm = options.string("post_url_date_format") ?? "yyyy/MM/dd"
    archiveFormat = options.string("archive_url_format") ?? "archive/{date}"
    archiveDateForm = options.string("archive_url_date_format") ?? "yyyy"
    categoryFormat = options.string("categories_url_format") ?? "category/{slug}"
    profileFormat = options.string("authors_profiles_url_format") ?? "author/{slug}"
    pageFormat = options.string("pagination_url_format") ?? "page/{page}"
    postSlugs = Slugs(&options, "post_slugify")
    categorySlugs = Slugs(&options, "categories_slugify")
    mostCategories = options.int("post_url_max_categories") ?? 1
    // Dates in addresses are nearly always digits; names of months are English ones.
    dates = DateForms(language: "en")
  }

  private func inBlog(_ path: String) -> String {
    let path = RelativePath.normalized(path) ?? path
    return (folder.isEmpty ? "" : folder + "/") + path + ".md"
  }

  func path(of post: BlogPost) -> String {
    let categories = post.categories.prefix(mostCategories).map { categorySlugs($0) }
    return inBlog(
      postFormat.replacing("{date}", with: dates.text(post.date, dateForm))
        .replacing("{slug}", with: post.slug ?? postSlugs(post.title))
        .replacing("{categories}", with: categories.joined(separator: "/"))
        .replacing("{file}", with: PageTitle.stem(of: post.file)))
  }

  func archive(_ date: CivilDate) -> String {
    inBlog(archiveFormat.replacing("{date}", with: dates.text(date, archiveDateForm)))
  }

  func category(_ name: String) -> String {
    inBlog(categoryFormat.replacing("{slug}", with: categorySlugs(name)))
  }

  func profile(slug: String, name: String) -> String {
    inBlog(profileFormat.replacing("{slug}", with: slug).replacing("{name}", with: name))
  }

  /// A further page of the list whose first page is at `path`, counted from 1.
  func page(_ number: Int, ofList path: String) -> String {
    let page = pageFormat.replacing("{page}", with: String(number))
    if PageTitle.stem(of: path) == "index" {
      let above = RelativePath.folder(of: path)
      return (above.isEmpty ? "" : above + "/") + page + "/index.md"
    }
    return path.dropLast(".md".count) + "/" + page + ".md"
  }
}
