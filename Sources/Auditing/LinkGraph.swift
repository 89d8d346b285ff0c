import Bytes
import Diagnostics
import FileTree
import Markdown
import Sites

/// Which file each link leads to, and which anchors each file has.
struct LinkGraph: Sendable {
  /// The files.
  let repository: Repository
  private let anchors: [String: Set<String>]

  init(repository: Repository, documents: [Document]) {
    self.repository = repository
    anchors = Dictionary(
      documents.map { ($0.path, $0.anchors) }, uniquingKeysWith: { first, _ in first })
  }

  /// Where a destination leads inside the repository.
  enum Meaning: Sendable, Hashable {
    /// Out of the repository by a scheme or a host, or nowhere that can be checked here.
    case external
    /// To the document itself.
    case sameDocument(fragment: String?)
    /// To a path below the repository's root; nil when it lies outside.
    case path(String?, fragment: String?)
  }

  /// What `destination` means in `document`: on GitHub `/` begins at the repository's root; in a
  /// documentation site such addresses are the site's own and cannot be checked here.
  func meaning(of destination: String, in document: Document) -> Meaning {
    if LinkMeaning.isExternal(destination) { return .external }
    let parts = SplitURL(destination)
    let fragment = parts.fragment.map { $0.percentDecoded }
    if parts.path.isEmpty { return .sameDocument(fragment: fragment) }
    let path = parts.path.percentDecoded
    if path.hasPrefix("/") {
      if document.site != nil { return .external }
      return .path(RelativePath.normalized(path), fragment: fragment)
    }
    return .path(
      RelativePath.resolve(path, in: RelativePath.folder(of: document.path)), fragment: fragment)
  }

  /// The anchors of the Markdown file at `path`; nil when it is no Markdown file. A file outside the
  /// selection is read when it is asked for.
  func anchors(of path: String) -> Set<String>? {
    if let known = anchors[path] { return known }
    guard SiteAddress.isPage(path), repository.files[path] == .file else { return nil }
    return Documents.read(path, in: repository).anchors
  }
}
