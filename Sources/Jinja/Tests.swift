// The tests behind `is`.

extension Renderer {
  func test(
    _ name: String, _ value: Value, _ arguments: Value.Arguments
  ) throws(TemplateError) -> Bool {
    let other = arguments.positional.first
    switch name {
    case "defined": return !value.isUndefined
    case "undefined": return value.isUndefined
    case "none": if case .none = value { return true } else { return false }
    case "boolean": if case .bool = value { return true } else { return false }
    case "true": if case .bool(true) = value { return true } else { return false }
    case "false": if case .bool(false) = value { return true } else { return false }
    case "string": if case .string = value { return true } else { return false }
    case "mapping": if case .dictionary = value { return true } else { return false }
    case "integer": if case .int = value { return true } else { return false }
    case "float": if case .double = value { return true } else { return false }
    case "number": return value.number != nil
    case "callable":
      switch value {
      case .function, .macro: return true
      default: return false
      }
    case "iterable", "sequence":
      switch value {
      case .list, .string, .dictionary: return true
      default: return false
      }
    case "even": return value.integer.map { $0 % 2 == 0 } ?? false
    case "odd": return value.integer.map { $0 % 2 != 0 } ?? false
    case "divisibleby":
      guard let by = other?.integer, by != 0 else { return false }
      return value.integer.map { $0 % by == 0 } ?? false
    case "lower": return value.text == value.text.lowercased()
    case "upper": return value.text == value.text.uppercased()
    case "in":
      return try other.map { o throws(TemplateError) in try Self.contains(o, value) } ?? false
    case "eq", "equalto", "==", "sameas": return other.map { Value.equal(value, $0) } ?? false
    case "ne", "!=": return other.map { !Value.equal(value, $0) } ?? true
    case "lt", "lessthan", "<":
      return try compare(value, other) { a, b throws(TemplateError) in try Value.less(a, b) }
    case "gt", "greaterthan", ">":
      return try compare(value, other) { a, b throws(TemplateError) in try Value.less(b, a) }
    case "le", "<=":
      return try compare(value, other) { a, b throws(TemplateError) in try !Value.less(b, a) }
    case "ge", ">=":
      return try compare(value, other) { a, b throws(TemplateError) in try !Value.less(a, b) }
    case "escaped": return false
    default: throw TemplateError(.syntax, "No test named '\(name)'.")
    }
  }

  private func compare(
    _ value: Value, _ other: Value?, _ holds: (Value, Value) throws(TemplateError) -> Bool
  ) throws(TemplateError) -> Bool {
    guard let other else { return false }
    return try holds(value, other)
  }
}
