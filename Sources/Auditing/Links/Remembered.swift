import Synchronization

/// Answers that are found once each. It may be used from any thread.
final class Remembered<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private let known = Mutex<[Key: Value]>([:])

  /// The answer for `key`, found by `find` when it is not known yet.
  func value(for key: Key, _ find: (Key) -> Value) -> Value {
    if let value = known.withLock({ $0[key] }) { return value }
    let value = find(key)
    known.withLock { $0[key] = value }
    return value
  }
}
