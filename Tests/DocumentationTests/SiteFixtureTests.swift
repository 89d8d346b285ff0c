import Diagnostics
import Documentation
import Foundation
import Sites
import SystemPackage
import Testing

/// Small sites in `Tests/Fixtures/sites/<case>/input` with `expected.txt`: what the build says, and
/// of every page its navigation, contents list and content. `make record` writes them anew.
@Suite("Fixture sites")
struct SiteFixtureTests {
  static let folder = URL(filePath: #filePath).appending(path: "../../Fixtures/sites").standardized
  static let cases =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []).sorted()

  @Test("there are cases") func present() { #expect(!Self.cases.isEmpty) }

  @Test("builds as recorded", arguments: cases)
  func build(name: String) async throws {
    let site = Self.folder.appending(path: name)
    let output = FileManager.default.temporaryDirectory.appending(path: "scaffold-\(UUID())")
    defer { try? FileManager.default.removeItem(at: output) }
    let actual = try await Self.describe(site.appending(path: "input/mkdocs.yml"), output)
    let golden = site.appending(path: "expected.txt")
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try Data(actual.utf8).write(to: golden)
    }
    #expect(actual == (try? String(contentsOf: golden, encoding: .utf8)) ?? "")
  }

  @Test("two builds give the same bytes, and the second writes nothing")
  func deterministic() async throws {
    let site = Self.folder.appending(path: "guide/input/mkdocs.yml")
    let output = FileManager.default.temporaryDirectory.appending(path: "scaffold-\(UUID())")
    defer { try? FileManager.default.removeItem(at: output) }
    var (configuration, _) = try SiteConfigurationReader.read(
      FilePath(site.path()), named: "mkdocs.yml", environment: [:])
    configuration.siteDir = output.path()
    let first = try await SiteBuild(configuration).run()
    let second = try await SiteBuild(configuration).run()
    #expect(first.written > 0 && first.unchanged == 0)
    #expect(second.written == 0 && second.unchanged == first.written)
    #expect(second.removed == 0)
  }

  @Test("a folder that holds no site is not touched")
  func foreignFolder() async throws {
    let site = Self.folder.appending(path: "guide/input/mkdocs.yml")
    let output = FileManager.default.temporaryDirectory.appending(path: "scaffold-\(UUID())")
    try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: output) }
    try Data("mine".utf8).write(to: output.appending(path: "thesis.txt"))
    var (configuration, _) = try SiteConfigurationReader.read(
      FilePath(site.path()), named: "mkdocs.yml", environment: [:])
    configuration.siteDir = output.path()
    let build = SiteBuild(configuration)
    await #expect(throws: Diagnostic.self) { try await build.run() }
    #expect(try FileManager.default.contentsOfDirectory(atPath: output.path()) == ["thesis.txt"])
  }

  @Test(
    "a site folder that would swallow or feed the sources is refused",
    arguments: ["docs/site", ".", "..", "docs"])
  func siteDirInTheWay(siteDir: String) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "scaffold-\(UUID())")
    try FileManager.default.createDirectory(
      at: folder.appending(path: "docs"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("# x\n".utf8).write(to: folder.appending(path: "docs/index.md"))
    var configuration = SiteConfiguration(file: "mkdocs.yml", root: FilePath(folder.path()))
    configuration.siteDir = siteDir
    let build = SiteBuild(configuration)
    await #expect(throws: Diagnostic.self) { try await build.run() }
    #expect(FileManager.default.fileExists(atPath: folder.appending(path: "docs/index.md").path()))
    #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "404.html").path()))
  }

  static func describe(_ file: URL, _ output: URL) async throws -> String {
    var (configuration, diagnostics) = try SiteConfigurationReader.read(
      FilePath(file.path()), named: "mkdocs.yml", environment: [:])
    configuration.siteDir = output.path()
    let report = try await SiteBuild(configuration).run()
    diagnostics = (diagnostics + report.diagnostics).sorted()
    var text = "== diagnostics\n" + diagnostics.map { TextRenderer().render($0) }.joined()
    let paths =
      (FileManager.default.enumerator(atPath: output.path())?.compactMap { $0 as? String } ?? [])
      .filter { !$0.hasPrefix("_scaffold") && $0 != ".scaffold-files" }.sorted()
    for path in paths {
      var isFolder: ObjCBool = false
      let full = output.appending(path: path).path()
      FileManager.default.fileExists(atPath: full, isDirectory: &isFolder)
      if isFolder.boolValue { continue }
      text += "\n== \(path)\n"
      guard path.hasSuffix(".html") || path.hasSuffix(".xml") else { continue }
      let html = try String(contentsOfFile: full, encoding: .utf8)
      guard html.contains("<article") else {
        text += html
        continue
      }
      text += "title: " + between(html, "<title>", "</title>") + "\n"
      let contents = html.range(of: "id=\"page-toc\"")?.lowerBound ?? html.endIndex
      text +=
        between(String(html[..<contents]), "<ul class=\"md-nav__list\">", "</nav>")
        + "-- contents\n"
      text +=
        between(String(html[contents...]), "<ul class=\"md-nav__list\">", "</nav>") + "-- content\n"
      text +=
        between(html, "<article", "</article>", keepingEnds: true)
        .replacingOccurrences(of: "\n\n", with: "\n") + "\n"
      for match in html.matches(of: /<a class="md-footer__link[^>]*>/) {
        text += String(match.output) + "\n"
      }
    }
    return text
  }

  static func between(
    _ text: String, _ start: String, _ end: String, keepingEnds: Bool = false
  ) -> String {
    guard let from = text.range(of: start),
      let to = text.range(of: end, range: from.upperBound..<text.endIndex)
    else { return "" }
    return String(
      keepingEnds ? text[from.lowerBound..<to.upperBound] : text[from.upperBound..<to.lowerBound])
  }
}
