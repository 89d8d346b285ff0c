import Synchronization

/// What expressions are made of: Python's values, as far as templates need them.
public indirect enum Value: Sendable {
  /// Nothing: Python's `None`.
  case none
  /// True or false.
  case bool(Bool)
  /// A whole number.
  case int(Int)
  /// A number with a fraction.
  case double(Double)
  /// Text.
  case string(String)
  /// A list, or a tuple.
  case list([Value])
  /// Keys and values in order.
  case dictionary(Members)
  /// What a name without a value stands for, with what to show for it.
  case undefined(String)
  /// A function of the program's.
  case function(Function)
  /// A macro of a template.
  case macro(Macro)
  /// An object that `set` can change: `namespace()`.
  case namespace(Namespace)

  /// Keys and values in order.
  public struct Members: Sendable {
    /// The keys in order.
    public private(set) var keys: [String] = []
    private var values: [String: Value] = [:]
    /// What a loop goes over, where that is not the keys, as for objects of Python's.
    public var items: [Value]?
    /// The text that stands for them, where they are an object with one of its own.
    public var shown: String?

    /// No members.
    public init() {}

    /// Members in order; of two with one key the later counts.
    public init(_ pairs: some Sequence<(String, Value)>) {
      for (key, value) in pairs { self[key] = value }
    }

    /// The value of a key; nil removes it.
    public subscript(key: String) -> Value? {
      get { values[key] }
      set {
        if let newValue {
          if values.updateValue(newValue, forKey: key) == nil { keys.append(key) }
        } else if values.removeValue(forKey: key) != nil {
          keys.removeAll { $0 == key }
        }
      }
    }

    /// The members in order.
    public var pairs: [(key: String, value: Value)] {
      keys.map { ($0, values[$0] ?? .none) }
    }
  }

  /// A function that templates can call.
  public struct Function: Sendable {
    /// Its name, for messages.
    public var name: String
    /// What it does.
    public var call: @Sendable (Arguments) throws(TemplateError) -> Value

    /// Creates a function.
    public init(
      _ name: String, _ call: @escaping @Sendable (Arguments) throws(TemplateError) -> Value
    ) {
      self.name = name
      self.call = call
    }
  }

  /// What a function or filter is called with.
  public struct Arguments: Sendable {
    /// Those without names.
    public var positional: [Value] = []
    /// Those with names.
    public var named: [(name: String, value: Value)] = []

    /// No arguments.
    public init() {}

    /// The argument at `index`, or the one called `name`.
    public func value(_ index: Int, _ name: String) -> Value? {
      index < positional.count
        ? positional[index] : named.first { $0.name == name }?.value
    }
  }

  /// A macro: its parameters and its body, with the names it sees.
  public final class Macro: Sendable {
    let name: String
    let parameters: [(name: String, standard: Expression?)]
    let body: [Statement]
    let scope: [String: Value]
    /// The bytes of the template that defines it.
    let source: [UInt8]

    init(
      name: String, parameters: [(name: String, standard: Expression?)], body: [Statement],
      scope: [String: Value], source: [UInt8]
    ) {
      self.name = name
      self.parameters = parameters
      self.body = body
      self.scope = scope
      self.source = source
    }
  }

  /// An object whose members can be set from inner scopes.
  public final class Namespace: Sendable {
    private let members: Mutex<Members>

    init(_ members: Members) { self.members = Mutex(members) }

    var current: Members { members.withLock { $0 } }

    func set(_ name: String, _ value: Value) { members.withLock { $0[name] = value } }
  }
}

extension Value {
  /// Whether the value counts as true.
  var isTrue: Bool {
    switch self {
    case .none, .undefined: false
    case .bool(let flag): flag
    case .int(let number): number != 0
    case .double(let number): number != 0
    case .string(let text): !text.isEmpty
    case .list(let items): !items.isEmpty
    case .dictionary(let members): !members.keys.isEmpty
    case .function, .macro, .namespace: true
    }
  }

  var isUndefined: Bool { if case .undefined = self { true } else { false } }

  var number: Double? {
    switch self {
    case .bool(let flag): flag ? 1 : 0
    case .int(let number): Double(number)
    case .double(let number): number
    default: nil
    }
  }

