public import Diagnostics

/// How `--8<-- "file"` includes files (`pymdownx.snippets`).
public struct Snippets: Sendable, Hashable {
  /// A folder in which files are looked up, or a file that may be included. Paths may be absolute.
  public enum Base: Sendable, Hashable {
    /// Seen from the folder of the configuration.
    case configuration(String)
    /// Seen from the folder of the pages (`!relative $docs_dir`).
    case pages(String)
    /// Seen from the folder of the page (`!relative`).
    case page(String)
  }

  /// Where files are looked up, in this order (`base_path`).
  public var bases = [Base.configuration(".")]
  /// No file outside the bases is included (`restrict_base_path`).
  public var staysInBases = true
  /// The files' encoding (`encoding`).
  public var encoding = "utf-8"
  /// A file or section that is not there is an error (`check_paths`); otherwise it is only said, as
  /// the extension leaves it out without a word.
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
  /// Nothing: why, and how to mend it. Whether that is an error is up to `check_paths`.
  case missing(message: String, hint: String?)
  /// Something that cannot be included, whatever `check_paths` says.
  case failed(Severity, message: String, hint: String?)
}

extension Snippets {
  /// The path alone of what an author or the configuration names, lines and section left out.
  public static func path(of target: String) -> String? {
    Array(target.utf8).withUnsafeBufferPointer { SnippetTarget($0[...])?.path }
  }
}
