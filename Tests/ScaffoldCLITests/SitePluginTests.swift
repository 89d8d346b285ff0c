import Foundation
import Testing

/// Plugins whose work depends on what is around the site: git, and whether there is Python.
@Suite("Plugins and their surroundings")
struct SitePluginTests {
  let folder: Folder
  var scaffold: ScaffoldProcess

  init() throws {
    folder = try Folder()
    scaffold = ScaffoldProcess(folder: folder.url)
  }

  func git(_ date: String, _ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["git", "-C", folder.url.path(), "-c", "user.name=T", "-c", "user.email=t@example.org"]
      + arguments
    var environment = ProcessInfo.processInfo.environment
    environment["GIT_AUTHOR_DATE"] = date
    environment["GIT_COMMITTER_DATE"] = date
    process.environment = environment
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  @Test("pages and feeds bear the dates that git knows")
  func dates() throws {
    try folder.write(
      """
      site_name: Dates
      site_url: https://docs.example/
      theme: material
      plugins:
        - git-revision-date-localized: {enable_creation_date: true}
        - rss: {match_path: "guide/.*", json_feed_enabled: false}
      """, to: "mkdocs.yml")
    try folder.write("# Home\n\nAs of {{ git_revision_date_localized }}.\n", to: "docs/index.md")
    try folder.write("# Ä page\n\nIts text.\n", to: "docs/guide/ä b.md")
    try git("2024-01-31T10:00:00Z", "init", "--quiet")
    try git("2024-01-31T10:00:00Z", "add", ".")
    try git("2024-01-31T10:00:00Z", "commit", "--quiet", "-m", "First")
    try folder.write("# Ä page\n\nIts new text.\n", to: "docs/guide/ä b.md")
    try git("2024-02-29T23:59:59Z", "commit", "--quiet", "-am", "Second")
    let result = try scaffold.run("docs", "build", "--strict")
    #expect(result.exitCode == 0, "\(result.errors)")
    let home = try folder.read("site/index.html")
    #expect(home.contains("As of <span class=\"git-revision-date-localized-plugin"))
    #expect(home.contains("January 31, 2024"))
    let page = try folder.read("site/guide/ä b/index.html")
    #expect(page.contains("February 29, 2024") && page.contains("January 31, 2024"))
    let feed = try folder.read("site/feed_rss_updated.xml")
    #expect(feed.contains("<pubDate>Thu, 29 Feb 2024 23:59:59 +0000</pubDate>"), "\(feed)")
    #expect(feed.contains("<link>https://docs.example/guide/%C3%A4%20b/</link>"))
    #expect(!feed.contains("Home"))
    #expect(feed.hasSuffix("</channel>\n</rss>\n"))
  }

  @Test("without a repository that is said, and a fallback helps")
  func noRepository() throws {
    try folder.write("# Home\n", to: "docs/index.md")
    try folder.write(
      "site_name: x\nplugins: [git-revision-date-localized]\n", to: "mkdocs.yml")
    let result = try scaffold.run("docs", "build")
    #expect(result.errors.contains("[docs.git.history]"), "\(result.errors)")
    try folder.write(
      "site_name: x\nplugins: [git-revision-date-localized: {fallback_to_build_date: true}]\n",
      to: "mkdocs.yml")
    #expect(try scaffold.run("docs", "build", "--strict").exitCode == 0)
    #expect(try folder.read("site/index.html").contains("md-source-file"))
  }

  @Test("functions in Python run where there is python3, and are noted where there is none")
  func python() throws {
    try folder.write("site_name: x\nplugins: [macros]\n", to: "mkdocs.yml")
    try folder.write(
      """
      def define_env(env):
          @env.macro
          def where():
              print("this goes nowhere")
              return "on " + env.page.file.src_path + " of " + env.conf["site_name"]
      """, to: "main.py")
    try folder.write("# Home\n\nIt is {{ where() }}, {{ 1 + 1 }}.\n", to: "docs/index.md")
    let result = try scaffold.run("docs", "build", "--strict")
    #expect(result.exitCode == 0, "\(result.errors)")
    #expect(try folder.read("site/index.html").contains("It is on index.md of x, 2."))

    var poor = scaffold
    poor.environment = ["PATH": folder.url.path()]
    let without = try poor.run("docs", "build")
    #expect(without.exitCode == 0)
    #expect(
      without.errors.contains("docs/index.md:3:7: warning: 'where' is Python"), "\(without.errors)")
    let page = try folder.read("site/index.html")
    #expect(page.contains("where needs Python and is not shown") && page.contains(", 2."))
  }

