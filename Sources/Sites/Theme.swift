public import Diagnostics

/// The theme's settings, as far as scaffold's layout has them.
public struct Theme: Sendable, Hashable {
  /// `material`, `mkdocs`, `readthedocs`, or the name of another.
  public var name = "mkdocs"
  /// The language of the pages.
  public var language = "en"
  /// Where the language is set.
  public var languageLocation: Location?
  /// `ltr` or `rtl`; nil follows the language.
  public var direction: String?
  /// A folder whose files are added to the site.
  public var customDir: SiteConfiguration.Located?
  /// Templates of that folder that are pages of the site's root.
  public var staticTemplates: [String] = []
  /// The icon that browsers show, below `docs_dir`.
  public var favicon: String?
  /// The image in the header, below `docs_dir`.
  public var logo: String?
  /// Names of icons by their place: `logo`, `repo`, `edit`, `view`, `admonition.note`.
  public var icons: [String: String] = [:]
  /// `auto`, `light` or `dark`: what a reader sees first (`color_mode` of the theme mkdocs).
  public var colorMode: String?
  /// The families of fonts that come first, if the reader or the site has them.
  public var font = Font()
  /// Material's `features`.
  public var features: Set<String> = []
  /// Colour schemes in the order written.
  public var palettes: [Palette] = []

  /// One of Material's colour schemes.
  public struct Palette: Sendable, Hashable {
    /// `default`, `slate`, or one of the site's own styles.
    public var scheme: String?
    /// The colour of the header.
    public var primary: String?
    /// The colour of what can be clicked.
    public var accent: String?
    /// The media query under which it is the first choice.
    public var media: String?
  }

  /// Names of font families. They are never fetched from elsewhere.
  public struct Font: Sendable, Hashable {
    /// For text.
    public var text: String?
    /// For code.
    public var code: String?
  }

  /// A page without a heading of level one gets one with its title.
  public var addsTitleHeading: Bool { name == "material" }

  /// Whether `features` has this one.
  public func has(_ feature: String) -> Bool { features.contains(feature) }
}

/// What `extra` says to the layout. Its other keys are the site's own.
public struct LayoutExtras: Sendable, Hashable {
  /// Links of the footer.
  public var social: [SocialLink] = []
  /// The site in other languages.
  public var alternates: [Alternate] = []
  /// Where the site's name leads; nil for its first page.
  public var homepage: String?
  /// What the marks of pages mean (`status:` in front matter), by their names.
  public var status: [String: String] = [:]
  /// The menu of versions that stand side by side (`version` with `provider: mike`); nil for none.
  public var versions: Versions?
  /// Write `search/search_index.json` too, for tools that read MkDocs' index.
  public var writesSearchIndexJSON = false

  /// The menu of a site's versions.
  public struct Versions: Sendable, Hashable {
    /// The versions and aliases that are not out of date.
    public var current = ["latest"]
    /// Show the first alias of each version.
    public var showsAliases = false
  }

  /// A link of the footer.
  public struct SocialLink: Sendable, Hashable {
    /// The address.
    public var url: String
    /// What it leads to.
    public var name: String
    /// The name of an icon.
    public var icon: String?
  }

  /// The site in another language.
  public struct Alternate: Sendable, Hashable {
    /// The language's name.
    public var name: String
    /// Its address.
    public var url: String
    /// Its code, such as `de`.
    public var language: String
  }

  init() {}
}

/// What the search index holds (plugin `search`).
public struct SearchOptions: Sendable, Hashable {
  /// How much of each page is found.
  public enum Indexing: String, Sendable, Hashable, CaseIterable {
    /// Titles, headings and text.
    case full
    /// Titles and headings.
    case sections
    /// Titles.
    case titles
  }

  /// How much of each page is found.
  public var indexing = Indexing.full
  /// The languages of the pages.
  public var languages: [String] = []

  init() {}
}
