import Bytes
import Diagnostics
import FileTree
import Markdown
import Sites

/// Which file each link leads to, and which anchors each file has. It may be used from any thread.
final class LinkGraph: Sendable {
  /// The files.
  let repository: Repository
  /// Addresses on the web that stand for files of the repository; nil where nobody knows which.
  let webAddresses: WebAddresses?
  private let anchors: [String: Set<String>]
  /// The folders of built sites that begin at the root of their host.
  private let rootedSites: Set<String>
  /// The anchors of files outside the selection, read when they are asked for.
  private let further = Remembered<String, Set<String>?>()

  init(repository: Repository, webAddresses: WebAddresses?, documents: [Document]) {
    self.repository = repository
    self.webAddresses = webAddresses
    anchors = Dictionary(
      documents.compactMap { document in document.anchors.map { (document.path, $0) } },
      uniquingKeysWith: { first, _ in first })
    rootedSites = Self.rootedSites(documents, repository)
  }

  /// The built sites of which an address that begins with `/` leads to a file when it begins at the
  /// site's own root.
  private static func rootedSites(_ documents: [Document], _ repository: Repository) -> Set<String>
  {
    var roots = Set(repository.builtSites.filter(\.hasOwnHost).map(\.root))
    for document in documents {
      guard let site = document.builtSite, site.address == nil, !roots.contains(site.root) else {
        continue
      }
      let isRooted = document.links.contains { link in
        let path = SplitURL(link.destination).path
        guard path.utf8.first == ASCII.slash, path.utf8.dropFirst().first != ASCII.slash,
          let candidate = site.path(of: path.percentDecoded, from: document),
          candidate.path != site.root
        else { return false }
        return site.files(servedFor: candidate).contains { repository.files[$0] != nil }
      }
      if isRooted { roots.insert(site.root) }
    }
    return roots
  }

  /// Where a link of a document leads.
  ///
  /// On GitHub `/` begins at the repository's root, in a built site at the site's; in the pages of a
  /// `docs_dir` such addresses are the site's own and cannot be checked here.
  func resolve(_ link: Link, in document: Document) -> ResolvedLink {
    let folder = document.linkFolder
    func resolved(_ target: LinkTarget, _ fragment: String? = nil) -> ResolvedLink {
      ResolvedLink(link: link, target: target, fragment: fragment, folder: folder)
    }
    let destination = link.destination
    if document.site?.mayFillIn(destination) == true { return resolved(.external) }
    if LinkMeaning.isExternal(destination) {
      let host = document.builtSite?.path(ofAddress: destination)
      if let path = host ?? webAddresses?.path(of: destination) {
        let parts = SplitURL(path)
        var link = resolved(
          host == nil
            ? RelativePath.normalized(parts.path.percentDecoded).map { target(at: $0) } ?? .external
            : siteTarget(parts.path, document), parts.fragment?.percentDecoded)
        link.isWebAddress = true
        return link
      }
      return resolved(.external)
    }
    let parts = SplitURL(destination)
    let fragment = parts.fragment?.percentDecoded
    if parts.path.isEmpty {
      return resolved(document.base == nil ? .sameDocument : .external, fragment)
    }
    if document.kind == .html, document.builtSite == nil, parts.path.utf8.first == ASCII.slash {
      return resolved(.external, fragment)
    }
    if document.builtSite != nil { return resolved(siteTarget(parts.path, document), fragment) }
    let path = parts.path.percentDecoded
    if let site = document.site {
      if case .html = link.kind { return resolved(site.builtTarget(path, document), fragment) }
      if path.utf8.first == ASCII.slash {
        guard site.absoluteLinksAreDocs else { return resolved(.external, fragment) }
        let inside = RelativePath.normalized(site.docsDir + path)
        return resolved(inside.map { siteSource($0, site) } ?? .outsideRepository, fragment)
      }
      let target =
        RelativePath.resolve(path, in: folder).map { siteSource($0, site) } ?? .outsideRepository
      switch target {
      case .missing, .outsideSite, .outsideRepository:
        // Posts of blogs, and feeds, name pages and images from the folder of the pages.
        if link.text == FrontMatterLinks.text,
          let wanted = RelativePath.resolve(path, in: site.docsDir),
          case .file = siteSource(wanted, site)
        {
          return resolved(.file(wanted), fragment)
        }
        return resolved(sharedSource(path, document) ?? target, fragment)
      default: return resolved(target, fragment)
      }
    }
    guard let target = RelativePath.resolve(path, in: folder) else {
      return resolved(
        Self.isGitHubPage(path, from: folder) ? .external : .outsideRepository, fragment)
    }
    return resolved(self.target(at: target), fragment)
  }

