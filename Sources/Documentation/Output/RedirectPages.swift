import Bytes
import Diagnostics
import FileTree
import Sites

/// Makes the pages that lead from old addresses to new ones (plugin `redirects`).
struct RedirectPages {
  let configuration: SiteConfiguration
  let files: SiteFiles

  /// The pages by their output path, and what is wrong with the map.
  func make() -> (pages: [(path: String, bytes: [UInt8])], diagnostics: [Diagnostic]) {
    var pages: [(path: String, bytes: [UInt8])] = []
    var diagnostics: [Diagnostic] = []
    let taken = Set(files.pages.map(\.outputPath))
    for redirect in configuration.redirects {
      guard SiteAddress.isPage(redirect.from) else {
        diagnostics.append(
          .warning(
            code: "docs.redirect.source",
            "'\(redirect.from)' is no page: write the old page's path",
            at: redirect.location, target: redirect.from, hint: "such as 'old/page.md'"))
        continue
      }
      let output = SiteAddress.outputPath(
        forPage: redirect.from, directoryURLs: configuration.useDirectoryURLs)
      guard !taken.contains(output) else {
        diagnostics.append(
          .warning(
            code: "docs.redirect.exists", "the redirected page '\(redirect.from)' exists",
            at: redirect.location, target: redirect.from, hint: "remove the page or the redirect"))
        continue
      }
      guard let address = address(of: redirect, &diagnostics) else { continue }
      let url = SiteAddress.url(
        forOutput: output, directoryURLs: configuration.useDirectoryURLs)
      let relative =
        LinkMeaning.isExternal(address)
        ? address : RelativePath.from(folder: folder(of: url), to: address)
      pages.append((output, Self.page(leadingTo: relative)))
    }
    return (pages, diagnostics)
  }

  private func folder(of url: String) -> String {
    url.hasSuffix("/") ? String(url.dropLast()) : RelativePath.folder(of: url)
  }

  private func address(
    of redirect: SiteConfiguration.Redirect, _ diagnostics: inout [Diagnostic]
  ) -> String? {
    if LinkMeaning.isExternal(redirect.to) { return redirect.to }
    let parts = SplitURL(redirect.to)
    if let file = files[String(parts.path)], file.isBuilt { return file.url + parts.suffix }
    diagnostics.append(
      .warning(
        code: "docs.redirect.target", "there is no page '\(parts.path)' to redirect to",
        at: redirect.location, target: redirect.to,
        hint: Suggestion.nearest(to: String(parts.path), in: files.pages.map(\.sourcePath)).map {
          "did you mean '\($0)'?"
        }))
    return nil
  }

  private static func page(leadingTo address: String) -> [UInt8] {
    var escaped = OutputBuffer()
    escaped.appendHTMLEscaped(address)
    var script = OutputBuffer()
    script.appendJSON(address)
    // A `</script>` in the address must not end the script.
    let literal = script.text.replacing("<", with: "\\u003C")
    return Array(
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>Redirecting…</title>
      <link rel="canonical" href="\(escaped.text)">
      <meta name="robots" content="noindex">
      <script>location.replace(\(literal) + (location.hash ? location.hash : ""))</script>
      <meta http-equiv="refresh" content="0; url=\(escaped.text)">
      </head>
      <body>
      <p>This page moved to <a href="\(escaped.text)">\(escaped.text)</a>.</p>
      </body>
      </html>

      """.utf8)
  }
}
