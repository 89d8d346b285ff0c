import Configuration
import Diagnostics

/// Reads `validation`: levels for kinds of links, per group or for all groups at once.
struct ValidationReader {
  func read(
    _ node: YAMLNode?, _ diagnostics: inout [Diagnostic]
  ) -> SiteConfiguration.Validation {
    var validation = SiteConfiguration.Validation()
    guard let node else { return validation }
    var all = MappingReader(node, code: "docs.config.validation", subject: "'validation'")
    // Levels at the top hold for both groups; a group's own level wins.
    apply(&all, nav: true, links: true, to: &validation)
    let groups = ["nav": true, "links": false]
    for (group, isNav) in groups.sorted(by: { $0.key < $1.key }) {
      guard let value = all.value(group) else { continue }
      var keys = MappingReader(
        value, code: "docs.config.validation", subject: "'validation: \(group)'")
      apply(&keys, nav: isNav, links: !isNav, to: &validation)
      keys.rejectUnread()
      diagnostics += keys.diagnostics
    }
    all.rejectUnread()
    diagnostics += all.diagnostics
    return validation
  }

  private func apply(
    _ keys: inout MappingReader, nav: Bool, links: Bool,
    to validation: inout SiteConfiguration.Validation
  ) {
    if let level = level("not_found", &keys) {
      if nav { validation.navNotFound = level }
      if links { validation.linksNotFound = level }
    }
    if let level = level("absolute_links", &keys) {
      if nav { validation.navAbsoluteLinks = level }
      if links {
        validation.linksAbsolute = level
        validation.absoluteLinksAreRelativeToDocs =
          keys.value("absolute_links")?.string == "relative_to_docs"
      }
    }
    if nav, let level = level("omitted_files", &keys) { validation.navOmittedFiles = level }
    if links, let level = level("anchors", &keys) { validation.linksAnchors = level }
    if links, let level = level("unrecognized_links", &keys) {
      validation.linksUnrecognized = level
    }
  }

  /// The level of `key`; the outer nil means that the key is absent, the inner one silence.
  private func level(_ key: String, _ keys: inout MappingReader) -> Severity?? {
    guard let value = keys.value(key) else { return nil }
    switch value.string {
    case "warn": return .some(.warning)
    case "info": return .some(.info)
    case "ignore": return .some(nil)
    case "relative_to_docs" where key == "absolute_links": return .some(.warning)
    default:
      keys.reject(value, key, "one of warn, info and ignore")
      return nil
    }
  }
}
