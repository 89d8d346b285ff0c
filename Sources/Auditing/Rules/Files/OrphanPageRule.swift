import Diagnostics
import FileTree
import Markdown
import Sites

struct OrphanPageRule: RepositoryRule {
  static let description = RuleDescription(
    "audit.page.orphan", .warning, title: "no link leads to a page of a site",
    what: """
      A page of a documentation site stands neither in `nav` nor in `not_in_nav`, and no other page \
      links to it; or no page of a built site links to a page of it. The first page, `404.html` and \
      pages that redirect are left alone, and so is a site without `nav`, whose navigation has all \
      pages. It is looked at only where all of the site is audited.
      """,
    why: "Readers cannot find the page, but by searching.",
    example: "`docs/old-notes.md` that is in no `nav`.",
    remedy: "Add the page to `nav`, link to it, name it in `not_in_nav`, or remove it.")

  func check(_ documents: [Document], _ context: AuditContext) -> [Finding] {
    let hasPages =
      !context.repository.builtSites.isEmpty
      || context.repository.sites.contains { $0.configuration.nav != nil }
    guard context.isWhole, hasPages else { return [] }
    var linked: Set<String> = []
    for document in documents {
      for link in document.links where link.role == .page {
        guard case .file(let path) = context.graph.resolve(link, in: document).target,
          path != document.path
        else { continue }
        linked.insert(path)
      }
    }
    return sourcePages(linked, context) + builtPages(documents, linked)
  }

  private func sourcePages(_ linked: Set<String>, _ context: AuditContext) -> [Finding] {
    context.repository.sites.flatMap { site -> [Finding] in
      guard let nav = site.configuration.nav else { return [] }
      let named = Set(nav.flatMap(\.targets))
      return site.pages.compactMap { page in
        let path = site.docsDir + "/" + page.sourcePath
        guard page.inclusion == .included, !page.url.isEmpty, !named.contains(page.sourcePath),
          !linked.contains(path), !site.findsItself(page.sourcePath), page.origin == nil,
          !context.repository.isExcluded(path)
        else { return nil }
        return description.finding(
          "the page is in no nav, and no page links to it", file: path, target: page.sourcePath,
          hint: "add it to nav in \(site.file), or link to it")
      }
    }
  }

  private func builtPages(_ documents: [Document], _ linked: Set<String>) -> [Finding] {
    documents.compactMap { document in
      guard let site = document.builtSite, !document.redirects, !linked.contains(document.path)
      else { return nil }
      let inside =
        site.root.isEmpty ? document.path : String(document.path.dropFirst(site.root.count + 1))
      guard inside != "index.html", RelativePath.name(of: inside) != "404.html" else { return nil }
      return description.finding(
        "no page of the site links to this one", file: document.path, target: inside,
        hint: "link to it, or remove it")
    }
  }
}

extension NavEntry {
  /// The pages that an entry names.
  fileprivate var targets: [String] {
    switch self {
    case .link(_, let target, _): [RelativePath.normalized(target) ?? target]
    case .section(_, let entries): entries.flatMap(\.targets)
    }
  }
}
