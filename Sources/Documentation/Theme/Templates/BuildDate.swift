import Glibc
import Jinja

/// The time of the build in UTC (`build_date_utc`). As for MkDocs, `SOURCE_DATE_EPOCH` sets it.
enum BuildDate {
  static var value: Value {
    let set = getenv("SOURCE_DATE_EPOCH").flatMap { Int(String(cString: $0)) }
    return value(of: set ?? time(nil))
  }

  static func value(of seconds: Int) -> Value {
    let format = Value.Function("strftime") { arguments in
      .string(formatted(seconds, arguments.value(0, "format")?.text ?? ""))
    }
    let iso = Value.Function("isoformat") { _ in
      .string(formatted(seconds, "%Y-%m-%dT%H:%M:%S+00:00"))
    }
    func number(_ format: String) -> Value { .int(Int(formatted(seconds, format)) ?? 0) }
    var members = Value.Members([
      ("strftime", .function(format)), ("isoformat", .function(iso)), ("year", number("%Y")),
      ("month", number("%m")), ("day", number("%d")), ("hour", number("%H")),
      ("minute", number("%M")),
    ])
    members.shown = formatted(seconds, "%Y-%m-%d %H:%M:%S+00:00")
    return .dictionary(members)
  }

  private static func formatted(_ seconds: Int, _ format: String) -> String {
    var time = time_t(seconds)
    var parts = tm()
    guard !format.isEmpty, gmtime_r(&time, &parts) != nil else { return "" }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { buffer in
      guard let start = buffer.baseAddress, strftime(start, buffer.count, format, &parts) > 0 else {
        return ""
      }
      return String(cString: start)
    }
  }
}
