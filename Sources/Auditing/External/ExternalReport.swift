public import Diagnostics
import HTTP

/// What came of asking the web.
public struct ExternalReport: Sendable, Hashable {
  /// How the addresses of one host are.
  public struct Host: Sendable, Hashable {
    /// The host.
    public var name: String
    /// Addresses that are as they should be.
    public var fine = 0
    /// Addresses that are not there.
    public var broken = 0
    /// Addresses of which it cannot be said.
    public var unverifiable = 0
  }

  /// What is wrong, in order of place.
  public var findings: [Diagnostic] = []
  /// The hosts by name.
  public var hosts: [Host] = []
  /// Addresses that moved for good, as written in links without fragments, and where to.
  public var moved: [String: String] = [:]
  /// Addresses that were asked, each once.
  public var asked = 0
  /// Addresses that were known from before.
  public var known = 0
  /// Links that are not asked: excluded, or of hosts that are reserved for examples.
  public var excluded = 0
  /// What else there is to say, each a sentence.
  public var notes: [String] = []

  private var tallies: [String: Host] = [:]

  /// A report of nothing.
  public init() {}

  init(_ targets: ExternalTargets) {
    findings = targets.findings
    excluded = targets.excluded
  }

  /// This report and that of another repository as one.
  public func adding(_ other: ExternalReport) -> ExternalReport {
    var sum = self
    sum.findings = (findings + other.findings).sorted()
    sum.moved.merge(other.moved) { first, _ in first }
    sum.asked += other.asked
    sum.known += other.known
    sum.excluded += other.excluded
    sum.notes += other.notes.filter { !notes.contains($0) }
    for host in hosts + other.hosts {
      sum.tallies[host.name, default: Host(name: host.name)].fine += host.fine
      sum.tallies[host.name, default: Host(name: host.name)].broken += host.broken
      sum.tallies[host.name, default: Host(name: host.name)].unverifiable += host.unverifiable
    }
    sum.finish()
    return sum
  }

  /// Notes the verdict on a page, once for each of its links.
  mutating func add(_ verdict: Verdict, on page: ExternalPage, isKnown: Bool) {
    if isKnown { known += 1 } else { asked += 1 }
    let name = page.address.host
    let hasAbsent = verdict.fragments.values.contains { $0 != .unknown }
    switch verdict.kind {
    case .fine where !hasAbsent: tallies[name, default: Host(name: name)].fine += 1
    case .fine, .broken: tallies[name, default: Host(name: name)].broken += 1
    case .unverifiable: tallies[name, default: Host(name: name)].unverifiable += 1
    }
    for (link, fragment) in page.links {
      if verdict.kind != .fine {
        findings.append(
          finding(verdict.rule, "'\(shown(link))' \(verdict.reason)", link, verdict.hint))
        continue
      }
      if let fragment, let state = verdict.fragments[fragment],
        let finding = finding(state, fragment, link)
      {
        findings.append(finding)
      }
      if let target = verdict.movedTo {
        let old = link.destination.prefix { $0 != "#" }
        moved[String(old)] = target
        findings.append(
          finding(.moved, "'\(shown(link))' moved for good", link, "write '\(target)'"))
      }
    }
  }

  /// Puts everything in order when all pages are noted.
  mutating func finish() {
    findings.sort()
    hosts = tallies.values.sorted { $0.name < $1.name }
    tallies = [:]
  }

  private func finding(
    _ state: Verdict.Fragment, _ fragment: String, _ link: ExternalLink
  ) -> Diagnostic? {
    switch state {
    case .present: return nil
    case .absent(let near):
      return finding(
        .missingAnchor, "the page has no anchor '#\(fragment)'", link,
        near.map { "did you mean '#\($0)'?" } ?? "link to an anchor that it has, or to the page")
    case .unknown:
      return finding(
        .unverifiable, "whether the page has the anchor '#\(fragment)' cannot be seen", link,
        "the page is made by a script or too long: look at it in a browser")
    }
  }

  private func finding(
    _ rule: ExternalRule, _ message: String, _ link: ExternalLink, _ hint: String?
  ) -> Diagnostic {
    Diagnostic(
      rule.severity, code: rule.rawValue, message, at: link.location, target: link.destination,
      hint: hint)
  }

  private func shown(_ link: ExternalLink) -> String {
    link.destination.count > 120 ? "\(link.destination.prefix(120))…" : link.destination
  }
}
