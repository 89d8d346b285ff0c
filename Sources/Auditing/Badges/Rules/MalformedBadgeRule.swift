import Bytes
import Configuration
import Diagnostics
import FileTree
import Markdown
import SystemPackage

struct MalformedBadgeRule: BadgeRule {
  static let description = RuleDescription(
    "audit.badge.malformed", title: "the address of a badge lacks what makes it one",
    what: """
      A badge of img.shields.io whose text does not split at single `-` into a label, a message and a \
      colour, or a message and a colour (`--` is a hyphen); a static badge without `message`; an \
      endpoint without an absolute `url`, or whose JSON in this repository lacks `schemaVersion` 1, \
      `label` or `message`; a dynamic badge without `url` or `query`; the state of a workflow without \
      the workflow's file.
      """,
    why: "It shows \"badge not found\" or \"invalid\".",
    example: "`https://img.shields.io/badge/license-Apache-2.0-blue`, which has a hyphen too many.",
    remedy: "Write `--` for a hyphen and `__` for an underscore in the text; add the parameter.")

  func check(_ badge: Badge, _ document: Document, _ context: AuditContext) -> Finding? {
    guard let problem = problem(badge, context) else { return nil }
    return description.finding(problem.message, document, badge.link, hint: problem.hint)
  }

  private func problem(_ badge: Badge, _ context: AuditContext) -> (message: String, hint: String)?
  {
    switch badge.claim {
    case .text(let text):
      // The message may stand in the parameters instead.
      if StaticBadgeText(text) != nil || badge.query["message"]?.isEmpty == false { return nil }
      return (
        "'\(text)' is not LABEL-MESSAGE-COLOR or MESSAGE-COLOR",
        "write '--' for a hyphen in the text"
      )
    case .parameters:
      if badge.query["message"]?.isEmpty == false { return nil }
      return ("the static badge has no message", "add ?message=")
    case .unnamedWorkflow:
      return (
        "the badge names no workflow", "add the name of the workflow's file: …/OWNER/REPO/FILE"
      )
    case .endpoint: return endpoint(badge.query["url"], context)
    case .dynamic(let kind):
      guard ["json", "xml", "yaml", "toml", "regex"].contains(kind) else {
        return ("there are no dynamic badges of '\(kind)'", "use json, xml, yaml, toml or regex")
      }
      let query =
        kind == "regex" ? badge.query["search"] ?? badge.query["query"] : badge.query["query"]
      if badge.query["url"].map({ $0.isEmpty }) ?? true {
        return ("the dynamic badge has no url", "add ?url=")
      }
      if query.map({ $0.isEmpty }) ?? true {
        return (
          "the dynamic badge has no query", "add &\(kind == "regex" ? "search" : "query")="
        )
      }
      return nil
    default: return nil
    }
  }

  private func endpoint(
    _ url: String?, _ context: AuditContext
  ) -> (message: String, hint: String)? {
    guard let url, ["https://", "http://"].contains(where: { url.lowercased().hasPrefix($0) }),
      !url.dropFirst(8).isEmpty
    else {
      return ("the endpoint badge has no absolute url", "add ?url=https://…")
    }
    guard let path = context.graph.webAddresses?.path(of: url) else { return nil }
    let file = String(path.prefix { $0 != "?" && $0 != "#" }).percentDecoded
    guard context.repository.files[file] != nil else {
      return ("there is no '\(file)' for the endpoint badge", "write the file, or change the url")
    }
    // JSON is YAML.
    guard
      let bytes = try? FileReader.read(
        context.repository.root.appending(FilePath(file).components)),
      let node = try? YAMLParser.parse(bytes, file: file),
      node["schemaVersion"]?.int == 1, node["label"] != nil, node["message"]?.string != nil
    else {
      return (
        "'\(file)' is no JSON with schemaVersion 1, label and message",
        "write {\"schemaVersion\": 1, \"label\": \"…\", \"message\": \"…\"}"
      )
    }
    return nil
  }
}

/// The text of a static badge: a label, a message and a colour.
struct StaticBadgeText: Hashable {
  var label: String
  var message: String
  var color: String

  /// Splits `LABEL-MESSAGE-COLOR` or `MESSAGE-COLOR`; nil for anything else.
  init?(_ text: String) {
    var parts = [""]
    var rest = text[...]
    while let character = rest.first {
      rest.removeFirst()
      switch character {
      case "-" where rest.first == "-", "_" where rest.first == "_":
        rest.removeFirst()
        parts[parts.count - 1].append(character)
      case "-": parts.append("")
      case "_": parts[parts.count - 1].append(" ")
      default: parts[parts.count - 1].append(character)
      }
    }
    guard (2...3).contains(parts.count), let color = parts.last, !color.isEmpty else { return nil }
    self.color = color
    message = parts[parts.count - 2]
    label = parts.count == 3 ? parts[0] : ""
    if message.isEmpty { return nil }
  }
}
