import Diagnostics
import Markdown

struct MissingImageRule: LinkRule {
  static let description = RuleDescription(
    "audit.image.missing", title: "an image is not there",
    what: """
      The address of an image leads to no file: in Markdown, in `src` and `srcset` of HTML, in front \
      matter, and the icons of a built site.
      """,
    why: "The reader sees a broken image, or the text meant for those who cannot see it.",
    example: "`![the screen](images/screen.png)` where the file is `img/screen.png`.",
    remedy: "Write the path of the image as it is in the repository, or add the image.",
    fix: "images that git knows to have moved")

  func check(_ link: ResolvedLink, _ document: Document, _ context: AuditContext) -> Finding? {
    guard case .missing(let path) = link.target, link.link.role == .image else { return nil }
    return description.missing("image", path, link, document, context)
  }
}
