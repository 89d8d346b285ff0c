/// A dialect that all passes over pages share. `Dialect` has many parts, and each copy of it counts a
/// reference to each of them.
@dynamicMemberLookup
final class SharedDialect: Sendable {
  private let dialect: Dialect

  static let commonMark = SharedDialect(.commonMark)

  init(_ dialect: Dialect) { self.dialect = dialect }

  subscript<Value>(dynamicMember path: KeyPath<Dialect, Value>) -> Value {
    @inline(__always) get { dialect[keyPath: path] }
  }
}
