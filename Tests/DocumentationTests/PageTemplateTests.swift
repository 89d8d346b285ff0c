import Diagnostics
import Documentation
import Foundation
import Sites
import SystemPackage
import Testing

/// What pages with templates of a site's own show.
@Suite("Templates of pages")
struct PageTemplateTests {
  private struct Site {
    var pages: [String: String] = [:]
    var said: [Diagnostic] = []
  }

  /// A small site with these templates, built.
  private func build(
    _ templates: [String: String], home: String = "template: home.html", settings: String = ""
  ) async throws -> Site {
    let folder = FileManager.default.temporaryDirectory.appending(path: "scaffold-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    var files = [
      "docs/index.md": "---\n\(home)\n---\n# Welcome\n\n## One\n",
      "docs/guide/a.md": "# First\n\nText.\n", "docs/guide/b.md": "# Second\n",
      "mkdocs.yml": """
      site_name: Name & more
      site_url: https://example.org/
      site_description: what it is
      repo_url: https://github.com/o/r
      edit_uri: edit/main/docs/
      extra:
        homepage: https://example.org/home/
      theme:
        name: material
        custom_dir: theme
      \(settings)
      """,
    ]
    for (path, text) in templates { files["theme/" + path] = text }
    for (path, text) in files {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let (configuration, _) = try SiteConfigurationReader.read(
      FilePath(folder.appending(path: "mkdocs.yml").path()), named: "mkdocs.yml", environment: [:])
    var site = Site()
    site.said = try await SiteBuild(configuration).run().diagnostics.filter {
      $0.code.hasPrefix("docs.theme")
    }
    for path in try FileManager.default.subpathsOfDirectory(
      atPath: folder.appending(path: "site").path())
    where path.hasSuffix(".html") {
      site.pages[path] = try String(
        contentsOf: folder.appending(path: "site/" + path), encoding: .utf8)
    }
    return site
  }

  @Test func aHomePageIsItsTemplate() async throws {
    let site = try await build([
      "main.html": """
      {% extends "base.html" %}
      {% block announce %}News of <b>{{ config.site_name }}</b>{% endblock %}
      {% block scripts %}{{ super() }}<script src="{{ 'own.js' | url }}"></script>{% endblock %}
      """,
      "home.html": """
      {% extends "main.html" %}
      {% block tabs %}
        {{ super() }}
        <section class="hero"><h1>{{ config.site_description }}</h1>
          <a href="{{ page.next_page.url | url }}" title="{{ page.next_page.title | e }}">Start</a>
          {% for heading in page.toc.0.children %}<i>{{ heading.title }}</i>{% endfor %}
        </section>
      {% endblock %}
      {% block content %}{% endblock %}
      {% block footer %}{% endblock %}
      """,
    ])
    #expect(site.said.isEmpty)
    let home = try #require(site.pages["index.html"])
    #expect(home.contains("<section class=\"hero\"><h1>what it is</h1>"))
    #expect(home.contains("<a href=\"./guide/a/\" title=\"First\">Start</a>"))
    #expect(home.contains("<i>One</i>"))
    #expect(!home.contains("Welcome</h1>") && !home.contains("md-footer"))
    let guide = try #require(site.pages["guide/a/index.html"])
    #expect(guide.contains("First</h1>") && guide.contains("md-footer") && !guide.contains("hero"))
    for page in [home, guide, try #require(site.pages["404.html"])] {
      #expect(page.contains("News of <b>Name & more</b>"))
      #expect(page.contains("_scaffold/site.js") && page.contains("own.js"))
    }
  }

  @Test func pagesOfTheirOwnDesign() async throws {
    let site = try await build(
      [
        "landing.html": "<!doctype html><title>{{ page.title }}</title>{{ page.content }}",
        "404.html": "{% extends 'main.html' %}{% block content %}<p>lost</p>{% endblock %}",
        "credits.html": "{% extends 'base.html' %}{% block content %}<p>thanks</p>{% endblock %}",
      ], home: "template: landing.html", settings: "  static_templates: [credits.html]")
    #expect(site.said.isEmpty)
    #expect(
      site.pages["index.html"]?.hasPrefix("<!doctype html><title>Welcome</title><h1 id=") == true)
    #expect(site.pages["404.html"]?.contains("<p>lost</p>") == true)
    #expect(site.pages["credits.html"]?.contains("<p>thanks</p>") == true)
  }

  /// What a page is asked for decides what is made of it.
  @Test(arguments: [
    ("{% if page and page.title %}{{ page.title }}{% endif %}", "Welcome"),
    (
      "{% if not page or not page.toc %}none{% else %}{{ page.toc[0].children[0].title }}{% endif %}",
      "One"
    ),
    ("{% set p = page %}{{ p.file.src_path }} {{ p.toc | length }}", "index.md 1"),
    ("{{ page.url if page else 'none' }}{{ page and page.is_homepage }}", "True"),
    ("{% macro name(x) %}{{ x.title }}{% endmacro %}{{ name(page) }}", "Welcome"),
    (
      "{{ page['title'] }}{% for key in ['url', 'title'] %}, {{ page[key] }}{% endfor %}",
      "Welcome, , Welcome"
    ),
    (
      "{{ page is defined and page.next_page.title }} {{ (page or nothing).title }}",
      "First Welcome"
    ),
    ("{% for s in nav.items if s and s.title %}{{ s.title }};{% endfor %}", "Welcome;Guide;"),
  ])
  func pagesAsTemplatesAskForThem(template: String, expected: String) async throws {
    let site = try await build(["home.html": "<title>\(template)</title>"])
    #expect(site.pages["index.html"] == "<title>\(expected)</title>")
    #expect(site.said.isEmpty)
  }

