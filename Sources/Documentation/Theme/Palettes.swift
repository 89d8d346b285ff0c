import Sites

/// The colour schemes of a site, as the page's first script switches between them.
struct Palettes {
  /// A scheme with its colours, under Material's names.
  struct Look: Equatable {
    var scheme: String
    var primary: String
    var accent: String

    /// For an attribute that the script splits at spaces.
    var list: String { "\(scheme) \(primary) \(accent)" }
  }

  let light: Look
  let dark: Look
  /// What a reader sees who chose nothing: `auto`, `light` or `dark`.
  let start: String

  init(_ theme: Theme) {
    let real = theme.palettes.filter { $0.scheme != nil || $0.primary != nil || $0.accent != nil }
    let light = real.first { !Self.isDark($0) }
    let dark = real.first { Self.isDark($0) }
    // Without palettes, the colours are those that a style sheet of the site's sets for all pages.
    let standard = theme.palettes.isEmpty ? "custom" : "indigo"
    func look(_ palette: Theme.Palette?, else other: Theme.Palette?, _ scheme: String) -> Look {
      // A scheme that is not written has the colours of the one that is.
      let primary = palette == nil ? other?.primary : palette?.primary
      let accent = palette == nil ? other?.accent : palette?.accent
      return Look(
        scheme: palette?.scheme ?? scheme, primary: primary ?? standard,
        accent: accent ?? primary ?? standard)
    }
    self.light = look(light, else: dark, "default")
    self.dark = look(dark, else: light, "slate")
    if let mode = theme.colorMode {
      start = mode
    } else if theme.palettes.isEmpty || theme.palettes.contains(where: { $0.media != nil }) {
      start = "auto"
    } else {
      start = theme.palettes.first.map(Self.isDark) == true ? "dark" : "light"
    }
  }

  private static func isDark(_ palette: Theme.Palette) -> Bool {
    if palette.scheme == "slate" { return true }
    if palette.scheme == "default" { return false }
    if let media = palette.media, media.contains("dark") { return true }
    return palette.scheme?.contains("dark") ?? false
  }

  /// What the page shows before its script ran.
  var first: Look { start == "dark" ? dark : light }
}