  /// What lies at a path of the repository.
  private func target(at path: String) -> LinkTarget {
    switch repository.target(at: path) {
    case .file: .file(path)
    case .folder: .folder(path)
    case .ignored: .ignored(path)
    case .otherCase(let real): .otherCase(wanted: path, real: real)
    case .nothing: repository.isInAbsentSubmodule(path) ? .external : .missing(path)
    }
  }

  /// What a link between the sources of a site leads to.
  private func siteSource(_ path: String, _ site: DocumentationFolder) -> LinkTarget {
    let target = target(at: path)
    if case .file = target, !site.contains(path) { return .outsideSite(path) }
    return target
  }

  /// What a link leads to in a site that holds several projects, or several languages.
  private func sharedSource(_ path: String, _ document: Document) -> LinkTarget? {
    for site in repository.sites where site.includesOthers || site.file == document.site?.file {
      let own = site.file == document.site?.file ? document.path : nil
      guard let place = own ?? site.place(ofIncluded: document.path),
        let wanted = RelativePath.resolve(path, in: RelativePath.folder(of: place))
      else { continue }
      if let file = site.source(of: wanted) { return .file(file) }
      if case .file = target(at: wanted), site.contains(wanted) { return .file(wanted) }
    }
    return nil
  }

  /// What an address leads to in the built site that holds a document.
  private func siteTarget(_ path: Substring, _ document: Document) -> LinkTarget {
    guard let site = document.builtSite,
      let candidate = site.path(of: path.percentDecoded, from: document)
    else { return .external }
    guard let inside = candidate.path else { return .outsideRepository }
    let served = site.files(servedFor: candidate)
    if let file = served.first(where: { repository.files[$0] != nil }) { return .file(file) }
    let found = target(at: inside)
    // `page.html/` is nothing that a server has.
    if case .file = found, candidate.isFolder { return .missing(inside) }
    if case .missing = found, site.address == nil, path.utf8.first == ASCII.slash {
      return belowUnknownFolder(candidate, site) ?? found
    }
    return found
  }

  /// A site that does not say where it lies on its host may lie in a folder there, and so may begin
  /// all its addresses with that folder.
  private func belowUnknownFolder(
    _ candidate: BuiltSite.Candidate, _ site: BuiltSite
  ) -> LinkTarget? {
    guard let path = candidate.path, !rootedSites.contains(site.root) else { return nil }
    let inside = site.root.isEmpty ? path[...] : path.dropFirst(site.root.count + 1)
    guard let slash = inside.firstIndex(of: "/") else {
      return candidate.isFolder
        ? .file(site.root.isEmpty ? "index.html" : site.root + "/index.html") : nil
    }
    let rest = BuiltSite.Candidate(
      path: RelativePath.resolve(inside[slash...].dropFirst(), in: site.root),
      isFolder: candidate.isFolder)
    return site.files(servedFor: rest).first { repository.files[$0] != nil }.map { .file($0) }
  }

  /// Whether a link climbs from a file's folder to the pages that GitHub has beside the files, such
  /// as `../../issues` in the README.
  private static func isGitHubPage(_ path: String, from folder: String) -> Bool {
    var climbs = 0
    var rest = path[...]
    while rest.hasPrefix("../") {
      climbs += 1
      rest = rest.dropFirst(3)
    }
    let depth = folder.isEmpty ? 0 : folder.utf8.count { $0 == ASCII.slash } + 1
    return climbs == depth + 2 && gitHubPages.contains(rest.prefix { $0 != "/" })
  }

  private static let gitHubPages: Set<Substring> = [
    "issues", "pulls", "pull", "actions", "releases", "tags", "wiki", "discussions", "commits",
    "commit", "compare", "projects", "security", "graphs", "network", "stargazers", "watchers",
    "labels", "milestones", "milestone", "packages", "deployments", "activity", "forks", "pulse",
    "archive", "raw", "blob", "tree", "blame", "edit", "new", "settings", "contributors",
    "branches",
  ]

  /// The anchors of the file at `path`; nil when it has none that can be known. A file outside the
  /// selection is read when it is asked for.
  func anchors(of path: String) -> Set<String>? {
    if let known = anchors[path] { return known }
    guard DocumentKind(path)?.hasAnchors == true, repository.files[path] == .file else {
      return nil
    }
    return further.value(for: path) { Documents.read($0, in: repository).anchors }
  }
}
