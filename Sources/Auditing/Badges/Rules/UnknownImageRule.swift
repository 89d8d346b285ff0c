import Diagnostics
import Markdown

struct UnknownImageRule: BadgeRule {
  static let description = RuleDescription(
    "audit.badge.unknown-image", title: "nothing here builds the image of a badge",
    what:
      "A badge of Docker Hub names an image that neither continuous integration nor a bake file "
      + "nor Compose builds or pushes. A user `_` is `library`.",
    why: "It shows the pulls of somebody else's image, or of one that is no longer made.",
    example: "`https://img.shields.io/docker/pulls/acme/shop` where CI pushes `acme/store`.",
    remedy: "Name the image that is pushed, or remove the badge.")

  func check(_ badge: Badge, _ document: Document, _ context: AuditContext) -> Finding? {
    guard case .image(let user, let name) = badge.claim,
      !context.project.images.containsImage(user: user, name: name)
    else { return nil }
    return description.finding(
      "nothing here builds or pushes the image '\(user)/\(name)'", document, badge.link,
      hint: Suggestion.didYouMean(
        "\(user)/\(name)".lowercased(),
        in: context.project.images.filter { !$0.contains("*") }.sorted())
        ?? "name the image that CI, a bake file or Compose builds")
  }
}
