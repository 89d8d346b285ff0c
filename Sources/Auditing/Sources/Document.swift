import Diagnostics
import FileTree
import Markdown
import Sites

/// One document with its links and anchors.
struct Document: Sendable {
  /// The file, seen from the repository's root.
  let path: String
  /// The folder that its links start from.
  let linkFolder: String
  /// What it is written in.
  let kind: DocumentKind
  /// Links, images and URLs, in document order.
  var links: [Link] = []
  /// What its Markdown says besides its links.
  var outline = Outline()
  /// Ids and names that were written, not made from headings, in document order.
  var ownAnchors: [Anchor] = []
  /// What a fragment can lead to; nil when that is not known.
  var anchors: Set<String>?
  /// HTML comments.
  var comments: [Comment] = []
  /// The `docs_dir` it is a page of, if any.
  var site: DocumentationFolder?
  /// The built site it is a page of, if any.
  var builtSite: BuiltSite?
  /// What `<base href>` says, in HTML.
  var base: String?
  /// Whether it sends its readers elsewhere, in HTML.
  var redirects = false
  /// How many elements are left open, in HTML.
  var unclosedElements = 0
  /// Why it could not be read, if so.
  var problems: [Finding] = []

  /// A document of which nothing is known yet.
  init(path: String, kind: DocumentKind) {
    self.path = path
    linkFolder = RelativePath.folder(of: path)
    self.kind = kind
  }

  /// A location in this file, or in one that it includes.
  func location(_ position: SourcePosition) -> Location {
    Location(file: position.file ?? path, line: position.line, column: position.column)
  }
}
