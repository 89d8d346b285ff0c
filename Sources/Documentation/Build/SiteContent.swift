import Bytes
import CThreads
import Diagnostics
import FileTree
import Sites
import SystemPackage

/// The folder below the site's in which all of a site in one language lies.
struct SitePlace: Sendable {
  /// With a slash; "" for the site itself.
  let folder: String

  /// Where a path, or an address, of the language lies below the site's.
  func callAsFunction(_ path: String) -> String { folder.isEmpty ? path : folder + path }
}

/// A site, read and rendered, before any of it is written: its pages, and what goes with them.
struct SiteContent: Sendable {
  /// The pages of the site, in order.
  let pages: [Page]
  /// The files that are copied as they are.
  let assets: [SiteFile]
  /// What is worth saying, in order of place. With an error among it the site must not be written.
  let diagnostics: [Diagnostic]

  /// The pages as they were read, where options ask for it.
  let memory: PageMemory?

  /// Where its files lie below the site's folder.
  let place: SitePlace

  private let documents: Documents
  private let plugins: Plugins
  private let outputs: [OutputFile]
  private let search: SearchFiles?
  private let theme: ThemeFiles

  /// Whether there is anything that keeps the site from being written.
  let hasErrors: Bool

  /// Reads a site.
  ///
  /// - Parameters:
  ///   - earlier: for a preview, the pages of the last reading, of which those that did not change are
  ///     taken. Without it nothing is remembered.
  ///   - translations: the site in its other languages.
  /// - Throws: what keeps a site from being read at all.
  init(
    _ written: SiteConfiguration, _ folders: SiteFolders, options: SiteBuild.Options,
    earlier: PageMemory? = nil, translations: [SiteContent] = []
  ) async throws(Diagnostic) {
    var plugins = Plugins(written, folders)
    let configuration = plugins.configured(written)
    var log = plugins.diagnostics
    let (found, conflicts) = try SiteFiles.scan(folders.docs, configuration: configuration)
    log += conflicts
    let folder = configuration.languages.current.map { $0 + "/" } ?? ""
    place = SitePlace(folder: folder)
    let files = try Self.withThemeFiles(
      plugins.files(found, &log), configuration, folders, hasIcon: folder.isEmpty)
    await plugins.prepare(files, &log)

    let resources = PageResources(configuration, docsDir: folders.docs)
    log += resources.diagnostics(configuration: configuration.file)
    let suggestions = LinkSuggestions(files, isWanted: options.explains)
    let settled = plugins
    let keepsFrontMatter = ThemeTemplates.readFrontMatter(in: folders.customDir)
    @Sendable func reader() -> PageReader {
      PageReader(
        configuration: configuration, files: files, suggestions: suggestions,
        resources: resources, plugins: settled, keepsFrontMatter: keepsFrontMatter)
    }
    var memory = earlier.map { $0.renewed(for: files, root: configuration.root) }
    var pages = await Self.read(files.pages, options, memory, reader)
    // Another thread than before may go on here.
    thread_memory_reserve()
    memory?.remember(pages)
    self.memory = memory
    try options.stopIfInterrupted()
    await Self.define(plugins.definitions(pages), in: &pages, reader)
    if pages.isEmpty { log.append(Self.noPages(configuration)) }
    let navigation = Self.navigation(files, pages, configuration, plugins, suggestions, &log)
    plugins.pages(&pages, navigation, &log)
    log += Self.diagnostics(of: pages)
    log += FragmentCheck(configuration).diagnostics(of: pages)
    log += DiagramCheck(configuration).diagnostics(of: pages)
    log += Self.unreadable(files.assets, configuration)
    outputs = plugins.outputs(
      FinishedSite(
        files: files, pages: pages, titles: Documents.titles(pages, navigation),
        navigation: navigation, suggestions: suggestions), &log)
    assets = Self.assets(files.assets, beside: outputs, configuration, &log).filter {
      !$0.outputPath.hasPrefix(SiteLanguages.outside)
    }
    theme = ThemeFiles(
      configuration, customDir: folders.customDir, templates: PageTemplates.asked(by: pages))
    log += theme.diagnostics
    log += PageTemplates.missing(pages, theme.layouts, configuration)
    diagnostics = log.sorted()
    hasErrors = log.contains { $0.severity == .error }
    documents = Documents(
      configuration: configuration, theme: theme, pages: pages, navigation: navigation,
      translations: translations.flatMap { translation in
        translation.pages.map { page in
          var file = page.file
          file.url = translation.place(file.url)
          return file
        }
      })
    search = hasErrors ? nil : await SearchFiles(documents.searchedPages, configuration)
    self.pages = pages
    self.plugins = plugins
  }

  /// Appends the document of page `index` and gives its path below the site's folder; may be called
  /// on many threads.
  func write(page index: Int, into output: inout OutputBuffer) -> String {
    let path = documents.write(index, into: &output)
    if plugins.changesDocuments { plugins.document(&output.bytes) }
    return path
  }

