/// Operators on values.
enum Arithmetic {
  static func apply(_ mark: String, _ left: Value, _ right: Value) throws(TemplateError) -> Value {
    switch (mark, left, right) {
    case ("+", .string(let a), .string(let b)): return .string(a + b)
    case ("+", .list(let a), .list(let b)): return .list(a + b)
    case ("*", .string(let text), .int(let count)): return .string(try repeated(text, count))
    case ("*", .int(let count), .string(let text)): return .string(try repeated(text, count))
    case ("%", .string(let format), _):
      var items: [Value] = [right]
      if case .list(let many) = right { items = many }
      return .string(PrintFormat.apply(format, items))
    default: break
    }
    if let a = left.integer, let b = right.integer, let value = try whole(mark, a, b) {
      return value
    }
    guard let a = left.number, let b = right.number else {
      throw TemplateError(
        .runtime,
        "unsupported operand type(s) for \(mark): '\(left.typeName)' and '\(right.typeName)'")
    }
    switch mark {
    case "+": return .double(a + b)
    case "-": return .double(a - b)
    case "*": return .double(a * b)
    case "**": return .double(power(a, b))
    default:
      guard b != 0 else { throw TemplateError(.runtime, "division by zero") }
      if mark == "/" { return .double(a / b) }
      let quotient = (a / b).rounded(.down)
      return .double(mark == "//" ? quotient : a - quotient * b)
    }
  }

  /// The result for whole numbers; nil where it is none.
  private static func whole(_ mark: String, _ a: Int, _ b: Int) throws(TemplateError) -> Value? {
    let (value, overflow): (Int, Bool)
    switch mark {
    case "+": (value, overflow) = a.addingReportingOverflow(b)
    case "-": (value, overflow) = a.subtractingReportingOverflow(b)
    case "*": (value, overflow) = a.multipliedReportingOverflow(by: b)
    case "//", "%":
      guard b != 0 else {
        throw TemplateError(.runtime, "integer division or modulo by zero")
      }
      guard b != -1 else { return .int(mark == "//" ? 0 &- a : 0) }
      let rest = ((a % b) + b) % b
      return .int(mark == "%" ? rest : (a - rest) / b)
    case "**":
      guard b >= 0, b < 64 else { return nil }
      var result = 1
      for _ in 0..<b {
        let (next, isTooLarge) = result.multipliedReportingOverflow(by: a)
        if isTooLarge { return nil }
        result = next
      }
      return .int(result)
    default: return nil
    }
    return overflow ? nil : .int(value)
  }

  private static func repeated(_ text: String, _ count: Int) throws(TemplateError) -> String {
    guard text.utf8.count * max(0, min(count, 1 << 32)) <= 1 << 20 else {
      throw TemplateError(.runtime, "the text is repeated too often")
    }
    return String(repeating: text, count: max(0, count))
  }

  private static func power(_ base: Double, _ exponent: Double) -> Double {
    var result = 1.0
    for _ in 0..<Int(min(abs(exponent), 1024)) { result *= base }
    return exponent < 0 ? 1 / result : result
  }
}
