import Bytes

/// Writes diagnostics for people: `file:line:column: severity: message [code]`, then the source
/// line with a caret, notes and the hint.
public struct TextRenderer: Sendable {
  /// Whether to use ANSI colours: only when the output is a terminal and `NO_COLOR` is not set.
  public var colors: Bool
  /// Gives the text of line `line` (from 1) of `file`, or nil when it cannot be shown.
  public var sourceLine: @Sendable (_ file: String, _ line: Int) -> String?

  /// Creates a renderer. Without `sourceLine` no source is shown.
  public init(
    colors: Bool = false,
    sourceLine: @escaping @Sendable (_ file: String, _ line: Int) -> String? = { _, _ in nil }
  ) {
    self.colors = colors
    self.sourceLine = sourceLine
  }

  /// The text of one diagnostic, ending with a line feed.
  public func render(_ diagnostic: Diagnostic) -> String {
    var output = ""
    if let location = diagnostic.location {
      output += paint(location.description, "1") + ": "
    }
    output += paint(diagnostic.severity.rawValue, color(of: diagnostic.severity)) + ": "
    output +=
      paint(singleLine(diagnostic.message), "1") + paint(" [\(diagnostic.code)]", "2") + "\n"
    output += excerpt(of: diagnostic.location)
    for note in diagnostic.notes { output += "  note: \(note)\n" }
    if let hint = diagnostic.hint { output += "  " + paint("help", "36") + ": \(hint)\n" }
    return output
  }

  private func excerpt(of location: Location?) -> String {
    guard let location, let line = location.line, let source = sourceLine(location.file, line)
    else { return "" }
    let gutter = String(line)
    let pad = String(repeating: " ", count: gutter.count)
    // Long lines are shown around the column only.
    let scalars = Array(source.unicodeScalars.prefix(4_000))
    let column = max(1, location.column ?? 1)
    let first = column > 80 ? column - 40 : 1
    let shown = scalars.dropFirst(first - 1).prefix(110).map { visible($0) }
    var output = "  \(paint(gutter + " |", "2")) \(String(String.UnicodeScalarView(shown)))\n"
    guard location.column != nil, column - 1 <= scalars.count else { return output }
    let caretColumn = column - first
    let length = max(1, min(location.length ?? 1, shown.count - caretColumn))
    let carets = String(repeating: "^", count: length)
    output +=
      "  \(paint(pad + " |", "2")) \(String(repeating: " ", count: caretColumn))"
      + "\(paint(carets, "32"))\n"
    return output
  }

  /// Control characters would move the caret or the terminal.
  private func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    scalar.value < 0x20 || scalar.value == 0x7F ? " " : scalar
  }

  private func singleLine(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { visible($0) }))
  }

  private func color(of severity: Severity) -> String {
    switch severity {
    case .error: "1;31"
    case .warning: "1;33"
    case .info: "1;34"
    }
  }

  private func paint(_ text: String, _ code: String) -> String {
    colors ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

extension Location: CustomStringConvertible {
  /// `file`, `file:line` or `file:line:column`.
  public var description: String {
    guard let line else { return file }
    guard let column else { return "\(file):\(line)" }
    return "\(file):\(line):\(column)"
  }
}
