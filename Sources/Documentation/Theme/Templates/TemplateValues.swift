import Configuration
import Jinja
import Sites

/// What all templates of a theme see, alike on all pages: MkDocs' names, and Material's.
struct TemplateValues: Sendable {
  let names: [String: Value]
  let filters: [String: Value.Function]
  /// The template of the service that counts visits, where the site names one.
  let analytics: String?

  init(_ configuration: SiteConfiguration, words: Words) {
    let word = Value.Function("t") { arguments in
      .string(MaterialWords.word(arguments.value(0, "key")?.text ?? "", words))
    }
    names = [
      "config": ConfigurationFacts.make(configuration),
      "base_url": .string(Layout.mark("base")),
      "features": .list(configuration.theme.features.sorted().map { .string($0) }),
      "lang": .dictionary(.init([("t", .function(word))])), "scaffold_word": .function(word),
      "nav": .dictionary(
        .init([("homepage", .dictionary(.init([("url", .string("")), ("title", .string(""))])))])),
      "build_date_utc": BuildDate.value,
      "extra_css": .list(configuration.extraCSS.map { .string($0) }),
      "extra_javascript": .list(configuration.extraJavaScript.map { .string($0.path) }),
      "mkdocs_version": .string("1.6.1"),
    ]
    analytics = configuration.source?["extra"]?["analytics"]?["provider"]?.string.map {
      "partials/integrations/analytics/\($0).html"
    }
    filters = [
      "url": .init("url") { arguments in
        .string(Self.address(arguments.value(0, "value") ?? .none))
      },
      "script_tag": .init("script_tag") { arguments in
        let address = Self.address(arguments.value(0, "value") ?? .none)
        return .string("<script src=\"\(address)\"></script>")
      },
    ]
  }

  /// A path below the site's root, seen from the page; what leads elsewhere stays.
  private static func address(_ value: Value) -> String {
    let address = value.text
    if address.hasPrefix("/") || address.hasPrefix("#") || LinkMeaning.isExternal(address) {
      return address
    }
    let root = Layout.mark("root")
    if address.hasPrefix(root) { return address }
    return address == "." ? root : root + address.trimmingPrefix("./")
  }
}

/// The layout's words by the keys that templates written for Material ask with.
enum MaterialWords {
  private static let keys = [
    "action.edit": "edit", "action.view": "view", "action.skip": "skip",
    "announce.dismiss": "close", "clipboard.copy": "copy", "clipboard.copied": "copied",
    "meta.comments": "comments",
    "footer.next": "next", "footer.previous": "previous", "footer": "pages", "nav": "menu",
    "nav.title": "menu", "nav.path": "path", "tabs": "sections", "search": "search",
    "search.placeholder": "search", "search.share": "search.share", "search.reset": "search.clear",
    "search.result.none": "search.none", "search.result.one": "search.one",
    "search.result.other": "search.many", "select.language": "languages", "source": "repository",
    "source.link.title": "repository", "toc": "contents", "top": "top",
  ]

  /// The word for a key; the key itself, as in Material, where there is none.
  static func word(_ key: String, _ words: Words) -> String {
    if key == "language" { return words.language }
    if key == "direction" { return words.isRightToLeft ? "rtl" : "ltr" }
    return keys[key].map { words[$0] } ?? key
  }
}
