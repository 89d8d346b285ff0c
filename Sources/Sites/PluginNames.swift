public import Diagnostics

/// The plugins that mkdocs.yml files name.
public enum PluginNames {
  /// Plugins whose work scaffold does itself, or that need no work here.
  public static let supported: Set<String> = [
    "search", "redirects", "gh-admonitions", "callouts", "privacy", "offline", "exclude", "meta",
    "techdocs-core", "literate-nav", "awesome-pages", "awesome-nav", "section-index", "info",
    "exclude-search", "macros", "minify",
    "include-markdown", "tags", "git-revision-date-localized", "glightbox", "autorefs", "llmstxt",
    "rss", "blog", "same-dir", "mike", "mkdocstrings", "gen-files", "markdownextradata",
  ]

  /// What the absence of a plugin means for the site, how much that matters, and what to do.
  public typealias Absence = (severity: Severity, effect: String, hint: String?)

  /// Plugins that are known and not done. Those that only adorn are worth knowing about; where
  /// content is missing it is a warning.
  public static let unsupported: [String: Absence] = [
    "social": (.info, "no cards are made", nil),
    "typeset": (.info, "titles are plain", nil),
    "optimize": (.info, "images are copied as they are", "optimize them once, in the repository"),
    "git-committers": (.info, "pages bear no authors", nil),
    "git-authors": (.info, "pages bear no authors", nil),
    "git-revision-date": (
      .info, "pages bear no dates", "use git-revision-date-localized, which is supported"
    ),
    "print-site": (.info, "no single page is made", nil),
    "with-pdf": (.info, "no PDF is made", "print pages from a browser"),
    "pdf-export": (.info, "no PDF is made", "print pages from a browser"),
    "open-in-new-tab": (.info, "links open where they are", nil),
    "htmlproofer": (
      .info, "addresses outside are not fetched", "run scaffold audit --external"
    ),
    "linkcheck": (.info, "addresses outside are not fetched", "run scaffold audit --external"),
    "projects": (.warning, "one site is built", "build each with scaffold docs build -f"),
    "i18n": (
      .warning, "one language is built", "build each language with a configuration of its own"
    ),
    "static-i18n": (
      .warning, "one language is built", "build each language with a configuration of its own"
    ),
    "monorepo": (
      .warning, "!include of other projects' nav is not followed", "name their pages in 'nav'"
    ),
    "multirepo": (
      .warning, "nothing is fetched", "check the other repositories out below docs_dir"
    ),
    "table-reader": (
      .warning, "it runs Python: its tables are left as they are", "write the tables as Markdown"
    ),
    "mermaid2": (
      .warning, "its diagrams are code", "use a custom fence of pymdownx.superfences"
    ),
    "simple": (.warning, "docs_dir is read as it is", "name another docs_dir"),
    "swagger-ui-tag": (.warning, "its tags are left as they are", nil),
    "render_swagger": (.warning, "its marks are left as they are", nil),
    "drawio": (.warning, "diagrams are not rendered", "export them as SVG"),
    "kroki": (.warning, "diagrams are code", "render them before the build"),
    "plantuml": (.warning, "diagrams are code", "render them before the build"),
    "jupyter": (
      .warning, "notebooks are not rendered", "convert them with jupyter nbconvert --to markdown"
    ),
    "mkdocs-jupyter": (
      .warning, "notebooks are not rendered", "convert them with jupyter nbconvert --to markdown"
    ),
    "mknotebooks": (
      .warning, "notebooks are not rendered", "convert them with jupyter nbconvert --to markdown"
    ),
    "gallery": (.warning, "it runs Python: examples are not run", nil),
    "coverage": (.warning, "no coverage report is made", nil),
    "click": (.warning, "it runs Python: its blocks are text", nil),
    "typer": (.warning, "it runs Python: its blocks are text", nil),
    "api-autonav": (
      .warning, "it runs Python: no pages are made for modules", "write the pages before the build"
    ),
    "autoapi": (
      .warning, "it runs Python: no pages are made for modules", "write the pages before the build"
    ),
    "build-plantuml": (.warning, "diagrams are code", "render them before the build"),
    "markdown-exec": (
      .warning, "it runs code: its fences are left as they are",
      "run the code before the build and write its output into the page"
    ),
    "bibtex": (.warning, "citations are left as they are", nil),
    "ezlinks-plugin": (.warning, "wiki links are left as they are", "use ordinary links"),
    "roamlinks": (.warning, "wiki links are left as they are", "use ordinary links"),
  ]

  /// All names that are known.
  public static var all: [String] { supported.union(unsupported.keys).sorted() }
}
