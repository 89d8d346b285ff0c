import HTTP

/// How long to wait before an address is asked again.
struct RetryDelay: Sendable {
  /// A server that wants a longer break is not waited for.
  static let longest = Duration.seconds(60)

  /// Between 0 and 1: spreads what failed together.
  var random: @Sendable () -> Double
  /// Seconds since 1970.
  var date: @Sendable () -> Int

  /// Half a second, twice as long each time, up to half of it more or less.
  func backoff(afterAttempt attempt: Int) -> Duration {
    .milliseconds(Int(500.0 * Double(1 << min(attempt, 6)) * (0.5 + random())))
  }

  /// What `Retry-After` asks for, as seconds or as a date; nil without it.
  func asked(by response: Response) -> Duration? {
    guard let text = response["Retry-After"] else { return nil }
    if let seconds = Int(text) { return .seconds(min(max(seconds, 0), 1_000_000)) }
    return HTTPDate.seconds(text).map { .seconds(max($0 - date(), 0)) }
  }
}
