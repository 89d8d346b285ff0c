/// Writes diagnostics as a table in Markdown, for the summary of a run in GitHub Actions.
public struct SummaryRenderer: Sendable {
  private let name: String
  /// More rows than these are counted and not shown: GitHub refuses summaries over 1 MiB.
  private static let mostRows = 500

  /// - Parameter name: what made the report, such as `scaffold audit`.
  public init(name: String) { self.name = name }

  /// The text, ending with a line feed.
  ///
  /// - Parameter subject: what was looked at, such as `41 links in 12 files`.
  public func render(_ diagnostics: [Diagnostic], of subject: String) -> String {
    let problems = diagnostics.count { $0.severity > .info }
    let count =
      problems == 0 ? "nothing found" : problems == 1 ? "1 problem" : "\(problems) problems"
    var output = "## \(name): \(count)\n\nChecked \(subject).\n"
    if diagnostics.isEmpty { return output }
    output += "\n| | place | what is wrong | how to mend it |\n|---|---|---|---|\n"
    for diagnostic in diagnostics.prefix(Self.mostRows) {
      let place = diagnostic.location.map { code($0.description) } ?? ""
      output +=
        "| \(diagnostic.severity.rawValue) | \(place) | \(text(diagnostic.message))"
        + " (\(code(diagnostic.code))) | \(text(diagnostic.hint ?? "")) |\n"
    }
    if diagnostics.count > Self.mostRows {
      output += "\nand \(diagnostics.count - Self.mostRows) more\n"
    }
    return output
  }

  /// Text that shows as it is in a cell.
  private func text(_ text: String) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\r", "\t": output += " "
      case "|", "\\", "`", "*", "_", "[", "]", "<", ">", "#", "&", "~", "@", "!":
        output += "\\" + String(scalar)
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }

  /// Text as a code span in a cell.
  private func code(_ text: String) -> String {
    if text.contains("`") { return self.text(text) }
    return "`"
      + text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
      + "`"
  }
}
