import Auditing
import Diagnostics
import Foundation
import SystemPackage
import Testing

/// Small repositories in `Tests/Fixtures/audits/<case>/input` with `expected.txt`, the findings.
/// `make record` writes them anew. What must not be found stands in the same files.
@Suite("Fixture audits")
struct AuditFixtureTests {
  static let folder = URL(filePath: #filePath).appending(path: "../../Fixtures/audits").standardized
  static let cases =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []).sorted()

  @Test("there are cases") func present() { #expect(!Self.cases.isEmpty) }

  @Test("finds what is recorded", arguments: cases)
  func audit(name: String) async throws {
    let root = Self.folder.appending(path: name)
    let report = try await Audit(root: FilePath(root.appending(path: "input").path())).run()
    let actual = report.findings.map { TextRenderer().render($0.diagnostic) }.joined()
    let golden = root.appending(path: "expected.txt")
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try Data(actual.utf8).write(to: golden)
    }
    #expect(actual == (try? String(contentsOf: golden, encoding: .utf8)) ?? "")
  }
}
