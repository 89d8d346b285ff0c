/// How `--8<-- "file"` includes files (`pymdownx.snippets`).
///
/// Where the files are looked up is the matter of a `SnippetProvider`.
public struct Snippets: Sendable, Hashable {
  /// A file or section that is not there is an error (`check_paths`); otherwise a warning.
  public var checksPaths = false
  /// Files that every page ends with (`auto_append`).
  public var autoAppend: [String] = []
  /// Sections and ranges of lines lose the indentation their lines share (`dedent_subsections`).
  public var dedentsSubsections = false

  /// As the extension has them by default.
  public init() {}
}

/// Finds the files that pages include. The Markdown module reads no files itself.
public protocol SnippetProvider: Sendable {
  /// The file that an author's path leads to.
  func snippet(at path: String) -> SnippetLookup
}

/// A file that pages include.
public struct SnippetFile: Sendable {
  /// The file as diagnostics name it; equal for all paths that lead to it.
  public var name: String
  /// Its text in UTF-8.
  public var text: [UInt8]

  /// Creates a file.
  public init(name: String, text: [UInt8]) {
    self.name = name
    self.text = text
  }
}

/// What a path in a page leads to.
public enum SnippetLookup: Sendable {
  /// A file.
  case found(SnippetFile)
  /// Nothing: why, and how to mend it.
  case missing(message: String, hint: String?)
  /// Something that is never included, whatever `check_paths` says: why, and how to mend it.
  case refused(message: String, hint: String?)
}
