import FileTree

/// The languages of documents that are audited.
enum DocumentKind: Sendable, Hashable {
  case markdown, html, reStructuredText, asciiDoc

  /// The kind of a file by its name; nil for one that is no document.
  init?(_ path: String) {
    let name = RelativePath.name(of: path)
    guard let dot = name.lastIndex(of: ".") else { return nil }
    switch name[name.index(after: dot)...].lowercased() {
    case "md", "markdown", "mdown", "mkdn", "mkd": self = .markdown
    case "html", "htm", "xhtml": self = .html
    case "rst", "rest": self = .reStructuredText
    case "adoc", "asciidoc", "asc": self = .asciiDoc
    default: return nil
    }
  }

  /// Whether it is known which anchors such files have.
  var hasAnchors: Bool { self == .markdown || self == .html }
}
