/// Which names templates mention, so that it is known before rendering what they depend on.
public struct Mentions: Sendable {
  /// The names, those of members with the name of their object before a dot: `page`, `page.title`; and
  /// `page.` where it only matters whether there is one.
  public private(set) var names: Set<String> = []
  /// A template is included whose name is only known while rendering.
  public private(set) var isOpen = false
  private var blocks: Set<String> = []

  /// Whether a name or a member of it is mentioned.
  public func contains(_ name: String) -> Bool {
    names.contains(name) || names.contains { $0.hasPrefix(name + ".") }
  }

  /// Whether a name is mentioned as a whole, or the member.
  public func contains(_ member: String, of name: String) -> Bool {
    names.contains(name) || names.contains(name + "." + member)
  }

  /// Adds what others mention.
  public mutating func formUnion(_ other: Mentions) {
    names.formUnion(other.names)
    isOpen = isOpen || other.isOpen
  }

  // MARK: - Collecting

  fileprivate mutating func add(
    block: String, _ family: inout TemplateFamily, _ environment: Environment
  ) {
    guard blocks.insert(block).inserted else { return }
    for definition in family.definitions(of: block) {
      add(definition.body, &family, environment)
    }
  }

  fileprivate mutating func add(
    _ statements: [Statement], _ family: inout TemplateFamily, _ environment: Environment
  ) {
    for statement in statements {
      switch statement.kind {
      case .text, .extends, .block: continue
      case .include(let target, _), .importAll(let target, _), .importNames(let target, _):
        add(target, &family, environment)
        include(target, &family, environment)
      default:
        for expression in statement.kind.expressions { add(expression, &family, environment) }
        for condition in statement.kind.conditions { addTruth(of: condition, &family, environment) }
        for body in statement.kind.bodies { add(body, &family, environment) }
      }
    }
  }

  private mutating func include(
    _ target: Expression, _ family: inout TemplateFamily, _ environment: Environment
  ) {
    switch target {
    case .value(.string(let name)):
      // Icons mention nothing.
      guard !name.hasPrefix("."), family.included[name] == nil,
        let bytes = environment.load(name),
        let template = try? Template(bytes, syntax: environment.syntax)
      else {
        if let known = family.included[name], blocks.insert("include " + name).inserted {
          add(known.statements, &family, environment)
        }
        return
      }
      family.included[name] = template
      blocks.insert("include " + name)
      add(template.statements, &family, environment)
    case .list(let items): for item in items { include(item, &family, environment) }
    default: if target.leading?.hasPrefix(".") != true { isOpen = true }
    }
  }

  private mutating func add(
    _ expression: Expression, _ family: inout TemplateFamily, _ environment: Environment
  ) {
    switch expression {
    case .name(let name): names.insert(name)
    case .attribute(.name("self"), let block): add(block: block, &family, environment)
    case .attribute(.name(let name), let member),
      .item(.name(let name), .value(.string(let member))):
      names.insert(name + "." + member)
    case .not(let value): addTruth(of: value, &family, environment)
    case .binary("and", let first, let second):
      // The first is the result only where it is as good as nothing.
      addTruth(of: first, &family, environment)
      add(second, &family, environment)
    case .choice(let value, if: let condition, else: let other):
      add(value, &family, environment)
      addTruth(of: condition, &family, environment)
      if let other { add(other, &family, environment) }
    default: for part in expression.parts { add(part, &family, environment) }
    }
  }

  /// Adds what decides whether an expression is true.
  private mutating func addTruth(
    of expression: Expression, _ family: inout TemplateFamily, _ environment: Environment
  ) {
    switch expression {
    case .name(let name), .test(.name(let name), "defined", _, isNegated: _),
      .test(.name(let name), "none", _, isNegated: _):
      names.insert(name + ".")
    case .binary("and", let first, let second), .binary("or", let first, let second):
      addTruth(of: first, &family, environment)
      addTruth(of: second, &family, environment)
    default: add(expression, &family, environment)
    }
  }
}

extension TemplateFamily {
  /// What a block mentions, in all of its definitions and in what they include; blocks within it are
  /// left out.
  public mutating func mentions(of block: String, in environment: Environment) -> Mentions {
    var mentions = Mentions()
    mentions.add(block: block, &self, environment)
    return mentions
  }

  /// What is mentioned outside of all blocks, and the names that are set there.
  public mutating func outerMentions(in environment: Environment) -> (Mentions, set: Set<String>) {
    var mentions = Mentions()
    var set: Set<String> = []
    for member in members {
      mentions.add(member.template.statements, &self, environment)
      for statement in member.template.statements { set.formUnion(statement.kind.names) }
    }
    return (mentions, set)
  }
}

extension Statement.Kind {
  fileprivate var names: Set<String> {
    switch self {
    case .set(let targets, _): Set(targets.map(\.name))
    case .setBlock(let target, _, _): [target.name]
    case .macro(let name, _, _): [name]
    case .importAll(_, let name): [name]
    case .importNames(_, let names): Set(names.map(\.as))
    case .branch(let branches): Set(branches.flatMap { $0.body.flatMap { $0.kind.names } })
    default: []
    }
  }

  fileprivate var conditions: [Expression] {
    switch self {
    case .branch(let branches): branches.compactMap(\.condition)
    case .loop(_, _, let filter, _, _): filter.map { [$0] } ?? []
    default: []
    }
  }

  fileprivate var expressions: [Expression] {
    switch self {
    case .output(let value), .perform(let value), .include(let value, _), .importAll(let value, _),
      .importNames(let value, _), .extends(let value), .set(_, let value):
      [value]
    case .branch: []
    case .loop(_, let items, _, _, _): [items]
    case .setBlock(_, let filters, _), .filter(let filters, _):
      filters.flatMap { $0.1.map(\.value) }
    case .macro(_, let parameters, _): parameters.compactMap(\.standard)
    case .call(let call, let parameters, _): [call] + parameters.compactMap(\.standard)
    case .with(let values, _): values.map(\.1)
    case .text, .block: []
    }
  }
}

extension Expression {
  /// The expressions within the expression.
  fileprivate var parts: [Expression] {
    switch self {
    case .value, .name: []
    case .list(let items): items
    case .dictionary(let entries): entries.flatMap { [$0.0, $0.1] }
    case .attribute(let base, _), .not(let base), .negative(let base): [base]
    case .item(let base, let key): [base, key]
    case .slice(let base, let start, let end, let step):
      [base] + [start, end, step].compactMap { $0 }
    case .call(let callee, let arguments): [callee] + arguments.map(\.value)
    case .filter(let base, _, let arguments), .test(let base, _, let arguments, _):
      [base] + arguments.map(\.value)
    case .binary(_, let left, let right): [left, right]
    case .compare(let first, let others): [first] + others.map(\.1)
    case .choice(let value, let condition, let other):
      [value, condition] + (other.map { [$0] } ?? [])
    }
  }

  /// The text that a name put together of parts begins with.
  fileprivate var leading: String? {
    switch self {
    case .value(.string(let text)): text
    case .binary(_, let left, _): left.leading
    default: nil
    }
  }
}
