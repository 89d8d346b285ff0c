import Diagnostics

/// What becomes of Material's `features`.
enum ThemeFeatures {
  /// What becomes of a feature, and how it differs.
  static func fate(of feature: String) -> (fate: MigrationReport.Fate, remark: String?) {
    if supported.contains(feature) { return (.supported, nil) }
    if let remark = different[feature] { return (.different, remark) }
    if let remark = ignored[feature] { return (.ignored, remark) }
    let known = supported.union(different.keys).union(ignored.keys).sorted()
    let meant = Suggestion.nearest(to: feature, in: known).map { "; did you mean '\($0)'?" } ?? ""
    return (.ignored, "Material has no such feature\(meant)")
  }

  private static let supported: Set<String> = [
    "announce.dismiss", "content.action.edit", "content.action.view", "content.code.annotate",
    "content.code.copy", "content.footnote.tooltips", "content.tabs.link", "content.tooltips",
    "header.autohide", "navigation.expand", "navigation.footer", "navigation.indexes",
    "navigation.path", "navigation.prune", "navigation.sections", "navigation.tabs",
    "navigation.tabs.sticky", "navigation.top", "navigation.tracking", "search.highlight",
    "search.share", "search.suggest", "toc.follow", "toc.integrate",
  ]

  private static let different: [String: String] = [
    "navigation.instant": "pages are small and load as pages do",
    "navigation.instant.prefetch": "pages are small and load as pages do",
    "navigation.instant.progress": "the browser shows how far a page is",
  ]

  private static let ignored: [String: String] = [
    "navigation.instant.preview": "links show no preview of their page",
    "content.code.select": "lines of code have no buttons that select them",
  ]
}
