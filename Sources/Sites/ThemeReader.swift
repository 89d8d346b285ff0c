import Configuration
import Diagnostics

/// Reads `theme`: a name, or a mapping.
struct ThemeReader {
  private static let knownNames: Set<String> = ["material", "mkdocs", "readthedocs"]

  func read(_ node: YAMLNode?, _ diagnostics: inout [Diagnostic]) -> Theme {
    var theme = Theme()
    guard let node else { return theme }
    if let name = node.string {
      theme.name = name
      check(theme.name, at: node.location, &diagnostics)
      return theme
    }
    var keys = MappingReader(node, code: "docs.config.theme", subject: "'theme'")
    if let name = keys.string("name"), let value = keys.value("name") {
      theme.name = name
      check(name, at: value.location, &diagnostics)
    } else if node["name"]?.isNull == true {
      theme.name = ""
    }
    theme.language = keys.string("language") ?? keys.string("locale") ?? "en"
    theme.languageLocation = (keys.value("language") ?? keys.value("locale"))?.location
    if let value = keys.value("custom_dir"), let path = keys.string("custom_dir") {
      theme.customDir = .init(path, at: value.location)
    }
    theme.staticTemplates = keys.strings("static_templates") ?? []
    theme.favicon = keys.string("favicon")
    theme.logo = keys.string("logo")
    theme.direction = keys.string("direction")
    theme.colorMode = keys.string("color_mode").flatMap {
      ["auto", "light", "dark"].contains($0) ? $0 : nil
    }
    theme.icons = Self.icons(keys.value("icon"))
    theme.font = Self.font(keys.value("font"))
    theme.features = Set(keys.strings("features") ?? [])
    if let palette = keys.value("palette") {
      theme.palettes = (palette.sequence ?? [palette]).map { Self.palette($0) }
    }
    // Themes of MkDocs take any values, so one that cannot be read is left out and not refused.
    diagnostics += keys.diagnostics.map { diagnostic in
      var diagnostic = diagnostic
      diagnostic.severity = .info
      return diagnostic
    }
    let known = KnownNames.supportedThemeKeys.union(KnownNames.irrelevantThemeKeys)
    for entry in keys.unread where !known.contains(entry.key) {
      // Themes define keys of their own, so only what looks like a slip is worth a word.
      guard let meant = Suggestion.nearest(to: entry.key, in: known.sorted()) else { continue }
      diagnostics.append(
        .info(
          code: "docs.config.theme.unknown-key", "'theme' has no key '\(entry.key)'",
          at: entry.keyLocation, target: entry.key, hint: "did you mean '\(meant)'?"))
    }
    return theme
  }

  private func check(_ name: String, at location: Location, _ diagnostics: inout [Diagnostic]) {
    guard !Self.knownNames.contains(name) else { return }
    diagnostics.append(
      .warning(
        code: "docs.config.theme.unknown-name",
        "the theme '\(name)' is not supported: the site gets scaffold's own layout", at: location,
        target: name,
        hint: Suggestion.didYouMean(name, in: Self.knownNames.sorted())))
  }

  /// The names of icons by their place, those of nested keys joined by a dot.
  private static func icons(_ node: YAMLNode?, below prefix: String = "") -> [String: String] {
    var icons: [String: String] = [:]
    for entry in node?.mapping ?? [] {
      if let name = entry.value.string { icons[prefix + entry.key] = name }
      icons.merge(Self.icons(entry.value, below: prefix + entry.key + ".")) { _, inner in inner }
    }
    return icons
  }

  private static func font(_ node: YAMLNode?) -> Theme.Font {
    guard let node, node.mapping != nil else { return Theme.Font() }
    return Theme.Font(text: node["text"]?.string, code: node["code"]?.string)
  }

  private static func palette(_ node: YAMLNode) -> Theme.Palette {
    Theme.Palette(
      scheme: node["scheme"]?.string, primary: colour(node["primary"]),
      accent: colour(node["accent"]), media: node["media"]?.string)
  }

  /// Material writes `deep purple` as `deep-purple`.
  private static func colour(_ node: YAMLNode?) -> String? {
    node?.string.map { String($0.map { $0 == " " ? "-" : $0 }) }
  }
}