  @Test func partialsTakeTheThemesPlace() async throws {
    let site = try await build(
      [
        "partials/copyright.html":
          "<p>© {{ build_date_utc.strftime('%Y') }}, {{ lang.t('toc') }}</p>",
        "partials/comments.html":
          "{% if page.meta.comments %}<h2>{{ lang.t('meta.comments') }}</h2>{% endif %}",
        "partials/actions.html": "<a href=\"{{ page.edit_url }}\">mend</a>",
        "partials/header.html": """
        <header><a href="{{ config.extra.homepage | d(nav.homepage.url, true) | url }}">home</a>
        {% include "partials/search.html" %}</header>
        """,
        "partials/nav.html": """
        {% import "partials/nav-item.html" as item with context %}<ul>
        {% for nav_item in nav %}{{ item.render(nav_item, "n" ~ loop.index, 1) }}{% endfor %}</ul><b>below</b>
        """,
      ], home: "comments: true")
    #expect(site.said.isEmpty)
    let home = try #require(site.pages["index.html"])
    #expect(home.contains("On this page</p>") && home.contains("<h2>Comments</h2>"))
    #expect(home.contains("<header><a href=\"https://example.org/home/\">home</a>"))
    #expect(home.contains("md-search__input") && home.contains("<b>below</b>"))
    let guide = try #require(site.pages["guide/b/index.html"])
    #expect(!guide.contains("Comments"))
    #expect(
      guide.contains("<a href=\"https://github.com/o/r/edit/main/docs/guide/b.md\">mend</a>"))
    #expect(guide.contains("href=\"../../guide/a/\">First</a>"))
    #expect(guide.contains("href=\"../../guide/b/\" aria-current=\"page\">Second</a>"))
  }

  @Test func theThemesStylesAndScriptsStay() async throws {
    let site = try await build(
      [
        "main.html": """
        {% extends "base.html" %}
        {% block styles %}<link href="{{ 'own.css' | url }}">{% endblock %}
        {% block scripts %}
        <script src="{{ 'assets/javascripts/bundle.0a1b2c3d.min.js' | url }}"></script>
        {% endblock %}
        """
      ], home: "title: Home")
    let home = try #require(site.pages["index.html"])
    for file in ["_scaffold/site.css", "_scaffold/site.js", "own.css"] {
      #expect(home.contains("./" + file))
    }
    #expect(site.said.map(\.code) == ["docs.theme.asset"])
    #expect(site.said.first?.location?.line == 4)
  }

  @Test func whatIsMissingIsSaid() async throws {
    let site = try await build(["main.html": "{% extends 'base.html' %}", "partials/post.html": ""])
    let page = try #require(site.said.first { $0.code == "docs.theme.page-template" })
    #expect(page.severity == .warning && page.target == "home.html")
    #expect(page.location?.file == "docs/index.md" && page.location?.line == 2)
    #expect(site.said.contains { $0.target == "partials/post.html" && $0.severity == .info })
    #expect(site.pages["index.html"]?.contains("Welcome</h1>") == true)
  }

  @Test(arguments: [
    ("{% extends 'main.html' %}\n{% block content %}{% if %}", "home.html", 2),
    ("{% extends 'nothing.html' %}", "home.html", 1),
    ("{% extends 'main.html' %}\n\n{% block hero %}{{ x.y }}{% endblock %}", "home.html", 3),
    ("{% extends 'home.html' %}", "home.html", 1),
    ("{% extends 'main.html' %}{% block hero %}{{ self.hero() }}{% endblock %}", "home.html", 1),
    ("{% extends 'main.html' %}{% block hero %}{% include 'home.html' %}{% endblock %}", "", 0),
    ("{% extends 'main.html' %}{% block hero %}{% include 'partials/copyright.html' %}", "", 0),
  ]) func whatCannotBeRenderedHasItsPlace(example: (template: String, file: String, line: Int))
    async throws
  {
    let site = try await build([
      "home.html": example.template, "partials/copyright.html": "\n{{ 1 | unknown }}",
    ])
    let places = site.said.compactMap(\.location)
    if example.line > 0 {
      #expect(places.contains { $0.file == "theme/" + example.file && $0.line == example.line })
    }
    // The theme's own stands in its place.
    #expect(places.contains { $0.file == "theme/partials/copyright.html" && $0.line == 2 })
    #expect(site.pages["index.html"]?.contains("Welcome</h1>") == true)
    #expect(site.pages["index.html"]?.contains("md-copyright") == true)
  }
}
