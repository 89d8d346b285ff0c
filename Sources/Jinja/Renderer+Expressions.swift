// Evaluating expressions.

extension Renderer {
  /// What an undefined value shows.
  func undefinedText(_ name: String) -> String {
    environment.undefined == .silent || environment.undefined == .lax ? "" : "{{ \(name) }}"
  }

  mutating func evaluate(_ expression: Expression) throws(TemplateError) -> Value {
    switch expression {
    case .value(let value): return value
    case .name(let name): return lookup(name) ?? global(name) ?? .undefined(undefinedText(name))
    case .list(let items):
      var values: [Value] = []
      for item in items { values.append(try evaluate(item)) }
      return .list(values)
    case .dictionary(let entries):
      var members = Value.Members()
      for (key, value) in entries { members[try evaluate(key).text] = try evaluate(value) }
      return .dictionary(members)
    case .attribute(let base, let name):
      return try attribute(try evaluate(base), name, of: base)
    case .item(let base, let key):
      return try item(try evaluate(base), try evaluate(key), of: base)
    case .slice(let base, let start, let end, let step):
      return try slice(base, start, end, step)
    case .call(let callee, let arguments): return try call(callee, arguments)
    case .filter(let base, let name, let arguments):
      return try filter(name, try evaluate(base), arguments)
    case .test(let base, let name, let arguments, let isNegated):
      let given = try self.arguments(arguments)
      return .bool(try test(name, try evaluate(base), given) != isNegated)
    case .not(let inner): return .bool(try !evaluate(inner).isTrue)
    case .negative(let inner):
      switch try evaluate(inner) {
      case .int(let number): return .int(0 &- number)
      case .double(let number): return .double(-number)
      case let other:
        throw TemplateError(.runtime, "bad operand type for unary -: '\(other.typeName)'")
      }
    case .binary(let mark, let left, let right): return try binary(mark, left, right)
    case .compare(let first, let others): return .bool(try compare(first, others))
    case .choice(let value, let condition, let other):
      if try evaluate(condition).isTrue { return try evaluate(value) }
      return try other.map { expression throws(TemplateError) in try evaluate(expression) }
        ?? .undefined("")
    }
  }

  // MARK: - Members

  private func attribute(
    _ value: Value, _ name: String, of base: Expression
  ) throws(TemplateError) -> Value {
    switch value {
    case .dictionary(let members):
      // An attribute of Python's dictionaries comes before a key. What is gone through otherwise is an
      // object.
      if members.items == nil, Methods.ofDictionaries.contains(name) {
        return Methods.bound(name, value)
      }
      return members[name] ?? missing(name, value)
    case .namespace(let space): return space.current[name] ?? missing(name, value)
    case .undefined(let shown):
      if environment.undefined == .lax { return .undefined("") }
      _ = shown
      throw TemplateError(.undefined, "'\(Self.described(base))' is undefined")
    case .string, .list:
      if Methods.names(of: value).contains(name) { return Methods.bound(name, value) }
      return missing(name, value)
    default: return missing(name, value)
    }
  }

  private func missing(_ name: String, _ value: Value) -> Value {
    .undefined(undefinedText("no such element: \(value.typeName) object['\(name)']"))
  }

  /// The name that an undefined expression is known by.
  private static func described(_ expression: Expression) -> String {
    switch expression {
    case .name(let name): name
    case .attribute(let base, let name): "\(described(base)).\(name)"
    default: "the value"
    }
  }

  private func item(
    _ value: Value, _ key: Value, of base: Expression
  ) throws(TemplateError) -> Value {
    switch (value, key) {
    case (.dictionary(let members), _): return members[key.text] ?? missing(key.text, value)
    case (.list(let items), .int(let index)):
      let place = index < 0 ? items.count + index : index
      return items.indices.contains(place) ? items[place] : missing("\(index)", value)
    case (.string(let text), .int(let index)):
      let characters = Array(text)
      let place = index < 0 ? characters.count + index : index
      return characters.indices.contains(place)
        ? .string(String(characters[place])) : missing("\(index)", value)
    case (_, .string(let name)): return try attribute(value, name, of: base)
    case (.undefined, _):
      if environment.undefined == .lax { return .undefined("") }
      throw TemplateError(.undefined, "'\(Self.described(base))' is undefined")
    default: return missing(key.text, value)
    }
  }

  private mutating func slice(
    _ base: Expression, _ start: Expression?, _ end: Expression?, _ step: Expression?
  ) throws(TemplateError) -> Value {
    let value = try evaluate(base)
    let isText = if case .string = value { true } else { false }
    let items = try value.items()
    let stride = try step.map { e throws(TemplateError) in try evaluate(e) }?.integer ?? 1
    guard stride != 0 else { throw TemplateError(.runtime, "slice step cannot be zero") }
    func bound(_ number: Int?, _ standard: Int) -> Int {
      guard let number else { return standard }
      let low = stride > 0 ? 0 : -1
      let high = stride > 0 ? items.count : items.count - 1
      return min(max(number < 0 ? items.count + number : number, low), high)
    }
    let from = bound(
      try start.map { e throws(TemplateError) in try evaluate(e) }?.integer,
      stride > 0 ? 0 : items.count - 1)
    let to = bound(
      try end.map { e throws(TemplateError) in try evaluate(e) }?.integer,
      stride > 0 ? items.count : -1)
    let picked = Swift.stride(from: from, to: to, by: stride).map { items[$0] }
    return isText ? .string(picked.map(\.text).joined()) : .list(picked)
  }

