/// Reads expressions out of tokens.
struct ExpressionParser {
  private let tokens: [Token]
  private var index = 0
  /// Deeper nesting is refused, since reading and rendering recurse.
  private var depth = 0
  private static let maximumDepth = 200

  init(_ tokens: [Token]) { self.tokens = tokens }

  var current: Token { tokens[min(index, tokens.count - 1)] }
  var isAtEnd: Bool { current.kind == .end }

  mutating func advance() { index += 1 }

  /// Takes a mark if it is next.
  mutating func take(_ mark: String) -> Bool {
    guard current.kind == .mark(mark) else { return false }
    index += 1
    return true
  }

  /// Takes a word if it is next.
  mutating func takeWord(_ word: String) -> Bool {
    guard current.kind == .name(word) else { return false }
    index += 1
    return true
  }

  mutating func name() throws(TemplateError) -> String {
    guard case .name(let name) = current.kind else { throw expected("name") }
    index += 1
    return name
  }

  mutating func expect(_ mark: String) throws(TemplateError) {
    guard take(mark) else { throw expected(mark) }
  }

  func expected(_ what: String) -> TemplateError {
    TemplateError(
      .syntax, "expected token '\(what)', got '\(current.description)'", offset: current.offset)
  }

  mutating func expectEnd(_ what: String) throws(TemplateError) {
    guard isAtEnd else { throw expected(what) }
  }

  // MARK: - Precedence, loosest first

  /// An expression, or several with commas between them, which make a list.
  mutating func tuple() throws(TemplateError) -> Expression {
    let first = try expression()
    guard current.kind == .mark(",") else { return first }
    var items = [first]
    while take(",") {
      if isAtEnd || current.kind == .mark(")") { break }
      items.append(try expression())
    }
    return .list(items)
  }

