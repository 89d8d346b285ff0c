import Configuration
import Diagnostics
import Sites

/// The plugins of one site, in the order their phases run.
struct Plugins: Sendable {
  /// The plugins that do something in a build, by name, in the order they work in. Those that
  /// settle which files there are come first, those that read pages follow the authors' order.
  static let kinds: [(name: String, type: any SitePlugin.Type)] = [
    ("i18n", LanguagesPlugin.self),
    ("exclude", ExcludePlugin.self),
    ("meta", MetaPlugin.self),
    ("blog", BlogPlugin.self),
    ("git-revision-date-localized", RevisionDatesPlugin.self),
    ("include-markdown", IncludeMarkdownPlugin.self),
    ("macros", MacrosPlugin.self),
    ("markdownextradata", MacrosPlugin.self),
    ("gen-files", GeneratedFilesPlugin.self),
    ("mkdocstrings", DocstringsPlugin.self),
    ("glightbox", LightboxPlugin.self),
    ("open-in-new-tab", OpenInNewTabPlugin.self),
    ("privacy", PrivacyPlugin.self),
    ("include_dir_to_nav", IncludeDirToNavPlugin.self),
    ("literate-nav", LiterateNavPlugin.self),
    ("awesome-pages", AwesomePagesPlugin.self),
    ("awesome-nav", AwesomeNavPlugin.self),
    ("section-index", SectionIndexPlugin.self),
    ("tags", TagsPlugin.self),
    ("exclude-search", ExcludeSearchPlugin.self),
    ("autorefs", AutorefsPlugin.self),
    ("redirects", RedirectsPlugin.self),
    ("llmstxt", LLMsTextPlugin.self),
    ("rss", FeedPlugin.self),
    ("minify", MinifyPlugin.self),
  ]

  private(set) var all: [any SitePlugin] = []
  /// What is wrong with their options.
  private(set) var diagnostics: [Diagnostic] = []

  init(_ site: SiteConfiguration, _ folders: SiteFolders) {
    var plugins = site.plugins
    // mkdocstrings resolves references between pages itself.
    if plugins.contains(where: { $0.name == "mkdocstrings" }),
      !plugins.contains(where: { $0.name == "autorefs" }),
      let strings = plugins.first(where: { $0.name == "mkdocstrings" })
    {
      var references = strings
      references.name = "autorefs"
      references.options = nil
      plugins.append(references)
    }
    for kind in Self.kinds {
      for plugin in plugins where plugin.name == kind.name {
        var setup = PluginSetup(plugin, site, folders)
        let made = kind.type.init(&setup)
        setup.options.rejectUnread()
        diagnostics += setup.options.diagnostics
        if let made { all.append(made) }
      }
    }
  }

  var needsMarkdown: Bool { all.contains { $0.needsMarkdown } }
  var needsFrontMatter: Bool { all.contains { $0.needsFrontMatter } }
  var changesDocuments: Bool { all.contains { $0.changesDocuments } }

  func configured(_ site: SiteConfiguration) -> SiteConfiguration {
    var site = site
    for plugin in all { plugin.configure(&site) }
    return site
  }

  func definitions(_ pages: [Page]) -> [Int: [(label: String, target: String)]] {
    all.reduce(into: [:]) { all, plugin in
      all.merge(plugin.definitions(pages)) { $0 + $1 }
    }
  }

  mutating func files(_ found: SiteFiles, _ log: inout [Diagnostic]) -> SiteFiles {
    var files = found
    for index in all.indices { files = all[index].files(files, &log) }
    return files
  }

  mutating func prepare(_ files: SiteFiles, _ log: inout [Diagnostic]) async {
    for index in all.indices { await all[index].prepare(files, &log) }
  }

  func frontMatter(_ values: YAMLNode?, of file: SiteFile) -> YAMLNode? {
    all.reduce(values) { $1.frontMatter($0, of: file) }
  }

  func source(_ source: inout PageSource, _ log: inout [Diagnostic]) {
    for plugin in all { plugin.source(&source, &log) }
  }

  func content(_ page: inout Page) {
    for plugin in all { plugin.content(&page) }
  }

  func navigation(
    _ entries: [NavEntry]?, _ sources: NavigationSources, _ log: inout [Diagnostic]
  ) -> [NavEntry]? {
    all.reduce(entries) { $1.navigation($0, sources, &log) }
  }

  func navigation(_ navigation: inout Navigation) {
    for plugin in all { plugin.navigation(&navigation) }
  }

  func pages(_ pages: inout [Page], _ navigation: Navigation, _ log: inout [Diagnostic]) {
    for plugin in all { plugin.pages(&pages, navigation, &log) }
  }

  func outputs(_ site: FinishedSite, _ log: inout [Diagnostic]) -> [OutputFile] {
    all.flatMap { $0.outputs(site, &log) }
  }

  func document(_ bytes: inout [UInt8]) {
    for plugin in all where plugin.changesDocuments { plugin.document(&bytes) }
  }
}
