/// Keeps a value on the heap, shared until it is set anew.
///
/// `Dialect` boxes its larger parts: it stands in every pass over a page, and Swift copies large
/// structures where methods are called on them.
@propertyWrapper
public struct Boxed<Value: Sendable>: Sendable {
  private var box: Box<Value>

  /// Boxes a value.
  public init(wrappedValue: Value) { box = Box(wrappedValue) }

  /// The value.
  public var wrappedValue: Value {
    get { box.value }
    set { box = Box(newValue) }
  }
}

// Only values are asked for conformances. If the type of box were, they would be looked up for each of
// its kinds when a program starts.

extension Boxed: Equatable where Value: Equatable {
  /// Whether two boxes hold equal values.
  public static func == (one: Boxed, other: Boxed) -> Bool {
    one.box === other.box || one.box.value == other.box.value
  }
}

extension Boxed: Hashable where Value: Hashable {
  /// Hashes the value.
  public func hash(into hasher: inout Hasher) { hasher.combine(box.value) }
}

private final class Box<Value: Sendable>: Sendable {
  let value: Value

  init(_ value: Value) { self.value = value }
}
