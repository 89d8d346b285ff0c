import Diagnostics
import HTTP
import Testing

@testable import Auditing

@Suite("Redirects")
struct RedirectTests {
  private let page = "https://host.test.dev/old"
  private let next = "https://host.test.dev/new"

  @Test("are followed; where a page moved for good is kept for --fix", arguments: [301, 308])
  func permanent(status: Int) async throws {
    let report = try await Web([page: [.redirect(status, "/new")], next: [.page()]]).check(page)
    #expect(report.findings.map(\.code) == ["audit.external.moved"])
    #expect(report.moved == [page: next])
    #expect(report.hosts.first?.fine == 1)
  }

  @Test("that are temporary give no new place", arguments: [302, 303, 307])
  func temporary(status: Int) async throws {
    let report = try await Web([page: [.redirect(status, "/new")], next: [.page()]]).check(page)
    #expect(report.findings.isEmpty && report.moved.isEmpty)
  }

  @Test("the new place ends where the first temporary redirect begins")
  func mixed() async throws {
    let last = "https://host.test.dev/last"
    let web = Web([
      page: [.redirect(301, "/new")], next: [.redirect(302, "/last")], last: [.page()],
    ])
    #expect(try await web.check(page).moved == [page: next])
  }

  @Test("to the front page are no new place, and a dead end gives none")
  func noPlace() async throws {
    let front = Web([page: [.redirect(301, "/")], "https://host.test.dev/": [.page()]])
    #expect(try await front.check(page).moved.isEmpty)
    let dead = try await Web([page: [.redirect(301, "/gone")]]).check(page)
    #expect(dead.moved.isEmpty)
    #expect(dead.findings.map(\.code) == ["audit.external.dead"])
  }

  @Test(
    "that lead nowhere are broken",
    arguments: [
      ("/old", "circle"), ("file:///etc/passwd", "file:///etc/passwd"), ("ftp://a/b", "ftp://a/b"),
      ("javascript:alert(1)", "javascript:alert(1)"), ("https://", "no host"),
      ("/" + String(repeating: "a", count: 100_000), "100022 bytes"),
    ])
  func nowhere(location: String, words: String) async throws {
    let report = try await Web([page: [.redirect(302, location)]]).check(page)
    #expect(report.findings.map(\.code) == ["audit.external.redirect"])
    #expect(report.findings[0].message.contains(words) || words.hasSuffix("bytes"), "\(report)")
    #expect(report.findings[0].message.count < 300)
  }

  @Test("circles and endless chains end")
  func circles() async throws {
    let circle = Web([page: [.redirect(302, "/new")], next: [.redirect(302, "/old")]])
    #expect(try await circle.check(page).findings[0].message.contains("circle"))
    let endless = Web { asked, _ in (.milliseconds(1), .redirect(302, asked.address + "x")) }
    let report = try await endless.check(page) { $0.settings.respectsRobots = false }
    #expect(report.findings[0].message.contains("more than 10 times"))
    #expect(endless.asked.count == 11)
  }

  @Test("that come slowly take no longer than four requests may")
  func slow() async throws {
    let web = Web { asked, _ in (.milliseconds(4900), .redirect(302, asked.address + "x")) }
    let report = try await web.check(page + "#a") {
      $0.timeLimit = .seconds(5)
      $0.settings.respectsRobots = false
    }
    #expect(report.findings.map(\.code) == ["audit.external.timeout"])
    #expect(web.now < .seconds(26))
  }

  @Test("back to the same address are followed once there is a cookie, which stays on its host")
  func cookies() async throws {
    let other = "https://other.test.dev/"
    let web = Web { asked, _ in
      if asked.address == "https://other.test.dev/" { return (.zero, .page()) }
      guard asked["Cookie"] == "sid=1" else {
        return (
          .zero,
          .success(
            Response(
              status: 302, headers: [Header("Location", "/old"), Header("Set-Cookie", "sid=1")]))
        )
      }
      return (.zero, .redirect(302, "https://other.test.dev/"))
    }
    #expect(try await web.check(page).findings.isEmpty)
    #expect(web.asked.last?.address == other)
    #expect(web.asked.last?["Cookie"] == nil)
  }

  @Test("to a page where one signs in prove nothing")
  func signIn() async throws {
    let login = "https://host.test.dev/users/sign_in"
    let web = Web([page: [.redirect(302, "/users/sign_in")], login: [.page()]])
    let report = try await web.check(page)
    #expect(report.findings.map(\.code) == ["audit.external.unverifiable"])
  }

  @Test(
    "to private addresses are refused, and so are such links",
    arguments: [
      "http://127.0.0.1/", "http://localhost:8080/a", "http://10.0.0.1/", "http://[::1]/",
      "http://[::ffff:192.168.0.1]/", "http://2130706433/", "http://a.localhost/",
    ])
  func privateAddresses(address: String) async throws {
    let web = Web([page: [.redirect(302, address)], address: [.page()]])
    let report = try await web.check(page, address)
    #expect(
      report.findings.map(\.code) == Array(repeating: "audit.external.private-address", count: 2))
    #expect(web.requests == ["HEAD \(page)"])
    let allowed = try await web.check(page, address) { $0.allowsPrivateAddresses = true }
    #expect(allowed.findings.filter { $0.code == "audit.external.private-address" }.isEmpty)
  }

  @Test("a fragment is looked for where the redirects end; one of their own takes its place")
  func fragments() async throws {
    let body = Outcome.page("<p id=a>")
    let web = Web([page: [.redirect(302, "/new")], next: [body]])
    #expect(try await web.check(page + "#a").findings.isEmpty)
    #expect(
      try await web.check(page + "#b").findings.map(\.code) == ["audit.external.missing-anchor"])
    let own = Web([page: [.redirect(302, "/new#a")], next: [body]])
    #expect(try await own.check(page + "#b").findings.isEmpty)
  }
}
