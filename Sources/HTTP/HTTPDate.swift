/// Points in time as HTTP writes them, in seconds since 1970.
public enum HTTPDate {
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// Reads the three forms of RFC 9110, section 5.6.7: `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday,
  /// 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994`; nil for anything else.
  public static func seconds(_ text: String) -> Int? {
    let words = text.lowercased().split { $0 == " " || $0 == "," || $0 == "-" }
    guard let clockIndex = words.firstIndex(where: { $0.contains(":") }) else { return nil }
    let clock = words[clockIndex].split(separator: ":").map { Int($0) }
    guard clock.count == 3, let hour = clock[0], let minute = clock[1], let second = clock[2],
      (0..<24).contains(hour), (0..<60).contains(minute), (0...60).contains(second)
    else { return nil }
    let isOldest = clockIndex == 3 && words.count == 5 && Int(words[2]) != nil
    let parts = isOldest ? [words[2], words[1], words[4]] : Array(words.dropFirst().prefix(3))
    guard parts.count == 3, let day = Int(parts[0]),
      let month = months.firstIndex(of: String(parts[1])),
      var year = Int(parts[2]), (1...31).contains(day)
    else { return nil }
    if year < 100 { year += year < 70 ? 2000 : 1900 }
    guard (1970...9999).contains(year) else { return nil }
    return days(year, month + 1, day) * 86400 + hour * 3600 + minute * 60 + second
  }

  /// Days from 1 January 1970, by the Gregorian calendar.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    // Years begin in March, so that the day that leap years add is their last.
    let year = month > 2 ? year : year - 1
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
  }
}
