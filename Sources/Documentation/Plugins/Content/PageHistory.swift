import Bytes
import FileTree
import Git
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// When the pages of a site were made and changed, as git knows it: one look at the history for all
/// of them.
struct PageHistory {
  /// The dates of one page, in seconds since 1970.
  struct Dates: Sendable {
    var created: Int
    var updated: Int
  }

  /// By source path.
  var dates: [String: Dates] = [:]
  /// The time of the build.
  var now = 0
  /// Why there are no dates, or not all.
  var problem: String?
  /// Only a part of the history is here.
  var isShallow = false

  /// Seconds since 1970.
  static var currentTime: Int { Int(time(nil)) }

  static func read(_ docs: FilePath) async -> PageHistory {
    var history = PageHistory()
    history.now = currentTime
    let git = Git(in: docs)
    guard await git.read("rev-parse", "--is-inside-work-tree") == "true" else {
      history.problem = "the pages are in no git repository: they have no dates"
      return history
    }
    if await git.read("rev-parse", "--is-shallow-repository") == "true" {
      history.isShallow = true
      history.problem = "the repository holds a part of its history: dates may be wrong"
    }
    guard
      let result = try? await git.run(
        [
          "-c", "core.quotePath=false", "log", "--format=%x01%at", "--name-only", "--relative",
          "--no-renames",
          "--diff-filter=r", "-z", "--", ".",
        ], outputLimit: 1 << 30), result.succeeded
    else {
      history.problem = "git could not tell the history of the pages"
      return history
    }
    history.take(result.output)
    return history
  }

  /// Commits come newest first: a mark, a time, then the files.
  private mutating func take(_ output: String) {
    var time = 0
    for part in output.utf8.split(whereSeparator: { $0 == 0 || $0 == ASCII.lineFeed }) {
      if part.first == 1 {
        time = Int(String(Substring(part.dropFirst()))) ?? time
      } else {
        let path = String(Substring(part))
        if dates[path] == nil {
          dates[path] = Dates(created: time, updated: time)
        } else {
          dates[path]?.created = time
        }
      }
    }
  }
}

/// A day and a time of day, UTC.
struct CivilDate: Sendable {
  let year: Int
  let month: Int
  let day: Int
  let hour: Int
  let minute: Int
  let second: Int
  let weekday: Int

  /// Source: "chrono-compatible low-level date algorithms", days to civil.
  init(seconds: Int) {
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let rest = seconds - days * 86_400
    (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
    weekday = ((days + 4) % 7 + 7) % 7
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Reads `2024-01-31`, perhaps with a time behind it; nil for other text.
  init?(iso text: String) {
    let day = text.prefix(10).split(separator: "-").compactMap { Int($0) }
    guard day.count == 3, (1...12).contains(day[1]), (1...31).contains(day[2]) else { return nil }
    var clock = [0, 0, 0]
    let rest = text.dropFirst(10).drop { $0 == "T" || $0 == " " }.prefix(8)
    for (index, part) in rest.split(separator: ":").prefix(3).enumerated() {
      clock[index] = Int(part.prefix(2)) ?? 0
    }
    self.init(
      seconds: Self.days(day[0], day[1], day[2]) * 86_400 + clock[0] * 3600 + clock[1] * 60
        + clock[2])
  }

  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// Seconds since 1970.
  var seconds: Int { Self.days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second }

  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  private static let weekdays = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]

  /// `2024-01-31`.
  var iso: String { "\(year)-\(Self.two(month))-\(Self.two(day))" }
  /// `09:05:00`.
  var time: String { "\(Self.two(hour)):\(Self.two(minute)):\(Self.two(second))" }
  /// `Wed, 31 Jan 2024 09:05:00 +0000`, as mail and feeds write it.
  var mail: String {
    "\(Self.weekdays[weekday].prefix(3)), \(Self.two(day)) \(Self.months[month - 1].prefix(3)) \(year) \(time) +0000"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// The date by a format of `strftime`.
  func formatted(_ format: String) -> String {
    var result = ""
    var rest = Substring(format)
    while let character = rest.popFirst() {
      guard character == "%", let kind = rest.popFirst() else {
        result.append(character)
        continue
      }
      switch kind {
      case "Y": result += "\(year)"
      case "y": result += Self.two(year % 100)
      case "m": result += Self.two(month)
      case "d": result += Self.two(day)
      case "e": result += day < 10 ? " \(day)" : "\(day)"
      case "B": result += Self.months[month - 1]
      case "b", "h": result += Self.months[month - 1].prefix(3)
      case "A": result += Self.weekdays[weekday]
      case "a": result += Self.weekdays[weekday].prefix(3)
      case "H": result += Self.two(hour)
      case "M": result += Self.two(minute)
      case "S": result += Self.two(second)
      case "F": result += iso
      case "T": result += time
      case "Z": result += "UTC"
      case "z": result += "+0000"
      default: result.append(kind)
      }
    }
    return result
  }
}
