import Diagnostics
import Foundation
import HTTP
import SystemPackage
import Testing

@testable import Auditing

@Suite("Remembered answers")
struct CacheTests {
  private let page = "https://host.test.dev/page"
  private let file = FileManager.default.temporaryDirectory.appending(
    path: "scaffold-\(UUID())/a/b")

  private func check(_ web: Web, _ addresses: String..., age: Duration = .seconds(3600))
    async throws -> ExternalReport
  {
    try await web.check(addresses) {
      $0.cache = .init(path: FilePath(file.path()), age: age, keepsPrivateAddresses: false)
      $0.allowsPrivateAddresses = true
    }
  }

  @Test("are not asked for again, moved ones still say where to")
  func known() async throws {
    let web = Web([page: [.redirect(301, "/new")], "https://host.test.dev/new": [.page()]])
    let first = try await check(web, page)
    let count = web.asked.count
    let second = try await check(web, page)
    #expect(web.asked.count == count)
    #expect(second.known == 1 && second.asked == 0)
    #expect(second.findings == first.findings && second.moved == first.moved)
    #expect(second.hosts == first.hosts)
    let mode = try FileManager.default.attributesOfItem(atPath: file.path())[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test("expire, and failures are never among them")
  func expired() async throws {
    let web = Web([page: [.page()]])
    _ = try await check(web, page, page + "x")
    let count = web.requests.count
    _ = try await check(web, page, page + "x")
    #expect(web.requests.count == count + 2, "the dead one again, with HEAD and GET")
    _ = try await check(web, page, age: .zero)
    #expect(web.requests.last == "HEAD \(page)")
  }

  @Test("hold for the fragments that were found")
  func fragments() async throws {
    let web = Web([page: [.page("<p id=a>")]])
    _ = try await check(web, page + "#a")
    _ = try await check(web, page + "#a", page)
    #expect(web.requests.count == 1)
    let other = try await check(web, page + "#a", page + "#b")
    #expect(other.findings.count == 1)
    #expect(try await check(web, page + "#b").findings.count == 1)
  }

  @Test("are none for private addresses, and in files that make no sense")
  func none() async throws {
    let local = "http://127.0.0.1/"
    let web = Web([local: [.page()], page: [.page()]])
    _ = try await check(web, local)
    _ = try await check(web, local)
    #expect(web.requests.count == 2)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data([0xFF, 0x00]).write(to: file)
    #expect(try await check(web, page).asked == 1)
    #expect(try await check(web, page).known == 1)
  }
}
