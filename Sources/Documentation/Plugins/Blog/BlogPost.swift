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
  let updated: CivilDate?
  let title: String
  let slug: String?
  let categories: [String]
  /// The ids of its authors, and where they are named.
  let authors: [(id: String, location: Location)]
  let isDraft: Bool
  let isPinned: Bool
  /// How long it takes to read, where its author says so.
  let readingTime: Int?
  /// Where to read on: `links`.
  let links: YAMLNode?

  /// Reads a post; nil, with a reason in `log`, when it has no date.
  ///
  /// - Parameters:
  ///   - defaults: what the folders say of their pages.
  ///   - now: seconds since 1970; posts of later dates may count as drafts.
  init?(
    _ file: SiteFile, _ settings: BlogSettings, defaults: FolderDefaults, now: Int, name: String,
    _ log: inout [Diagnostic]
  ) {
    self.file = file.sourcePath
    guard let bytes = try? FileReader.read(file.location) else { return nil }
    let split = FrontMatter.split(bytes, .mkdocs)
    var values: YAMLNode?
    if let range = split.yaml {
      // What is wrong with it is said when the page is read.
      values = try? YAMLParser.parse(bytes[range], file: name, lineOffset: 1)
    }
    values = defaults.merged(with: values, of: file.sourcePath)
    let dates = values?["date"]
    guard let written = dates?["created"]?.string ?? dates?.string,
      let date = CivilDate(iso: written)
    else {
      log.append(
        .error(
          code: "docs.blog.date", "the post has no date",
          at: dates?.location ?? Location(file: name, line: 1, column: 1),
          target: file.sourcePath, hint: "write in its front matter: date: 2024-01-31"))
      return nil
    }
    self.date = date
    updated = dates?["updated"]?.string.flatMap { CivilDate(iso: $0) }
    slug = values?["slug"]?.string
    isDraft =
      values?["draft"]?.bool ?? (settings.holdsFuturePosts && date.seconds > now)
    isPinned = values?["pin"]?.bool ?? false
    readingTime = values?["readtime"]?.int
    links = values?["links"]
    authors = Self.names(values?["authors"])
    let named = Self.names(values?["categories"])
    categories = named.map(\.id)
    for category in named
    where !settings.allowedCategories.isEmpty && !settings.allowedCategories.contains(category.id) {
      log.append(
        .error(
          code: "docs.blog.category", "the category '\(category.id)' is not allowed",
          at: category.location, target: category.id,
          hint: Suggestion.didYouMean(category.id, in: settings.allowedCategories.sorted())))
    }
    title =
      values?["title"]?.string ?? Self.firstLine(bytes[split.bodyStart...])
      ?? PageTitle.from(name: PageTitle.stem(of: file.sourcePath))
  }

  /// The texts of a list, each once.
  private static func names(_ list: YAMLNode?) -> [(id: String, location: Location)] {
    var seen: Set<String> = []
    return (list?.sequence ?? []).compactMap { item in
      item.string.flatMap { seen.insert($0).inserted ? ($0, item.location) : nil }
    }
  }

  /// The first line that is not blank where it is a heading of level one, as it is written: MkDocs makes
  /// addresses from it before it reads the page.
  private static func firstLine(_ body: ArraySlice<UInt8>) -> String? {
    for line in body.split(whereSeparator: { $0 == ASCII.lineFeed || $0 == ASCII.carriageReturn }) {
      let text = line.drop(while: \.isBlank)
      guard let first = text.first else { continue }
      guard first == ASCII.hash, text.dropFirst().first == ASCII.space else { return nil }
      var title = text.drop { $0 == ASCII.hash || $0 == ASCII.space }
      while title.last?.isBlank == true { title.removeLast() }
      return String(decoding: title, as: UTF8.self)
    }
    return nil
  }

  /// The text of the first heading of level one.
  static func heading(_ body: ArraySlice<UInt8>) -> String? {
    var renderer = MarkdownRenderer(dialect: .mkdocs)
    let start = body.prefix(4000)
    return renderer.outline(start).headings.first { $0.level == 1 }?.text
  }
}
