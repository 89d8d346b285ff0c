import Bytes
import Configuration
import Diagnostics
import FileTree
import Sites

/// `redirects`: pages that lead from old addresses to new ones.
struct RedirectsPlugin: SitePlugin {
  /// A page that moved.
  private struct Redirect: Sendable {
    /// The page's old source path.
    var from: String
    /// Its new source path, with or without a fragment, or an address.
    var to: String
    /// Where it is written.
    var location: Location
  }

  private let redirects: [Redirect]
  private let directoryURLs: Bool

  init?(_ setup: inout PluginSetup) {
    directoryURLs = setup.site.useDirectoryURLs
    let maps = setup.options.value("redirect_maps")
    if let maps, maps.mapping == nil {
      setup.options.reject(maps, "redirect_maps", "a mapping of old pages to new ones")
    }
    redirects = (maps?.mapping ?? []).compactMap { entry in
      guard let target = entry.value.string else {
        setup.options.reject(entry.value, entry.key, "a page or an address")
        return nil
      }
      guard let source = RelativePath.normalized(entry.key), !source.isEmpty else {
        setup.options.add(
          .error(
            code: "docs.redirect.source", "'\(entry.key)' leads out of the site",
            at: entry.keyLocation, target: entry.key, hint: "write a path below docs_dir"))
        return nil
      }
      return Redirect(from: source, to: target, location: entry.value.location)
    }
  }

  /// Links in HTML may lead to old addresses.
  func files(_ files: SiteFiles, _ log: inout [Diagnostic]) -> SiteFiles {
    files.knowing(
      redirects.lazy.map { outputPath(of: $0) })
  }

  /// Where the document lies that leads on; a path that is no page's stays as it is.
  private func outputPath(of redirect: Redirect) -> String {
    SiteAddress.isPage(redirect.from)
      ? SiteAddress.outputPath(forPage: redirect.from, directoryURLs: directoryURLs)
      : redirect.from
  }

  /// A page that exists and is redirected leads on, too.
  func pages(_ pages: inout [Page], _ navigation: Navigation, _ log: inout [Diagnostic]) {
    let outputs = Dictionary(
      pages.enumerated().map { ($1.file.outputPath, $0) }, uniquingKeysWith: { first, _ in first })
    for redirect in redirects where SiteAddress.isPage(redirect.from) {
      let output = SiteAddress.outputPath(forPage: redirect.from, directoryURLs: directoryURLs)
      guard let index = outputs[output] else { continue }
      let parts = SplitURL(redirect.to)
      var address = redirect.to
      if !LinkMeaning.isExternal(redirect.to) {
        guard let target = pages.first(where: { $0.file.sourcePath == parts.path }) else {
          continue
        }
        address = RelativePath.from(
          folder: folder(of: pages[index].file.url), to: target.file.url + parts.suffix)
      }
      pages[index].metadata.redirect = address
      log.append(
        .info(
          code: "docs.redirect.exists",
          "the page '\(redirect.from)' exists, and visitors are led away from it",
          at: redirect.location, target: redirect.from, hint: "remove the page or the redirect"))
    }
  }

  func outputs(_ site: FinishedSite, _ log: inout [Diagnostic]) -> [OutputFile] {
    var pages: [OutputFile] = []
    var places: [String: Int] = [:]
    let taken = Set(site.files.pages.map(\.outputPath))
    for redirect in redirects {
      if !SiteAddress.isPage(redirect.from) {
        log.append(
          .warning(
            code: "docs.redirect.source",
            "'\(redirect.from)' is no path of a page", at: redirect.location,
            target: redirect.from, hint: "write the path that it had, such as 'old/page.md'"))
      }
      let output = outputPath(of: redirect)
      // See `pages`; what cannot lead on is said.
      if taken.contains(output) {
        _ = address(of: redirect, site, &log)
        continue
      }
      guard let address = address(of: redirect, site, &log) else { continue }
      let url = SiteAddress.url(forOutput: output, directoryURLs: directoryURLs)
      let relative =
        LinkMeaning.isExternal(address)
        ? address : RelativePath.from(folder: folder(of: url), to: address)
      let page = OutputFile(path: output, bytes: RedirectDocument.bytes(leadingTo: relative))
      // Two old pages had one address, such as `a.md` and `a/index.md`; the last counts, as in MkDocs.
      if let place = places[output] {
        pages[place] = page
      } else {
        places[output] = pages.count
        pages.append(page)
      }
    }
    return pages
  }

  private func folder(of url: String) -> String {
    url.hasSuffix("/") ? String(url.dropLast()) : RelativePath.folder(of: url)
  }

  private func address(
    of redirect: Redirect, _ site: FinishedSite, _ log: inout [Diagnostic]
  ) -> String? {
    if LinkMeaning.isExternal(redirect.to) { return redirect.to }
    let parts = SplitURL(redirect.to)
    if let file = site.files[String(parts.path)], file.isBuilt { return file.url + parts.suffix }
    log.append(
      .warning(
        code: "docs.redirect.target", "there is no page '\(parts.path)' to redirect to",
        at: redirect.location, target: redirect.to,
        hint: site.suggestions.nearPage(String(parts.path))))
    return nil
  }
}
