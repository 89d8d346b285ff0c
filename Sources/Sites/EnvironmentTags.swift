import Configuration
import Diagnostics

/// Replaces `!ENV NAME` and `!ENV [NAME, OTHER, default]` by what the environment holds, as
/// MkDocs' YAML loader does: the first variable that is set, else the last item of the list, else
/// null. The value is read as YAML would read it.
struct EnvironmentTags {
  let environment: [String: String]

  func expand(_ node: YAMLNode, _ diagnostics: inout [Diagnostic]) -> YAMLNode {
    if node.tag == "!ENV" { return value(of: node) }
    switch node.value {
    case .scalar: return node
    case .sequence(let items):
      var expanded = node
      expanded.value = .sequence(items.map { expand($0, &diagnostics) })
      return expanded
    case .mapping(let entries):
      var expanded = node
      expanded.value = .mapping(
        entries.map { entry in
          var entry = entry
          entry.value = expand(entry.value, &diagnostics)
          if let key = entry.taggedKey, key.tag == "!ENV" {
            entry.key = value(of: key).string ?? entry.key
            entry.taggedKey = nil
          }
          return entry
        })
      return expanded
    }
  }

  private func value(of node: YAMLNode) -> YAMLNode {
    var names = node.sequence ?? [YAMLNode(node.value, at: node.location)]
    let fallback = names.count > 1 ? names.removeLast() : nil
    for name in names {
      if let name = name.string, let text = environment[name] {
        return YAMLNode(.scalar(text, isPlain: true), at: node.location)
      }
    }
    return fallback ?? YAMLNode(.scalar("", isPlain: true), at: node.location)
  }
}
