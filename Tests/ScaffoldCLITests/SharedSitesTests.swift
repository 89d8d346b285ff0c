import Foundation
import Testing

/// Real documentation sites beside the checkout, with what MkDocs makes of them. Without them this
/// suite has no cases, and says so.
@Suite("Real sites")
struct SharedSitesTests {
  static let sites: [URL] = {
    let shared = URL(filePath: #filePath).appending(path: "../../../../shared/sites").standardized
    let names = (try? FileManager.default.contentsOfDirectory(atPath: shared.path())) ?? []
    if names.isEmpty { print("Real sites: ../shared is absent, nothing is compared") }
    return names.sorted().map { shared.appending(path: $0) }
  }()

  /// Pages that MkDocs writes and scaffold does not yet, by site.
  static let missing: [String: Set<String>] = [:]

  @Test("builds, and has exactly MkDocs' pages", arguments: sites)
  func build(site: URL) throws {
    let folder = try Folder()
    let result = try ScaffoldProcess(folder: folder.url).run(
      "docs", "build", "-q", "-f", site.appending(path: "source/mkdocs.yml").path(),
      "-d", folder.url.appending(path: "site").path())
    #expect(result.exitCode == 0, "\(result.errors)")
    let ours = Self.pages(below: folder.url.appending(path: "site"))
    let theirs = Self.pages(below: site.appending(path: "mkdocs"))
    #expect(theirs.subtracting(ours) == Self.missing[site.lastPathComponent] ?? [])
    #expect(ours.subtracting(theirs).subtracting(["404.html"]).isEmpty)
  }

  static func pages(below folder: URL) -> Set<String> {
    let found = FileManager.default.enumerator(atPath: folder.path())
    return Set((found?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".html") })
  }
}
