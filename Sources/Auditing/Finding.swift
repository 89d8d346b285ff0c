public import Diagnostics

/// One thing an audit found, and what would mend it.
public struct Finding: Sendable {
  /// What is wrong, where, and how to mend it; files are named from the repository's root.
  public var diagnostic: Diagnostic
  /// What `--fix` would change; nothing where there is no one right answer.
  public var changes: [Change] = []
  /// Whether nothing is wrong as far as can be told: it could not be checked.
  public var isUnverifiable = false

  /// The path that is missing and the link to it, where git may know where the file went.
  var missing: MissingTarget?

  /// Creates a finding.
  public init(_ diagnostic: Diagnostic, changes: [Change] = []) {
    self.diagnostic = diagnostic
    self.changes = changes
  }
}

/// A path that a link leads to and that is missing; few findings have one, so it lies beside them.
final class MissingTarget: Sendable {
  let path: String
  let link: ResolvedLink

  init(_ path: String, _ link: ResolvedLink) {
    self.path = path
    self.link = link
  }
}

/// A change to a file that mends a finding.
public enum Change: Sendable, Hashable {
  /// The destination `old` of the link at the finding's place, or of the link around the image there,
  /// becomes `new`, both as an author would write them.
  case destination(old: String, new: String)
  /// Lines are added at the end of the finding's file.
  case appendLink(text: String, destination: String)
}

extension Finding: Hashable, Comparable {
  /// Two findings are equal that say the same of the same place.
  public static func == (left: Finding, right: Finding) -> Bool {
    left.diagnostic == right.diagnostic
  }

  /// Hashes what is said.
  public func hash(into hasher: inout Hasher) { hasher.combine(diagnostic) }

  /// In order of place.
  public static func < (left: Finding, right: Finding) -> Bool {
    left.diagnostic < right.diagnostic
  }
}

extension [Finding] {
  /// In order of place, each once.
  func sortedOnce() -> [Finding] {
    if count < 2 { return self }
    var kept: [Finding] = []
    kept.reserveCapacity(count)
    for finding in sorted() {
      // Those of one place stand side by side.
      var index = kept.count - 1
      while index >= 0, kept[index] != finding, !(kept[index] < finding) { index -= 1 }
      if index < 0 || kept[index] != finding { kept.append(finding) }
    }
    return kept
  }
}
