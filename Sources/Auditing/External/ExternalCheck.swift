public import Diagnostics
import Dispatch
import HTTP

/// Asks the web whether what links lead to is there.
///
/// One thread sends all requests and waits for them; everything else is a function of what came.
/// The same answers in the same order give the same findings.
public struct ExternalCheck: Sendable {
  private let options: ExternalOptions
  private let surroundings: Surroundings

  /// Checks over libcurl and with the clocks of this machine.
  public init(_ options: ExternalOptions) {
    self.init(options, surroundings: .real(options))
  }

  init(_ options: ExternalOptions, surroundings: Surroundings) {
    self.options = options
    self.surroundings = surroundings
  }

  /// Asks every address among the links once, and says what is wrong where.
  ///
  /// - Throws: `http.libcurl` without a usable libcurl, `audit.interrupted`.
  public func run(_ links: [ExternalLink]) async throws(Diagnostic) -> ExternalReport {
    // Waiting for the network would keep a thread from Swift's own pool.
    let outcome = await withCheckedContinuation { continuation in
      DispatchQueue(label: "scaffold.external").async {
        continuation.resume(returning: check(links))
      }
    }
    return try outcome.get()
  }

  private func check(_ links: [ExternalLink]) -> Result<ExternalReport, Diagnostic> {
    do throws(Diagnostic) {
      let targets = ExternalTargets(links, excludes: options.settings.excludes)
      var cache = options.cache.map { VerdictCache($0, now: surroundings.date()) }
      let known = targets.pages.map { cache?.verdict(for: $0) }
      let asked = zip(targets.pages, known).filter { $1 == nil }.map(\.0)
      let rules = HostRules(options.settings.hosts, environment: options.environment)
      var verdicts: [Verdict] = []
      if !asked.isEmpty {
        var round = ExternalRound(
          asked, options: options, hosts: rules, surroundings: surroundings,
          transport: try surroundings.transport())
        verdicts = try round.run()
      }
      var report = ExternalReport(targets)
      var next = verdicts.makeIterator()
      for (page, known) in zip(targets.pages, known) {
        guard let verdict = known ?? next.next() else { continue }
        report.add(verdict, on: page, isKnown: known != nil)
        if known == nil { cache?.note(verdict, on: page) }
      }
      report.finish()
      report.notes += rules.missing.map {
        "\($0.host) is asked without a header, because the variable \($0.variable) is not set"
      }
      if let problem = cache?.save() { report.notes.append(problem) }
      return .success(report)
    } catch {
      return .failure(error)
    }
  }
}

/// What a check takes from outside; tests hand in their own.
struct Surroundings: Sendable {
  /// Makes what sends requests. It is made, used and dropped on one thread.
  var transport: @Sendable () throws(Diagnostic) -> any Transport
  /// The time since some moment.
  var now: @Sendable () -> Duration
  /// Seconds since 1970.
  var date: @Sendable () -> Int
  /// Between 0 and 1.
  var random: @Sendable () -> Double

  static func real(_ options: ExternalOptions) -> Surroundings {
    let start = ContinuousClock.now
    return Surroundings(
      transport: { () throws(Diagnostic) in
        var curl = CurlTransport.Options()
        curl.hostConnections = options.hostLimit
        curl.connections = options.limit
        curl.allowsPrivateAddresses = options.allowsPrivateAddresses
        curl.proxies = Proxies(environment: options.environment)
        curl.certificates = options.environment["SSL_CERT_FILE"]
        return try CurlTransport(curl)
      },
      now: { ContinuousClock.now - start },
      date: { WallClock.seconds() },
      random: { Double.random(in: 0...1) })
  }
}
