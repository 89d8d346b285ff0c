import Diagnostics

/// What the web said, as findings that can be mended and silenced like others.
enum WebFindings {
  /// The findings of a report; addresses that moved for good can be written anew.
  static func findings(_ report: ExternalReport) -> [Finding] {
    report.findings.map { diagnostic in
      guard diagnostic.code == ExternalRule.moved.rawValue, let old = diagnostic.target else {
        return Finding(diagnostic)
      }
      let address = old.prefix { $0 != "#" }
      guard let new = report.moved[String(address)] else { return Finding(diagnostic) }
      let fragment = new.contains("#") ? "" : old[address.endIndex...]
      return Finding(diagnostic, changes: [.destination(old: old, new: new + fragment)])
    }
  }
}