  @Test("functions in Python run once each, in order, up to the first that fails")
  func pythonCalls() throws {
    try folder.write("site_name: x\nplugins: [macros]\n", to: "mkdocs.yml")
    try folder.write(
      """
      def define_env(env):
          log = []
          @env.macro
          def note(name, times=1):
              log.append(name * times)
              open("calls", "a").write(env.page.file.src_path + " " + name + "\\n")
              return "[" + " ".join(log) + "]"
          @env.macro
          def fail(reason):
              raise ValueError(reason)
          @env.filter
          def louder(text):
              return text.upper()
      """, to: "main.py")
    // All calls are known before; one has an argument that is not; a statement stands between.
    try folder.write(
      "# A\n\n{{ note('a') }}, {{ note('b', times=2) }}, {{ note('a') }}\n", to: "docs/a.md")
    try folder.write(
      "# B\n\n{{ note('c') }}, {{ note('d' | louder) }}, {{ note('e') }}\n", to: "docs/b.md")
    try folder.write(
      "# C\n\n{{ note('f') }}{% if 1 > 2 %}{{ note('no') }}{% endif %}, {{ note('f') }}\n",
      to: "docs/c.md")
    try folder.write(
      "# D\n\n{{ note('g') }} {{ fail('on purpose') }} {{ note('no') }}\n", to: "docs/d.md")
    let result = try scaffold.run("docs", "build")
    #expect(
      result.errors.contains("docs/d.md:3:17: warning: ValueError: on purpose"), "\(result.errors)")
    #expect(
      try folder.read("calls")
        == "a.md a\na.md b\na.md a\nb.md c\nb.md D\nb.md e\nc.md f\nc.md f\nd.md g\n")
    #expect(try folder.read("site/a/index.html").contains("<p>[a], [a bb], [a bb a]</p>"))
    #expect(
      try folder.read("site/b/index.html").contains(
        "<p>[a bb a c], [a bb a c D], [a bb a c D e]</p>"))
    #expect(
      try folder.read("site/c/index.html").contains(
        "<p>[a bb a c D e f], [a bb a c D e f f]</p>"))
    #expect(try folder.read("site/d/index.html").contains("Macro Rendering Error"))
  }

  @Test("pages may lie beside the configuration and the site")
  func sameFolder() throws {
    try folder.write("site_name: x\ndocs_dir: .\n", to: "mkdocs.yml")
    try folder.write("# Home\n\n[a](guide/a.md)\n", to: "README.md")
    try folder.write("# A\n", to: "guide/a.md")
    try folder.write("x", to: "guide/a.png")
    try folder.write("x", to: "LICENSE")
    try folder.write("# x\n", to: ".github/x.md")
    #expect(try scaffold.run("docs", "build").exitCode == 2)
    try folder.write("site_name: x\ndocs_dir: .\nplugins: [same-dir]\n", to: "mkdocs.yml")
    for _ in 0..<2 {
      let result = try scaffold.run("docs", "build", "--strict")
      #expect(result.exitCode == 0, "\(result.errors)")
      #expect(folder.exists("site/index.html") && folder.exists("site/guide/a.png"))
      for path in ["LICENSE", "mkdocs.yml", "site", ".github"] {
        #expect(!folder.exists("site/\(path)"), "\(path)")
      }
    }
  }

  @Test("a Python module that does not load is said with its reason")
  func brokenPython() throws {
    try folder.write("site_name: x\nplugins: [macros]\n", to: "mkdocs.yml")
    try folder.write("import no_such_module\n", to: "main.py")
    try folder.write("# Home\n\n{{ 1 + 1 }}\n", to: "docs/index.md")
    let result = try scaffold.run("docs", "build")
    #expect(result.exitCode == 0)
    #expect(result.errors.contains("No module named 'no_such_module'"), "\(result.errors)")
    #expect(try folder.read("site/index.html").contains("<p>2</p>"))
  }
}