  /// - Parameter allowsCondition: false in `for x in y if z`, where `if` belongs to the loop.
  mutating func expression(allowsCondition: Bool = true) throws(TemplateError) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.maximumDepth else {
      throw TemplateError(.syntax, "the expression is nested too deeply", offset: current.offset)
    }
    var result = try or()
    while allowsCondition, takeWord("if") {
      let condition = try or()
      let other = takeWord("else") ? try expression() : nil
      result = .choice(result, if: condition, else: other)
    }
    return result
  }

  private mutating func or() throws(TemplateError) -> Expression {
    var left = try and()
    while takeWord("or") { left = .binary("or", left, try and()) }
    return left
  }

  private mutating func and() throws(TemplateError) -> Expression {
    var left = try not()
    while takeWord("and") { left = .binary("and", left, try not()) }
    return left
  }

  private mutating func not() throws(TemplateError) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.maximumDepth else {
      throw TemplateError(.syntax, "the expression is nested too deeply", offset: current.offset)
    }
    if current.kind == .name("not") {
      index += 1
      return .not(try not())
    }
    return try comparison()
  }

  private mutating func comparison() throws(TemplateError) -> Expression {
    let first = try sum()
    var others: [(String, Expression)] = []
    while true {
      if case .mark(let mark) = current.kind, ["==", "!=", "<", ">", "<=", ">="].contains(mark) {
        index += 1
        others.append((mark, try sum()))
      } else if takeWord("in") {
        others.append(("in", try sum()))
      } else if current.kind == .name("not"), index + 1 < tokens.count,
        tokens[index + 1].kind == .name("in")
      {
        index += 2
        others.append(("not in", try sum()))
      } else {
        return others.isEmpty ? first : .compare(first, others)
      }
    }
  }

  private mutating func sum() throws(TemplateError) -> Expression {
    var left = try concatenation()
    while case .mark(let mark) = current.kind, mark == "+" || mark == "-" {
      index += 1
      left = .binary(mark, left, try concatenation())
    }
    return left
  }

  private mutating func concatenation() throws(TemplateError) -> Expression {
    var left = try product()
    while take("~") { left = .binary("~", left, try product()) }
    return left
  }

  private mutating func product() throws(TemplateError) -> Expression {
    var left = try power()
    while case .mark(let mark) = current.kind, ["*", "/", "//", "%"].contains(mark) {
      index += 1
      left = .binary(mark, left, try power())
    }
    return left
  }

  private mutating func power() throws(TemplateError) -> Expression {
    var left = try unary()
    while take("**") { left = .binary("**", left, try unary()) }
    return left
  }

  private mutating func unary(withFilters: Bool = true) throws(TemplateError) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.maximumDepth else {
      throw TemplateError(.syntax, "the expression is nested too deeply", offset: current.offset)
    }
    var result: Expression
    if take("-") {
      result = .negative(try unary(withFilters: false))
    } else if take("+") {
      result = try unary(withFilters: false)
    } else {
      result = try postfix(try primary())
    }
    return withFilters ? try filters(result) : result
  }

  // MARK: - Parts

  private mutating func primary() throws(TemplateError) -> Expression {
    let token = current
    switch token.kind {
    case .name(let name):
      index += 1
      switch name {
      case "true", "True": return .value(.bool(true))
      case "false", "False": return .value(.bool(false))
      case "none", "None": return .value(.none)
      default: return .name(name)
      }
    case .string(let first):
      index += 1
      var text = first
      // Neighbouring strings are one.
      while case .string(let more) = current.kind {
        text += more
        index += 1
      }
      return .value(.string(text))
    case .int(let number):
      index += 1
      return .value(.int(number))
    case .double(let number):
      index += 1
      return .value(.double(number))
    case .mark("("):
      index += 1
      if take(")") { return .list([]) }
      let inner = try tuple()
      try expect(")")
      return inner
    case .mark("["): return try list()
    case .mark("{"): return try dictionary()
    case .mark, .end:
      throw TemplateError(
        .syntax,
        token.kind == .end
          ? "Expected an expression, got 'end of print statement'"
          : "unexpected '\(token.description)'",
        offset: token.offset)
    }
  }

  private mutating func list() throws(TemplateError) -> Expression {
    index += 1
    var items: [Expression] = []
    while !take("]") {
      if !items.isEmpty {
        try expect(",")
        if take("]") { break }
      }
      items.append(try expression())
    }
    return .list(items)
  }

  private mutating func dictionary() throws(TemplateError) -> Expression {
    index += 1
    var entries: [(Expression, Expression)] = []
    while !take("}") {
      if !entries.isEmpty {
        try expect(",")
        if take("}") { break }
      }
      let key = try expression()
      try expect(":")
      entries.append((key, try expression()))
    }
    return .dictionary(entries)
  }

  private mutating func postfix(_ start: Expression) throws(TemplateError) -> Expression {
    var result = start
    while true {
      if take(".") {
        if case .int(let number) = current.kind {
          index += 1
          result = .item(result, .value(.int(number)))
        } else {
          result = .attribute(result, try name())
        }
      } else if take("[") {
        result = try subscription(result)
      } else if current.kind == .mark("(") {
        result = .call(result, try arguments())
      } else {
        return result
      }
    }
  }

  private mutating func subscription(_ base: Expression) throws(TemplateError) -> Expression {
    var parts: [Expression?] = [nil]
    var isSlice = false
    while !take("]") {
      if take(":") {
        isSlice = true
        parts.append(nil)
      } else {
        parts[parts.count - 1] = try tuple()
      }
      if isAtEnd { throw expected("]") }
    }
    if isSlice {
      return .slice(base, parts[0], parts[1], parts.count > 2 ? parts[2] : nil)
    }
    guard let key = parts[0] else { throw expected("expression") }
    return .item(base, key)
  }

  mutating func arguments() throws(TemplateError) -> [Expression.Argument] {
    try expect("(")
    var arguments: [Expression.Argument] = []
    while !take(")") {
      if !arguments.isEmpty {
        try expect(",")
        if take(")") { break }
      }
      if case .name(let name) = current.kind, index + 1 < tokens.count,
        tokens[index + 1].kind == .mark("=")
      {
        index += 2
        arguments.append(.init(name: name, value: try expression()))
      } else {
        arguments.append(.init(name: nil, value: try expression()))
      }
    }
    return arguments
  }

  private mutating func filters(_ start: Expression) throws(TemplateError) -> Expression {
    var result = start
    while true {
      if current.kind == .mark("|") {
        index += 1
        let (name, arguments) = try filter()
        result = .filter(result, name, arguments)
      } else if takeWord("is") {
        result = try test(result)
      } else if current.kind == .mark("(") {
        result = .call(result, try arguments())
      } else {
        return result
      }
    }
  }

  /// A filter's name, with dots, and its arguments.
  mutating func filter() throws(TemplateError) -> (String, [Expression.Argument]) {
    let offset = current.offset
    var name = try self.name()
    while take(".") { name += "." + (try self.name()) }
    let given = current.kind == .mark("(") ? try arguments() : []
    guard !name.isEmpty else {
      throw TemplateError(.syntax, "expected a filter", offset: offset)
    }
    return (name, given)
  }

  private mutating func test(_ value: Expression) throws(TemplateError) -> Expression {
    let isNegated = takeWord("not")
    let name = try self.name()
    var given: [Expression.Argument] = []
    if current.kind == .mark("(") {
      given = try arguments()
    } else if takesArgument {
      given = [.init(name: nil, value: try postfix(try primary()))]
    }
    return .test(value, name, given, isNegated: isNegated)
  }

  /// A test may have one argument without brackets.
  private var takesArgument: Bool {
    switch current.kind {
    case .name(let name): !["else", "or", "and", "is", "if", "in", "not"].contains(name)
    case .string, .int, .double, .mark("["), .mark("{"): true
    case .mark, .end: false
    }
  }
}
