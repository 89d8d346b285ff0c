import Configuration
import Diagnostics

/// The dates that front matter gives pages for feeds: `date_from_meta`.
struct FeedDates: Sendable {
  private let createdKey: String?
  private let updatedKey: String?
  private let format: String
  /// Seconds of the day for a date without a time.
  private let defaultTime: Int

  init(_ options: inout MappingReader) {
    let node = options.value("date_from_meta")
    func key(_ name: String) -> String? {
      node?[name]?.string.flatMap { $0 == "git" ? nil : $0 }
    }
    createdKey = key("as_creation")
    updatedKey = key("as_update")
    format = node?["datetime_format"]?.string ?? "%Y-%m-%d %H:%M"
    let clock = (node?["default_time"]?.string ?? "").split(separator: ":").compactMap { Int($0) }
    defaultTime = (clock.first ?? 0) * 3600 + (clock.count > 1 ? clock[1] : 0) * 60
    if let zone = node?["default_timezone"], zone.string != "UTC" {
      options.add(
        .info(
          code: "docs.config.unsupported-option",
          "the option 'default_timezone' has no effect: dates are UTC", at: zone.location,
          target: "default_timezone"))
    }
  }

  func created(_ values: YAMLNode?) -> Int? { date(createdKey, "created", values) }

  func updated(_ values: YAMLNode?) -> Int? { date(updatedKey, "updated", values) }

  /// The date at a key such as `date.created`; of a mapping, that of `member`.
  private func date(_ key: String?, _ member: String, _ values: YAMLNode?) -> Int? {
    guard let key, var node = values else { return nil }
    for part in key.split(separator: ".") {
      guard let next = node[String(part)] else { return nil }
      node = next
    }
    guard let text = node.string ?? node[member]?.string else { return nil }
    if let date = CivilDate(text, strptime: format) { return date.seconds }
    guard let date = CivilDate(iso: text) else { return nil }
    return date.seconds + (text.count <= 10 ? defaultTime : 0)
  }
}

extension CivilDate {
  /// Reads a date by a format of `strptime` in digits; nil for text that does not follow it.
  init?(_ text: String, strptime format: String) {
    var fields: [Character: Int] = [:]
    var rest = Substring(text)
    var pattern = Substring(format)
    while let character = pattern.popFirst() {
      guard character == "%", let kind = pattern.popFirst() else {
        guard rest.popFirst() == character else { return nil }
        continue
      }
      let digits = rest.prefix(kind == "Y" ? 4 : 2).prefix { $0.isASCII && $0.isNumber }
      guard let number = Int(digits) else { return nil }
      fields[kind] = number
      rest = rest.dropFirst(digits.count)
    }
    guard rest.isEmpty, let year = fields["Y"] ?? fields["y"].map({ 2000 + $0 }),
      let month = fields["m"], let day = fields["d"]
    else { return nil }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    self.init(
      iso: "\(year)-\(two(month))-\(two(day)) "
        + "\(two(fields["H"] ?? 0)):\(two(fields["M"] ?? 0)):\(two(fields["S"] ?? 0))")
  }
}
