public import Diagnostics

/// A parsed template: a strict subset of Mustache.
///
/// `<%name%>` writes a value, `<%#name%>…<%/name%>` is shown when it is true or repeated for each
/// item (which binds `.`, `first` and `last`), `<%^name%>…<%/name%>` is shown otherwise,
/// `<%#name:choice%>…<%/name:choice%>` when `choice` was chosen, `<%> name%>` includes a partial and
/// `<%! … %>` is a comment. A line that holds one of these tags and nothing else, variables aside,
/// leaves no line behind.
public struct Template: Sendable, Hashable {
  /// The file it was read from, for diagnostics.
  public let file: String
  let nodes: [Node]

  /// A piece of a template.
  indirect enum Node: Sendable, Hashable {
    /// Bytes that are written as they are.
    case literal([UInt8])
    /// A value to write.
    case variable(Reference)
    /// A part that is shown when `reference` is true, or false when inverted.
    case section(Reference, inverted: Bool, [Node])
    /// Another template, each of its lines behind `indent`.
    case partial(Reference, indent: [UInt8])
  }

  /// A name with the place where it stands.
  struct Reference: Sendable, Hashable {
    var name: String
    /// The choice of `name:choice`.
    var choice: String?
    var location: Location
  }

  /// Parses a template.
  ///
  /// - Parameters:
  ///   - bytes: the template's text.
  ///   - file: its name for diagnostics.
  ///   - line: the line of `file` on which `bytes` begin, for a template inside another file.
  ///   - column: the column on which they begin there.
  /// - Throws: `template.*` with line and column.
  public init(
    _ bytes: [UInt8], file: String, line: Int = 1, column: Int = 1
  ) throws(Diagnostic) {
    var parser = TemplateParser(bytes, file: file, line: line, column: column)
    self.file = file
    nodes = try parser.parse()
  }
}

extension Template {
  /// The names its tags use, those of partials left out.
  public var names: Set<String> { Self.names(in: nodes) }

  private static func names(in nodes: [Node]) -> Set<String> {
    nodes.reduce(into: []) { names, node in
      switch node {
      case .literal, .partial: break
      case .variable(let reference): names.insert(reference.name)
      case .section(let reference, _, let inside):
        names.insert(reference.name)
        names.formUnion(Self.names(in: inside))
      }
    }
  }
}
