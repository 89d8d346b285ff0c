import Diagnostics
import HTTP
import Synchronization
import Testing

@testable import Auditing

@Suite("Fairness to hosts")
struct FairnessTests {
  @Test("no host has more than its limit, all have no more than theirs, and hosts take turns")
  func limits() async throws {
    let pages = (0..<200).map { "https://big.test.dev/\($0)" } + ["https://small.test.dev/"]
    let web = Web { _, _ in (.milliseconds(10), .page()) }
    let report = try await web.check(pages) {
      $0.hostLimit = 3
      $0.limit = 4
    }
    #expect(report.findings.isEmpty)
    #expect(web.state.withLock { $0.mostActive["big.test.dev"] } == 3)
    let turn = web.asked.firstIndex { $0.address == "https://small.test.dev/" }
    #expect(turn ?? 99 < 6)
  }

  @Test("a rule for a host lowers its limit")
  func rule() async throws {
    let web = Web { _, _ in (.milliseconds(10), .page()) }
    _ = try await web.check((0..<20).map { "https://big.test.dev/\($0)" }) {
      $0.settings.hosts = [HostRule(host: "*.test.dev", connections: 1)]
    }
    #expect(web.state.withLock { $0.mostActive["big.test.dev"] } == 1)
  }

  @Test("a host whose HEADs are useless is asked with GET")
  func learnsGET() async throws {
    let web = Web { asked, _ in
      (.milliseconds(10), asked.method == .head ? .status(405) : .page())
    }
    _ = try await web.check((0..<100).map { "https://host.test.dev/\($0)" })
    #expect(web.asked.filter { $0.method == .head }.count < 12)
    let dead = Web { _, _ in (.milliseconds(10), .status(404)) }
    _ = try await dead.check((0..<20).map { "https://host.test.dev/\($0)" })
    #expect(dead.asked.filter { $0.method == .head }.count == 20, "there HEAD told the truth")
  }

  @Test("tokens come from the environment, and never reach another host or plain HTTP")
  func tokens() async throws {
    let web = Web { asked, _ in
      switch asked.address {
      case "https://api.test.dev/a": (.zero, .redirect(302, "https://evil.test.dev/a"))
      case "https://api.test.dev/b": (.zero, .redirect(302, "http://api.test.dev/b"))
      default: (.zero, .page())
      }
    }
    let report = try await web.check("https://api.test.dev/a", "https://api.test.dev/b") {
      $0.settings.hosts = [
        HostRule(
          host: "api.test.dev",
          headers: [Header("Authorization", "Bearer ${TOKEN}"), Header("X-Other", "${UNSET}")])
      ]
      $0.environment = ["TOKEN": "secret"]
    }
    let withToken = web.asked.filter { $0["Authorization"] == "Bearer secret" }.map(\.address)
    #expect(withToken == ["https://api.test.dev/a", "https://api.test.dev/b"])
    #expect(web.asked.allSatisfy { $0["X-Other"] == nil })
    #expect(report.notes.contains { $0.contains("UNSET") && $0.contains("api.test.dev") })
  }

  @Test("the user agent says what asks")
  func userAgent() async throws {
    let web = Web([:])
    _ = try await web.check("https://host.test.dev/")
    #expect(web.asked.allSatisfy { $0["User-Agent"] == "scaffold/1.0" })
  }

  @Test("robots.txt is asked for once a site and respected; it can be set aside")
  func robots() async throws {
    let robots = Outcome.success(
      Response(status: 200, body: Array("User-agent: *\nDisallow: /private\n".utf8)))
    let web = Web([
      "https://host.test.dev/robots.txt": [robots], "https://host.test.dev/a": [.page()],
      "https://host.test.dev/private/b": [.page()],
    ])
    let pages = ["https://host.test.dev/a", "https://host.test.dev/private/b"]
    let report = try await web.check(pages)
    #expect(report.findings.map(\.code) == ["audit.external.robots"])
    #expect(report.findings[0].severity == .info)
    #expect(report.hosts.first?.unverifiable == 1)
    #expect(web.asked.count == 2)
    #expect(try await web.check(pages) { $0.settings.respectsRobots = false }.findings.isEmpty)
  }

  @Test("an interruption ends the check", .timeLimit(.minutes(1)))
  func interruption() async {
    let web = Web { _, _ in (.seconds(3600), .page()) }
    await #expect(throws: Diagnostic.self) {
      _ = try await web.check("https://host.test.dev/") { $0.isInterrupted = { true } }
    }
  }
}