  var integer: Int? {
    switch self {
    case .bool(let flag): flag ? 1 : 0
    case .int(let number): number
    default: nil
    }
  }

  /// The items a loop goes over.
  func items() throws(TemplateError) -> [Value] {
    switch self {
    case .list(let items): return items
    case .dictionary(let members): return members.items ?? members.keys.map { .string($0) }
    case .string(let text): return text.map { .string(String($0)) }
    case .undefined: return []
    case .namespace(let space): return space.current.keys.map { .string($0) }
    default: throw TemplateError(.runtime, "'\(typeName)' object is not iterable")
    }
  }

  var typeName: String {
    switch self {
    case .none: "NoneType"
    case .bool: "bool"
    case .int: "int"
    case .double: "float"
    case .string: "str"
    case .list: "list"
    case .dictionary: "dict"
    case .undefined: "Undefined"
    case .function, .macro: "function"
    case .namespace: "Namespace"
    }
  }

  /// The text that stands for the value, as Python's `str` makes it.
  public var text: String {
    switch self {
    case .string(let text): text
    case .undefined(let shown): shown
    case .dictionary(let members): members.shown ?? representation
    default: representation
    }
  }

  /// What Python's `repr` makes of it.
  var representation: String {
    switch self {
    case .none: "None"
    case .bool(let flag): flag ? "True" : "False"
    case .int(let number): "\(number)"
    case .double(let number):
      number == number.rounded() && abs(number) >= 1e16 ? "\(number)" : "\(number)"
    case .string(let text): Self.quoted(text)
    case .list(let items): "[\(items.map(\.representation).joined(separator: ", "))]"
    case .dictionary(let members): Self.braces(members)
    case .undefined: "Undefined"
    case .function(let function): "<function \(function.name)>"
    case .macro(let macro): "<Macro '\(macro.name)'>"
    case .namespace(let space): "<Namespace \(Self.braces(space.current))>"
    }
  }

  private static func braces(_ members: Members) -> String {
    let pairs = members.pairs.map { "\(quoted($0.key)): \($0.value.representation)" }
    return "{\(pairs.joined(separator: ", "))}"
  }

  private static func quoted(_ text: String) -> String {
    let mark: Character = text.contains("'") && !text.contains("\"") ? "\"" : "'"
    var result = String(mark)
    for character in text {
      switch character {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case mark: result += "\\" + String(mark)
      default: result.append(character)
      }
    }
    return result + String(mark)
  }
}

extension Value {
  /// Whether two values are equal, as Python's `==` says.
  static func equal(_ left: Value, _ right: Value) -> Bool {
    if let a = left.number, let b = right.number { return a == b }
    switch (left, right) {
    case (.none, .none), (.undefined, .undefined): return true
    case (.string(let a), .string(let b)): return a == b
    case (.list(let a), .list(let b)): return a.count == b.count && zip(a, b).allSatisfy(equal)
    case (.dictionary(let a), .dictionary(let b)):
      return a.keys.count == b.keys.count
        && a.pairs.allSatisfy { pair in b[pair.key].map { equal(pair.value, $0) } ?? false }
    default: return false
    }
  }

  /// Whether one value stands before another.
  static func less(_ left: Value, _ right: Value) throws(TemplateError) -> Bool {
    if let a = left.number, let b = right.number { return a < b }
    switch (left, right) {
    case (.string(let a), .string(let b)):
      return a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars)
    case (.list(let a), .list(let b)):
      for (x, y) in zip(a, b) where !equal(x, y) { return try less(x, y) }
      return a.count < b.count
    default:
      throw TemplateError(
        .runtime,
        "'<' not supported between instances of '\(left.typeName)' and '\(right.typeName)'")
    }
  }

  /// The values in order; equal ones keep theirs.
  static func sorted(
    _ values: [(key: Value, value: Value)], descends: Bool
  ) throws(TemplateError) -> [Value] {
    var failure: TemplateError?
    let result = values.enumerated().sorted { left, right in
      let (first, second) = descends ? (right, left) : (left, right)
      do throws(TemplateError) {
        if try less(first.element.key, second.element.key) { return true }
        if try less(second.element.key, first.element.key) { return false }
      } catch {
        failure = error
      }
      return left.offset < right.offset
    }
    if let failure { throw failure }
    return result.map(\.element.value)
  }
}
