/// What templates are rendered in: names, filters, other templates.
public struct Environment: Sendable {
  /// What names without a value do.
  public enum Undefined: String, Sendable {
    /// They show as they are written.
    case keep
    /// They show as nothing.
    case silent
    /// They are errors.
    case strict
    /// They show as nothing, and so do their members.
    case lax
  }

  /// How templates are written.
  public var syntax = Syntax()
  /// What names without a value do.
  public var undefined = Undefined.silent
  /// The names that every template sees.
  public var variables: [String: Value] = [:]
  /// Filters besides Jinja's own.
  public var filters: [String: Value.Function] = [:]
  /// Gives the text of a template to include; nil when there is none.
  public var load: @Sendable (_ name: String) -> [UInt8]? = { _ in nil }
  /// Asked for the value of a name that is called and not defined, such as a function in Python;
  /// nil is an error.
  public var missingFunction: @Sendable (_ name: String) -> Value.Function? = { _ in nil }

  /// An environment with Jinja's own functions.
  public init() {}

  /// Renders a template.
  ///
  /// - Parameter names: more names than those of the environment; they win.
  /// - Throws: what keeps it from being rendered, with its line.
  public func render(
    _ template: Template, with names: [String: Value] = [:]
  ) throws(TemplateError) -> Rendering {
    var renderer = Renderer(
      environment: self, names: variables.merging(names) { $1 }, source: template.source)
    do throws(TemplateError) {
      try renderer.run(template.statements)
    } catch {
      var located = error
      if located.line == 0 {
        located.offset = renderer.offset
        located.line = Template.line(of: renderer.offset, in: template.source)
      }
      throw located
    }
    return renderer.output
  }
}

/// A rendered template, piece by piece, so that lines can be traced back.
public struct Rendering: Sendable {
  /// One piece.
  public enum Piece: Sendable {
    /// The template's own text.
    case kept(Range<Int>)
    /// Text that a statement at `offset` makes.
    case made(String, offset: Int)
  }

  /// The pieces in order.
  public private(set) var pieces: [Piece] = []

  mutating func append(_ piece: Piece) { pieces.append(piece) }

  /// The text as a whole, of the template that was rendered.
  public func text(of template: Template) -> String { text(template.source) }

  /// The text as a whole.
  func text(_ source: [UInt8]) -> String {
    var text = ""
    for piece in pieces {
      switch piece {
      case .kept(let range): text += String(decoding: source[range], as: UTF8.self)
      case .made(let made, _): text += made
      }
    }
    return text
  }
}
