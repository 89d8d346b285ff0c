import Diagnostics
import Markdown
import Sites

/// Checks what a page's outline alone shows: ids that stand twice, references without a
/// definition.
struct OutlineCheck {
  private let validation: SiteConfiguration.Validation

  init(_ validation: SiteConfiguration.Validation) { self.validation = validation }

  /// - Parameter ids: the different ids among the page's anchors.
  func diagnostics(
    of outline: Outline, ids: Set<String>, in source: PageSource
  ) -> [Diagnostic] {
    var found: [Diagnostic] = []
    if ids.count < outline.anchors.count { found += duplicates(outline, source) }
    if !outline.undefinedReferences.isEmpty { found += references(outline, source) }
    return found
  }

  private func duplicates(_ outline: Outline, _ source: PageSource) -> [Diagnostic] {
    guard let level = validation.pagesDuplicateIDs else { return [] }
    var lines: [String: Int] = [:]
    var found: [Diagnostic] = []
    for anchor in outline.anchors {
      let location = source.location(of: anchor.position)
      guard let first = lines.updateValue(location.line ?? 0, forKey: anchor.id) else { continue }
      found.append(
        Diagnostic(
          level, code: "docs.page.duplicate-id",
          "the id '\(anchor.id)' stands on the page already", at: location, target: anchor.id,
          hint: "rename one of them: links lead to the first, on line \(first)"))
      lines[anchor.id] = first
    }
    return found
  }

  private func references(_ outline: Outline, _ source: PageSource) -> [Diagnostic] {
    guard let level = validation.linksUndefinedReferences else { return [] }
    return outline.undefinedReferences.map { reference in
      Diagnostic(
        level, code: "docs.link.undefined-reference",
        "the reference '[\(reference.label)]' has no definition: its brackets show on the page",
        at: source.location(of: reference.position), target: reference.label,
        hint: Suggestion.didYouMean(reference.label, in: outline.definitions.map(\.label))
          ?? "add a line: [\(reference.label)]: address")
    }
  }
}
