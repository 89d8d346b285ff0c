import Bytes
import Sites

/// Makes the site's HTML documents from its pages and navigation.
struct Documents: Sendable {
  private let configuration: SiteConfiguration
  private let pages: [Page]
  private let titles: [String]
  private let layout: PageLayout
  private let navigation: NavigationHTML
  private let words: Words
  /// The pages before and after each page in reading order.
  private let neighbours: [(previous: Int?, next: Int?)]
  /// The page at the site's root stands in a section of the navigation.
  private let nestsHome: Bool

  /// Pages of the site's other languages.
  private let translations: [SiteFile]

  init(
    configuration: SiteConfiguration, theme: ThemeFiles, pages: [Page], navigation: Navigation,
    translations: [SiteFile]
  ) {
    self.translations = translations
    self.configuration = configuration
    self.pages = pages
    let titles = Self.titles(pages, navigation)
    self.titles = titles
    words = theme.words
    self.navigation = Self.navigationHTML(
      navigation, configuration: configuration, words: theme.words, pages: pages, titles: titles)
    layout = PageLayout(
      configuration: configuration, layouts: theme.layouts, navigation: self.navigation,
      words: theme.words)
    var neighbours = [(previous: Int?, next: Int?)](repeating: (nil, nil), count: pages.count)
    for (place, index) in navigation.order.enumerated() {
      if place > 0 { neighbours[index].previous = navigation.order[place - 1] }
      if place + 1 < navigation.order.count { neighbours[index].next = navigation.order[place + 1] }
    }
    for (index, page) in pages.enumerated() {
      if let own = page.neighbours { neighbours[index] = (own.previous, own.next) }
    }
    self.neighbours = neighbours
    let home = pages.firstIndex { $0.file.isHome }
    nestsHome = home.map { navigation.nests($0) } ?? false
  }

  private static func navigationHTML(
    _ navigation: Navigation, configuration: SiteConfiguration, words: Words, pages: [Page],
    titles: [String]
  ) -> NavigationHTML {
    let theme = configuration.theme
    let facts = zip(pages, titles).map { page, title in
      NavigationTree.PageFacts(
        url: page.file.url, title: title, status: page.metadata.status,
        isIndex: PageTitle.stem(of: page.file.sourcePath) == "index")
    }
    return NavigationHTML(
      NavigationTree(navigation, pages: facts, mergesIndexes: theme.has("navigation.indexes")),
      style: NavigationHTML.Style(
        expands: theme.has("navigation.expand"), groups: theme.has("navigation.sections"),
        hasTabs: theme.has("navigation.tabs"), more: { words("more", $0) }),
      status: configuration.layoutExtras.status)
  }

  /// The navigation's title for a page wins over the page's own.
  static func titles(_ pages: [Page], _ navigation: Navigation) -> [String] {
    // By index: to give a whole page out is to copy all that it has.
    var titles = pages.indices.map { pages[$0].ownTitle }
    func visit(_ nodes: [Navigation.Node]) {
      for node in nodes {
        switch node {
        case .page(let index, let title): if let title { titles[index] = title }
        case .section(let title, let children):
          visit(children)
          // A page that stands for its section has the section's title.
          if case .page(let index, _)? = children.first, navigation.sectionPages.contains(index) {
            titles[index] = title
          }
        case .link: break
        }
      }
    }
    visit(navigation.roots)
    return titles
  }

  /// Appends the document of page `index` and gives its path below the site's folder.
  func write(_ index: Int, into output: inout OutputBuffer) -> String {
    let page = pages[index]
    if let target = page.metadata.redirect {
      output.append(RedirectDocument.bytes(leadingTo: target))
      return page.file.outputPath
    }
    var contents = OutputBuffer()
    ContentsHTML.write(page.headings, into: &contents)
    layout.write(
      PageLayout.Content(
        index: index, url: page.file.url, title: titles[index],
        windowTitle: windowTitle(of: index), description: page.metadata.description,
        author: page.metadata.author,
        html: page.html, lead: page.lead, trail: page.trail, headings: page.headings,
        hasTitleHeading: page.hasTitleHeading,
        byline: page.byline, furtherReading: page.furtherReading, contents: contents,
        sourcePath: page.file.origin == nil ? page.file.authorsPath : nil,
        root: root(of: page.file),
        previous: neighbour(neighbours[index].previous), next: neighbour(neighbours[index].next),
        hidden: page.metadata.hidden, values: page.metadata.values,
        template: page.metadata.template, isHome: isHome(index)),
      into: &output)
    if page.isList { Self.unwrap(&output.bytes) }
    return page.file.outputPath
  }

