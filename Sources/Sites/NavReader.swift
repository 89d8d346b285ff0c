import Bytes
import Configuration
import Diagnostics

/// Reads `nav`: paths, `title: path`, and `title: [entries]`. Titles may have character references, as
/// themes for MkDocs take them for HTML.
struct NavReader {
  let file: String

  func read(_ node: YAMLNode, _ diagnostics: inout [Diagnostic]) -> [NavEntry] {
    switch node.value {
    case .sequence(let items): return items.flatMap { entries($0, &diagnostics) }
    case .mapping(let entries): return entries.flatMap { entry($0, &diagnostics) }
    case .scalar:
      diagnostics.append(
        .error(
          code: "docs.config.type", "'nav' must be a list, not \(node.kindDescription)",
          at: node.location, target: "nav"))
      return []
    }
  }

  private func entries(_ item: YAMLNode, _ diagnostics: inout [Diagnostic]) -> [NavEntry] {
    if let target = item.string {
      return [.link(title: nil, target: target, location: item.location)]
    }
    if let mapping = item.mapping, !mapping.isEmpty {
      return mapping.flatMap { entry($0, &diagnostics) }
    }
    diagnostics.append(
      .error(
        code: "docs.config.nav",
        "a nav entry must be a path, 'title: path' or 'title:' with a list, "
          + "not \(item.kindDescription)", at: item.location))
    return []
  }

  private func entry(_ entry: YAMLNode.Entry, _ diagnostics: inout [Diagnostic]) -> [NavEntry] {
    if let target = entry.value.string {
      return [
        .link(
          title: entry.key.characterReferencesResolved, target: target,
          location: entry.value.location)
      ]
    }
    if entry.value.isNull {
      diagnostics.append(
        .warning(
          code: "docs.config.nav", "the nav entry '\(entry.key)' leads nowhere",
          at: entry.keyLocation, target: entry.key,
          hint: "give it a path or a list of entries"))
      return []
    }
    return [
      .section(
        title: entry.key.characterReferencesResolved, entries: read(entry.value, &diagnostics))
    ]
  }
}
