import Diagnostics
import HTTP

/// Asks pages until there is a verdict on each.
struct ExternalRound {
  private enum Work {
    case page(Visit)
    case robots(RobotsVisit)
  }

  private enum RobotsState {
    /// It is being asked for; these wait for it.
    case asked([Int])
    case known(Robots)
  }

  private let options: ExternalOptions
  private let visiting: VisitOptions
  private let surroundings: Surroundings
  private let transport: any Transport

  private var work: [Work]
  private var verdicts: [Verdict?]
  private var done = 0
  private var schedule: Schedule
  private var robots: [String: RobotsState] = [:]
  /// When the request of a piece of work began, and the host it counts for.
  private var running: [Int: (began: Duration, host: Int)] = [:]

  /// The longest time until interruptions and progress are looked at.
  private static let tick = Duration.milliseconds(200)

  init(
    _ pages: [ExternalPage], options: ExternalOptions, hosts: HostRules, surroundings: Surroundings,
    transport: any Transport
  ) {
    self.options = options
    self.surroundings = surroundings
    self.transport = transport
    let visiting = VisitOptions(
      timeLimit: options.timeLimit, retries: options.retries,
      allowsPrivateAddresses: options.allowsPrivateAddresses, userAgent: options.userAgent,
      hosts: hosts, delay: RetryDelay(random: surroundings.random, date: surroundings.date),
      repository: options.repository)
    self.visiting = visiting
    work = pages.map { .page(Visit($0.address, fragments: $0.fragments, options: visiting)) }
    verdicts = pages.map { _ in nil }
    schedule = Schedule { min(hosts.connections(to: $0) ?? options.hostLimit, options.hostLimit) }
  }

  /// The verdicts in the order of the pages.
  mutating func run() throws(Diagnostic) -> [Verdict] {
    let total = verdicts.count
    for visit in 0..<total { prepare(visit) }
    while done < total {
      if options.isInterrupted() {
        throw .error(code: "audit.interrupted", "the audit was interrupted")
      }
      startRequests()
      if done == total { break }
      let now = surroundings.now()
      let wait = schedule.nextDue.map { min(max($0 - now, .zero), Self.tick) } ?? Self.tick
      for (id, outcome) in transport.wait(wait) { finish(id, outcome) }
      for visit in schedule.due(at: surroundings.now()) { prepare(visit) }
      options.progress(done, total)
    }
    return verdicts.compactMap { $0 }
  }

  // MARK: Before a request

  /// Lets a visit wait for the host that it has to ask next, where that may be asked.
  private mutating func prepare(_ id: Int, isFirst: Bool = false) {
    guard case .page(let visit) = work[id] else { return }
    if visit.isRefused { return settle(id, visit.refusal) }
    let host = schedule.host(visit.address.host)
    // An API that is asked with a token of one's own is no page that robots come by.
    guard options.settings.respectsRobots, visit.forgeQuestion == nil else {
      return schedule.add(id, to: host, isFirst: isFirst)
    }
    let origin = visit.address.origin
    switch robots[origin] {
    case .known(let known):
      if known.allow(visit.address.target) {
        schedule.add(id, to: host, isFirst: isFirst)
      } else {
        settle(
          id,
          .unverifiable(
            "is not for programs, as \(origin)/robots.txt says", rule: .robots,
            hint: "look at it in a browser, or set 'robots: false' in .scaffold/audit.yml"))
      }
    case .asked(let waiting): robots[origin] = .asked(waiting + [id])
    case nil:
      robots[origin] = .asked([id])
      work.append(.robots(RobotsVisit(for: visit.address, options: visiting)))
      schedule.add(work.count - 1, to: host)
    }
  }

  private mutating func startRequests() {
    let now = surroundings.now()
    while running.count < options.limit, let (id, host) = schedule.next(at: now) {
      if let verdict = schedule.hosts[host].closed {
        schedule.end(host)
        switch work[id] {
        case .page: settle(id, verdict)
        case .robots(let visit): know(Robots(), of: visit.origin)
        }
        continue
      }
      running[id] = (now, host)
      switch work[id] {
      case .page(var visit):
        if schedule.hosts[host].prefersGET { visit.method = .get }
        work[id] = .page(visit)
        transport.start(visit.request, id: id)
      case .robots(let visit): transport.start(visit.request, id: id)
      }
    }
  }

  // MARK: After a request

  private mutating func finish(_ id: Int, _ outcome: Outcome) {
    guard let (began, host) = running.removeValue(forKey: id) else { return }
    schedule.end(host)
    switch work[id] {
    case .robots(var visit):
      if case .success = outcome { schedule.update(host) { $0.noteAnswer() } }
      let answer = visit.step(after: outcome)
      work[id] = .robots(visit)
      if let answer {
        know(answer, of: visit.origin)
      } else {
        schedule.add(id, to: host, isFirst: true)
      }
    case .page(var visit):
      let now = surroundings.now()
      let step = visit.step(after: outcome, time: now - began)
      work[id] = .page(visit)
      switch step {
      case .again(.zero): prepare(id, isFirst: true)
      case .again(let delay): schedule.add(id, at: now + delay)
      case .pause(let delay):
        schedule.pause(host, until: now + delay)
        prepare(id, isFirst: true)
      case .done(let verdict):
        let wasTooFast = verdict.kind == .unverifiable && isTooFast(outcome)
        schedule.update(host) { $0.note(verdict, of: visit, wasTooFast: wasTooFast) }
        settle(id, verdict)
      }
    }
  }

  private func isTooFast(_ outcome: Outcome) -> Bool {
    guard case .success(let response) = outcome else { return false }
    return response.status == 429
  }

  private mutating func know(_ answer: Robots, of origin: String) {
    guard case .asked(let waiting) = robots.updateValue(.known(answer), forKey: origin) else {
      return
    }
    for visit in waiting { prepare(visit) }
  }

  private mutating func settle(_ id: Int, _ verdict: Verdict) {
    verdicts[id] = verdict
    done += 1
  }
}
