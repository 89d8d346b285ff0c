import Bytes
import Configuration
import Diagnostics
import Markdown
import Sites

/// Writes excerpts of a blog's posts into the pages that list them, and what is known of a post above
/// its own page.
struct BlogWriter {
  let settings: BlogSettings
  let authors: BlogAuthors
  let words: Words
  let dates: DateForms
  let lists: [BlogList]
  private let titles: [String]
  private let indexes: [String: Int]
  private let readingTimes: [String: Int]
  /// Where authors' names lead to: an address, or a page of the site's.
  private let authorURLs: [String: String]
  private let categories: [String: Int]
  /// How many lists show a post before a page does: by the page's path, then by the post's.
  private let turns: [String: [String: Int]]

  init(
    settings: BlogSettings, authors: BlogAuthors, words: Words, dates: DateForms, lists: [BlogList],
    pages: [Page]
  ) {
    self.settings = settings
    self.authors = authors
    self.words = words
    self.dates = dates
    self.lists = lists
    titles = pages.map(\.ownTitle)
    let indexes = Dictionary(
      pages.enumerated().map { ($1.file.sourcePath, $0) }, uniquingKeysWith: { first, _ in first })
    self.indexes = indexes
    var times: [String: Int] = [:]
    for post in lists.first?.posts ?? [] {
      if let written = post.readingTime, written > 0 {
        times[post.file] = written
      } else if let speed = settings.wordsPerMinute, let index = indexes[post.file] {
        times[post.file] = ReadingTime.minutes(pages[index].html, wordsPerMinute: speed)
      }
    }
    readingTimes = times
    var categories: [String: Int] = [:]
    for list in lists where list.kind == .category { categories[list.title] = indexes[list.path] }
    self.categories = categories
    let hasProfiles = settings.lists[.profile] != nil
    var urls: [String: String] = [:]
    for (id, author) in authors.authors {
      let path = settings.addresses.profile(slug: author.slug ?? id, name: author.name)
      let profile = hasProfiles ? indexes[path].map { pages[$0].file.url } : nil
      urls[id] = author.url ?? profile
    }
    authorURLs = urls
    turns = Self.turns(lists)
  }

  /// The first pages of all lists come before any further ones, as in MkDocs, and those of categories in
  /// the order in which posts name them.
  private static func turns(_ lists: [BlogList]) -> [String: [String: Int]] {
    var ranks: [String: Int] = [:]
    for name in lists.first?.posts.flatMap(\.categories) ?? [] where ranks[name] == nil {
      ranks[name] = ranks.count
    }
    let categories = lists.filter { $0.kind == .category }
      .sorted { ranks[$0.title, default: 0] < ranks[$1.title, default: 0] }
    let first =
      lists.filter { $0.kind == .blog || $0.kind == .archive } + categories
      + lists.filter { $0.kind == .profile }
    let shown = lists.flatMap { list in list.pagePaths.indices.map { (list, $0) } }
    var turns: [String: [String: Int]] = [:]
    var counts: [String: Int] = [:]
    for (list, number) in first.map({ ($0, 0) }) + shown.filter({ $0.1 > 0 }) {
      for post in list.posts(onPage: number) {
        turns[list.pagePaths[number], default: [:]][post.file] = counts[post.file, default: 0]
        counts[post.file, default: 0] += 1
      }
    }
    return turns
  }

  func page(_ sourcePath: String, _ pages: [Page]) -> Page? {
    indexes[sourcePath].map { pages[$0] }
  }

  // MARK: - Lists

  func write(_ list: BlogList, _ excerpts: [String: BlogExcerpt], into pages: inout [Page]) {
    let urls = list.pagePaths.map { path in indexes[path].map { pages[$0].file.url } ?? "" }
    for (number, path) in list.pagePaths.enumerated() {
      guard let index = indexes[path] else { continue }
      let file = pages[index].file
      var output = OutputBuffer()
      output.append("<header class=\"md-typeset\">\n" as StaticString)
      output.append(pages[index].html)
      output.append("</header>\n" as StaticString)
      let hasContents = list.settings.hasContents && !pages[index].headings.isEmpty
      var contents: [Heading] = []
      for post in list.posts(onPage: number) {
        guard let excerpt = excerpts[post.file] else { continue }
        write(post, excerpt, on: file, pages, into: &output)
        var heading = excerpt.heading
        heading.level = 2
        pages[index].anchors.insert(heading.id)
        if hasContents { contents.append(heading) }
      }
      if list.settings.perPage != nil {
        output.append(
          settings.pagination.html(
            number, urls.map { BlogPlugin.address(of: $0, from: file.url) }))
      }
      pages[index].html = output.bytes
      pages[index].headings += contents
      pages[index].isList = true
      // A further page is the list's page, continued.
      if number > 0, let first = indexes[list.path] {
        pages[index].metadata.title = titles[first]
      }
    }
  }

