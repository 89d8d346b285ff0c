import Diagnostics
import FileTree
import Markdown

struct WrongCaseRule: LinkRule {
  static let description = RuleDescription(
    "audit.link.wrong-case", title: "a path differs from the file's name in case",
    what: "A link leads to a file or folder whose name has other capital letters.",
    why: "It works on macOS and Windows, and is a 404 on GitHub and every web server on Linux.",
    example: "`[guide](docs/Guide.md)` where the file is `docs/guide.md`.",
    remedy: "Write the path as the file is spelt.",
    fix: "all")

  func check(_ link: ResolvedLink, _ document: Document, _ context: AuditContext) -> Finding? {
    guard case .otherCase(let path, let real) = link.target else { return nil }
    let new = link.destination(to: real)
    return description.finding(
      "there is no '\(path)', only '\(real)'", document, link.link, hint: "write '\(new)'",
      change: document.kind == .markdown && !link.isWebAddress
        ? .destination(old: link.link.destination, new: new) : nil)
  }
}
