import Auditing

/// What is said on standard error after the web was asked.
enum ExternalSummary {
  /// More hosts than these are counted together.
  private static let shownHosts = 15

  /// The hosts with something to say, one a line, the rest as one number.
  static func text(of report: ExternalReport) -> String {
    var lines: [String] = []
    let fine = report.hosts.reduce(0) { $0 + $1.fine }
    let broken = report.hosts.reduce(0) { $0 + $1.broken }
    let unverifiable = report.hosts.reduce(0) { $0 + $1.unverifiable }
    let total = fine + broken + unverifiable
    var first = "Asked \(count(total, "address", "addresses")) on "
    first += "\(count(report.hosts.count, "host", "hosts")): \(fine) fine, \(broken) broken, "
    first += "\(unverifiable) unverifiable"
    if report.known > 0 { first += "; \(report.known) known from before" }
    if report.excluded > 0 { first += "; \(count(report.excluded, "link", "links")) excluded" }
    lines.append(first)
    let troubled = report.hosts.filter { $0.broken + $0.unverifiable > 0 }
    let width = troubled.prefix(shownHosts).map(\.name.count).max() ?? 0
    for host in troubled.prefix(shownHosts) {
      let padding = String(repeating: " ", count: width - host.name.count)
      var parts: [String] = []
      if host.broken > 0 { parts.append("\(host.broken) broken") }
      if host.unverifiable > 0 { parts.append("\(host.unverifiable) unverifiable") }
      if host.fine > 0 { parts.append("\(host.fine) fine") }
      lines.append("  \(host.name)\(padding)  \(parts.joined(separator: ", "))")
    }
    if troubled.count > shownHosts {
      lines.append("  and \(count(troubled.count - shownHosts, "other host", "other hosts"))")
    }
    lines += report.notes.map { "  note: \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(number) \(number == 1 ? one : many)"
  }
}
