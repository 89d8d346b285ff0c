/// Runs the statements of a template.
struct Renderer {
  let environment: Environment
  var source: [UInt8]
  var output = Rendering()
  /// The templates that are rendered together, for one that extends others.
  var family: TemplateFamily?
  /// What stands for a block that is not to be rendered here.
  var standIn: (_ block: String) -> String? = { _ in nil }
  /// The template whose statements run, and the block.
  var template: String?
  var block: TemplateFamily.Definition?
  /// Where the statement that runs stands in the first template.
  private(set) var offset = 0
  /// The names of each scope, innermost last.
  var scopes: [[String: Value]]
  private var isOutermost = true
  private var depth = 0
  /// What a template may write and how often it may loop, so that a slip does not fill the memory.
  private var steps = 0
  private static let maximumSteps = 500_000

  init(environment: Environment, names: [String: Value], source: [UInt8]) {
    self.environment = environment
    self.source = source
    scopes = [names, [:]]
  }

  mutating func run(_ statements: [Statement]) throws(TemplateError) {
    depth += 1
    defer { depth -= 1 }
    guard depth < 120 else {
      throw TemplateError(.runtime, "maximum recursion depth exceeded")
    }
    for statement in statements { try run(statement) }
  }

  private mutating func run(_ statement: Statement) throws(TemplateError) {
    guard family != nil else { return try perform(statement) }
    do throws(TemplateError) {
      try perform(statement)
    } catch {
      var located = error
      if located.line == 0 { located.line = Template.line(of: statement.offset, in: source) }
      located.template = located.template ?? template
      located.block = located.block ?? block
      throw located
    }
  }

  private mutating func perform(_ statement: Statement) throws(TemplateError) {
    try step()
    if isOutermost { offset = statement.offset }
    switch statement.kind {
    case .text(let range):
      if isOutermost {
        output.append(.kept(range))
      } else {
        write(String(decoding: source[range], as: UTF8.self))
      }
    case .output(let expression):
      let value = try evaluate(expression)
      if case .undefined(let shown) = value, environment.undefined == .strict {
        throw TemplateError(.undefined, "'\(Self.bare(shown))' is undefined")
      }
      write(value.text)
    case .branch(let branches):
      for branch in branches {
        if let condition = branch.condition, try !evaluate(condition).isTrue { continue }
        try run(branch.body)
        break
      }
    case .loop(let names, let items, let filter, let body, let otherwise):
      try loop(names, items, filter, body, otherwise)
    case .set(let targets, let value): try set(targets, try evaluate(value))
    case .setBlock(let target, let filters, let body):
      let text = try apply(filters, to: .string(try capture(body)))
      try set([target], text)
    case .macro(let name, let parameters, let body):
      define(name, .macro(macro(name, parameters, body)))
    case .call(let call, let parameters, let body):
      try runCall(call, macro("caller", parameters, body))
    case .filter(let filters, let body):
      write(try apply(filters, to: .string(try capture(body))).text)
    case .with(let values, let body):
      var scope: [String: Value] = [:]
      for (name, value) in values { scope[name] = try evaluate(value) }
      try inScope(scope) { renderer throws(TemplateError) in try renderer.run(body) }
    case .include(let target, let ignoresMissing): try include(target, ignoresMissing)
    case .importAll(let target, let alias):
      define(alias, .dictionary(Value.Members(try exports(of: target).map { ($0.key, $0.value) })))
    case .importNames(let target, let names):
      let exported = try exports(of: target)
      for (name, alias) in names {
        guard let value = exported[name] else {
          throw TemplateError(.runtime, "the included template has no name '\(name)'")
        }
        define(alias, value)
      }
    case .perform(let expression): _ = try evaluate(expression)
    case .extends:
      if family == nil {
        throw TemplateError(.runtime, "only templates of a theme can extend others")
      }
    case .block(let name, let body): try runBlock(name, body)
    }
  }

  private mutating func step() throws(TemplateError) {
    steps += 1
    guard steps < Self.maximumSteps else {
      throw TemplateError(.runtime, "the template runs too long")
    }
  }

