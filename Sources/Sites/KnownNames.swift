/// The names that mkdocs.yml files use, so that a misspelt one can be told from one that scaffold
/// does not support. Source: MkDocs 1.6's configuration schema and Material 9's theme reference.
enum KnownNames {
  /// Keys of mkdocs.yml that scaffold reads.
  static let supportedKeys: Set<String> = [
    "site_name", "site_url", "site_description", "site_author", "copyright", "docs_dir", "site_dir",
    "use_directory_urls", "strict", "repo_url", "repo_name", "edit_uri", "edit_uri_template", "nav",
    "markdown_extensions", "theme", "extra_css", "extra_javascript", "extra", "exclude_docs",
    "draft_docs", "not_in_nav", "plugins", "validation", "INHERIT",
  ]

  /// Keys of mkdocs.yml that are MkDocs' own and mean nothing to `docs build`.
  static let irrelevantKeys: Set<String> = [
    "dev_addr", "watch", "remote_branch", "remote_name",
  ]

  /// Keys of mkdocs.yml that need Python or are not there yet, and what to do instead.
  static let unsupportedKeys: [String: String] = [
    "hooks": "hooks are Python code: do their work before the build, in a script",
    "extra_templates": "templates are not rendered: write the finished file into docs_dir",
  ]

  /// Plugins whose work scaffold does itself.
  static let supportedPlugins: Set<String> = [
    "search", "material/search", "redirects", "gh-admonitions", "callouts", "privacy",
    "material/privacy", "offline", "material/offline",
  ]

  /// Plugins that are known and not done: what their absence means for the site.
  static let unsupportedPlugins: [String: String] = [
    "mkdocstrings": "it imports Python: ::: blocks are left as they are",
    "gen-files": "it runs Python: write the files before the build",
    "macros": "it runs Python: macros are left as they are",
    "literate-nav": "the navigation follows nav or the folders",
    "awesome-pages": "the navigation follows nav or the folders",
    "awesome-nav": "the navigation follows nav or the folders",
    "section-index": "a section's index page is an entry of its own",
    "include-markdown": "its includes are left as they are",
    "tags": "tag pages are not made",
    "material/tags": "tag pages are not made",
    "blog": "posts are pages like others",
    "material/blog": "posts are pages like others",
    "meta": ".meta.yml files are not read",
    "material/meta": ".meta.yml files are not read",
    "minify": "pages are written as they are",
    "exclude": "use exclude_docs",
    "rss": "no feed is made",
    "social": "no cards are made",
    "material/social": "no cards are made",
    "mike": "no versions are made",
    "autorefs": "links by heading are not resolved",
    "git-revision-date-localized": "pages bear no dates",
    "git-revision-date": "pages bear no dates",
    "git-committers": "pages bear no authors",
    "git-authors": "pages bear no authors",
    "glightbox": "images are plain",
    "llmstxt": "no llms.txt is made",
    "techdocs-core": "switch its extensions on by name",
    "i18n": "one language is built",
    "monorepo": "one docs_dir is built",
    "optimize": "images are copied as they are",
    "material/optimize": "images are copied as they are",
    "typeset": "titles are plain",
    "group": "its plugins are not read",
    "table-reader": "its tables are left as they are",
    "open-in-new-tab": "links open where they are",
    "mermaid2": "use a custom fence of pymdownx.superfences",
    "print-site": "no single page is made",
    "same-dir": "name another docs_dir",
    "simple": "name another docs_dir",
    "exclude-search": "the search index is not filtered",
    "swagger-ui-tag": "its tags are left as they are",
    "drawio": "diagrams are not rendered",
    "kroki": "diagrams are not rendered",
    "jupyter": "notebooks are not rendered",
    "mkdocs-jupyter": "notebooks are not rendered",
    "markdownextradata": "variables are left as they are",
  ]

  /// Keys of `theme` that scaffold reads.
  static let supportedThemeKeys: Set<String> = [
    "name", "language", "locale", "custom_dir", "favicon", "logo", "features", "palette",
  ]

  /// Keys of `theme` that change nothing here.
  static let irrelevantThemeKeys: Set<String> = [
    "font", "icon", "direction", "color_mode", "user_color_mode_toggle", "highlightjs",
    "hljs_languages", "hljs_style", "hljs_style_dark", "nav_style", "navigation_depth",
    "include_homepage_in_sidebar", "include_sidebar", "collapse_navigation", "titles_only",
    "sticky_navigation", "prev_next_buttons_location", "analytics", "shortcuts", "static_templates",
    "include_search_page", "search_index_only", "logo_icon", "code_highlighting", "i18n",
  ]
}
