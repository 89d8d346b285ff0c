// Running the blocks of a family of templates.

extension Renderer {
  /// Runs what stands outside of blocks and makes no text: what blocks see of it are names.
  mutating func runNames(of template: Template) throws(TemplateError) {
    for statement in template.statements where statement.kind.definesNames {
      _ = try capture([statement])
    }
  }

  /// Runs a block where it stands in a template, or writes what stands for it.
  mutating func runBlock(_ name: String, _ body: [Statement]) throws(TemplateError) {
    guard family?.definitions(of: name).isEmpty == false else { return try run(body) }
    write(try blockText(named: name))
  }

  private mutating func blockText(named name: String) throws(TemplateError) -> String {
    if let text = standIn(name) { return text }
    return try text(of: .init(block: name, level: 0))
  }

  /// The text of `super()` and `self.name()`; nil for any other call.
  mutating func blockText(_ callee: Expression) throws(TemplateError) -> String? {
    guard let family else { return nil }
    switch callee {
    case .name("super"):
      guard let block else { return nil }
      return try text(of: .init(block: block.block, level: block.level + 1))
    case .attribute(.name("self"), let name):
      guard !family.definitions(of: name).isEmpty else { return nil }
      return try blockText(named: name)
    default: return nil
    }
  }

  /// The text of a block as one template defines it; none where that does not.
  mutating func text(of definition: TemplateFamily.Definition) throws(TemplateError) -> String {
    guard let family else { return "" }
    let definitions = family.definitions(of: definition.block)
    guard definitions.indices.contains(definition.level) else { return "" }
    let found = definitions[definition.level]
    let outer = (source, template, block)
    (source, template) = (family.members[found.member].template.source, found.template)
    block = definition
    defer { (source, template, block) = outer }
    var text = ""
    try inScope([:]) { renderer throws(TemplateError) in text = try renderer.capture(found.body) }
    return text
  }
}

extension Statement.Kind {
  /// Whether the statement is there for the names it defines.
  fileprivate var definesNames: Bool {
    switch self {
    case .set, .setBlock, .macro, .importAll, .importNames, .perform: true
    case .branch(let branches):
      branches.contains { $0.body.contains { $0.kind.definesNames } }
    default: false
    }
  }
}
