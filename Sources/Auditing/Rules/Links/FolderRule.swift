import Diagnostics
import FileTree
import Markdown

struct FolderRule: LinkRule {
  static let description = RuleDescription(
    "audit.link.folder", title: "a link in a site leads to a folder",
    what: """
      A page of a documentation site links to a folder of sources, or a page of a built site to a \
      folder without `index.html`. In the files of a repository such links are fine: GitHub shows \
      folders.
      """,
    why: "A site has pages only; a server answers 403 or 404 for a folder.",
    example: "`[guide](guide/)` in `docs/index.md`, where the page is `docs/guide/index.md`.",
    remedy: "Link to a page in the folder, as `guide/index.md`.",
    fix: "links to folders with an `index.md`")

  func check(_ link: ResolvedLink, _ document: Document, _ context: AuditContext) -> Finding? {
    guard case .folder(let path) = link.target else { return nil }
    if document.builtSite != nil {
      return description.finding(
        "the folder '\(path)' has no index.html", document, link.link,
        hint: "link to a page in it")
    }
    if link.link.isImage {
      return description.finding("'\(path)' is a folder, not an image", document, link.link)
    }
    guard let site = document.site else { return nil }
    let index = ["index.md", "README.md"].map { path.isEmpty ? $0 : path + "/" + $0 }
      .first { context.repository.files[$0] != nil && $0.isBelow(site.docsDir) }
    let new = index.map { link.destination(to: $0) }
    return description.finding(
      "the link leads to a folder, which is no page of the site", document, link.link,
      hint: new.map { "write '\($0)'" } ?? "link to a page in it",
      change: new.map { .destination(old: link.link.destination, new: $0) })
  }
}
