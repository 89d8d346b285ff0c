import Diagnostics
import FileTree
import Markdown

struct MissingFileRule: LinkRule {
  static let description = RuleDescription(
    "audit.link.missing-file", title: "a link leads to no file",
    what: """
      The path of a link, of a reference definition, of an attribute in HTML or of a key in front \
      matter leads to nothing: neither a file nor a folder. In a built site, a folder is its \
      `index.html`.
      """,
    why: "It is a 404 for every reader.",
    example: "`[guide](docs/gide.md)` where the file is `docs/guide.md`.",
    remedy: "Write the path of the file as it is in the repository, or remove the link.",
    fix: "links to pages that git knows to have moved")

  func check(_ link: ResolvedLink, _ document: Document, _ context: AuditContext) -> Finding? {
    guard case .missing(let path) = link.target, link.link.role == .page else { return nil }
    return description.missing("file", path, link, document, context)
  }
}

/// What a link is for.
enum LinkRole: Sendable, Hashable {
  case page, image, script, style
}

extension Link {
  /// What the link is for.
  var role: LinkRole {
    switch kind {
    case .image: .image
    case .link, .autolink: .page
    case .html(let tag, let attribute):
      switch tag {
      case "img", "source", "video", "input": attribute == "src" && tag == "video" ? .page : .image
      case "script": .script
      case "link":
        text.contains("stylesheet") ? .style : text.contains("icon") ? .image : .page
      default: .page
      }
    }
  }

  /// An image, in Markdown or HTML.
  var isImage: Bool { role == .image }
}

extension RuleDescription {
  /// The finding that a link leads to nothing, with what was probably meant.
  func missing(
    _ noun: String, _ path: String, _ link: ResolvedLink, _ document: Document,
    _ context: AuditContext
  ) -> Finding {
    let near = context.repository.nearest(to: path)
    let hint: String?
    if link.link.destination.contains("\\") {
      hint = "write '/' between folders, not '\\'"
    } else if link.isWebAddress {
      hint = near.map { "did you mean '\($0)'?" }
    } else {
      hint = near.map { "did you mean '\(link.destination(to: $0))'?" }
    }
    var finding = finding("there is no \(noun) '\(path)'", document, link.link, hint: hint)
    if document.kind == .markdown, !link.isWebAddress {
      finding.missing = MissingTarget(path, link)
    }
    return finding
  }
}
