import Bytes
import Sites

/// What the layout shows alike on all pages. The parts may have the slot `root`.
struct SiteParts {
  private let configuration: SiteConfiguration
  private let words: Words
  private let icons: ThemeIcons

  init(_ configuration: SiteConfiguration, words: Words, icons: ThemeIcons) {
    self.configuration = configuration
    self.words = words
    self.icons = icons
  }

  /// The parts by their names.
  func make(firstScript: [UInt8], announceScript: [UInt8]) -> [String: [UInt8]] {
    let theme = configuration.theme
    let palettes = Palettes(theme)
    let first = palettes.first
    var parts = words.parts
    func set(_ name: String, _ html: String) { parts[name] = Array(html.utf8) }
    set("lang", escaped(words.language))
    set("direction", theme.direction ?? (words.isRightToLeft ? "rtl" : "ltr"))
    set(
      "palettes",
      " data-start=\"\(palettes.start)\" data-light=\"\(escaped(palettes.light.list))\""
        + " data-dark=\"\(escaped(palettes.dark.list))\"")
    set(
      "body_attributes",
      " data-md-color-scheme=\"\(escaped(first.scheme))\""
        + " data-md-color-primary=\"\(escaped(first.primary))\""
        + " data-md-color-accent=\"\(escaped(first.accent))\"")
    parts["first_script"] = firstScript
    parts["announce_script"] = announceScript
    set("site_name", escaped(configuration.siteName))
    set("home", configuration.layoutExtras.homepage.map(escaped) ?? "<%root%>")
    set("logo", logo)
    // Without one, browsers ask for /favicon.ico in vain.
    let favicon = theme.favicon.map(address) ?? "<%root%>\(ThemeFiles.folder)favicon.svg"
    set("favicon", "<link rel=\"icon\" href=\"\(favicon)\">")
    set("search", configuration.hasSearch ? search : "<div class=\"md-search\"></div>")
    set("repository", repository)
    set("alternates", alternates)
    set("social", social)
    set("copyright", configuration.copyright ?? "")
    set("top", theme.has("navigation.top") ? top : "")
    set(
      "stylesheets",
      configuration.extraCSS.map { "<link rel=\"stylesheet\" href=\"\(address($0))\">\n" }.joined())
    set("scripts", configuration.extraJavaScript.map(script).joined())
    return parts
  }

  // MARK: - Header

  private var logo: String {
    if let logo = configuration.theme.logo {
      return "<span class=\"md-logo\"><img src=\"\(address(logo))\" alt=\"\"></span>"
    }
    return icons.svg(for: "logo").map { "<span class=\"md-logo\">\($0)</span>" } ?? ""
  }

  private var search: String {
    """
    <search class="md-search" role="search"><form class="md-search__form" action="">
    <svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5L21 21"/></svg>
    <input class="md-search__input" type="search" name="q" role="combobox" aria-label="<%words.search%>" placeholder="<%words.search%>" autocomplete="off" autocapitalize="off" spellcheck="false" aria-expanded="false" aria-controls="search-results" aria-autocomplete="list">
    <kbd aria-hidden="true">/</kbd>
    </form></search>
    """
  }

  private var repository: String {
    guard let repository = configuration.repository else { return "" }
    let icon = icons.repository(repository.url) ?? ""
    return
      "<a class=\"md-source\" href=\"\(escaped(repository.url))\" title=\"<%words.repository%>\">"
      + "<span class=\"md-source__icon\">\(icon)</span>"
      + "<span class=\"md-source__repository\">\(escaped(repository.name))</span></a>"
  }

  private var alternates: String {
    let alternates = configuration.layoutExtras.alternates
    guard !alternates.isEmpty else { return "" }
    let links = alternates.map {
      "<li class=\"md-select__item\"><a class=\"md-select__link\" href=\"\(address($0.url))\""
        + " hreflang=\"\(escaped($0.language))\" lang=\"\(escaped($0.language))\">"
        + "\(escaped($0.name))</a></li>"
    }
    return """
      <details class="md-select"><summary class="icon" aria-label="<%words.languages%>" title="<%words.languages%>"><svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18"/></svg></summary><ul class="md-select__list">\(links.joined())</ul></details>
      """
  }

  // MARK: - Footer

  private var social: String {
    configuration.layoutExtras.social.map {
      let icon = $0.icon.flatMap { icons.named($0) }
      let name = escaped($0.name)
      return "<a class=\"md-social__link\" rel=\"noopener\" href=\"\(escaped($0.url))\""
        + (icon == nil
          ? ">\(name)</a>" : " title=\"\(name)\" aria-label=\"\(name)\">\(icon ?? "")</a>")
    }.joined(separator: "\n")
  }

  private var top: String {
    """
    <button class="md-top md-icon" type="button" hidden><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 20V5M6 11l6-6 6 6"/></svg><%words.top%></button>
    """
  }

  private func script(_ script: SiteConfiguration.Script) -> String {
    var html = "<script src=\"\(address(script.path))\""
    if let type = script.type { html += " type=\"\(escaped(type))\"" }
    if script.isDeferred { html += " defer" }
    if script.isAsynchronous { html += " async" }
    return html + "></script>\n"
  }

  /// A path below the site's root or an address, seen from a page.
  private func address(_ path: String) -> String {
    LinkMeaning.isExternal(path) || path.hasPrefix("/") || path.hasPrefix("./")
      ? escaped(path) : "<%root%>" + escaped(path)
  }

  private func escaped(_ text: String) -> String {
    var output = OutputBuffer()
    output.appendHTMLEscaped(text)
    return output.text
  }
}
