import ArgumentParser
import Auditing
import Diagnostics
import FileTree
import SystemPackage

/// How findings are written.
enum AuditFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, sarif, github, junit, markdown
}

/// What was looked at, and how much was found.
struct AuditSummary {
  private let files: Int
  private let links: Int
  private let problems: Int
  private let notes: Int

  init(files: Int, links: Int, _ findings: [Diagnostic]) {
    self.files = files
    self.links = links
    problems = findings.count { $0.severity > .info }
    notes = findings.count - problems
  }

  /// `41 links in 12 files`.
  var subject: String {
    "\(links == 1 ? "1 link" : "\(links) links") in \(files == 1 ? "1 file" : "\(files) files")"
  }

  /// One line for people.
  var text: String {
    let found = problems == 0 ? "nothing" : problems == 1 ? "1 problem" : "\(problems) problems"
    let noted = notes == 0 ? "" : notes == 1 ? " and 1 note" : " and \(notes) notes"
    return "Checked \(subject): found \(found)\(noted)\n"
  }
}

/// Writes findings in one of the formats.
struct AuditOutput {
  private let format: AuditFormat
  private let colors: Bool

  init(_ format: AuditFormat, colors: Bool) {
    self.format = format
    self.colors = colors
  }

  /// The findings as the format has them.
  func text(of findings: [Diagnostic], _ summary: AuditSummary) -> String {
    switch format {
    case .text: Reporter(root: ".", colors: colors).text(of: findings)
    case .json: JSONRenderer().render(findings)
    case .github: findings.map(GitHubRenderer().render).joined()
    case .junit: JUnitRenderer(name: "scaffold audit", timestamp: currentTime()).render(findings)
    case .markdown: SummaryRenderer(name: "scaffold audit").render(findings, of: summary.subject)
    case .sarif:
      SARIFRenderer(
        version: Scaffold.configuration.version,
        rules: Rules.descriptions.map {
          .init(code: $0.code, title: $0.title, text: $0.what, help: $0.remedy, level: $0.level)
        }
      ).render(findings)
    }
  }

  /// Adds a summary to the file that GitHub Actions shows on the page of a run.
  static func appendSummary(
    of findings: [Diagnostic], _ summary: AuditSummary, environment: [String: String]
  ) throws(Diagnostic) {
    guard let path = environment["GITHUB_STEP_SUMMARY"], !path.isEmpty else { return }
    let text = SummaryRenderer(name: "scaffold audit").render(findings, of: summary.subject)
    try FileWriter.append(FilePath(path), Array((text + "\n").utf8))
  }
}