  mutating func write(_ text: String) {
    guard !text.isEmpty else { return }
    output.append(.made(text, offset: offset))
  }

  /// The name in `{{ name }}`.
  private static func bare(_ shown: String) -> String {
    String(shown.dropFirst(3).dropLast(3))
  }

  // MARK: - Names

  mutating func define(_ name: String, _ value: Value) { scopes[scopes.count - 1][name] = value }

  func lookup(_ name: String) -> Value? {
    for scope in scopes.reversed() { if let value = scope[name] { return value } }
    return nil
  }

  /// Changes a name where it is defined.
  mutating func update(_ name: String, _ value: Value) {
    for index in scopes.indices.reversed() where scopes[index][name] != nil {
      scopes[index][name] = value
      return
    }
  }

  mutating func inScope(
    _ scope: [String: Value], _ body: (inout Renderer) throws(TemplateError) -> Void
  ) throws(TemplateError) {
    scopes.append(scope)
    defer { scopes.removeLast() }
    try body(&self)
  }

  private mutating func set(
    _ targets: [Statement.Target], _ value: Value
  ) throws(TemplateError) {
    let values = targets.count == 1 ? [value] : try value.items()
    guard values.count == targets.count else {
      throw TemplateError(.runtime, "not enough values to unpack")
    }
    for (target, value) in zip(targets, values) {
      guard let member = target.member else {
        define(target.name, value)
        continue
      }
      guard case .namespace(let space)? = lookup(target.name) else {
        throw TemplateError(.runtime, "cannot assign attribute on non-namespace object")
      }
      space.set(member, value)
    }
  }

  // MARK: - Parts of templates

  /// What statements write, as text.
  mutating func capture(_ body: [Statement]) throws(TemplateError) -> String {
    let outer = output
    let wasOutermost = isOutermost
    output = Rendering()
    isOutermost = false
    defer {
      output = outer
      isOutermost = wasOutermost
    }
    try run(body)
    return output.text(source)
  }

  private mutating func loop(
    _ names: [String], _ items: Expression, _ filter: Expression?, _ body: [Statement],
    _ otherwise: [Statement]
  ) throws(TemplateError) {
    let sequence = try evaluate(items)
    if case .undefined(let shown) = sequence, environment.undefined == .strict {
      throw TemplateError(.undefined, "'\(Self.bare(shown))' is undefined")
    }
    var scopes: [(scope: [String: Value], item: Value)] = []
    for item in try sequence.items() {
      try step()
      var scope: [String: Value] = [:]
      if names.count == 1 {
        scope[names[0]] = item
      } else {
        let parts = try item.items()
        guard parts.count == names.count else {
          throw TemplateError(
            .runtime,
            parts.count < names.count
              ? "not enough values to unpack (expected \(names.count), got \(parts.count))"
              : "too many values to unpack (expected \(names.count))")
        }
        for (name, part) in zip(names, parts) { scope[name] = part }
      }
      if let filter {
        var isKept = false
        try inScope(scope) { renderer throws(TemplateError) in
          isKept = try renderer.evaluate(filter).isTrue
        }
        if !isKept { continue }
      }
      scopes.append((scope, item))
    }
    for (index, entry) in scopes.enumerated() {
      var scope = entry.scope
      scope["loop"] = Self.loopState(
        index, scopes.count, previous: index > 0 ? scopes[index - 1].item : nil,
        next: index + 1 < scopes.count ? scopes[index + 1].item : nil)
      try inScope(scope) { renderer throws(TemplateError) in try renderer.run(body) }
    }
    if scopes.isEmpty { try run(otherwise) }
  }

  private static func loopState(_ index: Int, _ count: Int, previous: Value?, next: Value?) -> Value
  {
    var state = Value.Members([
      ("index", .int(index + 1)), ("index0", .int(index)), ("revindex", .int(count - index)),
      ("revindex0", .int(count - index - 1)), ("first", .bool(index == 0)),
      ("last", .bool(index == count - 1)), ("length", .int(count)), ("depth", .int(1)),
      ("depth0", .int(0)),
      (
        "cycle",
        .function(
          .init("cycle") { arguments in
            let items = arguments.positional
            return items.isEmpty ? .none : items[index % items.count]
          })
      ),
    ])
    state["previtem"] = previous
    state["nextitem"] = next
    return .dictionary(state)
  }

