import Foundation
import Testing

/// What a build leaves alone and takes away in the folder it writes to.
@Suite("The site's folder")
struct SiteFolderTests {
  let folder: Folder
  let scaffold: ScaffoldProcess

  init() throws {
    folder = try Folder()
    scaffold = ScaffoldProcess(folder: folder.url)
    try folder.write("site_name: Test\nsite_url: https://docs.example/\n", to: "mkdocs.yml")
    try folder.write("# Home\n", to: "docs/index.md")
    try folder.write("# Old\n", to: "docs/guide/old.md")
    try folder.write("docs.example\n", to: "docs/CNAME")
  }

  @Test("only what builds wrote is removed; the user's own files stay")
  func removal() throws {
    #expect(try scaffold.run("docs", "build").exitCode == 0)
    try folder.write("mine", to: "site/notes.txt")
    try folder.write("mine", to: "site/guide/notes.txt")
    try folder.write("mine", to: "site/.well-known/x")
    try FileManager.default.removeItem(at: folder.url.appending(path: "docs/guide"))
    let result = try scaffold.run("docs", "build")
    #expect(result.exitCode == 0)
    #expect(result.errors.contains("1 removed"), "\(result.errors)")
    #expect(!folder.exists("site/guide/old"))
    for path in ["notes.txt", "guide/notes.txt", ".well-known/x"] {
      #expect(try folder.read("site/\(path)") == "mine")
    }
    #expect(try folder.read("site/CNAME") == "docs.example\n")
    #expect(folder.exists("site/.nojekyll"))
  }

  @Test("--dirty keeps what earlier builds wrote, and the next clean build knows it still")
  func dirty() throws {
    try scaffold.run("docs", "build")
    try FileManager.default.removeItem(at: folder.url.appending(path: "docs/guide"))
    try scaffold.run("docs", "build", "--dirty")
    #expect(folder.exists("site/guide/old/index.html"))
    try scaffold.run("docs", "build")
    #expect(!folder.exists("site/guide"))
  }

  @Test("a file of the user's where a page would be is not replaced")
  func inTheWay() throws {
    try scaffold.run("docs", "build")
    try folder.write("mine", to: "site/new/index.html")
    try folder.write("# New\n", to: "docs/new.md")
    try folder.write("# Changed\n", to: "docs/index.md")
    let result = try scaffold.run("docs", "build")
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("'new/index.html'"), "\(result.errors)")
    #expect(try folder.read("site/new/index.html") == "mine")
    #expect(try folder.read("site/index.html").contains("Home"))
    #expect(try scaffold.run("docs", "build", "--dirty").exitCode == 0)
    #expect(try folder.read("site/new/index.html").contains("New"))
  }

  @Test("a site that MkDocs built is taken over, hidden files left out")
  func takenOver() throws {
    for path in ["404.html", "index.html", "assets/javascripts/bundle.js", ".keep"] {
      try folder.write("by MkDocs", to: "site/\(path)")
    }
    #expect(try scaffold.run("docs", "build").exitCode == 0)
    #expect(!folder.exists("site/assets/javascripts"))
    #expect(try folder.read("site/.keep") == "by MkDocs")
    #expect(try folder.read("site/index.html").contains("Home"))
  }

  @Test("a list with paths that lead elsewhere, and a folder that does, harm nothing")
  func elsewhere() throws {
    try scaffold.run("docs", "build")
    try folder.write("precious", to: "outside/old/index.html")
    let list = try folder.read("site/.scaffold-files")
    let more = "../outside/old/index.html\n/etc/hostname\n\(folder.url.path())outside/old\n..\n"
    try folder.write(list + more, to: "site/.scaffold-files")
    try FileManager.default.removeItem(at: folder.url.appending(path: "docs/guide"))
    try FileManager.default.removeItem(at: folder.url.appending(path: "site/guide"))
    try FileManager.default.createSymbolicLink(
      atPath: folder.url.appending(path: "site/guide").path(), withDestinationPath: "../outside")
    #expect(try scaffold.run("docs", "build").exitCode == 0)
    #expect(try folder.read("outside/old/index.html") == "precious")
  }

  @Test("files that were removed or spoiled by hand are made again")
  func mended() throws {
    try scaffold.run("docs", "build")
    let whole = try folder.read("site/index.html")
    try FileManager.default.removeItem(at: folder.url.appending(path: "site/guide"))
    try folder.write(String(whole.dropLast(100)), to: "site/index.html")
    #expect(try scaffold.run("docs", "build").exitCode == 0)
    #expect(try folder.read("site/index.html") == whole)
    #expect(folder.exists("site/guide/old/index.html"))
  }

  @Test("sitemap.xml.gz is sitemap.xml, and the same at any time")
  func sitemap() throws {
    try scaffold.run("docs", "build")
    let gzip = ScaffoldProcess(binary: URL(filePath: "/bin/gzip"), folder: folder.url)
    let sitemap = try folder.read("site/sitemap.xml")
    #expect(try gzip.run("-dc", "site/sitemap.xml.gz").output == sitemap)
    #expect(sitemap.contains("<loc>https://docs.example/guide/old/</loc>"))
    let first = try Data(contentsOf: folder.url.appending(path: "site/sitemap.xml.gz"))
    sleep(1)
    try scaffold.run("docs", "build", "-d", "again")
    let second = try Data(contentsOf: folder.url.appending(path: "again/sitemap.xml.gz"))
    #expect(first == second)
  }
}
