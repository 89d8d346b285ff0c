/// Python's `%` on texts: `%s`, `%d`, `%05.2f`.
enum PrintFormat {
  static func apply(_ format: String, _ values: [Value]) -> String {
    var result = ""
    var rest = values[...]
    var text = Substring(format)
    while let character = text.popFirst() {
      guard character == "%" else {
        result.append(character)
        continue
      }
      var flags = ""
      while let next = text.first, "-+ 0#.123456789".contains(next) {
        flags.append(next)
        text.removeFirst()
      }
      guard let kind = text.popFirst() else { break }
      if kind == "%" {
        result += "%"
        continue
      }
      result += padded(piece(kind, flags, rest.popFirst() ?? .none), flags)
    }
    return result
  }

  private static func piece(_ kind: Character, _ flags: String, _ value: Value) -> String {
    switch kind {
    case "d", "i":
      guard let number = value.number else { return value.text }
      return Int(exactly: number.rounded(.towardZero)).map { "\($0)" } ?? value.text
    case "f", "F":
      let digits = flags.split(separator: ".", omittingEmptySubsequences: false)
      let places = digits.count > 1 ? Int(digits[1]) ?? 0 : 6
      return value.number.map { fixed($0, places) } ?? value.text
    case "x": return value.integer.map { String($0, radix: 16) } ?? value.text
    case "r": return value.representation
    default: return value.text
    }
  }

  /// A number with so many digits behind the point.
  static func fixed(_ number: Double, _ places: Int) -> String {
    let places = min(max(places, 0), 15)
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = (abs(number) * scale).rounded(.toNearestOrEven)
    guard scaled < 9e18 else { return "\(number)" }
    var digits = String(Int(scaled))
    while digits.count <= places { digits = "0" + digits }
    let sign = number < 0 ? "-" : ""
    guard places > 0 else { return sign + digits }
    return sign + digits.dropLast(places) + "." + digits.suffix(places)
  }

  private static func padded(_ text: String, _ flags: String) -> String {
    let isLeft = flags.contains("-")
    let width = flags.drop { !"123456789".contains($0) }.prefix { $0 != "." }
    guard let wanted = Int(width), wanted <= 1000, text.count < wanted else { return text }
    let fill = String(
      repeating: flags.hasPrefix("0") && !isLeft ? "0" : " ", count: wanted - text.count)
    return isLeft ? text + fill : fill + text
  }
}
