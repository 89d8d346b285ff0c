/// A template with those that it extends, one by one, and the blocks that they define.
public struct TemplateFamily: Sendable {
  /// A block as one template defines it.
  public struct Definition: Sendable, Hashable {
    /// The name of the block.
    public var block: String
    /// How many templates define it anew before this one does.
    public var level: Int

    /// The definition of a block at a level.
    public init(block: String, level: Int) {
      self.block = block
      self.level = level
    }
  }

  struct Member: Sendable {
    var name: String
    var template: Template
  }

  /// What a template says that a block is.
  struct Found: Sendable {
    var member: Int
    var template: String
    var body: [Statement]
    var offset: Int
    /// It stands within another block, and so where that stands.
    var isNested: Bool
  }

  /// The templates, each before the one that it extends.
  private(set) var members: [Member] = []
  private var blocks: [String: [Found]] = [:]
  /// Templates that are included by name, read.
  var included: [String: Template] = [:]

  /// Reads a template and those that it extends.
  ///
  /// - Throws: where one of them is not there or not written as templates are, with its name and line.
  public init(_ name: String, in environment: Environment) throws(TemplateError) {
    var next: String? = name
    var offset = 0
    while let name = next {
      guard !members.contains(where: { $0.name == name }) else {
        throw located(.init(.runtime, "the template extends itself"), at: offset)
      }
      guard let bytes = environment.load(name) else {
        throw located(.init(.missingTemplate, name), at: offset)
      }
      let template: Template
      do throws(TemplateError) {
        template = try Template(bytes, syntax: environment.syntax)
      } catch {
        var error = error
        error.template = name
        throw error
      }
      members.append(Member(name: name, template: template))
      collect(template.statements, nested: false)
      next = nil
      for statement in template.statements {
        guard case .extends(let target) = statement.kind else { continue }
        guard case .value(.string(let parent)) = target else {
          throw located(
            .init(.runtime, "the template to extend is not named by a text"), at: statement.offset)
        }
        (next, offset) = (parent, statement.offset)
        break
      }
    }
  }

  private func located(_ error: TemplateError, at offset: Int) -> TemplateError {
    var error = error
    if let last = members.last {
      error.template = last.name
      error.line = Template.line(of: offset, in: last.template.source)
    }
    return error
  }

  private mutating func collect(_ statements: [Statement], nested: Bool) {
    let member = members.count - 1
    for statement in statements {
      if case .block(let name, let body) = statement.kind {
        blocks[name, default: []].append(
          Found(
            member: member, template: members[member].name, body: body, offset: statement.offset,
            isNested: nested))
        collect(body, nested: true)
      } else {
        for body in statement.kind.bodies { collect(body, nested: nested) }
      }
    }
  }

  func definitions(of block: String) -> [Found] { blocks[block] ?? [] }

  /// The templates by their names, each before the one that it extends.
  public var names: [String] { members.map(\.name) }

  /// The names of all blocks.
  public var blockNames: [String] { blocks.keys.sorted() }

  /// The template and the line of each definition of a block, that which counts first.
  public func places(of block: String) -> [(template: String, line: Int, isNested: Bool)] {
    definitions(of: block).map {
      (
        $0.template, Template.line(of: $0.offset, in: members[$0.member].template.source),
        $0.isNested
      )
    }
  }

  /// The templates that are included by name, as far as `mentions(of:in:)` met them.
  public var includedNames: [String] { Array(included.keys) }

  /// Leaves out what one template says of a block: it is what the next one says.
  public mutating func remove(_ block: String, of template: String) {
    blocks[block]?.removeAll { $0.template == template }
  }
}

extension Environment {
  /// Renders a template that extends others.
  ///
  /// - Parameter standIn: what to write instead of a block; nil renders it.
  /// - Throws: what keeps it from being rendered, with template, line and block.
  public func render(
    _ family: TemplateFamily, with names: [String: Value] = [:],
    standIn: @escaping (_ block: String) -> String? = { _ in nil }
  ) throws(TemplateError) -> String {
    var renderer = try renderer(of: family, names, standIn, upTo: family.members.count - 1)
    guard let root = family.members.last else { return "" }
    (renderer.source, renderer.template) = (root.template.source, root.name)
    return try renderer.capture(root.template.statements)
  }

  /// Renders one block of a family.
  ///
  /// - Throws: what keeps it from being rendered, with template, line and block.
  public func render(
    block: String, of family: TemplateFamily, with names: [String: Value] = [:]
  ) throws(TemplateError) -> String {
    var renderer = try renderer(of: family, names, { _ in nil }, upTo: family.members.count)
    return try renderer.text(of: .init(block: block, level: 0))
  }

  /// A renderer that knows the names that the first templates define.
  private func renderer(
    of family: TemplateFamily, _ names: [String: Value],
    _ standIn: @escaping (_ block: String) -> String?, upTo end: Int
  ) throws(TemplateError) -> Renderer {
    var renderer = Renderer(
      environment: self, names: variables.merging(names) { $1 }, source: [])
    renderer.family = family
    renderer.standIn = standIn
    for member in family.members[..<end] {
      (renderer.source, renderer.template) = (member.template.source, member.name)
      try renderer.runNames(of: member.template)
    }
    return renderer
  }
}

extension Statement.Kind {
  /// The statements within the statement.
  var bodies: [[Statement]] {
    switch self {
    case .branch(let branches): branches.map(\.body)
    case .loop(_, _, _, let body, let otherwise): [body, otherwise]
    case .setBlock(_, _, let body), .macro(_, _, let body), .call(_, _, let body),
      .filter(_, let body), .with(_, let body), .block(_, let body):
      [body]
    default: []
    }
  }
}
