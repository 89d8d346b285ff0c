import Diagnostics
import Foundation
import Markdown
import Sites
import SystemPackage
import Testing

@Suite("mkdocs.yml")
struct ConfigurationTests {
  typealias Read = (configuration: SiteConfiguration, diagnostics: [Diagnostic])

  func read(_ text: String, others: [String: String] = [:]) throws -> Read {
    let folder = FileManager.default.temporaryDirectory.appending(path: "scaffold-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, content) in others.merging(["mkdocs.yml": text], uniquingKeysWith: { $1 }) {
      try Data(content.utf8).write(to: folder.appending(path: name))
    }
    return try SiteConfigurationReader.read(
      FilePath(folder.appending(path: "mkdocs.yml").path()), named: "mkdocs.yml",
      environment: ["SITE": "https://docs.example"])
  }

  /// The diagnostics as `line code target`.
  func complaints(_ text: String) throws -> [String] {
    try read(text).diagnostics.map {
      "\($0.location?.line ?? 0) \($0.code) \($0.target ?? "-")"
    }.sorted()
  }

  @Test("defaults are MkDocs'")
  func defaults() throws {
    let (site, diagnostics) = try read("site_name: x\n")
    #expect(diagnostics.isEmpty)
    #expect(site.docsDir.value == "docs")
    #expect(site.siteDir == "site")
    #expect(site.useDirectoryURLs)
    #expect(site.nav == nil)
    #expect(site.dialect == .mkdocs)
    #expect(site.theme.name == "mkdocs")
    #expect(site.validation.linksNotFound == .warning)
    #expect(site.validation.linksAnchors == .info)
  }

  @Test("repository and edit links follow the host")
  func repository() throws {
    let site = try read("site_name: x\nrepo_url: https://github.com/o/r\n").configuration
    #expect(site.repository?.name == "GitHub")
    #expect(site.editURL == "https://github.com/o/r/edit/master/docs/")
    let other = try read(
      "site_name: x\nrepo_url: https://git.example/o/r/\nedit_uri: blob/main/\nrepo_name: R\n"
    ).configuration
    #expect(other.repository?.name == "R")
    #expect(other.editURL == "https://git.example/o/r/blob/main/")
  }

  @Test(
    "addresses of edit links are seen from the repository's, as a browser would",
    arguments: [
      ("edit_uri: edit", "https://git.example/o/r/edit/a%20b/c.md"),
      ("edit_uri: /e/", "https://git.example/e/a%20b/c.md"),
      ("edit_uri: '?f='", "https://git.example/o/r?f=/a%20b/c.md"),
      ("edit_uri: https://ed.example/", "https://ed.example/a%20b/c.md"),
      ("edit_uri_template: 'e/{path}'", "https://git.example/o/r/e/a%20b/c.md"),
      ("edit_uri_template: '?p={path!q}'", "https://git.example/o/r?p=a%20b%2Fc.md"),
      (
        "edit_uri_template: 'https://x.example/{{{path_noext!q}}}'", "https://x.example/{a%20b%2Fc}"
      ),
    ])
  func editAddresses(setting: String, expected: String) throws {
    let (site, diagnostics) = try read(
      "site_name: x\nrepo_url: https://git.example/o/r\n\(setting)\n")
    #expect(diagnostics.isEmpty)
    let address =
      site.editTemplate?.address(ofPage: "a b/c.md")
      ?? (site.editURL ?? "") + SiteAddress.percentEncoded("a b/c.md")
    #expect(address == expected)
  }

