import Configuration
import Diagnostics
import Markdown

/// Reads `plugins`: which are on, and what those change in the configuration. The work of the others
/// is done by those who build the site.
struct PluginReader {
  /// The plugins that are on, in the order written.
  func read(_ node: YAMLNode?, _ diagnostics: inout [Diagnostic]) -> [SiteConfiguration.Plugin] {
    guard let node else { return [] }
    var plugins: [SiteConfiguration.Plugin] = []
    for item in NamedOptions.list(node, key: "plugins", &diagnostics) {
      let name = Self.shortName(item.name)
      // A group holds plugins of its own, and is off unless told otherwise.
      if name == "group" {
        guard item.options?["enabled"]?.bool == true else { continue }
        plugins += read(item.options?["plugins"], &diagnostics)
        continue
      }
      guard item.options?["enabled"]?.bool != false else { continue }
      check(item, name: name, &diagnostics)
      plugins.append(.init(name: name, options: item.options, location: item.location))
    }
    return plugins
  }

  /// The theme's own plugins may be named with the theme.
  static func shortName(_ name: String) -> String {
    for prefix in ["material/", "mkdocs/"] where name.hasPrefix(prefix) {
      return String(name.dropFirst(prefix.count))
    }
    return name
  }

  private func check(_ item: NamedOptions, name: String, _ diagnostics: inout [Diagnostic]) {
    if PluginNames.supported.contains(name) { return }
    if let (severity, effect, hint) = PluginNames.unsupported[name] {
      diagnostics.append(
        Diagnostic(
          severity, code: "docs.config.unsupported-plugin",
          "the plugin '\(item.name)' is not supported: \(effect)", at: item.location,
          target: item.name, hint: hint))
      return
    }
    diagnostics.append(
      .warning(
        code: "docs.config.unknown-plugin", "the plugin '\(item.name)' is not known",
        at: item.location, target: item.name,
        hint: Suggestion.didYouMean(name, in: PluginNames.all)))
  }

  /// Blocks of the language `mermaid` are diagrams, and the site may name what draws them.
  private func mermaid(_ plugin: SiteConfiguration.Plugin, _ site: inout SiteConfiguration) {
    let fences = site.dialect.codeBlocks.customFences
    if !fences.contains(where: { $0.name == "mermaid" }) {
      site.dialect.codeBlocks.customFences.append(
        .init(name: "mermaid", cssClass: "mermaid", format: .division))
    }
    // A module gives pages nothing to draw with.
    if let script = plugin.options?["javascript"]?.string, !script.hasSuffix(".mjs") {
      site.extraJavaScript.append(.init(path: script))
    }
  }

  /// What plugins change in the rest of the configuration.
  func apply(to site: inout SiteConfiguration, _ diagnostics: inout [Diagnostic]) {
    for plugin in site.plugins {
      switch plugin.name {
      case "gh-admonitions", "callouts": callouts(plugin, &site.dialect, &diagnostics)
      // Pages must find each other without a server that knows about folders.
      case "offline": site.useDirectoryURLs = false
      case "same-dir":
        site.docsHoldSite = true
        // Of what lies beside the pages then, only styles, scripts and a domain are of the site.
        site.excludeDocs =
          """
          /*
          !/*/
          !/*.md
          !/*.markdown
          !/*.js
          !/*.css
          !/CNAME
          .*
          /templates/
          /\(site.siteDir)/
          """ + "\n" + site.excludeDocs
      case "i18n":
        site.languages = SiteLanguagesReader(file: site.file).read(plugin.options, &diagnostics)
      case "mermaid2": mermaid(plugin, &site)
      case "techdocs-core": TechDocs.apply(plugin, to: &site)
      default: break
      }
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
    if let entries = node.mapping {
      return entries.map { Self($0) }.filter { $0.isMapping(of: key, &diagnostics) }
    }
    guard let items = node.sequence else {
      diagnostics.append(
        .error(
          code: "docs.config.type",
          "'\(key)' must be a list or a mapping, not \(node.kindDescription)",
          at: node.location, target: key))
      return []
    }
    var found: [NamedOptions] = []
    for item in items {
      if let name = item.string {
        found.append(NamedOptions(name: name, options: nil, location: item.location))
      } else if let entries = item.mapping, entries.count == 1 {
        found += entries.map { Self($0) }.filter { $0.isMapping(of: key, &diagnostics) }
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

  private func isMapping(of key: String, _ diagnostics: inout [Diagnostic]) -> Bool {
    guard let options, options.mapping == nil else { return true }
    diagnostics.append(
      .error(
        code: "docs.config.type",
        "the options of '\(name)' must be a mapping of keys to values, "
          + "not \(options.kindDescription)", at: options.location, target: name))
    return false
  }

  private init(_ entry: YAMLNode.Entry) {
    self.init(
      name: entry.key, options: entry.value.isNull ? nil : entry.value,
      location: entry.keyLocation)
  }

  init(name: String, options: YAMLNode?, location: Location) {
    self.name = name
    self.options = options
    self.location = location
  }
}
