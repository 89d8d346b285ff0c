import Jinja

/// Stands for functions of a Python module that could not be run: each call leaves a note on the
/// page.
struct MissingFunction: Sendable {
  /// The module's file, seen from the configuration.
  let module: String

  func function(_ name: String) -> Value.Function {
    Value.Function(name) { _ in
      .string(Self.mark + name + Self.end)
    }
  }

  private static let mark = "<em class=\"python-note\">"
  private static let end = " needs Python and is not shown</em>"

  /// The function that a note is about; nil for other text.
  static func name(in text: String) -> String? {
    guard text.hasPrefix(mark), text.hasSuffix(end) else { return nil }
    return String(text.dropFirst(mark.count).dropLast(end.count))
  }
}
