import Configuration
import Diagnostics
import Sites

/// The templates that pages ask for in their front matter.
enum PageTemplates {
  /// The templates that some pages ask for.
  static func asked(by pages: [Page]) -> Set<String> {
    Set(pages.compactMap(template))
  }

  private static func template(_ page: Page) -> String? {
    guard page.metadata.redirect == nil, let template = page.metadata.template,
      !themes.contains(template)
    else { return nil }
    return template
  }

  /// Templates of Material's that pages are laid out with anyway.
  private static let themes: Set<String> = [
    "main.html", "base.html", "blog.html", "blog-post.html", PageMetadata.redirectTemplate,
  ]

  /// What is wrong with what pages ask for.
  static func missing(
    _ pages: [Page], _ layouts: Layouts, _ configuration: SiteConfiguration
  ) -> [Diagnostic] {
    pages.compactMap { page in
      guard let template = template(page), !layouts.has(template) else { return nil }
      let written = page.metadata.values?["template"]?.location
      let place =
        written
        ?? Location(
          file: configuration.docsDir.value + "/" + page.file.sourcePath, line: 1, column: 1)
      let message = "the page asks for the template '\(template)', which "
      let hint = "write it into theme.custom_dir, or the page's own HTML into the page"
      // Another theme's templates are not known.
      guard ["material", "mkdocs", "readthedocs"].contains(configuration.theme.name) else {
        return .info(
          code: "docs.theme.page-template", message + "is not used", at: place, target: template,
          hint: hint)
      }
      return .warning(
        code: "docs.theme.page-template", message + "there is not, or cannot be used", at: place,
        target: template, hint: hint)
    }
  }
}
