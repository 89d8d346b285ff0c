import Diagnostics
import Documentation
import Foundation
import Sites
import SystemPackage
import Testing

/// What a site's own `main.html` adds to its pages.
@Suite struct OverrideTests {
  private func page(
    _ main: String, shown: String = "a/b/index.html"
  ) async throws -> (html: String, said: [Diagnostic]) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "scaffold-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (path, text) in [
      "docs/a/b.md": "---\nname: Beta\n---\n# B\n", "docs/index.md": "# A\n",
      "theme/main.html": main,
      "theme/part.html": "<p>{{ config.site_name }}</p>",
    ] {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    try Data(
      "site_name: N\nsite_url: https://example.org/\ntheme:\n  name: material\n  custom_dir: theme\n"
        .utf8
    )
    .write(to: folder.appending(path: "mkdocs.yml"))
    let (configuration, _) = try SiteConfigurationReader.read(
      FilePath(folder.appending(path: "mkdocs.yml").path()), named: "mkdocs.yml", environment: [:])
    let built = try await SiteBuild(configuration).run()
    let html = try String(
      contentsOf: folder.appending(path: "site/" + shown), encoding: .utf8)
    return (html, built.diagnostics)
  }

  @Test func contentIsFramed() async throws {
    let (html, said) = try await page(
      """
      {% extends "base.html" %}
      {% block content %}
        {% set word = "before" %}
        <b>{{ word }}</b>
        {{ super() }}
        <hr>{% include "part.html" %}<a href="{{ 'x.png' | url }}">x</a>
      {% endblock %}
      """)
    let content = html[(html.range(of: "<article")?.upperBound ?? html.startIndex)...]
    let before = try #require(content.range(of: "<b>before</b>"))
    let heading = try #require(content.range(of: "<h1"))
    let after = try #require(
      content.range(of: "<hr><p>N</p><a href=\"../../x.png\">x</a>\n</article>"))
    #expect(before.upperBound < heading.lowerBound && heading.upperBound < after.lowerBound)
    #expect(said.isEmpty)
  }

  private static let base = "{% extends \"base.html\" %}"

  @Test(arguments: [
    (base + "\n{% block announce %}{{ git.commit }}{% endblock %}", "'git' is undefined"),
    (
      base + "\n{% block announce %}{{ page.title }}{{ git.x }}{% endblock %}", "'git' is undefined"
    ),
    (base + "{% block announce %}{{ 'x' | emojify }}{% endblock %}", "No filter named 'emojify'"),
    (base + "{% block jumbotron %}x{% endblock %}", "no such block"),
    (
      base + "\n{% block footer %}{% include 'partials/none.html' %}{% endblock %}",
      "'partials/none.html', which is not there"
    ),
  ]) func whatCannotBeUsedIsSaid(example: (main: String, reason: String)) async throws {
    let said = try await page(example.main).said
    #expect(said.first?.code == "docs.theme.block")
    #expect(said.first?.message.contains(example.reason) == true)
    #expect(said.first?.location?.file == "theme/main.html")
    #expect(said.first?.location?.line == (example.main.contains("\n") ? 2 : 1))
  }

  @Test func blocksSpeakOfTheirPage() async throws {
    let (html, said) = try await page(
      """
      {% extends "base.html" %}
      {% block htmltitle %}
      {% if page.meta.name %}<title>{{ page.meta.name }}!</title>
      {% elif page.title and not page.is_homepage %}<title>{{ page.title | striptags }} | {{ config.site_name }}</title>
      {% else %}<title>{{ config.site_name }}</title>{% endif %}
      {% endblock %}
      {% block extrahead %}<link href="{{ page.canonical_url }}">{% endblock %}
      {% block announce %}{% if page.is_homepage %}only at home{% endif %}{% endblock %}
      {% block content %}<i>{{ page.url }}</i>{{ super() }}<a href="{{ 'x.png' | url }}">{{ page.previous_page.title }}</a>{% endblock %}
      """)
    #expect(said.isEmpty)
    #expect(html.contains("<title>Beta!</title>"))
    #expect(html.contains("<link href=\"https://example.org/a/b/\">"))
    #expect(!html.contains("md-banner") && !html.contains("only at home"))
    let heading = try #require(html.range(of: "<h1"))
    let before = try #require(html.range(of: "<i>a/b/</i>"))
    let after = try #require(html.range(of: "<a href=\"../../x.png\">A</a></article>"))
    #expect(before.upperBound < heading.lowerBound && heading.upperBound < after.lowerBound)
  }

  @Test func homeAndMissingPagesHaveTheSitesTitle() async throws {
    let main = """
      {% extends "base.html" %}
      {% block htmltitle %}<title>{% if page and not page.is_homepage %}{{ page.title }} of {% endif %}{{ config.site_name }}</title>{% endblock %}
      {% block announce %}{% if page.is_homepage %}only at home{% endif %}{% endblock %}
      """
    let home = try await page(main, shown: "index.html").html
    #expect(home.contains("<title>N</title>"))
    #expect(home.contains("<aside class=\"md-banner\">") && home.contains("only at home"))
    #expect(try await page(main, shown: "404.html").html.contains("<title>N</title>"))
  }
}
