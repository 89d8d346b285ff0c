import Configuration
import Diagnostics
import Markdown

/// Reads `plugins`: says which are not supported, and takes the settings of those that are.
struct PluginReader {
  func read(
    _ node: YAMLNode?, dialect: inout Dialect, _ diagnostics: inout [Diagnostic]
  ) -> [SiteConfiguration.Redirect] {
    guard let node else { return [] }
    var redirects: [SiteConfiguration.Redirect] = []
    for plugin in NamedOptions.list(node, key: "plugins", &diagnostics) {
      if plugin.name == "redirects" {
        redirects += self.redirects(plugin.options, &diagnostics)
      } else if plugin.name == "gh-admonitions" || plugin.name == "callouts" {
        callouts(plugin, &dialect, &diagnostics)
      } else if let effect = KnownNames.unsupportedPlugins[plugin.name] {
        diagnostics.append(
          .warning(
            code: "docs.config.unsupported-plugin",
            "the plugin '\(plugin.name)' is not supported: \(effect)", at: plugin.location,
            target: plugin.name))
      } else if !KnownNames.supportedPlugins.contains(plugin.name) {
        let known = KnownNames.supportedPlugins.union(KnownNames.unsupportedPlugins.keys).sorted()
        diagnostics.append(
          .warning(
            code: "docs.config.unknown-plugin", "the plugin '\(plugin.name)' is not known",
            at: plugin.location, target: plugin.name,
            hint: Suggestion.didYouMean(plugin.name, in: known)))
      }
    }
    return redirects
  }

  private func redirects(
    _ options: YAMLNode?, _ diagnostics: inout [Diagnostic]
  ) -> [SiteConfiguration.Redirect] {
    guard let options else { return [] }
    var keys = MappingReader(options, code: "docs.config.redirects", subject: "'redirects'")
    let maps = keys.value("redirect_maps")
    diagnostics += keys.diagnostics
    return (maps?.mapping ?? []).compactMap { entry in
      guard let target = entry.value.string else { return nil }
      return .init(from: entry.key, to: target, location: entry.value.location)
    }
  }
}

/// One item of `plugins` or `markdown_extensions`: a name, perhaps with options.
struct NamedOptions {
  var name: String
  var options: YAMLNode?
  var location: Location

  /// The items of a list of names and one-key mappings, or of a mapping.
  static func list(
    _ node: YAMLNode, key: String, _ diagnostics: inout [Diagnostic]
  ) -> [NamedOptions] {
    if let entries = node.mapping { return entries.map { Self($0) } }
    guard let items = node.sequence else {
      diagnostics.append(
        .error(
          code: "docs.config.type", "'\(key)' must be a list, not \(node.kindDescription)",
          at: node.location, target: key))
      return []
    }
    var found: [NamedOptions] = []
    for item in items {
      if let name = item.string {
        found.append(NamedOptions(name: name, options: nil, location: item.location))
      } else if let entries = item.mapping, entries.count == 1 {
        found += entries.map { Self($0) }
      } else {
        diagnostics.append(
          .error(
            code: "docs.config.type",
            "an item of '\(key)' must be a name or 'name:' with options, "
              + "not \(item.kindDescription)", at: item.location, target: key,
            hint: item.mapping == nil ? nil : "indent the options below the name by four spaces"))
      }
    }
    return found
  }

  private init(_ entry: YAMLNode.Entry) {
    self.init(
      name: entry.key, options: entry.value.isNull ? nil : entry.value,
      location: entry.keyLocation)
  }

  private init(name: String, options: YAMLNode?, location: Location) {
    self.name = name
    self.options = options
    self.location = location
  }
}
