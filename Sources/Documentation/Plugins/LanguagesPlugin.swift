import Configuration
import Diagnostics
import FileTree
import Sites

/// `i18n`: of a site in several languages the one that is its default is built, at the addresses that
/// it has in the whole.
struct LanguagesPlugin: SitePlugin {
  private let usesFolders: Bool
  private let locales: Set<String>
  private let main: String
  private let siteName: String?
  private let directoryURLs: Bool

  init?(_ setup: inout PluginSetup) {
    var options = setup.options
    usesFolders = options.string("docs_structure") == "folder"
    var main = options.string("default_language")
    var locales: [String] = []
    var siteName: String?
    let languages = options.value("languages")
    for entry in languages?.mapping ?? [] where entry.key != "default" { locales.append(entry.key) }
    for item in languages?.sequence ?? [] {
      guard let locale = item["locale"]?.string, locale != "null" else { continue }
      locales.append(locale)
      if item["default"]?.bool == true {
        main = locale
        siteName = item["site_name"]?.string
      }
    }
    for key in [
      "fallback_to_default", "reconfigure_material", "reconfigure_search",
      "admonition_translations",
      "default_language_only", "docs_structure", "material_alternate", "nav_translations",
      "search_reconfigure", "build_only_locale",
    ] { _ = options.value(key) }
    setup.options = options
    guard let chosen = main ?? locales.first else { return nil }
    (self.main, self.siteName) = (chosen, siteName)
    self.locales = Set(locales)
    directoryURLs = setup.site.useDirectoryURLs
    let others = locales.filter { $0 != chosen }
    guard !others.isEmpty else { return }
    setup.options.add(
      .warning(
        code: "docs.config.unsupported-option",
        "the site is built in '\(chosen)' alone: \(others.joined(separator: ", ")) "
          + (others.count == 1 ? "is" : "are") + " left out", at: languages?.location,
        target: "languages",
        hint: "build each other language with a configuration of its own, into a folder of the site"
      ))
  }

  func configure(_ site: inout SiteConfiguration) {
    site.theme.language = main
    if let siteName { site.siteName = siteName }
  }

  func files(_ files: SiteFiles, _ log: inout [Diagnostic]) -> SiteFiles {
    var kept: [SiteFile] = []
    var translated: [SiteFile] = []
    for file in files.files {
      let (path, locale) = split(file.sourcePath)
      guard let locale else {
        kept.append(file)
        continue
      }
      guard locale == main else { continue }
      var moved = SiteFile(
        sourcePath: path, location: file.location, size: file.size, inclusion: file.inclusion,
        directoryURLs: directoryURLs)
      moved.content = file.content
      translated.append(moved)
    }
    // A file of the language wins over one of none.
    let paths = Set(translated.map(\.sourcePath))
    return SiteFiles(translated + kept.filter { !paths.contains($0.sourcePath) })
  }

  /// The path without its language, and that.
  private func split(_ path: String) -> (path: String, locale: String?) {
    if usesFolders {
      guard let slash = path.firstIndex(of: "/"), locales.contains(String(path[..<slash])) else {
        return (path, nil)
      }
      return (String(path[path.index(after: slash)...]), String(path[..<slash]))
    }
    let name = RelativePath.name(of: path)
    var parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 2, locales.contains(String(parts[parts.count - 2])) else {
      return (path, nil)
    }
    let locale = String(parts.remove(at: parts.count - 2))
    return (path.dropLast(name.count) + parts.joined(separator: "."), locale)
  }
}
