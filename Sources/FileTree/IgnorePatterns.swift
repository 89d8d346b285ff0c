/// The patterns of one `.gitignore`, or of a setting that is written like one.
///
/// Source: gitignore(5). A pattern without a slash matches at any depth, one with a slash from the
/// folder of its file; one that ends with a slash matches folders only; `!` takes a match back; the
/// last pattern that matches decides.
public struct IgnorePatterns: Sendable, Hashable {
  private struct Pattern: Sendable, Hashable {
    var glob: Glob
    var isNegated: Bool
    var foldersOnly: Bool
  }

  private var patterns: [Pattern] = []

  /// Reads patterns, one a line; empty lines and lines that begin with `#` are none.
  public init(_ text: String) {
    for line in text.split(whereSeparator: \.isNewline) {
      if let pattern = Self.pattern(line) { patterns.append(pattern) }
    }
  }

  /// True when there is no pattern at all.
  public var isEmpty: Bool { patterns.isEmpty }

  private static func pattern(_ line: Substring) -> Pattern? {
    var text = line
    if text.hasPrefix("#") { return nil }
    // Spaces at the end count only behind a backslash.
    while text.last == " " || text.last == "\t" {
      if text.dropLast().last == "\\" { break }
      text.removeLast()
    }
    var isNegated = false
    if text.hasPrefix("!") {
      isNegated = true
      text.removeFirst()
    }
    let foldersOnly = text.hasSuffix("/")
    if foldersOnly { text.removeLast() }
    guard !text.isEmpty else { return nil }
    let glob: Glob
    if text.contains("/") {
      // `a/**` matches what is in `a` and not `a` itself.
      glob = text.hasSuffix("/**") ? Glob(text + "/*") : Glob(text)
    } else {
      glob = Glob("**/" + String(text))
    }
    return Pattern(glob: glob, isNegated: isNegated, foldersOnly: foldersOnly)
  }

  /// What the patterns say of one path (seen from their folder): true for ignored, false for taken
  /// back, nil when none matches. The folders above it are the caller's to ask about first.
  public func decision(on path: some StringProtocol, isFolder: Bool) -> Bool? {
    let path = Glob.Path(path)
    for pattern in patterns.reversed() where isFolder || !pattern.foldersOnly {
      if pattern.glob.matches(path) { return !pattern.isNegated }
    }
    return nil
  }

  /// Whether a file is matched by itself or by a folder above it; the last pattern that matches
  /// either decides, as MkDocs reads `exclude_docs`.
  public func matches(file path: String) -> Bool {
    if patterns.isEmpty { return false }
    let file = Glob.Path(path)
    for pattern in patterns.reversed() {
      if !pattern.foldersOnly, pattern.glob.matches(file) { return !pattern.isNegated }
      if file.folders.contains(where: { pattern.glob.matches($0) }) { return !pattern.isNegated }
    }
    return false
  }
}
