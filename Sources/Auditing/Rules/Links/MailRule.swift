import Bytes
import Diagnostics
import Markdown

struct MailRule: LinkRule {
  static let description = RuleDescription(
    "audit.link.mail", title: "a mailto: link holds no mail address",
    what:
      "What follows `mailto:` is no address of the form `name@host.example`, or a list of them.",
    why: "The reader's mail program opens with nobody to write to.",
    example: "`[write us](mailto:team(at)host.example)`.",
    remedy: "Write `mailto:name@host.example`.")

  func check(_ link: ResolvedLink, _ document: Document, _ context: AuditContext) -> Finding? {
    guard case .external = link.target, link.link.destination.lowercased().hasPrefix("mailto:")
    else { return nil }
    let addresses = link.link.destination.dropFirst("mailto:".count).prefix { $0 != "?" }
    let parts = addresses.percentDecoded.split(separator: ",", omittingEmptySubsequences: false)
    if !addresses.hasPrefix("//"), !parts.isEmpty, parts.allSatisfy({ Self.isAddress($0) }) {
      return nil
    }
    // `mailto:?subject=…` lets the reader choose whom to write to.
    if addresses.isEmpty, link.link.destination.contains("?") { return nil }
    return description.finding(
      "'\(addresses)' is no mail address", document, link.link, hint: "write mailto:name@host")
  }

  private static func isAddress(_ text: Substring) -> Bool {
    // A name in quotes may hold nearly everything.
    if text.first == "\"", let end = text.lastIndex(of: "\""), end > text.startIndex {
      return isAddress("name" + text[text.index(after: end)...])
    }
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[1].contains(".") else { return false }
    let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    let isName = parts[0].first != "." && parts[0].last != "." && !parts[0].contains("..")
    return isName && labels.allSatisfy { isLabel($0) }
      && !text.contains { $0.isWhitespace || "()<>,;:\\\"[]".contains($0) }
  }

  private static func isLabel(_ label: Substring) -> Bool {
    !label.isEmpty && label.first != "-" && label.last != "-"
      && label.unicodeScalars.allSatisfy {
        !$0.isASCII || $0 == "-" || $0.properties.isAlphabetic || $0.properties.numericType != nil
      }
  }
}