  @Test("what is wrong with edit links is said where it is written")
  func wrongEditAddresses() throws {
    for template in ["e/{pth}", "e/{path", "e/path}", "{path!r}"] {
      let found = try read(
        "site_name: x\nrepo_url: https://git.example/o/r\nedit_uri_template: '\(template)'\n"
      ).diagnostics
      #expect(found.map(\.code) == ["docs.config.edit-template"])
      #expect(found.first?.location?.line == 3 && found.first?.severity == .error)
    }
    let both = "site_name: x\nrepo_url: https://git.example/o/r\nedit_uri: e\n"
    #expect(
      try read(both + "edit_uri_template: 'e/{path}'\n").diagnostics.map(\.code)
        == ["docs.config.edit-uri"])
    #expect(
      try read("site_name: x\nedit_uri: e\n").diagnostics.map(\.code) == ["docs.config.edit-uri"])
  }

  @Test("!ENV takes the first variable that is set, else the last item")
  func environment() throws {
    #expect(
      try read("site_name: x\nsite_url: !ENV SITE\n").configuration.siteURL
        == "https://docs.example/")
    #expect(
      try read("site_name: x\nsite_url: !ENV [NOPE, SITE, 'https://z.example']\n").configuration
        .siteURL
        == "https://docs.example/")
    #expect(
      try read("site_name: x\ncopyright: !ENV [NOPE, nobody]\n").configuration.copyright == "nobody"
    )
    #expect(try read("site_name: x\nsite_url: !ENV NOPE\n").configuration.siteURL == nil)
    let nav = try read(
      "site_name: x\nnav:\n  - !ENV [NOPE, Start]: index.md\n  - !ENV SITE: [a.md]\n"
    ).configuration.nav
    guard case .link("Start", "index.md", _)? = nav?.first,
      case .section("https://docs.example", _)? = nav?.last
    else {
      Issue.record("\(String(describing: nav))")
      return
    }
  }

  @Test(
    "values are checked where they are written",
    arguments: [
      ("repo_url: x", "2 docs.config.type repo_url"),
      ("markdown_extensions: [toc: {toc_depth: deep}]", "2 docs.config.option toc_depth"),
      ("extra_javascript: [{path: a.js, deffer: true}]", "2 docs.config.unknown-option deffer"),
    ])
  func values(setting: String, complaint: String) throws {
    #expect(try complaints("site_name: x\n\(setting)\n") == [complaint])
  }

  @Test("a value of the theme's that cannot be read is left out and said")
  func oddThemeValues() throws {
    let (site, diagnostics) = try read(
      "site_name: x\ntheme:\n  name: material\n  features:\n    - navigation.tabs:\n    - search.share\n"
    )
    #expect(site.theme.features == ["search.share"])
    #expect(diagnostics.map(\.severity) == [.info] && diagnostics.first?.location?.line == 5)
  }

  @Test("INHERIT merges mappings and replaces the rest")
  func inherit() throws {
    let site = try read(
      "INHERIT: base.yml\nsite_name: own\ntheme:\n  language: de\n",
      others: ["base.yml": "site_name: base\ncopyright: c\ntheme:\n  name: material\n"]
    ).configuration
    #expect(site.siteName == "own")
    #expect(site.copyright == "c")
    #expect(site.theme.name == "material")
    #expect(site.theme.language == "de")
  }

  @Test("nav in all its forms")
  func nav() throws {
    let nav = try read(
      "site_name: x\nnav:\n  - a.md\n  - B: b.md\n  - S:\n      - c.md\n      - D: https://d.example\n"
    ).configuration.nav
    let described = nav.map { $0.map(Self.describe) }
    #expect(described == ["a.md", "B=b.md", "S[c.md,D=https://d.example]"])
  }

  static func describe(_ entry: NavEntry) -> String {
    switch entry {
    case .link(let title, let target, _): (title.map { $0 + "=" } ?? "") + target
    case .section(let title, let entries):
      "\(title)[\(entries.map(describe).joined(separator: ","))]"
    }
  }

  @Test("titles of nav may have character references")
  func navTitles() throws {
    let site = try read(
      "site_name: x\nnav:\n- A &amp; B: a.md\n- C &lt;D&gt;:\n  - e.md\n"
    ).configuration
    #expect(site.nav.map { $0.map(Self.describe) } == ["A & B=a.md", "C <D>[e.md]"])
  }

  @Test("an extension that is named again without options keeps them")
  func repeatedExtensions() throws {
    let options = "- pymdownx.keys:\n    separator: '-'\n"
    let site = try read(
      "site_name: x\nmarkdown_extensions:\n\(options)- footnotes\n- pymdownx.keys\n"
    ).configuration
    #expect(site.dialect.keys?.separator == "-")
    let other = try read(
      "site_name: x\nmarkdown_extensions:\n\(options)- pymdownx.keys:\n    strict: true\n"
    ).configuration
    #expect(other.dialect.keys?.separator == "+")
  }

  @Test("what is unknown, unsupported or of the wrong kind is said with its place")
  func complaints() throws {
    #expect(
      try complaints("site_name: x\nextra_cs: [a]\n") == ["2 docs.config.unknown-key extra_cs"])
    #expect(
      try complaints("site_name: x\nhooks: [a.py]\n") == ["2 docs.config.unsupported-key hooks"])
    #expect(
      try complaints("site_name: x\nextra_templates: [a.txt]\n")
        == ["2 docs.config.unsupported-key extra_templates"])
    #expect(
      try complaints("site_name: x\nplugins:\n  - serach\n  - table-reader\n")
        == ["3 docs.config.unknown-plugin serach", "4 docs.config.unsupported-plugin table-reader"])
    #expect(
      try complaints("site_name: x\nmarkdown_extensions:\n  - admonitoin\n")
        == ["3 docs.config.unknown-extension admonitoin"])
    #expect(
      try complaints("site_name: x\nuse_directory_urls: maybe\n")
        == ["2 docs.config.type use_directory_urls"])
    #expect(try complaints("site_name: x\nnav: a\n") == ["2 docs.config.type nav"])
    #expect(try complaints("docs_dir: d\n") == ["1 docs.config.site-name -"])
    #expect(
      try complaints("site_name: x\ntheme: materail\n") == [
        "2 docs.config.theme.unknown-name materail"
      ])
    #expect(
      try complaints("site_name: x\nvalidation:\n  anchors: loud\n") == [
        "3 docs.config.validation.type anchors"
      ])
    #expect(try complaints("site_name: x\nwatch: [src]\ndev_addr: localhost:8000\n").isEmpty)
    #expect(
      try complaints("site_name: x\nwatch: {a: b}\ndev_addr: localhost\n")
        == ["2 docs.config.type watch", "3 docs.config.type dev_addr"])
    #expect(
      try complaints("site_name: x\ngoogle_analytics: [a, b]\n")
        == ["2 docs.config.former-key google_analytics"])
    #expect(
      try complaints("site_name: x\nplugins: [search: yes]\n") == ["2 docs.config.type search"])
  }

  @Test("a hint names the key that was meant")
  func hints() throws {
    let diagnostic = try #require(try read("site_name: x\nextra_cs: [a]\n").diagnostics.first)
    #expect(diagnostic.hint == "did you mean 'extra_css'?")
    #expect(diagnostic.location?.column == 1)
  }

  @Test("files that are no configuration are refused", arguments: ["", "- a\n", "text\n"])
  func refused(text: String) {
    #expect(throws: Diagnostic.self) { try read(text) }
  }

  @Test("plugins in both forms; a switch and a group turn them off and on")
  func plugins() throws {
    let list = try read(
      """
      site_name: x
      plugins:
        - material/search
        - tags: {enabled: false}
        - group: {enabled: !ENV [SITE_GROUP, true], plugins: [offline, minify: {}]}
      """
    ).configuration
    #expect(list.plugins.map(\.name) == ["search", "offline", "minify"])
    #expect(!list.useDirectoryURLs)
    let mapping = try read("site_name: x\nplugins:\n  search:\n  glightbox: {}\n").configuration
    #expect(mapping.plugins.map(\.name) == ["search", "glightbox"])
    #expect(mapping.useDirectoryURLs)
  }

  @Test("techdocs-core brings its extensions, and the site's own options win")
  func techDocs() throws {
    let site = try read(
      """
      site_name: x
      markdown_extensions: [pymdownx.highlight: {linenums: false}, footnotes]
      plugins: [techdocs-core]
      """
    ).configuration
    #expect(site.theme.name == "material")
    #expect(site.dialect.admonitions && site.dialect.footnotes)
    #expect(site.dialect.codeBlocks.numbersLines == false)
    #expect(site.dialect.codeBlocks.languageClass)
    #expect(site.dialect.taskLists?.style == .label)
  }

  @Test("kinds MkDocs does not know have levels, and targets can be excluded")
  func ownKinds() throws {
    let site = try read(
      """
      site_name: x
      validation:
        links: {html_links: warn, undefined_references: ignore, exclude: [generated/**]}
        pages: {duplicate_ids: warn, front_matter: ignore}
      """
    ).configuration.validation
    #expect(site.linksHTML == .warning && site.linksUndefinedReferences == nil)
    #expect(site.pagesDuplicateIDs == .warning && site.pagesFrontMatter == nil)
    #expect(site.excludes("generated/a/b.md#c") && !site.excludes("other.md"))
    #expect(
      try complaints("site_name: x\nvalidation: {links: {anchor: warn}}\n")
        == ["2 docs.config.validation.unknown-key anchor"])
  }

  @Test("levels for all groups, and for one")
  func validation() throws {
    let site = try read(
      "site_name: x\nvalidation:\n  not_found: ignore\n  links:\n    not_found: warn\n    anchors: warn\n"
    ).configuration
    #expect(site.validation.navNotFound == nil)
    #expect(site.validation.linksNotFound == .warning)
    #expect(site.validation.linksAnchors == .warning)
  }

  @Test(
    "slugify callables",
    arguments: [
      (
        "!!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}",
        Dialect.Slugs.unicode(lowercase: true)
      ),
      (
        "!!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower-ascii}}",
        .unicodeLowerASCII
      ),
      ("!!python/name:pymdownx.slugs.uslugify", .unicode(lowercase: true)),
      ("!!python/name:markdown.extensions.toc.slugify", .pythonMarkdown),
    ])
  func slugify(value: String, expected: Dialect.Slugs) throws {
    let site = try read("site_name: x\nmarkdown_extensions:\n  - toc:\n      slugify: \(value)\n")
    #expect(site.diagnostics.isEmpty)
    #expect(site.configuration.dialect.slugs == expected)
  }
}
