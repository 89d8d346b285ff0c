import Bytes

/// Writes diagnostics as one JSON document:
/// `{"version":1,"findings":[{"rule","severity","file","line","column","target","message","hint"}]}`.
/// What is not known is `null`.
public struct JSONRenderer: Sendable {
  /// Creates a renderer.
  public init() {}

  /// The document, ending with a line feed.
  public func render(_ diagnostics: [Diagnostic]) -> String {
    var output = OutputBuffer()
    output.append("{\"version\":1,\"findings\":[" as StaticString)
    for (index, diagnostic) in diagnostics.enumerated() {
      output.append(index == 0 ? "\n  {" : ",\n  {")
      write("rule", diagnostic.code, to: &output)
      write("severity", diagnostic.severity.rawValue, to: &output)
      write("file", diagnostic.location?.file, to: &output)
      write("line", diagnostic.location?.line, to: &output)
      write("column", diagnostic.location?.column, to: &output)
      write("target", diagnostic.target, to: &output)
      write("message", diagnostic.message, to: &output)
      write("hint", diagnostic.hint, to: &output)
      output.append("}" as StaticString)
    }
    output.append(diagnostics.isEmpty ? "]}\n" : "\n]}\n")
    return output.text
  }

  private func write(_ name: StaticString, _ value: String?, to output: inout OutputBuffer) {
    key(name, to: &output)
    if let value { output.appendJSON(value) } else { output.append("null" as StaticString) }
  }

  private func write(_ name: StaticString, _ value: Int?, to output: inout OutputBuffer) {
    key(name, to: &output)
    if let value { output.append(decimal: value) } else { output.append("null" as StaticString) }
  }

  private func key(_ name: StaticString, to output: inout OutputBuffer) {
    if output.last != ASCII.leftBrace { output.append(ASCII.comma) }
    output.append(ASCII.quote)
    output.append(name)
    output.append("\":" as StaticString)
  }
}