  private func write(
    _ post: BlogPost, _ excerpt: BlogExcerpt, on file: SiteFile, _ pages: [Page],
    into output: inout OutputBuffer
  ) {
    output.append("<article class=\"md-post md-post--excerpt\"><header class=\"md-post__header\">")
    if settings.namesAuthors {
      let shown = authors.of(post).prefix(settings.excerptAuthors)
      if !shown.isEmpty {
        let pictures = shown.map { picture(of: $0.author, from: file.url) }
        output.append("<nav class=\"md-post__authors md-typeset\">\(pictures.joined())</nav>\n")
      }
    }
    output.append("<div class=\"md-post__meta md-meta\"><ul class=\"md-meta__list\">")
    output.append(facts(of: post, most: settings.excerptCategories, pages, file.url))
    output.append("</ul>")
    if post.isPinned { output.append("<span class=\"md-pin\"></span>") }
    if post.isDraft {
      output.append("<span class=\"md-draft\">\(words["blog.draft"].htmlEscaped)</span>")
    }
    output.append("</div></header>\n<div class=\"md-post__content md-typeset\">\n")
    output.append(excerpt.html(from: file, turn: turns[file.sourcePath]?[post.file] ?? 0))
    if excerpt.isCut, let index = indexes[post.file] {
      let address = BlogPlugin.address(of: pages[index].file.url, from: file.url)
      output.append(
        "<nav class=\"md-post__action\"><a href=\"\(address)\">"
          + "\(words["blog.continue"].htmlEscaped)</a></nav>\n")
    }
    if post.isPinned { output.append("<hr>\n") }
    output.append("</div></article>\n" as StaticString)
  }

  // MARK: - What is known of a post

  /// Its date, its categories and how long it takes to read, as items of a list.
  private func facts(of post: BlogPost, most: Int, _ pages: [Page], _ from: String) -> String {
    var items = [time(post.date)]
    let links = post.categories.prefix(most).compactMap { name -> String? in
      guard let index = categories[name] else { return nil }
      let address = BlogPlugin.address(of: pages[index].file.url, from: from)
      return "<a class=\"md-meta__link\" href=\"\(address)\">\(titles[index].htmlEscaped)</a>"
    }
    if !links.isEmpty {
      items.append("\(words["blog.in"].htmlEscaped) \(links.joined(separator: ", "))")
    }
    if let minutes = readingTimes[post.file] {
      items.append(
        (minutes == 1 ? words["reading.one"] : words("reading.many", minutes)).htmlEscaped)
    }
    return items.map { "<li class=\"md-meta__item\">\($0)</li>" }.joined()
  }

  private func time(_ date: CivilDate) -> String {
    "<time datetime=\"\(date.iso)\">\(dates.text(date, settings.dateForm).htmlEscaped)</time>"
  }

  private func picture(of author: BlogAuthors.Author, from url: String) -> String {
    let name = author.name.htmlEscaped
    guard let avatar = author.avatar else { return "<span class=\"md-author\">\(name)</span>" }
    let address = Self.address(avatar, from: url)
    return "<span class=\"md-author\"><img src=\"\(address)\" alt=\"\(name)\"></span>"
  }

  /// An address that authors wrote, or one below the site's root.
  private static func address(_ written: String, from url: String) -> String {
    LinkMeaning.isExternal(written) || written.hasPrefix("/")
      ? written.htmlEscaped : BlogPlugin.address(of: written, from: url)
  }

  /// Puts above a post who wrote it and when, and below it where to read on.
  func writeFacts(
    of post: BlogPost, into pages: inout [Page], _ docsDir: String, _ log: inout [Diagnostic]
  ) {
    guard let index = indexes[post.file] else { return }
    let url = pages[index].file.url
    var html = "<aside class=\"md-post__facts md-typeset\">\n"
    for (id, author) in settings.namesAuthors ? authors.of(post) : [] {
      var name = author.name.htmlEscaped
      if let target = authorURLs[id] {
        name = "<a href=\"\(Self.address(target, from: url))\">\(name)</a>"
      }
      let about = author.description.map { "<br>\($0.htmlEscaped)" } ?? ""
      let face = author.avatar == nil ? "" : picture(of: author, from: url)
      html +=
        "<div class=\"md-profile\">\(face)"
        + "<span class=\"md-profile__description\"><strong>\(name)</strong>\(about)</span></div>\n"
    }
    html += "<ul class=\"md-meta__list\">"
    html += facts(of: post, most: post.categories.count, pages, url)
    if let updated = post.updated {
      html +=
        "<li class=\"md-meta__item\">\(words["date.updated"].htmlEscaped): \(time(updated))</li>"
    }
    pages[index].byline = Array((html + "</ul>\n</aside>\n").utf8)
    if let links = post.links?.sequence {
      var reader = BlogLinks(
        pages: pages, indexes: indexes, titles: titles, url: url,
        file: docsDir + "/" + post.file, log: log)
      let title = words["blog.references"].htmlEscaped
      pages[index].furtherReading = Array(
        "<nav class=\"md-typeset\"><strong>\(title)</strong>\n\(reader.html(links))</nav>\n".utf8)
      log = reader.log
    }
  }

  /// Each post leads to the older one and to the newer one.
  func chain(_ posts: [BlogPost], in pages: inout [Page]) {
    let order = posts.reversed().compactMap { indexes[$0.file] }
    for (place, index) in order.enumerated() {
      pages[index].neighbours = Page.Neighbours(
        previous: place > 0 ? order[place - 1] : nil,
        next: place + 1 < order.count ? order[place + 1] : nil)
    }
  }
}