  // MARK: - Calls

  mutating func arguments(
    _ given: [Expression.Argument]
  ) throws(TemplateError) -> Value.Arguments {
    var arguments = Value.Arguments()
    for argument in given {
      let value = try evaluate(argument.value)
      if let name = argument.name {
        arguments.named.append((name, value))
      } else {
        arguments.positional.append(value)
      }
    }
    return arguments
  }

  private mutating func call(
    _ callee: Expression, _ given: [Expression.Argument]
  ) throws(TemplateError) -> Value {
    if let block = try blockText(callee) { return .string(block) }
    let arguments = try self.arguments(given)
    if case .attribute(.name(let name), let method) = callee,
      let changed = try Methods.change(lookup(name), method, arguments)
    {
      update(name, changed.value)
      return changed.result
    }
    switch try evaluate(callee) {
    case .function(let function): return try function.call(arguments)
    case .macro(let macro): return try call(macro, arguments)
    case .undefined:
      let name = Self.described(callee)
      if let function = environment.missingFunction(name) { return try function.call(arguments) }
      if environment.undefined == .lax { return .undefined("") }
      throw TemplateError(.undefined, "'\(name)' is undefined")
    case let other: throw TemplateError(.runtime, "'\(other.typeName)' object is not callable")
    }
  }

  mutating func apply(
    _ filters: [(String, [Expression.Argument])], to value: Value
  ) throws(TemplateError) -> Value {
    var value = value
    for (name, arguments) in filters { value = try filter(name, value, arguments) }
    return value
  }

  private mutating func filter(
    _ name: String, _ value: Value, _ given: [Expression.Argument]
  ) throws(TemplateError) -> Value {
    let arguments = try self.arguments(given)
    if let own = environment.filters[name] {
      var all = arguments
      all.positional.insert(value, at: 0)
      return try own.call(all)
    }
    return try Filters(renderer: self).apply(name, value, arguments)
  }

  // MARK: - Operators

  private mutating func binary(
    _ mark: String, _ left: Expression, _ right: Expression
  ) throws(TemplateError) -> Value {
    let first = try evaluate(left)
    switch mark {
    case "and": return first.isTrue ? try evaluate(right) : first
    case "or": return first.isTrue ? first : try evaluate(right)
    default: break
    }
    let second = try evaluate(right)
    if mark == "~" { return .string(first.text + second.text) }
    for (value, expression) in [(first, left), (second, right)] where value.isUndefined {
      if environment.undefined == .lax { continue }
      throw TemplateError(.undefined, "'\(Self.described(expression))' is undefined")
    }
    return try Arithmetic.apply(mark, first, second)
  }

  private mutating func compare(
    _ first: Expression, _ others: [(String, Expression)]
  ) throws(TemplateError) -> Bool {
    var left = try evaluate(first)
    for (mark, expression) in others {
      let right = try evaluate(expression)
      let holds =
        switch mark {
        case "==": Value.equal(left, right)
        case "!=": !Value.equal(left, right)
        case "<": try Value.less(left, right)
        case ">": try Value.less(right, left)
        case "<=": try !Value.less(right, left)
        case ">=": try !Value.less(left, right)
        case "in": try Self.contains(right, left)
        default: try !Self.contains(right, left)
        }
      if !holds { return false }
      left = right
    }
    return true
  }

  static func contains(_ container: Value, _ item: Value) throws(TemplateError) -> Bool {
    switch container {
    case .string(let text): return item.text.isEmpty || text.contains(item.text)
    case .dictionary(let members): return members[item.text] != nil
    default: return try container.items().contains { Value.equal($0, item) }
    }
  }

  // MARK: - Jinja's own functions

  private func global(_ name: String) -> Value? {
    switch name {
    case "range":
      return .function(
        .init("range") { arguments throws(TemplateError) in
          let numbers = arguments.positional.compactMap(\.integer)
          guard (1...3).contains(numbers.count), numbers.count < 3 || numbers[2] != 0 else {
            throw TemplateError(.runtime, "range expected whole numbers")
          }
          let start = numbers.count > 1 ? numbers[0] : 0
          let end = numbers.count > 1 ? numbers[1] : numbers[0]
          let step = numbers.count > 2 ? numbers[2] : 1
          let length = (Double(end) - Double(start)) / Double(step)
          guard length <= 100_000 else { throw TemplateError(.runtime, "Range too big.") }
          let items = Swift.stride(from: start, to: end, by: step)
          return .list(items.map { .int($0) })
        })
    case "dict":
      return .function(
        .init("dict") { .dictionary(Value.Members($0.named.map { ($0.name, $0.value) })) })
    case "namespace":
      return .function(
        .init("namespace") {
          .namespace(Value.Namespace(Value.Members($0.named.map { ($0.name, $0.value) })))
        })
    default: return nil
    }
  }
}
