import Bytes

/// Writes diagnostics as JUnit's XML, which most systems of continuous integration show: a suite for
/// each file, a failed case for each error and warning, and a passed one for information.
public struct JUnitRenderer: Sendable {
  private let name: String

  /// - Parameter name: what made the report, such as `scaffold audit`.
  public init(name: String) { self.name = name }

  /// The document, ending with a line feed. Without diagnostics it has one case, which passed.
  public func render(_ diagnostics: [Diagnostic]) -> String {
    var output = OutputBuffer()
    let failures = diagnostics.count { $0.severity > .info }
    output.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" as StaticString)
    output.append(
      "<testsuites\(attribute("name", name)) tests=\"\(max(1, diagnostics.count))\""
        + " failures=\"\(failures)\" errors=\"0\">\n")
    var files: [String] = []
    var byFile: [String: [Diagnostic]] = [:]
    for diagnostic in diagnostics {
      let file = diagnostic.location?.file ?? name
      if byFile[file] == nil { files.append(file) }
      byFile[file, default: []].append(diagnostic)
    }
    for file in files { write(file, byFile[file] ?? [], to: &output) }
    if files.isEmpty { write(name, [], to: &output) }
    output.append("</testsuites>\n" as StaticString)
    return output.text
  }

  private func write(_ file: String, _ diagnostics: [Diagnostic], to output: inout OutputBuffer) {
    let failures = diagnostics.count { $0.severity > .info }
    output.append(
      "  <testsuite\(attribute("name", file)) tests=\"\(max(1, diagnostics.count))\""
        + " failures=\"\(failures)\" errors=\"0\" skipped=\"0\" time=\"0\">\n")
    for diagnostic in diagnostics { write(diagnostic, file, to: &output) }
    if diagnostics.isEmpty {
      output.append("    <testcase\(attribute("name", "nothing found"))")
      output.append("\(attribute("classname", file)) time=\"0\"/>\n")
    }
    output.append("  </testsuite>\n" as StaticString)
  }

  private func write(_ diagnostic: Diagnostic, _ file: String, to output: inout OutputBuffer) {
    let place = diagnostic.location?.description ?? file
    output.append("    <testcase\(attribute("name", "\(place) \(diagnostic.code)"))")
    output.append("\(attribute("classname", file)) time=\"0\">\n")
    let text = diagnostic.hint.map { diagnostic.message + "\n" + $0 } ?? diagnostic.message
    if diagnostic.severity > .info {
      output.append("      <failure\(attribute("message", diagnostic.message))")
      output.append(
        "\(attribute("type", diagnostic.severity.rawValue))>\(escaped(text))</failure>\n")
    } else {
      output.append("      <system-out>\(escaped(text))</system-out>\n")
    }
    output.append("    </testcase>\n" as StaticString)
  }

  private func attribute(_ name: String, _ value: String) -> String {
    " \(name)=\"\(escaped(value))\""
  }

  /// Text for XML; characters that XML cannot hold become U+FFFD.
  private func escaped(_ text: String) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      case "\n": output += "&#10;"
      case "\t": output += "&#9;"
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": output += "\u{FFFD}"
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }
}
