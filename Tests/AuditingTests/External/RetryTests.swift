import Diagnostics
import HTTP
import Synchronization
import Testing

@testable import Auditing

@Suite("Asking again")
struct RetryTests {
  private let page = "https://host.test.dev/page"

  @Test(
    "what may pass is asked again, after longer and longer",
    arguments: [Outcome.status(500), .status(503), .failure(.cutOff), .failure(.noConnection)])
  func backoff(outcome: Outcome) async throws {
    let web = Web([page: [outcome, outcome, .page()]])
    #expect(try await web.check(page).findings.isEmpty)
    let times = web.asked.dropFirst().map(\.time)
    #expect(times.count == 3)
    #expect(times[1] - times[0] == .milliseconds(510) && times[2] - times[1] == .milliseconds(1010))
    let never = try await Web([page: [outcome]]).check(page)
    #expect(never.findings.count == 1)
    let once = Web([page: [outcome, .page()]])
    #expect(try await once.check(page) { $0.retries = 0 }.findings.count == 1)
  }

  @Test(
    "Retry-After is waited for, in seconds and as a date",
    arguments: [("3", 3), ("Fri, 15 Jan 2027 08:00:07 GMT", 7), ("0", 0), ("-5", 0)])
  func retryAfter(value: String, seconds: Int) async throws {
    let web = Web([page: [.status(429, [Header("Retry-After", value)]), .page()]])
    #expect(try await web.check(page).findings.isEmpty)
    let times = web.asked.dropFirst().map(\.time)
    let waited = times[1] - times[0] - .milliseconds(10)
    #expect(waited >= .seconds(seconds) && waited < .seconds(seconds) + .milliseconds(200))
  }

  @Test("a break of an hour is not waited for")
  func longBreak() async throws {
    let web = Web([page: [.status(429, [Header("Retry-After", "3600")])]])
    let report = try await web.check(page)
    #expect(report.findings.map(\.code) == ["audit.external.unverifiable"])
    #expect(report.findings[0].message.contains("3600 s"))
    #expect(web.now < .seconds(1))
  }

  @Test("during a break nobody asks the host, and others are not held up")
  func breakForAll() async throws {
    let pages = (0..<20).map { "https://host.test.dev/\($0)" }
    let web = Web { asked, count in
      asked.address == "https://host.test.dev/0" && count == 0
        ? (.milliseconds(10), .status(429, [Header("Retry-After", "2")]))
        : (.milliseconds(10), .page())
    }
    let report = try await web.check(pages + ["https://other.test.dev/"]) {
      $0.settings.respectsRobots = false
    }
    #expect(report.findings.isEmpty)
    let times = web.asked.filter { $0.address.contains("//host") }.map(\.time)
    #expect(!times.contains { $0 > .milliseconds(10) && $0 < .milliseconds(2010) })
    #expect(
      web.asked.first { $0.address.contains("other") }?.time ?? .seconds(9) < .milliseconds(20))
  }

  @Test("a bucket that fills slowly is emptied without a victim")
  func bucket() async throws {
    let pages = (0..<60).map { "https://host.test.dev/\($0)" }
    let web = Web { asked, _ in (.milliseconds(1), .page()) }
    let limited = Web { asked, count in
      // Ten requests within a second are answered.
      let recent = web.state.withLock { state in
        state.asked.filter { asked.time - $0.time < .seconds(1) }.count
      }
      guard recent < 10 else {
        return (.milliseconds(1), .status(429, [Header("Retry-After", "1")]))
      }
      web.state.withLock { $0.asked.append(asked) }
      return (.milliseconds(1), .page())
    }
    let report = try await limited.check(pages) { $0.settings.respectsRobots = false }
    #expect(report.findings.isEmpty, "\(report.findings)")
    #expect(limited.now < .seconds(12))
  }

  @Test("a host that says no to everybody is given up, and so is one that is silent")
  func givenUp() async throws {
    let pages = (0..<500).map { "https://host.test.dev/\($0)" }
    let busy = Web { _, _ in (.milliseconds(1), .status(429, [Header("Retry-After", "1")])) }
    let refused = try await busy.check(pages) { $0.settings.respectsRobots = false }
    #expect(refused.findings.count == 500)
    #expect(Set(refused.findings.map(\.code)) == ["audit.external.unverifiable"])
    #expect(busy.now < .seconds(30))
    let silent = Web { _, _ in (.seconds(3600), .page()) }
    let late = try await silent.check(pages)
    #expect(Set(late.findings.map(\.code)) == ["audit.external.timeout"])
    #expect(silent.now < .seconds(90))
    let nowhere = Web { _, _ in (.milliseconds(5), .failure(.unknownHost)) }
    let unknown = try await nowhere.check(pages)
    #expect(unknown.findings.count == 500)
    #expect(nowhere.asked.count < 30)
  }
}
