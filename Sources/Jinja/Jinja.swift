/// `Jinja` renders the template language that pages with macros and themes for MkDocs are written
/// in, without Python: values in, text out. It imports `Bytes` only.
///
/// What is there: expressions, filters, tests, `if`, `for`, `set`, `macro`, `call`, `filter`, `with`,
/// `include`, `import`, `from`, `raw`, comments and white-space control; and for templates that extend
/// others (`TemplateFamily`), `extends`, `block`, `super()` and `self`. What is not: whatever is defined
/// in Python.

/// How templates are written: the marks around statements, expressions and comments.
public struct Syntax: Sendable, Hashable {
  /// `{%` and `%}`.
  public var blockStart = "{%"
  /// What closes it.
  public var blockEnd = "%}"
  /// `{{` and `}}`.
  public var variableStart = "{{"
  /// What closes it.
  public var variableEnd = "}}"
  /// `{#` and `#}`.
  public var commentStart = "{#"
  /// What closes it.
  public var commentEnd = "#}"

  /// Jinja's own marks.
  public init() {}
}

/// Why a template could not be read or rendered.
public struct TemplateError: Error, Sendable, Hashable {
  /// What kind of failure it is.
  public enum Kind: Sendable, Hashable {
    /// The template is not written as templates are.
    case syntax
    /// A name has no value.
    case undefined
    /// A file to include is not there.
    case missingTemplate
    /// Anything else.
    case runtime
  }

  /// What kind of failure it is.
  public var kind: Kind
  /// What is wrong, as Jinja words it.
  public var message: String
  /// The line in the template, from 1.
  public var line: Int
  /// Where in the template's bytes it is.
  public var offset: Int
  /// The template that it is in, if that is not the first, or one of a family.
  public var template: String?
  /// The block of a family that it is in.
  public var block: TemplateFamily.Definition?

  /// Creates an error.
  public init(_ kind: Kind, _ message: String, line: Int = 0, offset: Int = 0) {
    self.kind = kind
    self.message = message
    self.line = line
    self.offset = offset
  }
}
