#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The time of day, for what is written down and for dates that servers name.
enum WallClock {
  /// Seconds since 1970.
  static func seconds() -> Int { time(nil) }
}
