import Diagnostics
import HTTP
import Synchronization

@testable import Auditing

/// A web that exists in a test only: it answers what a script says, and its clock moves when
/// somebody waits.
final class Web: Sendable {
  /// A request as it came, and when.
  struct Asked: Sendable {
    var method: Request.Method
    var address: String
    var headers: [Header]
    var time: Duration

    subscript(name: String) -> String? { headers.first { $0.name == name }?.value }
  }

  /// What a server does: after some time, an outcome.
  typealias Script = @Sendable (_ asked: Asked, _ count: Int) -> (after: Duration, Outcome)

  struct State {
    var now = Duration.zero
    var asked: [Asked] = []
    var counts: [String: Int] = [:]
    var active: [String: Int] = [:]
    var mostActive: [String: Int] = [:]
  }

  let state = Mutex(State())
  private let script: Script

  init(_ script: @escaping Script) { self.script = script }

  /// A web of pages by address, each with the outcomes it gives one after the other, the last of
  /// them for ever. What is not named answers 404. Every answer takes 10 ms.
  convenience init(_ pages: [String: [Outcome]]) {
    self.init { asked, count in
      guard let outcomes = pages[asked.address] else {
        return (.milliseconds(10), .success(Response(status: 404)))
      }
      return (.milliseconds(10), outcomes[min(count, outcomes.count - 1)])
    }
  }

  var asked: [Asked] { state.withLock { $0.asked } }
  var now: Duration { state.withLock { $0.now } }

  /// The requests without those for `robots.txt`, as `GET https://host.example/`.
  var requests: [String] {
    asked.filter { !$0.address.hasSuffix("/robots.txt") }.map {
      "\($0.method.rawValue) \($0.address)"
    }
  }

  var surroundings: Surroundings {
    Surroundings(
      transport: { WebTransport(self) }, now: { self.now }, date: { 1_800_000_000 },
      random: { 0.5 })
  }

  /// Checks links to addresses, which stand on the lines of one file.
  func check(
    _ addresses: String..., change: (inout ExternalOptions) -> Void = { _ in }
  ) async throws -> ExternalReport {
    try await check(addresses, change: change)
  }

  func check(
    _ addresses: [String], change: (inout ExternalOptions) -> Void = { _ in }
  ) async throws -> ExternalReport {
    var options = ExternalOptions()
    options.userAgent = "scaffold/1.0"
    change(&options)
    let links = addresses.enumerated().map { index, address in
      ExternalLink(
        destination: address, location: Location(file: "a.md", line: index + 1, column: 1))
    }
    return try await ExternalCheck(options, surroundings: surroundings).run(links)
  }

  fileprivate func begin(_ request: Request) -> (due: Duration, Outcome) {
    let host = request.address.host
    let (asked, count) = state.withLock { state in
      let asked = Asked(
        method: request.method, address: request.address.text, headers: request.headers,
        time: state.now)
      let count = state.counts[asked.address, default: 0]
      state.counts[asked.address] = count + 1
      state.asked.append(asked)
      state.active[host, default: 0] += 1
      state.mostActive[host] = max(state.mostActive[host] ?? 0, state.active[host] ?? 0)
      return (asked, count)
    }
    let (delay, outcome) = script(asked, count)
    if delay > request.timeLimit {
      return (now + request.timeLimit, .failure(Failure(.timeout, "too late")))
    }
    return (now + delay, outcome)
  }

  fileprivate func end(_ host: String, at time: Duration) {
    state.withLock { state in
      state.now = max(state.now, time)
      state.active[host, default: 0] -= 1
    }
  }

  fileprivate func wait(until time: Duration) { state.withLock { $0.now = max($0.now, time) } }
}

/// The transport of one check.
private final class WebTransport: Transport {
  private let web: Web
  private var running: [(id: Int, host: String, due: Duration, outcome: Outcome)] = []

  init(_ web: Web) { self.web = web }

  func start(_ request: Request, id: Int) {
    let (due, outcome) = web.begin(request)
    running.append((id, request.address.host, due, outcome))
  }

  func wait(_ limit: Duration) -> [(id: Int, outcome: Outcome)] {
    let end = web.now + limit
    guard let next = running.min(by: { ($0.due, $0.id) < ($1.due, $1.id) }), next.due <= end else {
      web.wait(until: end)
      return []
    }
    running.removeAll { $0.id == next.id }
    web.end(next.host, at: next.due)
    return [(next.id, next.outcome)]
  }
}

extension Outcome {
  /// A page of HTML that is long enough to be one.
  static func page(_ body: String = "") -> Outcome {
    .success(
      Response(
        status: 200, headers: [Header("Content-Type", "text/html")], body: Array(body.utf8)))
  }

  static func status(_ status: Int, _ headers: [Header] = []) -> Outcome {
    .success(Response(status: status, headers: headers))
  }

  static func redirect(_ status: Int, _ location: String) -> Outcome {
    .success(Response(status: status, headers: [Header("Location", location)]))
  }

  static func failure(_ kind: Failure.Kind) -> Outcome { .failure(Failure(kind, "it went wrong")) }
}
