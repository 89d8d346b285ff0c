import Bytes
import Configuration
import Diagnostics
import FileTree
import Markdown
import Sites
import SystemPackage

/// `blog`: posts get their addresses from their dates, and lists of them stand on the blog's page,
/// on a page for each year and on one for each category, ten to a page.
struct BlogPlugin: SitePlugin {
  private let settings: BlogSettings
  private let authors: BlogAuthors
  private let directoryURLs: Bool
  private let docsDir: String
  /// The posts, newest first, and the pages that list them; found with the files.
  private var posts: [BlogPost] = []
  private var lists: [BlogList] = []

  init?(_ setup: inout PluginSetup) {
    var log: [Diagnostic] = []
    settings = BlogSettings(&setup)
    authors = BlogAuthors(
      &setup.options, folder: settings.folder, docsDir: setup.folders.docs,
      named: setup.site.docsDir.value, &log)
    for problem in log { setup.options.add(problem) }
    directoryURLs = setup.site.useDirectoryURLs
    docsDir = setup.site.docsDir.value
  }

  var needsFrontMatter: Bool { true }

  mutating func files(_ files: SiteFiles, _ log: inout [Diagnostic]) -> SiteFiles {
    let prefix = settings.postFolder + "/"
    var kept: [SiteFile] = []
    posts = []
    for file in files.files {
      guard file.isBuilt, file.sourcePath.hasPrefix(prefix) else {
        kept.append(file)
        continue
      }
      guard file.kind == .page else {
        // What posts show lies where the blog is.
        var moved = file
        let inner = String(file.sourcePath.dropFirst(prefix.count))
        moved.outputPath = settings.folder.isEmpty ? inner : settings.folder + "/" + inner
        moved.url = SiteAddress.url(forOutput: moved.outputPath, directoryURLs: directoryURLs)
        kept.append(moved)
        continue
      }
      guard let post = BlogPost(file, settings, name: docsDir + "/" + file.sourcePath, &log) else {
        kept.append(file)
        continue
      }
      var moved = file
      moved.inclusion = post.isDraft ? .draft : .notInNav
      place(&moved, at: settings.path(of: post))
      kept.append(moved)
      if !post.isDraft {
        posts.append(post)
        if settings.excerptAuthors > 0 {
          authors.check(post, &log)
        }
      }
    }
    posts.sort {
      ($1.isPinned ? 1 : 0, $1.date.seconds, $0.file) < (
        $0.isPinned ? 1 : 0, $0.date.seconds, $1.file
      )
    }
    lists = BlogList.all(posts, settings)
    let known = Set(kept.map(\.sourcePath))
    for list in lists {
      for page in 0..<list.pageCount {
        let path = list.path(ofPage: page, settings)
        guard !known.contains(path) else { continue }
        var file = SiteFile(
          sourcePath: path, location: files.files.first?.location ?? FilePath("."), size: 0,
          inclusion: page == 0 && list.kind == .blog ? .included : .notInNav,
          directoryURLs: directoryURLs)
        file.content = Array("# \(list.title)\n".utf8)
        kept.append(file)
      }
    }
    return SiteFiles(kept)
  }

  private func place(_ file: inout SiteFile, at path: String) {
    file.outputPath = SiteAddress.outputPath(forPage: path, directoryURLs: directoryURLs)
    file.url = SiteAddress.url(forOutput: file.outputPath, directoryURLs: directoryURLs)
  }

  // MARK: - Navigation

  /// The years and the categories stand behind the blog's page.
  func navigation(
    _ entries: [NavEntry]?, _ sources: NavigationSources, _ log: inout [Diagnostic]
  ) -> [NavEntry]? {
    let sections = BlogList.Kind.allCases.compactMap { kind -> NavEntry? in
      guard let title = kind.sectionTitle else { return nil }
      let pages = lists.filter { $0.kind == kind }.map { list -> NavEntry in
        let path = list.path(ofPage: 0, settings)
        return .link(title: nil, target: path, location: sources.location(path))
      }
      return pages.isEmpty ? nil : .section(title: title, entries: pages)
    }
    let written = entries ?? FolderEntries.make(sources.files, docsDir: docsDir)
    guard !sections.isEmpty else { return entries }
    return attach(sections, to: written) ?? written
  }

