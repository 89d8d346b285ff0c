import Configuration
import Diagnostics

/// A language of a site that has several: the plugin `i18n`.
public struct SiteLanguage: Sendable {
  /// Its code, such as `de`: the folder of its pages, unless it is the site's own.
  public var locale: String
  /// What it is called.
  public var name: String
  /// It is the site's own, whose pages have no folder.
  public var isDefault: Bool
  /// It is part of the site.
  public var isBuilt: Bool
  /// Where its entry of the menu leads, for one that is elsewhere.
  public var fixedLink: String?
  /// Its navigation, where that is another than the site's.
  public var nav: [NavEntry]?
  /// Titles of the site's navigation in it.
  public var navTranslations: [String: String] = [:]
  var siteName: String?
  var siteDescription: String?
  var siteAuthor: String?
  var copyright: String?
}

/// The languages of a site.
public struct SiteLanguages: Sendable {
  /// All of them, in the order written.
  public var all: [SiteLanguage] = []
  /// Pages of a language lie in a folder of its own; else their names say it: `page.de.md`.
  public var haveFolders = false
  /// What a language lacks it takes from the site's own.
  public var fallsBack = true
  /// The one that is being built; nil is the site's own.
  public var current: String?

  /// What the paths of files begin with that lie beside the folder of a language.
  public static let outside = "../"

  /// The site's own language.
  public var main: SiteLanguage? { all.first { $0.isDefault } ?? all.first }
  /// The others that are part of the site.
  public var others: [SiteLanguage] {
    all.filter { $0.isBuilt && $0.fixedLink == nil && $0.locale != main?.locale }
  }
}

extension SiteConfiguration {
  /// The site in one of its languages.
  ///
  /// - Parameter locale: nil for the site's own.
  public func inLanguage(_ locale: String?) -> SiteConfiguration {
    guard
      let language = locale.flatMap({ code in languages.all.first { $0.locale == code } })
        ?? languages.main
    else { return self }
    var site = self
    site.languages.current = locale
    site.theme.language = language.locale
    site.siteName = language.siteName ?? siteName
    site.siteDescription = language.siteDescription ?? siteDescription
    site.siteAuthor = language.siteAuthor ?? siteAuthor
    site.copyright = language.copyright ?? copyright
    site.nav = language.nav ?? nav
    let up = locale == nil ? "" : "../"
    if layoutExtras.alternates.isEmpty, languages.all.count > 1 {
      let shown = languages.all.filter { $0.isBuilt || $0.fixedLink != nil }
      site.layoutExtras.alternates = shown.map { other in
        let own = other.locale == languages.main?.locale ? "" : other.locale + "/"
        let address = up + own
        return .init(
          name: other.name, url: other.fixedLink ?? (address.isEmpty ? "./" : address),
          language: other.fixedLink == nil ? other.locale : "")
      }
    }
    guard let locale else { return site }
    site.siteURL = siteURL.map { $0 + locale + "/" }
    func above(_ path: String) -> String {
      LinkMeaning.isExternal(path) || path.hasPrefix("/") ? path : "../" + path
    }
    site.extraCSS = extraCSS.map(above)
    site.extraJavaScript = extraJavaScript.map { script in
      var script = script
      script.path = above(script.path)
      return script
    }
    site.theme.logo = theme.logo.map(above)
    site.theme.favicon = theme.favicon.map(above)
    return site
  }
}

/// Reads the options of `i18n`.
struct SiteLanguagesReader {
  let file: String

  func read(_ options: YAMLNode?, _ diagnostics: inout [Diagnostic]) -> SiteLanguages {
    var languages = SiteLanguages()
    guard let options else { return languages }
    languages.haveFolders = options["docs_structure"]?.string == "folder"
    languages.fallsBack = options["fallback_to_default"]?.bool ?? true
    for item in options["languages"]?.sequence ?? [] {
      var keys = MappingReader(item, code: "docs.config.plugin", subject: "a language of 'i18n'")
      guard let locale = keys.string("locale") else {
        diagnostics.append(
          .error(
            code: "docs.config.plugin", "the language has no 'locale'", at: item.location,
            target: "locale", hint: "write its code, such as: locale: de"))
        continue
      }
      var language = SiteLanguage(
        locale: locale, name: keys.string("name") ?? locale,
        isDefault: keys.bool("default") ?? false, isBuilt: keys.bool("build") ?? true,
        fixedLink: keys.string("fixed_link"))
      language.siteName = keys.string("site_name")
      language.siteDescription = keys.string("site_description")
      language.siteAuthor = keys.string("site_author")
      language.copyright = keys.string("copyright")
      if let nav = keys.value("nav") {
        language.nav = NavReader(file: file).read(nav, &diagnostics)
      }
      for entry in keys.value("nav_translations")?.mapping ?? [] {
        language.navTranslations[entry.key] = entry.value.string
      }
      for (key, effect) in [
        ("theme", "all languages have one theme"), ("extra", "all languages have one 'extra'"),
        ("admonition_translations", "titles of admonitions stay as they are"),
        ("link", "a language lies in the folder of its code"),
        ("site_url", "a language lies in the folder of its code"),
      ] {
        guard let value = keys.value(key), value.mapping?.isEmpty != true else { continue }
        keys.add(
          .warning(
            code: "docs.config.unsupported-option",
            "the option '\(key)' of a language has no effect: \(effect)", at: value.location,
            target: key))
      }
      keys.rejectUnread()
      diagnostics += keys.diagnostics
      languages.all.append(language)
    }
    if let only = options["build_only_locale"]?.string {
      for index in languages.all.indices {
        languages.all[index].isDefault = languages.all[index].locale == only
        languages.all[index].isBuilt = languages.all[index].isDefault
      }
    }
    return languages
  }
}
