/// The names that mkdocs.yml files use, so that a misspelt one can be told from one that scaffold
/// does not support. Source: MkDocs 1.6's configuration schema and Material 9's theme reference.
enum KnownNames {
  /// Keys of mkdocs.yml that scaffold reads.
  static let supportedKeys: Set<String> = [
    "site_name", "site_url", "site_description", "site_author", "copyright", "docs_dir", "site_dir",
    "use_directory_urls", "strict", "repo_url", "repo_name", "edit_uri", "edit_uri_template", "nav",
    "markdown_extensions", "theme", "extra_css", "extra_javascript", "extra", "exclude_docs",
    "draft_docs", "not_in_nav", "plugins", "validation", "INHERIT", "remote_branch", "remote_name",
    "dev_addr", "watch", "hooks", "extra_templates",
  ]

  /// Keys that MkDocs once had: what took their place.
  static let formerKeys: [String: String] = [
    "pages": "rename it to 'nav'",
    "google_analytics": "use the theme's 'analytics' setting",
    "markdown_extensions_config": "write options below their extension",
  ]

  /// Keys of `theme` that scaffold reads.
  static let supportedThemeKeys: Set<String> = [
    "name", "language", "locale", "direction", "color_mode", "custom_dir", "favicon", "logo",
    "icon", "font", "features", "palette", "static_templates",
  ]

  /// Keys of `theme` that change nothing here.
  static let irrelevantThemeKeys: Set<String> = [
    "user_color_mode_toggle", "highlightjs",
    "hljs_languages", "hljs_style", "hljs_style_dark", "nav_style", "navigation_depth",
    "include_homepage_in_sidebar", "include_sidebar", "collapse_navigation", "titles_only",
    "sticky_navigation", "prev_next_buttons_location", "analytics", "shortcuts",
    "include_search_page", "search_index_only", "logo_icon", "code_highlighting", "i18n",
  ]
}