  /// The entries with `sections` behind the blog's page; nil when it is not among them.
  private func attach(_ sections: [NavEntry], to entries: [NavEntry]) -> [NavEntry]? {
    let index = settings.folder.isEmpty ? "index.md" : settings.folder + "/index.md"
    for (place, entry) in entries.enumerated() {
      switch entry {
      case .link(_, let target, _) where target == index: return entries + sections
      case .link: break
      case .section(let title, let inner):
        guard let changed = attach(sections, to: inner) else { continue }
        var result = entries
        result[place] = .section(title: title, entries: changed)
        return result
      }
    }
    return nil
  }

  // MARK: - Pages

  func pages(_ pages: inout [Page], _ navigation: Navigation, _ log: inout [Diagnostic]) {
    let indexes = Dictionary(
      pages.enumerated().map { ($1.file.sourcePath, $0) }, uniquingKeysWith: { first, _ in first })
    let titles = pages.map(\.ownTitle)
    // Excerpts are taken before the posts themselves get anything more.
    var excerpts: [String: BlogExcerpt] = [:]
    for post in posts {
      guard let index = indexes[post.file] else { continue }
      excerpts[post.file] = BlogExcerpt(
        post, page: pages[index], title: titles[index], separator: settings.separator)
      if settings.requiresExcerpt, excerpts[post.file]?.isCut == false {
        log.append(
          .error(
            code: "docs.blog.excerpt", "the post has no '\(settings.separator)'",
            at: Location(file: docsDir + "/" + post.file), target: post.file,
            hint: "put it behind the first paragraph, or set post_excerpt: optional"))
      }
    }
    let categories = lists.filter { $0.kind == .category }
    for list in lists {
      for number in 0..<list.pageCount {
        guard let index = indexes[list.path(ofPage: number, settings)] else { continue }
        let url = pages[index].file.url
        var html = ""
        for post in list.posts(onPage: number, settings) {
          guard let excerpt = excerpts[post.file] else { continue }
          html += excerpt.html(
            from: pages[index].file,
            meta: meta(post, excerpt.readingTime, categories, pages, indexes, url))
        }
        html += pagination(list, number, pages, indexes, url)
        let heading = Array("<header class=\"md-typeset\">\n".utf8) + pages[index].html
        pages[index].html = heading + Array(("</header>\n" + html).utf8)
        pages[index].isList = true
        // A further page is the list's page, continued.
        if number > 0, let first = indexes[list.path(ofPage: 0, settings)] {
          pages[index].metadata.title = titles[first]
        }
      }
    }
  }

  private func meta(
    _ post: BlogPost, _ readingTime: Int, _ categories: [BlogList], _ pages: [Page],
    _ indexes: [String: Int],
    _ from: String
  ) -> String {
    var html = authors.html(of: post, most: settings.excerptAuthors, from: from)
    html += "<div class=\"md-post__meta md-meta\"><ul class=\"md-meta__list\">"
    html +=
      "<li class=\"md-meta__item\"><time datetime=\"\(post.date.iso)\">\(post.date.longText)</time></li>"
    let links = categories.filter { post.categories.contains($0.title) }.compactMap {
      list -> String? in
      guard let index = indexes[list.path(ofPage: 0, settings)] else { return nil }
      let address = Self.address(of: pages[index].file.url, from: from)
      return "<a class=\"md-meta__link\" href=\"\(address)\">\(list.title.htmlEscaped)</a>"
    }
    if !links.isEmpty {
      html += "<li class=\"md-meta__item\">in \(links.joined(separator: ", "))</li>"
    }
    return html + "<li class=\"md-meta__item\">\(readingTime) min read</li></ul></div>"
  }

  private func pagination(
    _ list: BlogList, _ number: Int, _ pages: [Page], _ indexes: [String: Int], _ from: String
  ) -> String {
    guard list.pageCount > 1 else { return "" }
    let links = (0..<list.pageCount).compactMap { page -> String? in
      if page == number { return "<span class=\"md-pagination__current\">\(page + 1)</span>" }
      guard let index = indexes[list.path(ofPage: page, settings)] else { return nil }
      let address = Self.address(of: pages[index].file.url, from: from)
      return "<a class=\"md-pagination__link\" href=\"\(address)\">\(page + 1)</a>"
    }
    return "<nav class=\"md-pagination\">\(links.joined(separator: " "))</nav>\n"
  }

  static func address(of url: String, from: String) -> String {
    let folder = from.hasSuffix("/") ? String(from.dropLast()) : RelativePath.folder(of: from)
    return RelativePath.from(folder: folder, to: url).htmlEscaped
  }
}

extension String {
  /// The text as HTML shows it.
  var htmlEscaped: String {
    var output = OutputBuffer()
    output.appendHTMLEscaped(self)
    return output.text
  }
}
