import Diagnostics
import HTTP
import Testing

@testable import Auditing

@Suite("Verdicts on addresses")
struct VerdictTests {
  private let page = "https://host.test.dev/page"

  @Test("what is there has no finding, and HEAD is enough for it")
  func fine() async throws {
    let web = Web([page: [.page()]])
    let report = try await web.check(page)
    #expect(report.findings.isEmpty)
    #expect(web.requests == ["HEAD \(page)"])
    #expect(report.hosts == [.init(name: "host.test.dev", fine: 1)])
  }

  @Test(
    "statuses",
    arguments: [
      (404, ExternalRule.dead), (410, .dead), (400, .dead), (500, .serverError),
      (502, .serverError),
      (503, .unverifiable), (401, .unverifiable), (403, .unverifiable), (405, .unverifiable),
      (429, .unverifiable), (451, .unverifiable), (999, .unverifiable), (799, .malformed),
    ])
  func statuses(status: Int, rule: ExternalRule) async throws {
    let report = try await Web([page: [.status(status)]]).check(page)
    let finding = try #require(report.findings.first)
    #expect(finding.code == rule.rawValue, "\(finding)")
    #expect(finding.severity == rule.severity)
    #expect(finding.message.contains(page) && finding.hint != nil || rule == .malformed)
    #expect(finding.location == Location(file: "a.md", line: 1, column: 1))
    #expect(finding.target == page)
  }

  @Test(
    "failures",
    arguments: [
      (Failure.Kind.unknownHost, ExternalRule.unreachable), (.noConnection, .unreachable),
      (.connectTimeout, .timeout), (.timeout, .timeout), (.insecure, .tls), (.cutOff, .unreachable),
      (.malformed, .malformed), (.endlessHeaders, .malformed), (.refusedAddress, .privateAddress),
    ])
  func failures(kind: Failure.Kind, rule: ExternalRule) async throws {
    let report = try await Web([page: [.failure(kind)]]).check(page)
    #expect(report.findings.map(\.code) == [rule.rawValue])
  }

  @Test(
    "a server that knows no HEAD is asked with GET at once", arguments: [400, 403, 404, 405, 501])
  func refusesHEAD(status: Int) async throws {
    let web = Web([page: [.status(status), .page()]])
    #expect(try await web.check(page).findings.isEmpty)
    #expect(web.requests == ["HEAD \(page)", "GET \(page)"])
    #expect(web.now < .milliseconds(100))
  }

  @Test("a server that is silent to HEAD is asked with GET, once")
  func silentToHEAD() async throws {
    let web = Web([page: [.failure(.timeout), .page()]])
    #expect(try await web.check(page).findings.isEmpty)
    let silent = Web { _, _ in (.seconds(3600), .page()) }
    let report = try await silent.check(page) {
      $0.timeLimit = .seconds(5)
      $0.settings.respectsRobots = false
    }
    #expect(report.findings.map(\.code) == ["audit.external.timeout"])
    #expect(silent.now == .milliseconds(7500))
  }

  @Test("every occurrence has its finding, and the address is asked once")
  func occurrences() async throws {
    let web = Web([:])
    let report = try await web.check(page, page + "#a", "HTTPS://HOST.test.dev:443/page")
    #expect(report.findings.map { $0.location?.line } == [1, 2, 3])
    #expect(report.asked == 1)
    #expect(web.requests == ["GET \(page)"])
  }

  @Test("addresses that cannot be are said without asking; other schemes are left alone")
  func invalid() async throws {
    let web = Web([:])
    let report = try await web.check(
      "https://", "http://a b/", "https://host.test.dev:99999/", "mailto:a@b.c", "ftp://a/b", "c.md"
    )
    #expect(
      report.findings.map(\.code) == Array(repeating: "audit.external.invalid-address", count: 3))
    #expect(web.asked.isEmpty)
  }

  @Test("what is excluded or reserved for examples is not asked")
  func excluded() async throws {
    let web = Web([:])
    let report = try await web.check(
      "https://example.com/a", "https://docs.example.org", "https://a.example",
      "https://skip.test.dev/b", "https://host.test.dev/private/a?b"
    ) { $0.settings.excludes = ["https://skip.test.dev", "https://*/private/*"] }
    #expect(report.findings.isEmpty && web.asked.isEmpty)
    #expect(report.excluded == 5)
  }

  @Test("a very short page is looked at: it may send on, or be cut off")
  func shortPages() async throws {
    let short = Header("Content-Length", "90")
    let head = Outcome.success(
      Response(status: 200, headers: [Header("Content-Type", "text/html"), short]))
    let refresh = "<meta http-equiv=refresh content=\"0; url='/gone'\">"
    let report = try await Web([page: [head, .page(refresh)]]).check(page)
    #expect(report.findings.map(\.code) == ["audit.external.dead"])
    #expect(report.findings[0].message.contains("/gone"))
    let cut = try await Web([page: [head, .failure(.cutOff)]]).check(page)
    #expect(cut.findings.map(\.code) == ["audit.external.unreachable"])
    var excess = Response(status: 200, headers: [Header("Content-Type", "text/html"), short])
    excess.hasExcess = true
    let long = try await Web([page: [head, .success(excess)]]).check(page)
    #expect(long.findings.map(\.code) == ["audit.external.malformed"])
  }

  @Test("GitHub's API says which 404 is a private repository, where there is a token for it")
  func privateRepository() async throws {
    let hidden = "https://github.com/acme/hidden/wiki"
    let gone = "https://github.com/acme/gone"
    let facts = Response(status: 200, body: Array("{\"id\":1,\"private\": true}".utf8))
    let web = Web(["https://api.github.com/repos/acme/hidden": [.success(facts)]])
    #expect(
      try await web.check(hidden, gone).findings.allSatisfy { $0.code == "audit.external.dead" })
    let report = try await web.check(hidden, gone) {
      $0.settings.hosts = [
        HostRule(host: "api.github.com", headers: [Header("Authorization", "Bearer ${TOKEN}")])
      ]
      $0.environment = ["TOKEN": "secret"]
    }
    #expect(report.findings.map(\.code) == ["audit.external.unverifiable", "audit.external.dead"])
    #expect(
      web.asked.filter { $0["Authorization"] != nil }.allSatisfy { $0.address.contains("//api.") })
  }

  @Test("this repository may be private: its 404 is no proof")
  func ownRepository() async throws {
    let web = Web([:])
    let report = try await web.check(
      "https://github.com/acme/shop/wiki", "https://github.com/acme/other"
    ) { $0.repository = "Acme/Shop" }
    #expect(
      report.findings.map(\.code) == ["audit.external.unverifiable", "audit.external.dead"])
  }
}
