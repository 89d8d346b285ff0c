/// Writes diagnostics as GitHub Actions workflow commands, which GitHub shows beside the changed
/// lines: `::error file=docs/a.md,line=3,col=7,title=audit.link.missing-file::message`.
public struct GitHubRenderer: Sendable {
  /// Creates a renderer.
  public init() {}

  /// The command for one diagnostic, ending with a line feed.
  public func render(_ diagnostic: Diagnostic) -> String {
    var properties: [String] = []
    if let location = diagnostic.location {
      properties.append("file=" + escapedProperty(location.file))
      if let line = location.line { properties.append("line=\(line)") }
      if let column = location.column {
        properties.append("col=\(column)")
        if let length = location.length, length > 1 {
          properties.append("endColumn=\(column + length)")
        }
      }
    }
    properties.append("title=" + escapedProperty(diagnostic.code))
    var message = diagnostic.message
    if let hint = diagnostic.hint { message += "\n" + hint }
    return "::\(command(for: diagnostic.severity)) \(properties.joined(separator: ","))::"
      + escapedData(message) + "\n"
  }

  private func command(for severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .info: "notice"
    }
  }

  private func escapedData(_ text: String) -> String {
    escape(text, ["%": "%25", "\r": "%0D", "\n": "%0A"])
  }

  private func escapedProperty(_ text: String) -> String {
    escape(text, ["%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"])
  }

  private func escape(_ text: String, _ replacements: [Unicode.Scalar: String]) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
      if let replacement = replacements[scalar] {
        output += replacement
      } else {
        output.unicodeScalars.append(scalar)
      }
    }
    return output
  }
}
