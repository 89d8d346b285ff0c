public import Diagnostics

extension PluginNames {
  /// What the absence of a plugin means for the site, how much that matters, and what to do.
  public typealias Absence = (severity: Severity, effect: String, hint: String?)

  /// Plugins that are known and not done. Those that only adorn are worth knowing about; where
  /// content is missing it is a warning.
  public static let unsupported: [String: Absence] = Dictionary(
    groups.flatMap { group in group.names.map { ($0, group.absence) } },
    uniquingKeysWith: { first, _ in first })

  private static let groups: [(names: [String], absence: Absence)] = [
    (["social"], (.info, "no cards are made", nil)),
    (["typeset"], (.info, "titles are plain", nil)),
    (
      ["optimize", "webp", "image-optimize", "img-optimize"],
      (.info, "images are copied as they are", "optimize them once, in the repository")
    ),
    (["git-committers", "git-authors"], (.info, "pages bear no authors", nil)),
    (
      ["git-revision-date"],
      (.info, "pages bear no dates", "use git-revision-date-localized, which is supported")
    ),
    (["git-latest-changes"], (.warning, "there is no list of changes", nil)),
    (
      ["print-site", "print_site", "print-page"],
      (.info, "no single page is made", "print pages from a browser")
    ),
    (
      [
        "with-pdf", "pdf-export", "to-pdf", "pdf-with-js", "exporter", "page-pdf",
        "mkdocs-exporter",
      ], (.info, "no PDF is made", "print pages from a browser")
    ),
    (
      ["htmlproofer", "linkcheck", "w3cvalidator"],
      (.info, "addresses outside are not fetched", "run scaffold audit --external")
    ),
    (["spellcheck"], (.info, "nothing is spell-checked", "run a spell checker over docs_dir")),
    (["localsearch", "lang-search"], (.info, "the search works without it", "remove it")),
    (
      ["material-plausible", "plausible", "matomo"],
      (.info, "visits are not counted", "name the script in extra_javascript")
    ),
    (["panzoom"], (.info, "diagrams do not move", nil)),
    (["no-sitemap"], (.info, "the sitemap stays", nil)),
    (["live-edit"], (.info, "pages get no links to edit them there", nil)),
    (["link-marker"], (.info, "links get no marks", "style a[href^=http] with extra_css")),
    (["toggle-sidebar"], (.info, "the side bar stays", nil)),
    (["projects"], (.warning, "one site is built", "build each with scaffold docs build -f")),
    (
      ["multirepo", "import"],
      (.warning, "nothing is fetched", "check the other repositories out below docs_dir")
    ),
    (
      ["table-reader"],
      (.warning, "it runs Python: its tables are left as they are", "write the tables as Markdown")
    ),
    (["charts", "vegalite"], (.warning, "its charts are code", "render them before the build")),
    (["simple"], (.warning, "docs_dir is read as it is", "name another docs_dir")),
    (
      ["swagger-ui-tag", "render_swagger", "swagger-ui", "neoteroi.mkdocsoad", "redoc-tag"],
      (
        .warning, "its tags are left as they are",
        "put Swagger UI into docs_dir and write its HTML into the page"
      )
    ),
    (
      ["drawio", "drawio-exporter", "drawio_file", "diagrams"],
      (.warning, "diagrams are not rendered", "export them as SVG")
    ),
    (
      [
        "kroki", "plantuml", "build_plantuml", "build-plantuml", "puml", "d2", "markmap",
        "graphviz",
      ], (.warning, "diagrams are code", "render them before the build")
    ),
    (
      ["jupyter", "mkdocs-jupyter", "mknotebooks", "marimo"],
      (.warning, "notebooks are not rendered", "convert them with jupyter nbconvert --to markdown")
    ),
    (["gallery"], (.warning, "it runs Python: examples are not run", nil)),
    (["coverage"], (.warning, "no coverage report is made", nil)),
    (
      ["click", "typer", "mkdocs-click", "mkdocs-typer"],
      (
        .warning, "it runs Python: its blocks are text",
        "write the output of --help into the page before the build"
      )
    ),
    (
      ["api-autonav", "autoapi", "mkapi", "pdoc", "crazyheaven"],
      (
        .warning, "it runs Python: no pages are made for modules",
        "write the pages before the build"
      )
    ),
    (
      ["markdown-exec"],
      (
        .warning, "it runs code: its fences are left as they are",
        "run the code before the build and write its output into the page"
      )
    ),
    (["bibtex"], (.warning, "citations are left as they are", nil)),
    (
      ["ezlinks", "ezlinks-plugin", "roamlinks", "obsidian-bridge", "obsidian-support"],
      (.warning, "wiki links are left as they are", "use ordinary links")
    ),
    (
      ["autolink_references", "alias", "autolinks"],
      (
        .warning, "references are left as they are",
        "use ordinary links, or pymdownx.magiclink for issues"
      )
    ),
    (
      ["ezglossary", "glossary", "tooltips"],
      (.warning, "terms are left as they are", "use the extension abbr")
    ),
    (
      ["enumerate-headings", "add-number"],
      (.warning, "headings have no numbers", "write them, or number headings with extra_css")
    ),
    (
      ["caption", "img2fig", "image-captions", "mkdocs-img2fig-plugin"],
      (.warning, "images and tables have no captions", "use pymdownx.blocks.caption")
    ),
    (["mkdocs-video", "video"], (.warning, "videos are images", "write the element video")),
    (
      ["asciinema-player", "termynal"],
      (
        .warning, "recordings are code",
        "put the player into docs_dir and write its HTML into the page"
      )
    ),
    (
      ["encryptcontent", "encriptcontent"],
      (.warning, "pages are shown as they are: nothing is encrypted", "do not publish them")
    ),
    (
      ["file-filter", "exclude-unused-files", "unused_files", "markdown-filter"],
      (.warning, "files are not chosen by it", "use exclude_docs")
    ),
    (
      ["nav-weight", "pagetree", "mkdocs-nav-weight"],
      (.warning, "the order of the navigation is that of names", "use awesome-nav")
    ),
    (
      ["mkdocs-simple-hooks", "simple-hooks", "hooks"],
      (.warning, "its functions do not run", "write what they make before the build")
    ),
    (
      [
        "external-markdown", "embed_file", "embed-external-markdown", "codeinclude", "git-snippet",
        "snippets",
      ], (.warning, "files are not embedded", "use pymdownx.snippets or include-markdown")
    ),
    (
      ["badges", "mdbadges", "quiz", "placeholder", "progress"],
      (.warning, "its marks are left as they are", nil)
    ),
    (
      ["mkdocs-versioning", "versioning"],
      (.warning, "versions are not made by it", "use scaffold docs deploy --version")
    ),
    (
      ["meta-descriptions", "ultralytics", "seo"],
      (.info, "descriptions of pages are those of their front matter", nil)
    ),
  ]
}
