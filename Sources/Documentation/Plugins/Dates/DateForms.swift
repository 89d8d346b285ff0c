import FileTree

/// How a language writes dates: the names of months and days, and its four usual forms.
struct DateForms: Sendable {
  private let forms: [String: String]
  private let months: [Substring]
  private let monthsAlone: [Substring]
  private let shortMonths: [Substring]
  private let days: [Substring]
  private let shortDays: [Substring]

  /// - Parameter words: those that plugins write.
  init(_ words: Words) {
    forms = Dictionary(
      uniqueKeysWithValues: ["full", "long", "medium", "short"].map { ($0, words[$0]) })
    func names(_ key: String) -> [Substring] { words[key].split(separator: "|") }
    months = names("months")
    let alone = names("months.alone")
    monthsAlone = alone.count == 12 ? alone : months
    shortMonths = names("months.short")
    days = names("days")
    shortDays = names("days.short")
  }

  /// The forms of the language `language`.
  init(language: String) {
    self.init(Words(language: language, in: EmbeddedTree("theme"), folder: "plugins"))
  }

  /// The date in one of the forms `full`, `long`, `medium` and `short`, or by a pattern of Unicode's
  /// such as `d. MMMM y`.
  func text(_ date: CivilDate, _ form: String) -> String {
    var rest = Substring(forms[form] ?? form)
    var text = ""
    while let first = rest.first {
      if first == "'" {
        text += Self.quoted(&rest)
        continue
      }
      let run = rest.prefix { $0 == first }
      rest = rest.dropFirst(run.count)
      text += field(first, run.count, date) ?? String(run)
    }
    return text
  }

  /// The date by a format of `strftime`.
  func text(_ date: CivilDate, strftime format: String) -> String {
    var rest = Substring(format)
    var text = ""
    while let character = rest.popFirst() {
      guard character == "%", var kind = rest.popFirst() else {
        text.append(character)
        continue
      }
      let isShort = kind == "-"
      if isShort, let next = rest.popFirst() { kind = next }
      guard let (letter, width) = Self.directives[kind] else {
        text += date.formatted("%" + String(kind))
        continue
      }
      text += field(letter, isShort ? 1 : width, date) ?? ""
    }
    return text
  }

  /// Fields of a date by the letters of `strftime`.
  private static let directives: [Character: (letter: Character, width: Int)] = [
    "a": ("E", 3), "A": ("E", 4), "b": ("M", 3), "h": ("M", 3), "B": ("M", 4), "d": ("d", 2),
    "e": ("d", 1), "H": ("H", 2), "I": ("h", 2), "m": ("M", 2), "M": ("m", 2), "p": ("a", 1),
    "S": ("s", 2), "y": ("y", 2), "Y": ("y", 4),
  ]

  /// Text between apostrophes; two of them stand for one.
  private static func quoted(_ rest: inout Substring) -> String {
    rest.removeFirst()
    if rest.first == "'" {
      rest.removeFirst()
      return "'"
    }
    let text = rest.prefix { $0 != "'" }
    rest = rest.dropFirst(text.count + 1)
    return String(text)
  }

  private func field(_ letter: Character, _ width: Int, _ date: CivilDate) -> String? {
    func number(_ value: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    func name(_ names: [Substring], _ index: Int) -> String {
      index < names.count ? String(names[index]) : String(index + 1)
    }
    switch letter {
    case "y": return width == 2 ? number(date.year % 100) : number(date.year)
    case "M", "L":
      if width < 3 { return number(date.month) }
      let long = letter == "L" ? monthsAlone : months
      return name(width == 3 ? shortMonths : long, date.month - 1)
    case "d": return number(date.day)
    case "E": return name(width < 4 ? shortDays : days, date.weekday)
    case "H": return number(date.hour)
    case "h": return number((date.hour + 11) % 12 + 1)
    case "m": return number(date.minute)
    case "s": return number(date.second)
    case "a": return date.hour < 12 ? "AM" : "PM"
    case "z": return "UTC"
    default: return nil
    }
  }
}
