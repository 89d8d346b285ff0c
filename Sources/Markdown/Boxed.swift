/// Keeps a value on the heap, shared until it is set anew.
///
/// `Dialect` boxes its larger parts: it stands in every pass over a page, and Swift copies large
/// structures where methods are called on them.
@propertyWrapper
public struct Boxed<Value: Sendable & Hashable>: Sendable, Hashable {
  private final class Box: Sendable {
    let value: Value

    init(_ value: Value) { self.value = value }
  }

  private var box: Box

  /// Boxes a value.
  public init(wrappedValue: Value) { box = Box(wrappedValue) }

  /// The value.
  public var wrappedValue: Value {
    get { box.value }
    set { box = Box(newValue) }
  }

  /// Whether two boxes hold equal values.
  public static func == (one: Boxed, other: Boxed) -> Bool {
    one.box === other.box || one.box.value == other.box.value
  }

  /// Hashes the value.
  public func hash(into hasher: inout Hasher) { hasher.combine(box.value) }
}
