public import Configuration
public import Diagnostics
public import Markdown
public import SystemPackage

/// What `mkdocs.yml` says, typed. Defaults are MkDocs'.
public struct SiteConfiguration: Sendable {
  /// The configuration file as the user named it, for locations.
  public var file: String
  /// The folder that relative paths in the configuration start from.
  public var root: FilePath
  /// The configuration file and those it inherits from.
  public var configurationFiles: [FilePath] = []
  /// Where a preview listens (`dev_addr`): a host and a port.
  public var previewAddress: String?
  /// What a preview watches besides the sources, as written.
  public var watch: [String] = []
  /// The site's name.
  public var siteName = ""
  /// The site's address, with a slash at its end; nil when it is not known.
  public var siteURL: String?
  /// One sentence about the site.
  public var siteDescription: String?
  /// Who wrote the site.
  public var siteAuthor: String?
  /// HTML for the footer.
  public var copyright: String?
  /// The folder of the pages, as written.
  public var docsDir = Located("docs")
  /// The folder the site is written to, as written.
  public var siteDir = "site"
  /// Pages are written as `name/index.html`.
  public var useDirectoryURLs = true
  /// Warnings fail the build.
  public var strict = false
  /// Where the sources live, and what to call that place.
  public var repository: Repository?
  /// What leads from a page to its source, without the page's path; nil for no edit links.
  public var editURL: String?
  /// Where pages are edited; it wins over `editURL`.
  public var editTemplate: EditTemplate?
  /// The navigation as written; nil when it follows the folders.
  public var nav: [NavEntry]?
  /// The languages of a site that has several.
  public var languages = SiteLanguages()
  /// Other projects whose pages stand in the site.
  public var includedSites: [IncludedSite] = []
  /// The Markdown that pages are written in.
  public var dialect = Dialect.commonMark
  /// The theme and its settings.
  public var theme = Theme()
  /// Style sheets of the site's own.
  public var extraCSS: [String] = []
  /// Scripts of the site's own.
  public var extraJavaScript: [Script] = []
  /// What `extra` says to the layout.
  public var layoutExtras = LayoutExtras()
  /// What the search index holds; nil where the plugin `search` is off.
  public var search: SearchOptions? = SearchOptions()
  /// Patterns of files that are no part of the site.
  public var excludeDocs = ""
  /// The site is looked at while it is written.
  public var isPreview = false
  /// Patterns of drafts: no part of a built site.
  public var draftDocs = ""
  /// Patterns of pages that need not stand in `nav`.
  public var notInNav = ""
  /// The folder of the pages may hold the configuration and the built site (`same-dir`).
  public var docsHoldSite = false
  /// The plugins that are on, in the order written.
  public var plugins: [Plugin] = []
  /// What `extra` holds, for templates; nil without it.
  public var extra: YAMLNode?
  /// The whole configuration as written, for what templates read of it.
  public var source: YAMLNode?
  /// The branch that a deployment goes to.
  public var remoteBranch = "gh-pages"
  /// The remote that branch lies on.
  public var remoteName = "origin"
  /// What to say about links and navigation.
  public var validation = Validation()

  /// A configuration with MkDocs' defaults.
  public init(file: String, root: FilePath) {
    self.file = file
    self.root = root
  }

  /// A value and where it is written.
  public struct Located: Sendable, Hashable {
    /// The value.
    public var value: String
    /// Where it is written; nil for a default.
    public var location: Location?

    init(_ value: String, at location: Location? = nil) {
      self.value = value
      self.location = location
    }
  }

  /// Where a site's sources live.
  public struct Repository: Sendable, Hashable {
    /// The address.
    public var url: String
    /// What to call it.
    public var name: String
  }

  /// A script of the site's own.
  public struct Script: Sendable, Hashable {
    /// Where it lies: below `docs_dir`, or an address.
    public var path: String
    /// `type="module"` and the like.
    public var type: String?
    /// Load it after the page.
    public var isDeferred = false
    /// Load it when it comes.
    public var isAsynchronous = false

    /// A script at a path.
    public init(
      path: String, type: String? = nil, isDeferred: Bool = false, isAsynchronous: Bool = false
    ) {
      self.path = path
      self.type = type
      self.isDeferred = isDeferred
      self.isAsynchronous = isAsynchronous
    }
  }

  /// A plugin that is on.
  public struct Plugin: Sendable, Hashable {
    /// Its name, without the theme's before it: `search` for `material/search`.
    public var name: String
    /// Its options as written; nil for none.
    public var options: YAMLNode?
    /// Where its name is written.
    public var location: Location
  }
}

/// One entry of `nav` as written.
public indirect enum NavEntry: Sendable, Hashable {
  /// A page or an address, perhaps with a title.
  case link(title: String?, target: String, location: Location)
  /// A titled list of entries.
  case section(title: String, entries: [NavEntry])
}
