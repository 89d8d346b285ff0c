import Configuration
import Sites

/// `open-in-new-tab`: links that lead out of the site, and those to PDF files, open in a new tab.
struct OpenInNewTabPlugin: SitePlugin {
  private let links: ExternalLinks

  init?(_ setup: inout PluginSetup) {
    links = ExternalLinks(
      attributes: [("target", "_blank")], shieldsNewTabs: true, includesPDF: true,
      siteURL: setup.site.siteURL)
    setup.unsupported(
      "add_icon", "links get no icon", hint: "style a[target=_blank] with extra_css")
  }

  func content(_ page: inout Page) { links.apply(to: &page.html) }
}
