import Bytes

/// Writes diagnostics as JUnit's XML, which most systems of continuous integration show: a suite for
/// each file, a failed case for each error and warning, and a passed one for information.
///
/// The schemas of Ant and of Jenkins agree on little; what is written is valid by both.
public struct JUnitRenderer: Sendable {
  private let name: String
  private let timestamp: String

  /// - Parameters:
  ///   - name: what made the report, such as `scaffold audit`.
  ///   - timestamp: when it was made, as `2026-01-31T23:59:59`.
  public init(name: String, timestamp: String) {
    self.name = name
    self.timestamp = timestamp
  }

  /// The document, ending with a line feed. Without diagnostics it has one case, which passed.
  public func render(_ diagnostics: [Diagnostic]) -> String {
    var output = OutputBuffer()
    output.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n" as StaticString)
    var files: [String] = []
    var byFile: [String: [Diagnostic]] = [:]
    for diagnostic in diagnostics {
      let file = diagnostic.location?.file ?? name
      if byFile[file] == nil { files.append(file) }
      byFile[file, default: []].append(diagnostic)
    }
    for (index, file) in files.enumerated() {
      write(file, byFile[file] ?? [], number: index, to: &output)
    }
    if files.isEmpty { write(name, [], number: 0, to: &output) }
    output.append("</testsuites>\n" as StaticString)
    return output.text
  }

  private func write(
    _ file: String, _ diagnostics: [Diagnostic], number: Int, to output: inout OutputBuffer
  ) {
    let failures = diagnostics.count { $0.severity > .info }
    output.append(
      "  <testsuite\(attribute("name", file))\(attribute("package", name)) id=\"\(number)\""
        + "\(attribute("timestamp", timestamp)) hostname=\"localhost\""
        + " tests=\"\(max(1, diagnostics.count))\" failures=\"\(failures)\" errors=\"0\""
        + " time=\"0\">\n    <properties/>\n")
    for diagnostic in diagnostics { write(diagnostic, file, to: &output) }
    if diagnostics.isEmpty {
      output.append("    <testcase\(attribute("name", "nothing found"))")
      output.append("\(attribute("classname", file)) time=\"0\"/>\n")
    }
    // What is no failure is said for the suite: by Ant's schema a case has no text of its own.
    let notes = diagnostics.filter { $0.severity <= .info }.map {
      "\($0.location?.description ?? file): \(text(of: $0))\n"
    }
    output.append("    <system-out>\(escaped(notes.joined()))</system-out>\n")
    output.append("    <system-err></system-err>\n  </testsuite>\n" as StaticString)
  }

  private func write(_ diagnostic: Diagnostic, _ file: String, to output: inout OutputBuffer) {
    let place = diagnostic.location?.description ?? file
    output.append("    <testcase\(attribute("name", "\(place) \(diagnostic.code)"))")
    output.append("\(attribute("classname", file)) time=\"0\"")
    guard diagnostic.severity > .info else {
      output.append("/>\n" as StaticString)
      return
    }
    output.append(">\n      <failure\(attribute("message", diagnostic.message))")
    output.append(
      "\(attribute("type", diagnostic.severity.rawValue))>\(escaped(text(of: diagnostic)))"
        + "</failure>\n    </testcase>\n")
  }

  private func text(of diagnostic: Diagnostic) -> String {
    diagnostic.hint.map { diagnostic.message + "\n" + $0 } ?? diagnostic.message
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
