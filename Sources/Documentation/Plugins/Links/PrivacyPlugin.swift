import Bytes
import Configuration
import Diagnostics
import Sites

/// `privacy`: links that lead out of the site get the attributes that are wished for. Nothing is
/// fetched: what the site has its visitors request from elsewhere is named.
struct PrivacyPlugin: SitePlugin {
  private let links: ExternalLinks?
  private let namesRequests: Bool
  private let location: Location
  private let scripts: [String]

  init?(_ setup: inout PluginSetup) {
    var options = setup.options
    func value(_ key: String) -> YAMLNode? {
      // Earlier names of the options.
      options.value(key) ?? options.value("external_" + key)
    }
    let attributes = (value("links_attr_map")?.mapping ?? []).compactMap { entry in
      entry.value.string.map { (name: entry.key, value: $0) }
    }
    let shields = value("links_noopener")?.bool ?? true
    links =
      value("links")?.bool ?? true
      ? ExternalLinks(
        attributes: attributes, shieldsNewTabs: shields, includesPDF: false,
        siteURL: setup.site.siteURL) : nil
    namesRequests = (value("assets")?.bool ?? true) && (options.bool("assets_fetch") ?? true)
    for key in ["assets_fetch_dir", "assets_include", "assets_exclude", "assets_expr_map"] {
      _ = options.value(key)
    }
    for key in ["assets_dir", "assets_expr"] { _ = options.value("external_" + key) }
    for key in ["concurrency", "cache", "cache_dir", "log", "log_level"] { _ = options.value(key) }
    setup.options = options
    location = setup.location
    scripts = (setup.site.extraCSS + setup.site.extraJavaScript.map(\.path)).filter { address in
      ExternalLinks.leadElsewhere.contains { address.hasPrefix($0) }
    }
  }

  func content(_ page: inout Page) { links?.apply(to: &page.html) }

  func pages(_ pages: inout [Page], _ navigation: Navigation, _ log: inout [Diagnostic]) {
    guard namesRequests else { return }
    var addresses = scripts
    var seen = Set(scripts)
    for page in pages {
      for start in Self.sources {
        var rest = page.html[...]
        while let found = rest.firstRange(of: start) {
          let value = rest[(found.lowerBound + Self.name.count)...].prefix { $0 != ASCII.quote }
          rest = rest[value.endIndex...]
          let address = String(decoding: value, as: UTF8.self)
          if seen.insert(address).inserted { addresses.append(address) }
        }
      }
    }
    guard let first = addresses.first else { return }
    let count = addresses.count
    log.append(
      .warning(
        code: "docs.privacy.requests",
        "visitors request \(count == 1 ? "a file" : "\(count) files") from elsewhere, such as "
          + "'\(first)': 'privacy' downloads nothing here", at: location, target: "privacy",
        hint: "put copies into docs_dir, or set assets: false"))
  }

  private static let name: [UInt8] = Array(" src=\"".utf8)
  private static let sources = ExternalLinks.leadElsewhere.map { name + Array($0.utf8) }
}
