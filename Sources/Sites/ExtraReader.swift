import Configuration
import Diagnostics

/// Reads what `extra` says to the layout.
struct ExtraReader {
  /// Keys that Material's layout reads and ours does not, and what to do instead.
  private static let unsupported = [
    "analytics": "add the service's script to extra_javascript",
    "consent": "the site sets no cookies; scripts of yours ask for consent themselves",
    "version": "name the provider 'mike', and publish versions with scaffold docs deploy --version",
  ]

  func read(_ node: YAMLNode?, _ diagnostics: inout [Diagnostic]) -> LayoutExtras {
    var extras = LayoutExtras()
    guard let node else { return extras }
    for item in node["social"]?.sequence ?? [] {
      guard let url = item["link"]?.string else { continue }
      let icon = item["icon"]?.string
      let last = icon?.split(separator: "/").last.map(String.init)
      extras.social.append(.init(url: url, name: item["name"]?.string ?? last ?? url, icon: icon))
    }
    for item in node["alternate"]?.sequence ?? [] {
      guard let name = item["name"]?.string, let url = item["link"]?.string else { continue }
      extras.alternates.append(.init(name: name, url: url, language: item["lang"]?.string ?? ""))
    }
    extras.homepage = node["homepage"]?.string
    for entry in node["status"]?.mapping ?? [] {
      if let text = entry.value.string { extras.status[entry.key] = text }
    }
    if let version = node["version"], version["provider"]?.string == "mike" {
      var versions = LayoutExtras.Versions()
      if let current = version["default"] {
        versions.current = (current.sequence ?? [current]).compactMap(\.string)
      }
      versions.showsAliases = version["alias"]?.bool ?? false
      extras.versions = versions
    }
    extras.writesSearchIndexJSON = node["search_index_json"]?.bool ?? false
    for entry in node.mapping ?? [] {
      // Text under these names is a site's own variable, not a setting.
      guard let instead = Self.unsupported[entry.key], entry.value.mapping != nil else { continue }
      if entry.key == "version", extras.versions != nil { continue }
      diagnostics.append(
        .info(
          code: "docs.config.extra.unsupported",
          "the layout does nothing with 'extra.\(entry.key)'", at: entry.keyLocation,
          target: entry.key, hint: instead))
    }
    return extras
  }
}