  private func macro(
    _ name: String, _ parameters: [(name: String, standard: Expression?)], _ body: [Statement]
  ) -> Value.Macro {
    var scope: [String: Value] = [:]
    for outer in scopes.dropFirst() { scope.merge(outer) { $1 } }
    return Value.Macro(name: name, parameters: parameters, body: body, scope: scope, source: source)
  }

  private mutating func runCall(
    _ call: Expression, _ caller: Value.Macro
  ) throws(TemplateError) {
    var text = ""
    try inScope(["caller": .macro(caller)]) { renderer throws(TemplateError) in
      text = try renderer.evaluate(call).text
    }
    write(text)
  }

  /// Calls a macro.
  mutating func call(
    _ macro: Value.Macro, _ arguments: Value.Arguments
  ) throws(TemplateError) -> Value {
    var scope = macro.scope
    for (index, parameter) in macro.parameters.enumerated() {
      if let value = arguments.value(index, parameter.name) {
        scope[parameter.name] = value
      } else if let standard = parameter.standard {
        scope[parameter.name] = try evaluate(standard)
      } else {
        scope[parameter.name] = .undefined(undefinedText(parameter.name))
      }
    }
    scope["varargs"] = .list(Array(arguments.positional.dropFirst(macro.parameters.count)))
    let known = Set(macro.parameters.map(\.name))
    scope["kwargs"] = .dictionary(
      Value.Members(arguments.named.filter { !known.contains($0.name) }.map { ($0.name, $0.value) })
    )
    if let caller = lookup("caller") { scope["caller"] = caller }
    if scope[macro.name] == nil { scope[macro.name] = .macro(macro) }
    // A macro sees itself, its siblings and the names of all templates.
    let (outer, outerSource) = (scopes, source)
    scopes = [outer[0], outer.count > 1 ? outer[1] : [:], scope]
    source = macro.source
    defer { (scopes, source) = (outer, outerSource) }
    return .string(try capture(macro.body))
  }

  private mutating func include(
    _ target: Expression, _ ignoresMissing: Bool
  ) throws(TemplateError) {
    guard let (name, template) = try load(target, ignoresMissing) else { return }
    write(
      try inTemplate(name, template) { renderer throws(TemplateError) in
        try renderer.capture(template.statements)
      })
  }

  /// The names that a template defines.
  private mutating func exports(of target: Expression) throws(TemplateError) -> [String: Value] {
    guard let (name, template) = try load(target, false) else { return [:] }
    let outer = scopes
    scopes = [outer[0], [:]]
    defer { scopes = outer }
    _ = try inTemplate(name, template) { renderer throws(TemplateError) in
      try renderer.capture(template.statements)
    }
    return scopes[1]
  }

  private mutating func load(
    _ target: Expression, _ ignoresMissing: Bool
  ) throws(TemplateError) -> (String, Template)? {
    let value = try evaluate(target)
    let names: [String]
    if case .list(let items) = value { names = items.map(\.text) } else { names = [value.text] }
    for name in names {
      if let known = family?.included[name] { return (name, known) }
      guard let bytes = environment.load(name) else { continue }
      do throws(TemplateError) {
        return (name, try Template(bytes, syntax: environment.syntax))
      } catch {
        var located = error
        located.template = name
        throw located
      }
    }
    if ignoresMissing { return nil }
    throw TemplateError(.missingTemplate, names.first ?? "")
  }

  private mutating func inTemplate(
    _ name: String, _ template: Template,
    _ body: (inout Renderer) throws(TemplateError) -> String
  ) throws(TemplateError) -> String {
    depth += 1
    let outer = (source, self.template)
    (source, self.template) = (template.source, name)
    defer {
      (source, self.template) = outer
      depth -= 1
    }
    guard depth < 60 else { throw TemplateError(.runtime, "maximum recursion depth exceeded") }
    return try body(&self)
  }
}
