import Diagnostics

/// The plugins that mkdocs.yml files name.
public enum PluginNames {
  /// Plugins whose work scaffold does itself, or that need no work here.
  public static let supported: Set<String> = [
    "search", "redirects", "gh-admonitions", "privacy", "offline", "exclude", "meta",
    "techdocs-core", "literate-nav", "awesome-pages", "awesome-nav", "section-index", "info",
    "exclude-search", "macros", "minify",
    "include-markdown", "tags", "git-revision-date-localized", "glightbox", "autorefs", "llmstxt",
    "rss", "blog", "same-dir", "mike", "mkdocstrings", "gen-files", "markdownextradata",
    "mermaid2", "open-in-new-tab", "include_dir_to_nav", "i18n", "monorepo", "callouts", "group",
  ]

  /// All names that are known.
  public static var all: [String] { supported.union(unsupported.keys).sorted() }
}
