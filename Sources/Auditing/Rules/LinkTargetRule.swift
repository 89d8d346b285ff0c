import Diagnostics
import FileTree
import Markdown
import Sites

/// **What:** a relative link or image leads to no file: there is none, its name differs in case,
/// git ignores it, or it lies outside the repository.
///
/// **Why:** it works on the author's machine at best, and is a 404 for everybody else.
///
/// **Example:** `[guide](docs/Guide.md)` where the file is `docs/guide.md`.
///
/// **How to mend:** write the path of the file as it is spelt in the repository.
struct LinkTargetRule: Rule {
  func check(_ document: Document, _ graph: LinkGraph) -> [Diagnostic] {
    document.outline.links.compactMap { check($0, document, graph) }
  }

  private func check(_ link: Link, _ document: Document, _ graph: LinkGraph) -> Diagnostic? {
    guard case .path(let path, _) = graph.meaning(of: link.destination, in: document) else {
      return nil
    }
    // In a site, addresses in raw HTML are those of the built pages, not of files.
    if document.site != nil, case .html = link.kind { return nil }
    let noun = link.isImage ? "image" : "file"
    let code = link.isImage ? "audit.image.missing" : "audit.link.missing-file"
    guard let path else {
      return finding(
        "audit.link.outside-repository", "the link leads out of the repository", link, document,
        hint: "link by its address on the web, or move the file into the repository")
    }
    let folder = RelativePath.folder(of: document.path)
    switch graph.repository.target(at: path) {
    case .file: return nil
    case .folder: return folderFinding(path, link, document, graph)
    case .ignored:
      return finding(
        "audit.link.ignored-target", "git ignores '\(path)', so nobody else has it", link, document,
        hint: "commit the file, or remove the link")
    case .otherCase(let real):
      return finding(
        "audit.link.wrong-case", "there is no '\(path)', only '\(real)'", link, document,
        hint: "write '\(RelativePath.from(folder: folder, to: real))'")
    case .nothing:
      let near = graph.repository.nearest(to: path)
      return finding(
        code, "there is no \(noun) '\(path)'", link, document,
        hint: near.map {
          "did you mean '\(RelativePath.from(folder: folder, to: $0))\(suffix(of: link))'?"
        })
    }
  }

  /// GitHub shows folders; a documentation site has pages only.
  private func folderFinding(
    _ path: String, _ link: Link, _ document: Document, _ graph: LinkGraph
  ) -> Diagnostic? {
    guard let site = document.site, !link.isImage else { return nil }
    let index = path.isEmpty ? "index.md" : path + "/index.md"
    let exists = graph.repository.files[index] != nil && index.hasPrefix(site.docsDir)
    return finding(
      "audit.link.folder", "the link leads to a folder, which is no page of the site", link,
      document,
      hint: exists
        ? "write '\(RelativePath.from(folder: RelativePath.folder(of: document.path), to: index))'"
        : "link to a page in it")
  }

  private func suffix(of link: Link) -> String { SplitURL(link.destination).suffix }

  private func finding(
    _ code: String, _ message: String, _ link: Link, _ document: Document, hint: String?
  ) -> Diagnostic {
    .error(
      code: code, message, at: document.location(link.position), target: link.destination,
      hint: hint)
  }
}

extension Link {
  /// An image, in Markdown or HTML.
  var isImage: Bool {
    switch kind {
    case .image: true
    case .html(let tag, _): tag == "img"
    case .link, .autolink: false
    }
  }
}
