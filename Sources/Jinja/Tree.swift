/// An expression of a template.
indirect enum Expression: Sendable {
  case value(Value)
  case name(String)
  case list([Expression])
  case dictionary([(Expression, Expression)])
  case attribute(Expression, String)
  case item(Expression, Expression)
  case slice(Expression, Expression?, Expression?, Expression?)
  case call(Expression, [Argument])
  case filter(Expression, String, [Argument])
  case test(Expression, String, [Argument], isNegated: Bool)
  case not(Expression)
  case negative(Expression)
  case binary(String, Expression, Expression)
  case compare(Expression, [(String, Expression)])
  case choice(Expression, if: Expression, else: Expression?)

  /// An argument of a call; one without a name counts by its place.
  struct Argument: Sendable {
    var name: String?
    var value: Expression
  }
}

/// A statement of a template, or its text, with the byte where it begins.
struct Statement: Sendable {
  indirect enum Kind: Sendable {
    /// The template's text in a range of its bytes.
    case text(Range<Int>)
    case output(Expression)
    case branch([(condition: Expression?, body: [Statement])])
    case loop(
      names: [String], Expression, filter: Expression?, body: [Statement], otherwise: [Statement])
    case set([Target], Expression)
    case setBlock(Target, filters: [(String, [Expression.Argument])], [Statement])
    case macro(name: String, parameters: [(name: String, standard: Expression?)], [Statement])
    case call(Expression, parameters: [(name: String, standard: Expression?)], [Statement])
    case filter([(String, [Expression.Argument])], [Statement])
    case with([(String, Expression)], [Statement])
    case include(Expression, ignoresMissing: Bool)
    case importAll(Expression, as: String)
    case importNames(Expression, [(name: String, as: String)])
    case perform(Expression)
    case extends(Expression)
    case block(name: String, [Statement])
  }

  /// What `set` sets: a name, or a member of a namespace.
  struct Target: Sendable {
    var name: String
    var member: String?
  }

  var kind: Kind
  var offset: Int
}
