import Sites
import SystemPackage

/// The icons that the layout shows, found by the names that `mkdocs.yml` gives.
struct ThemeIcons {
  private let theme: Theme
  private let icons: SiteIcons

  init(_ configuration: SiteConfiguration) {
    theme = configuration.theme
    let custom = theme.customDir.map { [FilePath($0.value + "/.icons")] } ?? []
    icons = SiteIcons(root: configuration.root, folders: custom)
  }

  /// The SVG that `theme.icon` names for a place, or nil.
  func svg(for place: String) -> String? { theme.icons[place].flatMap { named($0) } }

  /// The SVG of an icon; nil where there is none of this name, or the program has no icons.
  func named(_ name: String) -> String? { icons.icon(name) }

  /// The icon of the place where a site's sources live.
  func repository(_ url: String) -> String? {
    if let own = svg(for: "repo") { return own }
    let hosts = [("github.", "github"), ("gitlab.", "gitlab"), ("bitbucket.", "bitbucket")]
    let brand = hosts.first { url.contains($0.0) }?.1 ?? "git-alt"
    return named("fontawesome/brands/\(brand)")
  }

  /// A style sheet with the icons of admonitions and actions that the site chose.
  var styles: String {
    var rules = ""
    for (place, name) in theme.icons.sorted(by: { $0.key < $1.key }) {
      let variable: String
      switch place {
      case "edit": variable = "--icon-edit"
      case "view": variable = "--icon-eye"
      default:
        guard place.hasPrefix("admonition.") else { continue }
        variable = "--md-admonition-icon--" + place.dropFirst("admonition.".count)
      }
      guard let svg = named(name) else { continue }
      rules += "\(variable):url(\"data:image/svg+xml,\(Self.encoded(svg))\");"
    }
    return rules.isEmpty ? "" : ":root{\(rules)}\n"
  }

  /// An SVG for a data address between double quotes.
  private static func encoded(_ svg: String) -> String {
    var text = ""
    for character in svg {
      switch character {
      case "\"": text += "'"
      case "#": text += "%23"
      case "%": text += "%25"
      case "<": text += "%3c"
      case ">": text += "%3e"
      case "\n", "\r": text += " "
      default: text.append(character)
      }
    }
    return text
  }
}
