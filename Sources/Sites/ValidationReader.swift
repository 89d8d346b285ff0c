import Configuration
import Diagnostics
import FileTree

/// Reads `validation`: levels for kinds of links, per group or for all groups at once.
struct ValidationReader {
  private typealias Validation = SiteConfiguration.Validation

  /// A kind of finding: the groups and the name it is set by, and what its level is kept in.
  private struct Kind {
    var group: String
    var key: String
    var level: WritableKeyPath<Validation, Severity?>
    /// What `relative_to_docs` switches on, where it is a value.
    var relative: WritableKeyPath<Validation, Bool>?
  }

  /// Made anew for each caller: key paths may not be shared between threads.
  private static var kinds: [Kind] {
    [
      Kind(group: "nav", key: "omitted_files", level: \.navOmittedFiles),
      Kind(group: "nav", key: "not_found", level: \.navNotFound),
      Kind(
        group: "nav", key: "absolute_links", level: \.navAbsoluteLinks,
        relative: \.absoluteNavIsRelativeToDocs),
      Kind(group: "links", key: "not_found", level: \.linksNotFound),
      Kind(group: "links", key: "anchors", level: \.linksAnchors),
      Kind(
        group: "links", key: "absolute_links", level: \.linksAbsolute,
        relative: \.absoluteLinksAreRelativeToDocs),
      Kind(group: "links", key: "unrecognized_links", level: \.linksUnrecognized),
      Kind(group: "links", key: "html_links", level: \.linksHTML),
      Kind(group: "links", key: "undefined_references", level: \.linksUndefinedReferences),
      Kind(group: "pages", key: "duplicate_ids", level: \.pagesDuplicateIDs),
      Kind(group: "pages", key: "front_matter", level: \.pagesFrontMatter),
    ]
  }

  func read(
    _ node: YAMLNode?, _ diagnostics: inout [Diagnostic]
  ) -> SiteConfiguration.Validation {
    var validation = Validation()
    guard let node else { return validation }
    var all = MappingReader(node, code: "docs.config.validation", subject: "'validation'")
    // Levels at the top hold for every group that has the kind; a group's own level wins.
    let kinds = Self.kinds
    for kind in kinds { apply(kind, &all, to: &validation) }
    for group in ["nav", "links", "pages"] {
      guard let value = all.value(group) else { continue }
      var keys = MappingReader(
        value, code: "docs.config.validation", subject: "'validation: \(group)'")
      for kind in kinds where kind.group == group { apply(kind, &keys, to: &validation) }
      if group == "links" {
        validation.excludedTargets = (keys.strings("exclude") ?? []).map { Glob($0) }
      }
      keys.rejectUnread()
      diagnostics += keys.diagnostics
    }
    all.rejectUnread()
    diagnostics += all.diagnostics
    return validation
  }

  private func apply(
    _ kind: Kind, _ keys: inout MappingReader, to validation: inout Validation
  ) {
    guard let value = keys.value(kind.key) else { return }
    if let relative = kind.relative {
      validation[keyPath: relative] = value.string == "relative_to_docs"
      if value.string == "relative_to_docs" {
        validation[keyPath: kind.level] = .warning
        return
      }
    }
    switch value.string {
    case "warn": validation[keyPath: kind.level] = .warning
    case "info": validation[keyPath: kind.level] = .info
    case "ignore": validation[keyPath: kind.level] = nil
    default:
      keys.reject(
        value, kind.key,
        kind.relative == nil
          ? "one of warn, info and ignore" : "one of warn, info, ignore and relative_to_docs")
    }
  }
}
