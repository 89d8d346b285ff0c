import Diagnostics
import Markdown

struct WrongPackageRule: BadgeRule {
  static let description = RuleDescription(
    "audit.badge.wrong-package", title: "a badge names a package that is not this one",
    what: "A badge of PyPI names a package that is in no `pyproject.toml`, `setup.cfg` or "
      + "`setup.py`. Names are compared as PEP 503 has it: case, `-`, `_` and `.` do not matter.",
    why: "It shows the version of somebody else's package.",
    example: "`https://img.shields.io/pypi/v/acme-shop` where `name = \"acme-store\"`.",
    remedy: "Write the name under which the package is published.")

  func check(_ badge: Badge, _ document: Document, _ context: AuditContext) -> Finding? {
    guard case .package(let name) = badge.claim,
      !context.project.packages.contains(PackageNames.normalized(name))
    else { return nil }
    let known = context.project.packages.sorted()
    return description.finding(
      "no package here has the name '\(name)'", document, badge.link,
      hint: known.count == 1 ? "write '\(known[0])'" : Suggestion.didYouMean(name, in: known))
  }
}
