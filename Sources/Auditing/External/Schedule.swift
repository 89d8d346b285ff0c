import HTTP

/// Decides which visit goes next: hosts take turns, none is asked more than its limit at a time, and
/// visits that wait for their time come back when it has come. Time is handed in.
struct Schedule {
  private enum Timer {
    case visit(Int)
    case host(Int)
  }

  private(set) var hosts: [HostQueue] = []
  private var indices: [String: Int] = [:]
  /// Hosts that may have something to do, each once, the one whose turn it is first.
  private var turns: [Int] = []
  private var firstTurn = 0
  private var hasTurn: [Bool] = []
  /// Ordered by time, the last first.
  private var timers: [(due: Duration, timer: Timer)] = []
  private let limit: (String) -> Int

  /// - Parameter limit: the most requests to a host at the same time.
  init(limit: @escaping (String) -> Int) { self.limit = limit }

  /// The number of a host, which it gets when it is first asked for.
  mutating func host(_ name: String) -> Int {
    if let index = indices[name] { return index }
    let index = hosts.count
    hosts.append(HostQueue(name: name, limit: max(1, limit(name))))
    hasTurn.append(false)
    indices[name] = index
    return index
  }

  /// Lets a visit wait for its host's turn.
  mutating func add(_ visit: Int, to host: Int, isFirst: Bool = false) {
    if isFirst { hosts[host].putFirst(visit) } else { hosts[host].append(visit) }
    giveTurn(host)
  }

  /// Adds a visit when a time has come.
  mutating func add(_ visit: Int, at due: Duration) { set(.visit(visit), due) }

  /// Leaves a host alone until a time.
  mutating func pause(_ host: Int, until due: Duration) {
    hosts[host].pause(until: due)
    set(.host(host), due)
  }

  /// A request to the host has ended.
  mutating func end(_ host: Int) {
    hosts[host].end()
    giveTurn(host)
  }

  /// Changes what is known of a host.
  mutating func update(_ host: Int, _ change: (inout HostQueue) -> Void) {
    change(&hosts[host])
    giveTurn(host)
  }

  /// The next visit that can begin, whose request counts from now on.
  mutating func next(at now: Duration) -> (visit: Int, host: Int)? {
    while firstTurn < turns.count {
      let host = turns[firstTurn]
      firstTurn += 1
      if firstTurn > 1024 {
        turns.removeFirst(firstTurn)
        firstTurn = 0
      }
      hasTurn[host] = false
      guard hosts[host].isReady(at: now), let visit = hosts[host].takeFirst() else { continue }
      hosts[host].begin()
      giveTurn(host)
      return (visit, host)
    }
    return nil
  }

  /// The visits whose time has come; hosts whose break is over are asked again.
  mutating func due(at now: Duration) -> [Int] {
    var visits: [Int] = []
    while let last = timers.last, last.due <= now {
      timers.removeLast()
      switch last.timer {
      case .visit(let visit): visits.append(visit)
      case .host(let host): giveTurn(host)
      }
    }
    return visits
  }

  /// When the next of those is.
  var nextDue: Duration? { timers.last?.due }

  private mutating func set(_ timer: Timer, _ due: Duration) {
    var (low, high) = (0, timers.count)
    while low < high {
      let middle = (low + high) / 2
      if timers[middle].due > due { low = middle + 1 } else { high = middle }
    }
    timers.insert((due, timer), at: low)
  }

  private mutating func giveTurn(_ host: Int) {
    if hasTurn[host] { return }
    hasTurn[host] = true
    turns.append(host)
  }
}
