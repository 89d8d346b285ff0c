import Diagnostics
import Documentation
import Foundation
import Sites
import SystemPackage
import Testing

/// What a site's own `main.html` adds to its pages.
@Suite struct OverrideTests {
  private func page(_ main: String) async throws -> (html: String, said: [Diagnostic]) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "scaffold-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (path, text) in [
      "docs/a/b.md": "# B\n", "docs/index.md": "# A\n", "theme/main.html": main,
      "theme/part.html": "<p>{{ config.site_name }}</p>",
    ] {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    try Data("site_name: N\ntheme:\n  name: material\n  custom_dir: theme\n".utf8)
      .write(to: folder.appending(path: "mkdocs.yml"))
    let (configuration, _) = try SiteConfigurationReader.read(
      FilePath(folder.appending(path: "mkdocs.yml").path()), named: "mkdocs.yml", environment: [:])
    let built = try await SiteBuild(configuration).run()
    let html = try String(
      contentsOf: folder.appending(path: "site/a/b/index.html"), encoding: .utf8)
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

  @Test(arguments: [
    ("{% block content %}<p>x</p>{% endblock %}", "it leaves out the page's content"),
    ("\n{% block announce %}{{ page.title }}{% endblock %}", "it needs more of Jinja"),
    ("{% block hero %}x{% endblock %}", "no such block"),
  ]) func whatCannotBeUsedIsSaid(example: (main: String, reason: String)) async throws {
    let said = try await page(example.main).said
    #expect(said.first?.code == "docs.theme.block")
    #expect(said.first?.message.contains(example.reason) == true)
    #expect(said.first?.location?.file == "theme/main.html")
    #expect(said.first?.location?.line == (example.main.first == "\n" ? 2 : 1))
  }
}
