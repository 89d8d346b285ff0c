import Diagnostics
import FileTree
import Sites
import SystemPackage

/// The folders of a site, checked: they exist, and none lies where another would be destroyed.
struct SiteFolders {
  let docs: FilePath
  let site: FilePath
  let customDir: FilePath?

  init(_ configuration: SiteConfiguration) throws(Diagnostic) {
    // Absolute, so that `..` shows what it leads to.
    let root = configuration.root.absolute
    docs = root.pushing(FilePath(configuration.docsDir.value)).lexicallyNormalized()
    site = root.pushing(FilePath(configuration.siteDir)).lexicallyNormalized()
    customDir = configuration.theme.customDir.map {
      root.pushing(FilePath($0.value)).lexicallyNormalized()
    }
    let place = configuration.docsDir.location ?? Location(file: configuration.file)
    guard let status = FileStatus.of(docs), status.kind == .directory else {
      throw .error(
        code: "docs.config.docs-dir", "there is no folder '\(configuration.docsDir.value)'",
        at: place, target: configuration.docsDir.value,
        hint: "create it, or set docs_dir to the folder of your pages")
    }
    if site.starts(with: docs), !configuration.docsHoldSite || site == docs {
      throw .error(
        code: "docs.config.site-dir",
        "the site's folder '\(configuration.siteDir)' lies in the folder of the pages, so the next "
          + "build would read it", at: place, target: configuration.siteDir,
        hint: "set site_dir to a folder beside docs_dir")
    }
    if docs.starts(with: site) || root.starts(with: site) {
      throw Self.swallows(configuration, at: place)
    }
    if let status = FileStatus.of(site), status.kind != .directory {
      throw .system("create the folder", site, .fileExists)
    }
    if let custom = configuration.theme.customDir, let path = customDir,
      FileStatus.of(path)?.kind != .directory
    {
      throw .error(
        code: "docs.config.custom-dir", "there is no folder '\(custom.value)'",
        at: custom.location, target: custom.value, hint: "create it, or remove theme.custom_dir")
    }
  }

  private static func swallows(
    _ configuration: SiteConfiguration, at place: Location
  ) -> Diagnostic {
    .error(
      code: "docs.config.site-dir",
      "the site's folder '\(configuration.siteDir)' holds the sources, which a build would remove",
      at: place, target: configuration.siteDir,
      hint: "set site_dir to a folder of its own, such as 'site'")
  }
}
