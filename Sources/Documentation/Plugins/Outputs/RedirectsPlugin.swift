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
      return Redirect(from: entry.key, to: target, location: entry.value.location)
    }
  }

  /// Links in HTML may lead to old addresses.
  func files(_ files: SiteFiles, _ log: inout [Diagnostic]) -> SiteFiles {
    files.knowing(
      redirects.lazy.filter { SiteAddress.isPage($0.from) }.map {
        SiteAddress.outputPath(forPage: $0.from, directoryURLs: directoryURLs)
      })
  }

  func outputs(_ site: FinishedSite, _ log: inout [Diagnostic]) -> [OutputFile] {
    var pages: [OutputFile] = []
    let taken = Set(site.files.pages.map(\.outputPath))
    for redirect in redirects {
      guard SiteAddress.isPage(redirect.from) else {
        log.append(
          .warning(
            code: "docs.redirect.source",
            "'\(redirect.from)' is no page: write the old page's path",
            at: redirect.location, target: redirect.from, hint: "such as 'old/page.md'"))
        continue
      }
      let output = SiteAddress.outputPath(
        forPage: redirect.from, directoryURLs: directoryURLs)
      guard !taken.contains(output) else {
        log.append(
          .warning(
            code: "docs.redirect.exists", "the redirected page '\(redirect.from)' exists",
            at: redirect.location, target: redirect.from, hint: "remove the page or the redirect"))
        continue
      }
      guard let address = address(of: redirect, site, &log) else { continue }
      let url = SiteAddress.url(forOutput: output, directoryURLs: directoryURLs)
      let relative =
        LinkMeaning.isExternal(address)
        ? address : RelativePath.from(folder: folder(of: url), to: address)
      pages.append(OutputFile(path: output, bytes: RedirectDocument.bytes(leadingTo: relative)))
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
        hint: Suggestion.didYouMean(String(parts.path), in: site.files.pages.map(\.sourcePath))))
    return nil
  }
}
