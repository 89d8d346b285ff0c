import Configuration
import Diagnostics
import FileTree
public import SystemPackage

/// Another project whose pages stand in a site: `!include` in `nav`, with the plugin `monorepo`.
public struct IncludedSite: Sendable, Hashable {
  /// The folder that its pages' paths begin with.
  public var alias: String
  /// Where its pages lie.
  public var docs: FilePath
  /// That folder as diagnostics name it.
  public var docsName: String
}

/// Follows `!include` and `*include` in `nav`.
struct IncludedSitesReader {
  let environment: [String: String]

  func apply(to site: inout SiteConfiguration, _ diagnostics: inout [Diagnostic]) {
    guard let nav = site.nav else { return }
    var work = Work(environment: environment, root: site.root)
    site.nav = nav.flatMap { work.resolved($0) }
    site.includedSites = work.sites
    site.configurationFiles += work.files
    site.watch += work.sites.map(\.docsName)
    diagnostics += work.diagnostics
  }

  private struct Work {
    let environment: [String: String]
    let root: FilePath
    var sites: [IncludedSite] = []
    var files: [FilePath] = []
    var diagnostics: [Diagnostic] = []

    init(environment: [String: String], root: FilePath) {
      self.environment = environment
      self.root = root
    }

    mutating func resolved(_ entry: NavEntry) -> [NavEntry] {
      switch entry {
      case .section(let title, let entries):
        return [.section(title: title, entries: entries.flatMap { resolved($0) })]
      case .link(let title, let target, let location):
        if let path = Self.path(target, after: "!include ") {
          guard let found = project(path, location) else { return [] }
          return [.section(title: title ?? found.name, entries: found.entries)]
        }
        guard let pattern = Self.path(target, after: "*include ") else { return [entry] }
        let inner = matches(pattern).compactMap { project($0, location) }
        if inner.isEmpty {
          diagnostics.append(Self.missing(pattern, location))
          return []
        }
        let sections = inner.map { NavEntry.section(title: $0.name, entries: $0.entries) }
        return title.map { [.section(title: $0, entries: sections)] } ?? sections
      }
    }

    private static func path(_ target: String, after mark: String) -> String? {
      target.hasPrefix(mark) ? String(target.dropFirst(mark.count)) : nil
    }

    private static func missing(_ path: String, _ location: Location) -> Diagnostic {
      .error(
        code: "docs.config.include", "there is no project '\(path)' to include", at: location,
        target: path, hint: "the path starts at the folder of mkdocs.yml")
    }

    /// Reads a project: its name, and its navigation below its alias.
    private mutating func project(
      _ written: String, _ location: Location
    ) -> (name: String, entries: [NavEntry])? {
      let path = RelativePath.normalized(written) ?? written
      let file = root.pushing(FilePath(written)).lexicallyNormalized()
      guard FileStatus.of(file)?.kind == .file else {
        diagnostics.append(Self.missing(written, location))
        return nil
      }
      let read: (configuration: SiteConfiguration, diagnostics: [Diagnostic])
      do throws(Diagnostic) {
        read = try SiteConfigurationReader.readIncluded(file, named: path, environment: environment)
      } catch {
        diagnostics.append(error)
        return nil
      }
      diagnostics += read.diagnostics.filter { $0.severity == .error }
      let site = read.configuration
      let folder = RelativePath.folder(of: path)
      let docsName = (folder.isEmpty ? "" : folder + "/") + site.docsDir.value
      let included = IncludedSite(
        alias: Self.alias(site.siteName),
        docs: file.removingLastComponent().pushing(FilePath(site.docsDir.value)),
        docsName: docsName)
      guard FileStatus.of(included.docs)?.kind == .directory else {
        diagnostics.append(
          .error(
            code: "docs.config.docs-dir", "there is no folder '\(docsName)'",
            at: site.docsDir.location ?? Location(file: path), target: docsName))
        return nil
      }
      if let other = sites.first(where: { $0.alias == included.alias && $0 != included }) {
        diagnostics.append(
          .error(
            code: "docs.config.include",
            "the projects of '\(other.docsName)' and '\(docsName)' have one name", at: location,
            target: site.siteName, hint: "give each a 'site_name' of its own"))
        return nil
      }
      if !sites.contains(included) {
        sites.append(included)
        files.append(file)
      }
      let nav = site.nav ?? Self.folders(included)
      return (site.siteName, nav.compactMap { prefixed($0, included.alias) })
    }

    /// The entries of a project, seen from the whole site.
    private mutating func prefixed(_ entry: NavEntry, _ alias: String) -> NavEntry? {
      switch entry {
      case .section(let title, let entries):
        return .section(title: title, entries: entries.compactMap { prefixed($0, alias) })
      case .link(let title, let target, let location):
        if target.hasPrefix("!include ") || target.hasPrefix("*include ") {
          diagnostics.append(
            .error(
              code: "docs.config.include", "an included project includes no others", at: location,
              target: target, hint: "include it in the site's own 'nav'"))
          return nil
        }
        if LinkMeaning.isExternal(target) { return entry }
        return .link(title: title, target: alias + "/" + target, location: location)
      }
    }

    /// A project's name as a folder: as it is, or in small letters with hyphens.
    private static func alias(_ name: String) -> String {
      if name.wholeMatch(of: /[a-zA-Z0-9_.\-\/]+/) != nil { return name }
      let words = name.lowercased().split { !($0.isLetter || $0.isNumber) }
      return words.joined(separator: "-")
    }

    /// The navigation of a project without `nav`: folders, then files, by name.
    private static func folders(_ site: IncludedSite) -> [NavEntry] {
      let walk = DirectoryWalk(links: .follow)
      let files = (try? walk.files(below: site.docs)) ?? []
      return entries(files.map(\.path).filter { $0.hasSuffix(".md") }, site)
    }

    /// - Parameters:
    ///   - paths: those of the files below a folder, by name.
    ///   - start: how many bytes of them are the folder's.
    private static func entries(
      _ paths: [String], behind start: Int = 0, _ site: IncludedSite
    ) -> [NavEntry] {
      var inner: [String: [String]] = [:]
      var own: [NavEntry] = []
      for path in paths {
        let rest = path.utf8.dropFirst(start)
        if let slash = rest.firstIndex(of: UInt8(ascii: "/")) {
          inner[String(rest[..<slash]) ?? "", default: []].append(path)
        } else {
          let location = Location(file: site.docsName + "/" + path)
          own.append(.link(title: nil, target: path, location: location))
        }
      }
      let folders = inner.sorted { $0.key < $1.key }.map { name, paths -> NavEntry in
        let behind = start + name.utf8.count + 1
        return .section(
          title: PageTitle.from(name: name), entries: entries(paths, behind: behind, site))
      }
      return folders + own
    }

    /// The files that a pattern matches, by name.
    private func matches(_ written: String) -> [String] {
      let pattern = RelativePath.normalized(written) ?? written
      let parts = pattern.split(separator: "/")
      let folders = parts.indices.dropLast().map { Glob(parts[...$0].joined(separator: "/")) }
      let isDeep = pattern.contains("**")
      let walk = DirectoryWalk(
        links: .list,
        descends: { path in
          let depth = path.split(separator: "/").count
          return isDeep || (depth <= folders.count && folders[depth - 1].matches(path))
        })
      let whole = Glob(pattern)
      return ((try? walk.files(below: root)) ?? []).map(\.path).filter { whole.matches($0) }
    }
  }
}
