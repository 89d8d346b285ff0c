extension Template {
  /// A call of a function by its name, with nothing but literals.
  public struct PlainCall: Sendable {
    /// The function.
    public let name: String
    /// What it is called with.
    public let arguments: Value.Arguments
  }

  /// The calls that rendering makes, in order, where it does nothing else: each expression is a call of
  /// one of `names` with literals, and there are no statements. Nil for other templates.
  public func plainCalls(of names: Set<String>) -> [PlainCall]? {
    var calls: [PlainCall] = []
    for statement in statements {
      switch statement.kind {
      case .text: continue
      case .output(.call(.name(let name), let given)) where names.contains(name):
        var arguments = Value.Arguments()
        for argument in given {
          guard case .value(let value) = argument.value else { return nil }
          if let name = argument.name {
            arguments.named.append((name, value))
          } else {
            arguments.positional.append(value)
          }
        }
        calls.append(PlainCall(name: name, arguments: arguments))
      default: return nil
      }
    }
    return calls
  }
}