  /// Hands out the files that are neither pages nor copied, one after the other. A page or a copied file
  /// of the same path goes before, such as the author's own `404.html`. What other plugins write than
  /// the theme and the search, a site has once, whatever its languages.
  ///
  /// - Throws: what `write` throws.
  func writeOthers(_ write: SearchFiles.Writing) throws(Diagnostic) {
    func isMeant(_ path: String) -> Bool {
      place.folder.isEmpty || path.hasPrefix(ThemeFiles.folder)
    }
    for file in outputs where isMeant(file.path) { try write(file.path, file.bytes) }
    try search?.write(write)
    for file in documents.extra where isMeant(file.path) { try write(file.path, file.bytes) }
    for file in theme.assets { try write(file.path, file.bytes) }
  }

  // MARK: - Steps

  /// The files of a site, and those that its theme brings where the site has none of the same path.
  private static func withThemeFiles(
    _ files: SiteFiles, _ configuration: SiteConfiguration, _ folders: SiteFolders, hasIcon: Bool
  ) throws(Diagnostic) -> SiteFiles {
    let (theme, directoryURLs) = (configuration.theme, configuration.useDirectoryURLs)
    var added = try CustomFiles.files(
      missingIn: files, from: folders.customDir, named: theme.customDir?.value ?? "",
      directoryURLs: directoryURLs)
    let icon = StandardIcon.file(
      missingIn: files, theme: theme.name, directoryURLs: directoryURLs)
    if let icon, hasIcon, !added.contains(where: { $0.sourcePath == icon.sourcePath }) {
      added.append(icon)
    }
    return added.isEmpty ? files : files.adding(added)
  }

  private static func read(
    _ files: [SiteFile], _ options: SiteBuild.Options, _ memory: PageMemory?,
    _ reader: @escaping @Sendable () -> PageReader
  ) async -> [Page] {
    await parallelMap(count: files.count, with: reader) { reader, index in
      if options.isInterrupted() { return nil }
      options.progress("Reading pages", index, files.count)
      return memory?.page(for: files[index]) ?? reader.read(files[index])
    }
  }

  /// Reads pages again whose references lead to other pages' headings.
  private static func define(
    _ definitions: [Int: [(label: String, target: String)]], in pages: inout [Page],
    _ reader: @escaping @Sendable () -> PageReader
  ) async {
    guard !definitions.isEmpty else { return }
    let indexes = definitions.keys.sorted()
    let files = indexes.map { pages[$0].file }
    let again = await parallelMap(count: files.count, with: reader) { reader, index in
      reader.read(files[index], definitions: definitions[indexes[index]] ?? [])
    }
    for (index, page) in zip(indexes, again) { pages[index] = page }
  }

  private static func navigation(
    _ files: SiteFiles, _ pages: [Page], _ configuration: SiteConfiguration, _ plugins: Plugins,
    _ suggestions: LinkSuggestions, _ log: inout [Diagnostic]
  ) -> Navigation {
    let sources = NavigationSources(
      files: files, pages: pages, docsDir: configuration.docsDir.value)
    let entries = plugins.navigation(configuration.nav, sources, &log)
    var navigation = Navigation(
      entries: entries, configuration: configuration, files: files, pages: pages.map(\.file),
      suggestions: suggestions)
    plugins.navigation(&navigation)
    log += navigation.diagnostics
    return navigation
  }

  private static func noPages(_ configuration: SiteConfiguration) -> Diagnostic {
    .warning(
      code: "docs.pages.none", "there are no pages in '\(configuration.docsDir.value)'",
      at: configuration.docsDir.location,
      hint: "write a first one: \(configuration.docsDir.value)/index.md")
  }

  /// The files that are copied; what a plugin writes goes before, as in MkDocs.
  private static func assets(
    _ assets: [SiteFile], beside outputs: [OutputFile], _ configuration: SiteConfiguration,
    _ log: inout [Diagnostic]
  ) -> [SiteFile] {
    guard !outputs.isEmpty else { return assets }
    let made = Set(outputs.map(\.path))
    return assets.filter { asset in
      guard made.contains(asset.outputPath) else { return true }
      log.append(
        .info(
          code: "docs.output.conflict",
          "the file is left out: a plugin writes one of the same path",
          at: Location(file: configuration.docsDir.value + "/" + asset.sourcePath),
          target: asset.sourcePath, hint: "remove it, or name it in exclude_docs"))
      return false
    }
  }

  /// Files that cannot be copied are found before anything is written.
  private static func unreadable(
    _ assets: [SiteFile], _ configuration: SiteConfiguration
  ) -> [Diagnostic] {
    assets.compactMap { asset in
      guard asset.content == nil, var diagnostic = FileReader.refusal(asset.location) else {
        return nil
      }
      diagnostic.location?.file =
        asset.origin ?? configuration.docsDir.value + "/" + asset.sourcePath
      return diagnostic
    }
  }

  /// What is wrong with the pages; a file that many of them include has its mistakes once.
  private static func diagnostics(of pages: [Page]) -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return pages.indices.flatMap { index in
      pages[index].diagnostics.filter { diagnostic in
        diagnostic.location?.file.hasSuffix(pages[index].file.sourcePath) == true
          || seen.insert(diagnostic).inserted
      }
    }
  }
}
