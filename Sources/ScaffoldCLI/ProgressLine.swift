import Synchronization

/// One line on a terminal that says how far long work is; it appears after a second, is rewritten
/// ten times a second, and leaves no trace.
final class ProgressLine: Sendable {
  private let isShown: Bool
  private let started = ContinuousClock.now
  private let lastWritten: Mutex<ContinuousClock.Instant?> = Mutex(nil)

  /// - Parameter isShown: false for no terminal or `--quiet`: nothing is ever written.
  init(isShown: Bool) { self.isShown = isShown }

  /// Says that `done` of `total` are done; cheap to call often and from any thread.
  func update(_ activity: String, done: Int, total: Int) {
    guard isShown else { return }
    let now = ContinuousClock.now
    guard now - started > .seconds(1) else { return }
    lastWritten.withLock { last in
      if let last, now - last < .milliseconds(100) { return }
      last = now
      writeError("\r\u{1B}[K\(activity) \(done)/\(total)")
    }
  }

  /// Removes the line, before other text is written.
  func finish() {
    guard isShown else { return }
    lastWritten.withLock { last in
      if last != nil { writeError("\r\u{1B}[K") }
      last = nil
    }
  }
}
