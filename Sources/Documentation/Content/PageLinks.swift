import Bytes
import Diagnostics
import FileTree
import Markdown
import Sites

/// Turns the links of one page into addresses of the site, and notes those that lead nowhere.
struct PageLinks: LinkResolver {
  let source: PageSource
  let files: SiteFiles
  let suggestions: LinkSuggestions
  let configuration: SiteConfiguration
  private var page: SiteFile { source.file }
  /// Links whose fragment is checked when all pages are known.
  private(set) var fragmentLinks: [Page.FragmentLink] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(
    page source: PageSource, files: SiteFiles, suggestions: LinkSuggestions,
    configuration: SiteConfiguration
  ) {
    self.source = source
    self.files = files
    self.suggestions = suggestions
    self.configuration = configuration
  }

  /// What a destination leads to: from where the author wrote it, and in a site of several languages
  /// also from where the page is.
  private func meaning(of destination: String) -> LinkMeaning {
    let absoluteIsDocs = configuration.validation.absoluteLinksAreRelativeToDocs
    let meaning = LinkMeaning.of(
      destination, inPage: page.authorsPath, files: files, absoluteIsDocs: absoluteIsDocs)
    guard page.writtenPath != nil, case .missing = meaning else { return meaning }
    let other = LinkMeaning.of(
      destination, inPage: page.sourcePath, files: files, absoluteIsDocs: absoluteIsDocs)
    if case .file = other { return other }
    return meaning
  }

  mutating func resolve(_ link: Link) -> String? {
    if case .autolink = link.kind { return nil }
    if case .html = link.kind {
      // MkDocs leaves addresses in raw HTML alone: they are written for the built site.
      checkHTML(link)
      return nil
    }
    let validation = configuration.validation
    switch meaning(of: link.destination) {
    case .external: return nil
    case .samePage(let fragment):
      note(fragment, of: page.sourcePath, link)
      return nil
    case .file(let file, let fragment, let suffix):
      guard file.isBuilt else {
        reportExcluded(file, link)
        return nil
      }
      if file.kind == .page { note(fragment, of: file.sourcePath, link) }
      return RelativePath.from(folder: page.urlFolder, to: file.url) + suffix
    case .absolute(let path):
      report(
        validation.linksAbsolute, "docs.link.absolute",
        "the link '\(link.destination)' begins with '/' and is left as it is", link,
        hint: suggestions.forAbsolute(path, inPage: page.sourcePath, files: files))
      return nil
    case .missing(let path, let looksLikeFile):
      let hint = suggestions.near(
        path, destination: link.destination, inPage: page.sourcePath, files: files)
      if looksLikeFile {
        report(
          validation.linksNotFound, "docs.link.missing-file",
          "there is no file '\(path ?? link.destination)' in the documentation", link, hint: hint)
      } else {
        report(
          validation.linksUnrecognized, "docs.link.unrecognized",
          "the link '\(link.destination)' leads to no page and is left as it is", link, hint: hint)
      }
      return nil
    }
  }

  /// An address in raw HTML starts where the page will be, not where its source is.
  private mutating func checkHTML(_ link: Link) {
    guard let level = configuration.validation.linksHTML,
      !LinkMeaning.isExternal(link.destination)
    else { return }
    let parts = SplitURL(link.destination)
    if parts.path.isEmpty {
      note(parts.fragment?.percentDecoded, of: page.sourcePath, link)
      return
    }
    guard !parts.path.hasPrefix("/"), !parts.path.contains("{{") else { return }
    let path = parts.path.percentDecoded
    let target = RelativePath.resolve(path, in: String(page.urlFolder.dropLast()))
    if let target, files.hasAddress(target) { return }
    report(
      level, "docs.link.missing-html",
      "the address '\(link.destination)' in HTML leads to nothing on the site", link,
      hint: suggestions.forHTML(path, target, inPage: page, files: files))
  }

  private mutating func note(_ fragment: String?, of target: String, _ link: Link) {
    guard let fragment, configuration.validation.linksAnchors != nil,
      !configuration.validation.excludes(link.destination)
    else { return }
    fragmentLinks.append(
      .init(
        target: target, fragment: fragment, destination: link.destination,
        location: location(of: link)))
  }

  private mutating func reportExcluded(_ file: SiteFile, _ link: Link) {
    report(
      configuration.validation.linksNotFound.map { min(.info, $0) }, "docs.link.excluded",
      "the link leads to '\(file.sourcePath)', which is no part of the site", link,
      hint: "remove the link, or the file from exclude_docs")
  }

  private mutating func report(
    _ severity: Severity?, _ code: String, _ message: String, _ link: Link, hint: String?
  ) {
    guard let severity, !configuration.validation.excludes(link.destination) else { return }
    diagnostics.append(
      Diagnostic(
        severity, code: code, message, at: location(of: link), target: link.destination,
        hint: hint))
  }

  private func location(of link: Link) -> Location { source.location(of: link.position) }
}