  /// A page that lists articles is no article: its parts are.
  private static func unwrap(_ bytes: inout [UInt8]) {
    let open: [UInt8] = Array("<article class=\"md-content__inner".utf8)
    let close: [UInt8] = Array("</article>".utf8)
    guard let start = bytes.firstRange(of: open), let end = bytes.ranges(of: close).last else {
      return
    }
    bytes.replaceSubrange(end, with: Array("</div>".utf8))
    bytes.replaceSubrange(start, with: Array("<div class=\"md-content__inner".utf8))
  }

  private func neighbour(_ index: Int?) -> PageLayout.Content.Neighbour? {
    index.map { .init(title: titles[$0], url: pages[$0].file.url) }
  }

  /// The home page names the site alone, unless it stands in a section of the navigation; Material has
  /// front matter's title before any other.
  private func windowTitle(of index: Int) -> String {
    let page = pages[index]
    let site = configuration.siteName
    if configuration.theme.name == "material", let title = page.metadata.title,
      !title.isEmpty
    {
      return "\(title) - \(site)"
    }
    if isHome(index) { return site }
    return titles[index].isEmpty ? site : "\(titles[index]) - \(site)"
  }

  private func isHome(_ index: Int) -> Bool {
    pages[index].file.isHome && !nestsHome && !configuration.languages.haveFolders
      && configuration.languages.current == nil
  }

  /// `./` for a page at the root, `../` for each folder above it.
  private func root(of file: SiteFile) -> String {
    let depth = file.url.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: "/") ? 1 : 0) }
    return depth == 0 ? "./" : String(repeating: "../", count: depth)
  }

  /// What the search index is made of.
  var searchedPages: [SearchedPage] {
    pages.indices.compactMap { index in
      if pages[index].metadata.isExcludedFromSearch { return nil }
      return SearchedPage(
        url: pages[index].file.url, title: titles[index],
        boost: pages[index].metadata.searchBoost, html: pages[index].html)
    }
  }

  /// The documents that are no pages: the 404 page, the sitemap, also compressed, and the mark that
  /// keeps GitHub Pages from leaving out names that begin with `_`.
  var extra: [(path: String, bytes: [UInt8])] {
    var output = OutputBuffer()
    layout.write(
      PageLayout.Content(
        index: nil, url: nil, title: words["missing.title"],
        windowTitle: "\(words["missing.title"]) - \(configuration.siteName)", html: [],
        hasTitleHeading: true, contents: OutputBuffer(), root: absoluteRoot, hidden: [],
        template: "404.html"),
      into: &output)
    let sitemap = Sitemap.bytes(pages.map(\.file) + translations, siteURL: configuration.siteURL)
    var extra: [(path: String, bytes: [UInt8])] = [
      ("404.html", output.bytes), ("sitemap.xml", sitemap), (".nojekyll", []),
    ]
    for name in configuration.theme.staticTemplates where name != "404.html" {
      guard layout.has(name) else { continue }
      extra.append((name, staticPage(name)))
    }
    if let compressed = Gzip.compressed(sitemap) { extra.append(("sitemap.xml.gz", compressed)) }
    // Links to searches of sites with this theme lead there.
    if configuration.theme.name == "readthedocs", configuration.hasSearch {
      extra.append(("search.html", searchPage))
    }
    return extra + navigation.files.map { (ThemeFiles.folder + $0.path, $0.bytes) }
  }

  /// The page of a template that `theme.static_templates` names.
  private func staticPage(_ template: String) -> [UInt8] {
    var output = OutputBuffer()
    layout.write(
      PageLayout.Content(
        index: nil, url: nil, title: configuration.siteName, windowTitle: configuration.siteName,
        html: [], hasTitleHeading: true, contents: OutputBuffer(), root: absoluteRoot, hidden: [],
        template: template),
      into: &output)
    return output.bytes
  }

  /// A page whose field holds what its address asks for.
  private var searchPage: [UInt8] {
    var output = OutputBuffer()
    layout.write(
      PageLayout.Content(
        index: nil, url: nil, title: words["search"],
        windowTitle: "\(words["search"]) - \(configuration.siteName)",
        html: Array("<h1>\(words["search"].htmlEscaped)</h1>\n".utf8), hasTitleHeading: true,
        contents: OutputBuffer(), root: "./", hidden: []),
      into: &output)
    return output.bytes
  }

  /// The 404 page is shown at any address, so its links are absolute.
  private var absoluteRoot: String {
    guard let url = configuration.siteURL else { return "/" }
    var slashes = 0
    for index in url.indices where url[index] == "/" {
      slashes += 1
      if slashes == 3 { return String(url[index...]) }
    }
    return "/"
  }
}
