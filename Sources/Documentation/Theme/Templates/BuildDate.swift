import Jinja

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The time of the build in UTC (`build_date_utc`). As for MkDocs, `SOURCE_DATE_EPOCH` sets it.
enum BuildDate {
  static var value: Value {
    let set = getenv("SOURCE_DATE_EPOCH").flatMap { Int(String(cString: $0)) }
    return TimeFacts.make(set ?? PageHistory.currentTime, zone: "+00:00")
  }
}
