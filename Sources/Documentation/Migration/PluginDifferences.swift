/// In what plugins that scaffold does itself differ from those in Python.
enum PluginDifferences {
  static let all: [String: String] = [
    "search": "the index is split: a visitor loads what a query needs",
    "macros":
      "templates are rendered here; functions of your Python module run in your python3, if there is one",
    "mkdocstrings": "it imports Python: each block is reported and stands as a note",
    "gen-files": "its scripts are Python and do not run: write their files before the build",
    "glightbox": "images open in a dialog of scaffold's own, without the library",
    "minify": "pages lose comments and blanks; scripts and styles are copied as they are",
    "llmstxt": "pages are given in the Markdown their authors wrote",
    "rss": "the beginning of a page, where it stands for a description, is plain text",
    "privacy":
      "the theme requests nothing from elsewhere; what pages request is named, and not downloaded",
    "offline": "the search of scaffold needs no server",
    "mike": "versions are published by scaffold docs deploy --version",
    "git-revision-date-localized": "times are UTC, and timeago shows the date",
    "i18n": "each language has its own search, and a preview shows the site's own language",
    "mermaid2": "diagrams are drawn by the script that 'javascript' or extra_javascript names",
    "techdocs-core": "diagrams of graphviz and PlantUML stay code",
    "blog": "what is known of a post stands above it, not beside it",
  ]

  /// The theme's own plugins may be named with the theme.
  static func shortName(_ name: String) -> String {
    name.hasPrefix("material/") ? String(name.dropFirst("material/".count)) : name
  }
}
