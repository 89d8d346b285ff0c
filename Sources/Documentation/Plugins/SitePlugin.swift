import Configuration
import Diagnostics
import Sites
import SystemPackage

/// The work of one plugin of `mkdocs.yml`, in the order of a build. Every phase has a default that
/// does nothing.
///
/// Phases are pure where they can be: they get values and give values, and say in `log` what is
/// wrong. `prepare` alone may run programs, and files are read where an author's page names them.
protocol SitePlugin: Sendable {
  /// Reads the plugin's options; nil when they leave it nothing to do.
  init?(_ setup: inout PluginSetup)

  /// Whether pages must keep the whole of their front matter.
  var needsFrontMatter: Bool { get }

  /// Whether pages must keep their Markdown.
  var needsMarkdown: Bool { get }

  /// Changes the configuration, before anything is read.
  func configure(_ site: inout SiteConfiguration)

  /// Changes which files the site has, and where they go.
  mutating func files(_ files: SiteFiles, _ log: inout [Diagnostic]) -> SiteFiles

  /// Fetches what the pages need, once per build.
  mutating func prepare(_ files: SiteFiles, _ log: inout [Diagnostic]) async

  /// Changes a page's front matter; called on many threads.
  func frontMatter(_ values: YAMLNode?, of file: SiteFile) -> YAMLNode?

  /// Changes a page's Markdown; called on many threads.
  func source(_ source: inout PageSource, _ log: inout [Diagnostic])

  /// Changes a page's content; called on many threads.
  func content(_ page: inout Page)

  /// References that pages lack: for each page by its index, labels with where they lead. Those
  /// pages are read again with them.
  func definitions(_ pages: [Page]) -> [Int: [(label: String, target: String)]]

  /// Changes what `nav` holds; nil stands for the folders.
  func navigation(
    _ entries: [NavEntry]?, _ sources: NavigationSources, _ log: inout [Diagnostic]
  ) -> [NavEntry]?

  /// Changes the finished navigation.
  func navigation(_ navigation: inout Navigation)

  /// Changes pages by what stands in others.
  func pages(_ pages: inout [Page], _ navigation: Navigation, _ log: inout [Diagnostic])

  /// Files of its own that the site gets.
  func outputs(_ site: FinishedSite, _ log: inout [Diagnostic]) -> [OutputFile]

  /// Changes a page's whole document; called on many threads.
  func document(_ bytes: inout [UInt8])

  /// Whether `document` does anything.
  var changesDocuments: Bool { get }
}

extension SitePlugin {
  var needsFrontMatter: Bool { false }
  var needsMarkdown: Bool { false }
  func configure(_ site: inout SiteConfiguration) {}
  func definitions(_ pages: [Page]) -> [Int: [(label: String, target: String)]] { [:] }
  var changesDocuments: Bool { false }
  mutating func files(_ files: SiteFiles, _ log: inout [Diagnostic]) -> SiteFiles { files }
  mutating func prepare(_ files: SiteFiles, _ log: inout [Diagnostic]) async {}
  func frontMatter(_ values: YAMLNode?, of file: SiteFile) -> YAMLNode? { values }
  func source(_ source: inout PageSource, _ log: inout [Diagnostic]) {}
  func content(_ page: inout Page) {}
  func navigation(
    _ entries: [NavEntry]?, _ sources: NavigationSources, _ log: inout [Diagnostic]
  ) -> [NavEntry]? { entries }
  func navigation(_ navigation: inout Navigation) {}
  func pages(_ pages: inout [Page], _ navigation: Navigation, _ log: inout [Diagnostic]) {}
  func outputs(_ site: FinishedSite, _ log: inout [Diagnostic]) -> [OutputFile] { [] }
  func document(_ bytes: inout [UInt8]) {}
}

/// What a plugin is made from.
struct PluginSetup {
  /// The whole configuration.
  let site: SiteConfiguration
  /// The site's folders.
  let folders: SiteFolders
  /// The plugin's options; those nobody asks for are unknown.
  var options: MappingReader
  /// Where the plugin's name is written.
  let location: Location

  init(_ plugin: SiteConfiguration.Plugin, _ site: SiteConfiguration, _ folders: SiteFolders) {
    self.site = site
    self.folders = folders
    options = MappingReader(
      plugin.options ?? YAMLNode(.mapping([]), at: plugin.location),
      code: "docs.config.plugin", subject: "the plugin '\(plugin.name)'")
    location = plugin.location
    _ = options.value("enabled")
  }

  /// Says that an option has no effect, where it is written.
  ///
  /// - Parameter severity: a warning where content is missing because of it.
  mutating func unsupported(
    _ key: String, _ effect: String, _ severity: Severity = .info, hint: String? = nil
  ) {
    guard let value = options.value(key), value.bool != false, value.sequence?.isEmpty != true
    else { return }
    options.add(
      Diagnostic(
        severity, code: "docs.config.unsupported-option",
        "the option '\(key)' has no effect: \(effect)",
        at: value.location, target: key, hint: hint))
  }

  /// Takes options that change nothing here.
  mutating func ignore(_ keys: String...) {
    for key in keys { _ = options.value(key) }
  }
}

/// What is known of a site when its navigation is made.
struct NavigationSources {
  /// The files of the site.
  let files: SiteFiles
  /// The title of each page by its source path.
  let titles: LazyTitles
  /// The folder of the pages, for locations.
  let docsDir: String

  init(files: SiteFiles, pages: [Page], docsDir: String) {
    self.files = files
    titles = LazyTitles(pages: pages)
    self.docsDir = docsDir
  }

  /// Titles that are looked up seldom, in a site that may be large.
  final class LazyTitles {
    private let pages: [Page]
    private lazy var indexes = Dictionary(
      pages.enumerated().map { ($1.file.sourcePath, $0) }, uniquingKeysWith: { first, _ in first })

    init(pages: [Page]) { self.pages = pages }

    /// The page's own title.
    subscript(sourcePath: String) -> String? { indexes[sourcePath].map { pages[$0].ownTitle } }
  }

  /// Where a file stands, for diagnostics.
  func location(_ sourcePath: String, line: Int? = nil) -> Location {
    Location(file: docsDir + "/" + sourcePath, line: line, column: line == nil ? nil : 1)
  }
}

/// A site whose pages are complete.
struct FinishedSite {
  let files: SiteFiles
  let pages: [Page]
  let titles: [String]
  let navigation: Navigation
  /// Finds what paths that lead nowhere probably meant.
  let suggestions: LinkSuggestions
}

/// A file of the site that is written whole.
struct OutputFile: Sendable {
  /// The path below the site's folder.
  var path: String
  var bytes: [UInt8]
}
