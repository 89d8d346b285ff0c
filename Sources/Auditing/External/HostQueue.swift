import HTTP

/// The visits that wait for one host, and what was learnt about it.
struct HostQueue: Sendable {
  let name: String
  /// The most requests at the same time; fewer after the host said that it is too many.
  private(set) var limit: Int
  private(set) var active = 0
  private(set) var pausedUntil = Duration.zero
  /// The host's answers to HEAD are of no use: again and again, GET said something else.
  var prefersGET: Bool { uselessHEADs >= 3 }
  /// Why the rest is not asked at all.
  private(set) var closed: Verdict?

  private let mostActive: Int
  private var waiting: [Int] = []
  private var first = 0
  private var hasAnswered = false
  private var failures = 0
  private var refusals = 0
  private var successes = 0
  private var uselessHEADs = 0

  /// So many visits that end without an answer, one after the other, are enough to give a host up:
  /// more of them where it answered before.
  private var patience: Int { hasAnswered ? 20 : 5 }

  init(name: String, limit: Int) {
    self.name = name
    self.limit = limit
    mostActive = limit
  }

  /// A visit can begin now.
  func isReady(at now: Duration) -> Bool {
    first < waiting.count && (closed != nil || (active < limit && pausedUntil <= now))
  }

  mutating func append(_ visit: Int) { waiting.append(visit) }

  /// Puts a visit before all others, because it was sent back.
  mutating func putFirst(_ visit: Int) {
    if first > 0 {
      first -= 1
      waiting[first] = visit
    } else {
      waiting.insert(visit, at: 0)
    }
  }

  mutating func takeFirst() -> Int? {
    guard first < waiting.count else { return nil }
    defer {
      first += 1
      if first == waiting.count { (waiting, first) = ([], 0) }
    }
    return waiting[first]
  }

  mutating func begin() { active += 1 }
  mutating func end() { active -= 1 }

  /// The host asked for a break: nobody asks until then, and fewer at a time after it.
  mutating func pause(until time: Duration) {
    if pausedUntil < time { limit = max(min(2, mostActive), limit / 2) }
    pausedUntil = max(pausedUntil, time)
    successes = 0
  }

  /// Notes that the host answered something.
  mutating func noteAnswer() { hasAnswered = true }

  /// Notes how a visit to the host ended.
  mutating func note(_ verdict: Verdict, of visit: Visit, wasTooFast: Bool) {
    let wasAnswered = visit.wasAnswered
    if wasAnswered { hasAnswered = true }
    if visit.wasAskedTwice, verdict.kind == .fine {
      uselessHEADs += 1
    } else if !prefersGET, uselessHEADs > 0 {
      uselessHEADs -= 1
    }
    refusals = wasTooFast ? refusals + 1 : 0
    let isSilent =
      !wasAnswered && (verdict.rule == .timeout || (!hasAnswered && verdict.rule == .unreachable))
    failures = isSilent ? failures + 1 : 0
    if verdict.kind == .fine {
      successes += 1
      if successes % 5 == 0, limit < mostActive { limit += 1 }
    }
    if closed != nil { return }
    if verdict.isForWholeHost {
      closed = verdict
    } else if failures >= patience || refusals >= 5 {
      closed = verdict
      closed?.reason += ", as others of its host; this one was not asked"
    }
  }
}
