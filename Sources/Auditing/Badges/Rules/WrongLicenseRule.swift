import Diagnostics
import Markdown

struct WrongLicenseRule: BadgeRule {
  static let description = RuleDescription(
    "audit.badge.wrong-license", title: "a badge states another licence than LICENSE",
    what: "A badge `license-X` names a licence that is not that of the LICENSE or COPYING files in "
      + "the repository's root, or there are none.",
    why: "Whoever relies on the badge may do what the licence forbids.",
    example: "`https://img.shields.io/badge/license-MIT-blue` beside the text of Apache 2.0.",
    remedy: "Write the licence that LICENSE states.")

  func check(_ badge: Badge, _ document: Document, _ context: AuditContext) -> Finding? {
    let licenses = context.project.licenses
    guard let license = badge.license, licenses.match(license) == false else { return nil }
    if licenses.files.isEmpty {
      return description.finding(
        "the badge states '\(license)', and there is no LICENSE", document, badge.link,
        hint: "add the licence's text as LICENSE")
    }
    let names = licenses.names.sorted().joined(separator: ", ")
    return description.finding(
      "the badge states '\(license)', and \(licenses.files[0]) is \(names)", document, badge.link,
      hint: "write the licence that it states")
  }
}

extension Badge {
  /// The licence that a static badge states.
  var license: String? {
    switch claim {
    case .text(let text):
      guard let text = StaticBadgeText(text), Self.isLicense(text.label) else { return nil }
      return text.message
    case .parameters:
      guard Self.isLicense(query["label"] ?? ""), let message = query["message"], !message.isEmpty
      else { return nil }
      return message
    default: return nil
    }
  }

  private static func isLicense(_ label: String) -> Bool {
    ["license", "licence", "lizenz"].contains(label.lowercased().trimmingWhiteSpace)
  }
}
