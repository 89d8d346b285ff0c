import Diagnostics
import SystemPackage
import Testing

@testable import Sites

@Suite("Addresses")
struct AddressTests {
  @Test(
    "pages",
    arguments: [
      ("index.md", "index.html", "", "index.html", "index.html"),
      ("README.md", "index.html", "", "index.html", "index.html"),
      ("a.md", "a/index.html", "a/", "a.html", "a.html"),
      ("a/index.md", "a/index.html", "a/", "a/index.html", "a/index.html"),
      ("a/b c.markdown", "a/b c/index.html", "a/b%20c/", "a/b c.html", "a/b%20c.html"),
      ("v1.2.md", "v1.2/index.html", "v1.2/", "v1.2.html", "v1.2.html"),
      ("é.md", "é/index.html", "%C3%A9/", "é.html", "%C3%A9.html"),
    ])
  func pages(
    source: String, output: String, url: String, plainOutput: String, plainURL: String
  ) {
    #expect(SiteAddress.isPage(source))
    #expect(SiteAddress.outputPath(forPage: source, directoryURLs: true) == output)
    #expect(SiteAddress.url(forOutput: output, directoryURLs: true) == url)
    #expect(SiteAddress.outputPath(forPage: source, directoryURLs: false) == plainOutput)
    #expect(SiteAddress.url(forOutput: plainOutput, directoryURLs: false) == plainURL)
  }

  @Test(
    "what is Markdown", arguments: [("a.mdx", false), ("a", false), ("md", false), ("a.mkd", true)])
  func isPage(path: String, expected: Bool) {
    #expect(SiteAddress.isPage(path) == expected)
  }

  @Test("of pages with one address the last is kept")
  func conflicts() {
    let files = ["README.md", "a.md", "a/README.md", "b/index.md", "index.md"].map { path in
      SiteFile(sourcePath: path, location: "", directoryURLs: true)
    }
    let resolved = SiteFiles(files).withoutConflicts(prefix: "docs/")
    #expect(resolved.files.files.map(\.sourcePath) == ["index.md", "a/README.md", "b/index.md"])
    #expect(resolved.diagnostics.map(\.location?.file) == ["docs/README.md", "docs/a.md"])
    #expect(resolved.files["a.md"]?.sourcePath == "a/README.md")
    #expect(resolved.files["README.md"]?.url == "")
  }

  static let files = SiteFiles(
    ["index.md", "guide/first.md", "guide/index.md", "img/a b.png"].map { path in
      SiteFile(sourcePath: path, location: "", directoryURLs: true)
    })

  func meaning(_ destination: String, in page: String = "guide/first.md") -> String {
    switch LinkMeaning.of(destination, inPage: page, files: Self.files) {
    case .external: "external"
    case .samePage(let fragment): "same \(fragment ?? "-")"
    case .file(let file, let fragment, let suffix):
      "\(file.sourcePath) \(fragment ?? "-") \(suffix)"
    case .absolute(let path): "absolute \(path)"
    case .missing(let path, let looksLikeFile): "missing \(path ?? "-") \(looksLikeFile)"
    }
  }

  @Test(
    "what a link means",
    arguments: [
      ("https://host.example/x", "external"), ("mailto:a@host.example", "external"),
      ("//host.example/x", "external"), ("#top", "same top"), ("?q=1", "same -"), ("", "same -"),
      ("../index.md", "index.md - "), ("index.md#a%20b", "guide/index.md a b #a%20b"),
      ("index.md?x=1#y", "guide/index.md y ?x=1#y"), ("../img/a%20b.png", "img/a b.png - "),
      ("/guide/first.md", "absolute /guide/first.md"), ("nope.md", "missing guide/nope.md true"),
      ("../guide/", "missing guide false"), ("../../out.md", "missing - true"),
      ("first", "missing guide/first false"), ("v1:2", "external"),
      ("./index.md/#a", "guide/index.md a #a"),
    ])
  func links(destination: String, expected: String) {
    #expect(meaning(destination) == expected)
  }
}
