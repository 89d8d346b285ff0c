import Configuration
import Diagnostics
import FileTree
import Sites

/// `i18n`: the pages of a site in one of its languages. A build makes the site in each of them.
struct LanguagesPlugin: SitePlugin {
  private let languages: SiteLanguages
  private let locales: Set<String>
  private let main: String
  private let current: String
  private let translations: [String: String]
  private let directoryURLs: Bool
  private let docsDir: String

  init?(_ setup: inout PluginSetup) {
    languages = setup.site.languages
    setup.ignore(
      "docs_structure", "fallback_to_default", "reconfigure_material", "reconfigure_search",
      "build_only_locale", "languages")
    guard let main = languages.main?.locale else {
      setup.options.add(
        .error(
          code: "docs.config.plugin", "'i18n' has no languages", at: setup.location,
          target: "i18n", hint: "name each with its 'locale' in a list of 'languages'"))
      return nil
    }
    self.main = main
    current = languages.current ?? main
    locales = Set(languages.all.map(\.locale))
    let language = languages.all.first { [current] in $0.locale == current }
    translations = language?.navTranslations ?? [:]
    directoryURLs = setup.site.useDirectoryURLs
    docsDir = setup.site.docsDir.value
    if setup.site.isPreview, !languages.others.isEmpty {
      setup.options.add(
        .info(
          code: "docs.config.preview", "a preview shows the site in '\(main)' alone",
          at: setup.location, target: "i18n"))
    }
  }

  // MARK: - Files

  func files(_ files: SiteFiles, _ log: inout [Diagnostic]) -> SiteFiles {
    // Of files for one path the language's own comes first, then that of the site's language.
    var best: [String: (rank: Int, file: SiteFile)] = [:]
    for file in files.files {
      let (path, locale) = split(file.sourcePath)
      let rank = locale == current ? 0 : locale == main ? 1 : 2
      if rank == 2, locale != nil { continue }
      if let known = best[path], known.rank <= rank { continue }
      var moved = file
      if path != file.sourcePath {
        moved = SiteFile(
          sourcePath: path, location: file.location, inclusion: file.inclusion,
          directoryURLs: directoryURLs)
        moved.origin = file.origin
        moved.writtenPath = file.sourcePath
      }
      best[path] = (rank, moved)
    }
    return SiteFiles(
      best.values.compactMap { rank, file in
        rank == 0 || current == main ? file : shared(file, isPageOfAll: rank == 2)
      })
  }

  /// What a language takes from the site's own: pages become its own too, where it may take them;
  /// anything else stays where it is, beside the language's folder.
  private func shared(_ file: SiteFile, isPageOfAll: Bool) -> SiteFile? {
    if file.kind == .page {
      return languages.fallsBack && !(isPageOfAll && languages.haveFolders) ? file : nil
    }
    var file = file
    file.outputPath = SiteLanguages.outside + file.outputPath
    file.url = SiteLanguages.outside + file.url
    return file
  }

  /// The path without its language, and that.
  private func split(_ path: String) -> (path: String, locale: String?) {
    if languages.haveFolders {
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

  // MARK: - Navigation

  func navigation(
    _ entries: [NavEntry]?, _ sources: NavigationSources, _ log: inout [Diagnostic]
  ) -> [NavEntry]? {
    guard !translations.isEmpty else { return entries }
    return (entries ?? FolderEntries.make(sources.files, docsDir: docsDir)).map(translated)
  }

  private func translated(_ entry: NavEntry) -> NavEntry {
    switch entry {
    case .section(let title, let entries):
      .section(title: translations[title] ?? title, entries: entries.map(translated))
    case .link(let title, let target, let location):
      .link(title: title.map { translations[$0] ?? $0 }, target: target, location: location)
    }
  }
}
