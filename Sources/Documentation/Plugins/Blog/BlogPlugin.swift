import Bytes
import Configuration
import Diagnostics
import FileTree
import Markdown
import Sites
import SystemPackage

/// `blog`: posts get their addresses from their dates, and lists of them stand on the blog's page,
/// on a page for each year, one for each category and, where that is asked for, one for each author.
struct BlogPlugin: SitePlugin {
  private let settings: BlogSettings
  private let authors: BlogAuthors
  private let words: Words
  private let dates: DateForms
  private let dialect: Dialect
  private let directoryURLs: Bool
  private let docsDir: String
  /// The name of files with front matter for folders; nil where none is read.
  private let defaultsFile: String?
  private let now = PageHistory.currentTime
  /// The posts, newest first, and the pages that list them; found with the files.
  private var posts: [BlogPost] = []
  private var lists: [BlogList] = []

  init?(_ setup: inout PluginSetup) {
    var log: [Diagnostic] = []
    words = Words(
      language: setup.site.theme.language, in: EmbeddedTree("theme"), folder: "plugins")
    dates = DateForms(words)
    settings = BlogSettings(&setup, words: words)
    authors = BlogAuthors(
      &setup.options, folder: settings.folder, docsDir: setup.folders.docs,
      named: setup.site.docsDir.value, &log)
    for problem in log { setup.options.add(problem) }
    dialect = setup.site.dialect
    directoryURLs = setup.site.useDirectoryURLs
    docsDir = setup.site.docsDir.value
    defaultsFile = setup.site.plugins.first { $0.name == "meta" }.map {
      $0.options?["meta_file"]?.string ?? MetaPlugin.usualFileName
    }
  }

  var needsFrontMatter: Bool { true }

  // MARK: - Files

  mutating func files(_ files: SiteFiles, _ log: inout [Diagnostic]) -> SiteFiles {
    let prefix = settings.postFolder + "/"
    var ignored: [Diagnostic] = []
    let defaults =
      defaultsFile.map {
        FolderDefaults(files.files, named: $0, docsDir: docsDir, &ignored)
      } ?? FolderDefaults()
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
      guard
        let post = BlogPost(
          file, settings, defaults: defaults, now: now, name: docsDir + "/" + file.sourcePath, &log)
      else {
        kept.append(file)
        continue
      }
      let isHeldBack = post.isDraft && !settings.showsDrafts
      var moved = file
      moved.inclusion = isHeldBack ? .draft : .notInNav
      place(&moved, at: settings.addresses.path(of: post))
      kept.append(moved)
      if !isHeldBack {
        posts.append(post)
        if settings.namesAuthors { authors.check(post, &log) }
      }
    }
    // Newest first; of one time the posts stand in the order of their files.
    posts = posts.enumerated().sorted { first, second in
      let (left, right) = (first.element, second.element)
      return (right.isPinned ? 1 : 0, right.date.seconds, first.offset) < (
        left.isPinned ? 1 : 0, left.date.seconds, second.offset
      )
    }.map(\.element)
    lists = BlogList.all(posts, settings, authors, dates)
    addListPages(to: &kept, nearby: files.files.first?.location ?? FilePath("."))
    // Posts of one day and one title have the same address.
    let (files, conflicts) = SiteFiles(kept).withoutConflicts(prefix: docsDir + "/")
    log += conflicts
    return files
  }

  private func place(_ file: inout SiteFile, at path: String) {
    file.outputPath = SiteAddress.outputPath(forPage: path, directoryURLs: directoryURLs)
    file.url = SiteAddress.url(forOutput: file.outputPath, directoryURLs: directoryURLs)
  }

  /// The pages of lists that nobody wrote.
  private func addListPages(to files: inout [SiteFile], nearby: FilePath) {
    var places = Dictionary(
      files.enumerated().map { ($1.sourcePath, $0) }, uniquingKeysWith: { first, _ in first })
    for list in lists {
      for (number, path) in list.pagePaths.enumerated() {
        let isFirst = number == 0 && list.kind == .blog
        if let place = places[path] {
          if !isFirst, files[place].isBuilt { files[place].inclusion = .notInNav }
          continue
        }
        var file = SiteFile(
          sourcePath: path, location: nearby, inclusion: isFirst ? .included : .notInNav,
          directoryURLs: directoryURLs)
        file.content =
          number == 0
          ? Array("# \(list.title)\n".utf8)
          : furtherPage(of: list, places[list.path].map { files[$0] })
        places[path] = files.count
        files.append(file)
      }
    }
  }

  /// A further page has the front matter and the title of the first, or all of its text.
  private func furtherPage(of list: BlogList, _ first: SiteFile?) -> [UInt8] {
    guard let first, let bytes = first.content ?? (try? FileReader.read(first.location)) else {
      return Array("# \(list.title)\n".utf8)
    }
    if settings.pagination.keepsContent { return bytes }
    let start = FrontMatter.split(bytes, .mkdocs).bodyStart
    let title = BlogPost.heading(bytes[start...]) ?? list.title
    return bytes[..<start] + Array("# \(title)\n".utf8)
  }

  // MARK: - Navigation

  /// The lists of each kind stand behind the blog's page.
  func navigation(
    _ entries: [NavEntry]?, _ sources: NavigationSources, _ log: inout [Diagnostic]
  ) -> [NavEntry]? {
    let sections = BlogList.Kind.allCases.compactMap { kind -> NavEntry? in
      guard let title = settings.lists[kind]?.section else { return nil }
      let pages = lists.filter { $0.kind == kind }.map { list -> NavEntry in
        .link(title: nil, target: list.path, location: sources.location(list.path))
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
      case .link(_, let target, _) where RelativePath.normalized(target) == index:
        return entries + sections
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
    let writer = BlogWriter(
      settings: settings, authors: authors, words: words, dates: dates, lists: lists, pages: pages)
    // Excerpts are taken before the posts themselves get anything more.
    var excerpts: [String: BlogExcerpt] = [:]
    for post in posts {
      guard let page = writer.page(post.file, pages) else { continue }
      let excerpt = BlogExcerpt(
        page, title: page.ownTitle, separator: settings.separator,
        permalinkClass: (dialect.contents ?? Contents()).permalinkClass, slugs: dialect.slugs)
      excerpts[post.file] = excerpt
      if settings.requiresExcerpt, !excerpt.isCut {
        log.append(
          .error(
            code: "docs.blog.excerpt", "the post has no '\(settings.separator)'",
            at: Location(file: docsDir + "/" + post.file), target: post.file,
            hint: "put it behind the first paragraph, or set post_excerpt: optional"))
      }
    }
    for list in lists { writer.write(list, excerpts, into: &pages) }
    for post in posts { writer.writeFacts(of: post, into: &pages, docsDir, &log) }
    writer.chain(posts, in: &pages)
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
