import HTTP

/// Everything about visits that does not change from one to the next.
struct VisitOptions: Sendable {
  var timeLimit: Duration
  /// How often an address is asked again after what may pass.
  var retries: Int
  var allowsPrivateAddresses: Bool
  var userAgent: String
  var hosts: HostRules
  var delay: RetryDelay
  /// The repository that is audited, `owner/name`: it may be private.
  var repository: String?

  /// Longer chains are taken for circles, as browsers do after twenty.
  static let longestChain = 10
}

/// One address on its way to a verdict: which request comes next, and what the answers mean. It does
/// not send anything itself.
struct Visit: Sendable {
  /// What to do after an outcome.
  enum Step: Sendable {
    /// Send the next request, after a while.
    case again(after: Duration)
    /// The same, and leave the whole host alone until then.
    case pause(Duration)
    /// There is nothing more to ask.
    case done(Verdict)
  }

  /// The address as the author wrote it.
  let origin: WebAddress
  /// The fragments that pages name.
  let fragments: [String]
  /// The address that is asked next.
  var address: WebAddress
  var method: Request.Method
  /// What came was an answer, whatever it said.
  var wasAnswered = false
  /// The host was asked with HEAD, and had to be asked with GET too.
  var wasAskedTwice = false

  let options: VisitOptions
  var attempts = 0
  var hops = 0
  var cookies = CookieJar()
  var seen: Set<String> = []
  var spent = Duration.zero
  var movedTo: WebAddress?
  var movedForGood = true
  /// A redirect named a fragment of its own.
  var redirectHasFragment = false
  /// What a forge's API is being asked about.
  var forgeQuestion: Verdict?

  /// What is read of a page when no anchor has to be found in it.
  private static let glance = 64 << 10
  /// What is read to find an anchor; longer pages hardly exist, and endless ones do.
  private static let longestPage = 4 << 20

  init(_ address: WebAddress, fragments: [String] = [], options: VisitOptions) {
    origin = address
    self.address = address
    self.fragments = fragments
    self.options = options
    method = fragments.isEmpty ? .head : .get
    seen = [address.text + "\n"]
  }

  /// The next request.
  var request: Request {
    var headers = [
      Header("User-Agent", options.userAgent),
      Header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"),
    ]
    headers += options.hosts.headers(for: address)
    if let cookie = cookies.header(for: address) { headers.append(Header("Cookie", cookie)) }
    // A server that is silent to HEAD may still answer GET, which then has the whole time.
    return Request(
      method, address, headers: headers, body: forgeQuestion == nil ? .pages : .all,
      timeLimit: method == .head ? options.timeLimit / 2 : options.timeLimit,
      connectLimit: min(options.timeLimit, .seconds(10)),
      bodyLimit: fragments.isEmpty ? Self.glance : Self.longestPage)
  }

  /// Says what comes after the outcome of the request, which took `time`.
  mutating func step(after outcome: Outcome, time: Duration) -> Step {
    spent += time
    if let forgeQuestion {
      let answer = try? outcome.get()
      return .done(answer.map { judge(forgeQuestion, by: $0) } ?? forgeQuestion)
    }
    switch outcome {
    case .failure(let failure): return step(after: failure)
    case .success(let response):
      wasAnswered = true
      cookies.store(response, from: address)
      return step(after: response)
    }
  }

  // MARK: Failures

  private mutating func step(after failure: Failure) -> Step {
    switch failure.kind {
    case .refusedAddress: return .done(refused())
    case .insecure:
      return .done(.broken(.tls, "has no safe connection: \(failure.reason)", hint: Self.tlsHint))
    case .unknownHost:
      // Name servers have weak moments; others would ask for the same name, so all of them wait.
      if attempts == 0, let step = retry(after: .milliseconds(500)) { return step }
      var verdict = Verdict.broken(
        .unreachable, "names a host that does not exist: \(address.host)",
        hint: "check the spelling of the host, and that this machine is online")
      verdict.isForWholeHost = true
      return .done(verdict)
    case .connectTimeout:
      return .done(
        .broken(
          .timeout,
          "timed out: no connection to \(address.host) within \(options.timeLimit.inWords)",
          hint: Self.laterHint))
    case .timeout:
      // Some servers never answer a HEAD.
      if method == .head, spent < options.timeLimit * 3 { return get() }
      return .done(
        .broken(
          .timeout, "timed out: no answer within \(options.timeLimit.inWords)",
          hint: Self.laterHint))
    case .noConnection, .cutOff:
      method = .get
      if let step = retry() { return step }
      return .done(
        .broken(.unreachable, "cannot be reached: \(failure.reason)", hint: Self.laterHint))
    case .malformed:
      if method == .head { return get() }
      return .done(.broken(.malformed, "does not answer in HTTP: \(failure.reason)"))
    case .endlessHeaders:
      return .done(.broken(.malformed, "does not answer in HTTP: \(failure.reason)"))
    }
  }

  private func refused() -> Verdict {
    let place =
      hops == 0
      ? "leads to this machine or a private network"
      : "redirects to \(address.origin), which is of this machine or a private network"
    return .unverifiable(
      place, rule: .privateAddress,
      hint: "allow it with --allow-private, or exclude it in .scaffold/audit.yml")
  }

  // MARK: What comes next

  /// The same with GET, at once.
  mutating func get() -> Step {
    method = .get
    wasAskedTwice = true
    return .again(after: .zero)
  }

  /// The same again after a while; nil when it was asked often enough.
  mutating func retry(after asked: Duration? = nil) -> Step? {
    guard attempts < options.retries, spent < options.timeLimit * 3 else { return nil }
    let backoff = options.delay.backoff(afterAttempt: attempts)
    attempts += 1
    guard let asked else { return .again(after: backoff) }
    return asked <= RetryDelay.longest ? .pause(max(asked, .milliseconds(100))) : nil
  }

  /// The address that a private one is not to be asked, whatever its name server says; names are
  /// judged by the transport, when it knows their address.
  var isRefused: Bool {
    if options.allowsPrivateAddresses { return false }
    let host = address.host
    if host == "localhost" || host.hasSuffix(".localhost") { return true }
    return NetworkAddress(host).map { !$0.isPublic } ?? false
  }

  /// The verdict on an address that `isRefused`.
  var refusal: Verdict { refused() }

  static let laterHint = "run the audit again; if it stays, remove the link or name a copy"
  private static let tlsHint =
    "the site's owner must mend its certificate; do not link to it until then"
}

extension Duration {
  /// `5 s`, `0.5 s`.
  var inWords: String {
    let tenths = Int((self / .milliseconds(100)).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
  }
}
