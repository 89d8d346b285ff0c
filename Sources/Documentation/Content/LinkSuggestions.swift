import Bytes
import Diagnostics
import FileTree
import Sites
import Synchronization

/// Finds what a link that leads nowhere probably meant.
struct LinkSuggestions: Sendable {
  /// What all suggestions are found in; made for the first link that needs one.
  private final class Index: Sendable {
    struct Content: Sendable {
      let paths: PathSuggestions
      /// The first page of each folder.
      let firstPages: [String: String]
      let pages: Suggestion.Candidates
    }

    private let files: SiteFiles
    private let made = Mutex<Content?>(nil)

    init(_ files: SiteFiles) { self.files = files }

    var content: Content {
      made.withLock { made in
        if let made { return made }
        let content = Content(
          paths: PathSuggestions(files.files.filter(\.isBuilt).map(\.sourcePath)),
          firstPages: Dictionary(
            files.pages.map { (RelativePath.folder(of: $0.sourcePath), $0.sourcePath) },
            uniquingKeysWith: { first, _ in first }),
          pages: Suggestion.Candidates(files.pages.map(\.sourcePath).sorted()))
        made = content
        return content
      }
    }
  }

  private let index: Index
  private let isWanted: Bool
  private var paths: PathSuggestions { index.content.paths }
  private var firstPages: [String: String] { index.content.firstPages }

  /// - Parameter isWanted: anybody reads what is suggested; else nothing is.
  init(_ files: SiteFiles, isWanted: Bool = true) {
    index = Index(files)
    self.isWanted = isWanted
  }

  /// A hint for the path of a page that there is not, seen from `docs_dir`, or nil.
  func nearPage(_ path: String) -> String? {
    guard isWanted else { return nil }
    return index.content.pages.nearest(to: path).map { "did you mean '\($0)'?" }
  }

  /// A hint for a link to `path` (below `docs_dir`; nil when it leads outside), or nil.
  func near(
    _ path: String?, destination: String, inPage sourcePath: String, files: SiteFiles
  ) -> String? {
    guard isWanted else { return nil }
    guard let path else { return "the link leaves the documentation: move the file into it" }
    let folder = RelativePath.folder(of: sourcePath)
    let suffix = SplitURL(destination).suffix
    func written(_ target: String) -> String {
      "did you mean '\(RelativePath.from(folder: folder, to: target))\(suffix)'?"
    }
    // A name that ends as a page's does is no folder's and lacks nothing.
    if SiteAddress.isPage(path) { return paths.nearest(to: path).map(written) }
    let inside = path.isEmpty ? "" : path + "/"
    for candidate in [path + ".md", inside + "index.md", inside + "README.md"] {
      if let file = files[candidate], file.isBuilt { return written(candidate) }
    }
    if path.hasSuffix(".html"), files[path.dropLast(5) + ".md"] != nil {
      return written(path.dropLast(5) + ".md")
    }
    if let page = firstPages[path], !path.isEmpty {
      let written = RelativePath.from(folder: folder, to: page)
      return "a link leads to a page of the folder, such as '\(written)'"
    }
    return (paths.nearest(to: path) ?? paths.nearest(to: path + ".md")).map(written)
  }

  /// A hint for a link that begins with `/`, or nil.
  func forAbsolute(_ path: String, inPage sourcePath: String, files: SiteFiles) -> String? {
    guard isWanted, let target = RelativePath.normalized(path.percentDecoded) else { return nil }
    let inside = target.isEmpty ? "" : target + "/"
    for candidate in [target, target + ".md", inside + "index.md"] where files[candidate] != nil {
      let written = RelativePath.from(
        folder: RelativePath.folder(of: sourcePath), to: candidate)
      return "did you mean '\(written)'?"
    }
    return nil
  }

  /// A hint for an address in raw HTML: what it would lead to from the page's source, or the
  /// nearest file; written as the built page needs it.
  func forHTML(
    _ path: String, _ target: String?, inPage page: SiteFile, files: SiteFiles
  ) -> String? {
    guard isWanted else { return nil }
    let source = RelativePath.resolve(path, in: RelativePath.folder(of: page.sourcePath))
    for candidate in [source, source.map { $0 + ".md" }, target.map { $0 + ".md" }] {
      guard let candidate, let file = files[candidate], file.isBuilt else { continue }
      let written = RelativePath.from(folder: page.urlFolder, to: file.url)
      return "from the built page it is '\(written)'; a Markdown link would follow by itself"
    }
    let wanted = target ?? source
    guard
      let near = wanted.flatMap({ paths.nearest(to: $0) ?? paths.nearest(to: $0 + ".md") }),
      let file = files[near]
    else { return nil }
    return "did you mean '\(RelativePath.from(folder: page.urlFolder, to: file.url))'?"
  }
}
