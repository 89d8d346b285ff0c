import Diagnostics
import FileTree
import Sites

/// A navigation that can be taken apart and put together again.
struct NavTree {
  /// One entry; sections change in place.
  final class Node {
    enum Kind {
      case page(String)
      case link(String)
      case section([Node], isExplicit: Bool)
    }
    var kind: Kind
    var title: String?
    let location: Location
    /// What the folder's `.pages` file says.
    var pages = PagesFile()
    /// A section that a `.pages` file makes, and no folder.
    var isVirtual = false

    init(_ kind: Kind, title: String?, _ location: Location) {
      self.kind = kind
      self.title = title
      self.location = location
    }

    /// The page, or the folder of a section; nil for addresses.
    var path: String? {
      switch kind {
      case .page(let path): path
      case .link: nil
      case .section: pages.path.map { RelativePath.folder(of: $0) }
      }
    }

    var entry: NavEntry {
      switch kind {
      case .page(let path): .link(title: title, target: path, location: location)
      case .link(let url): .link(title: title, target: url, location: location)
      case .section(let children, _):
        .section(title: title ?? "", entries: children.map(\.entry))
      }
    }
  }

  private let sources: NavigationSources

  init(_ sources: NavigationSources) { self.sources = sources }

  func nodes(_ entries: [NavEntry], isExplicit: Bool) -> [Node] {
    entries.map { entry in
      switch entry {
      case .link(let title, let target, let location):
        let isPage = sources.files[target]?.kind == .page
        return Node(isPage ? .page(target) : .link(target), title: title, location)
      case .section(let title, let entries):
        return Node(
          .section(nodes(entries, isExplicit: isExplicit), isExplicit: isExplicit), title: title,
          Location(file: sources.docsDir))
      }
    }
  }

  // MARK: - `...` in nav

  static func hasRest(_ entries: [NavEntry]) -> Bool {
    entries.contains { entry in
      switch entry {
      case .link(nil, let target, _): RestPattern(target) != nil
      case .link: false
      case .section(_, let entries): hasRest(entries)
      }
    }
  }

  /// The tree of `entries`, with the pages of `folders` that it does not name where it says `...`.
  func fill(_ entries: [NavEntry], with folders: [NavEntry]) -> [Node] {
    var named: Set<String> = []
    var rests: [RestPattern] = []
    collect(entries, &named, &rests)
    let inTurn = rests.filter { !$0.takesAll } + rests.filter(\.takesAll).suffix(1)
    let shares = share(nodes(folders, isExplicit: false), named, inTurn)
    return fill(entries, shares)
  }

  private func collect(
    _ entries: [NavEntry], _ named: inout Set<String>, _ rests: inout [RestPattern]
  ) {
    for entry in entries {
      switch entry {
      case .link(let title, let target, _):
        if title == nil, let rest = RestPattern(target) {
          rests.append(rest)
        } else {
          named.insert(target)
        }
      case .section(_, let entries): collect(entries, &named, &rests)
      }
    }
  }

  private func share(
    _ nodes: [Node], _ named: Set<String>, _ rests: [RestPattern]
  ) -> [RestPattern: [Node]] {
    var shares: [RestPattern: [Node]] = [:]
    for node in nodes {
      switch node.kind {
      case .link: break
      case .page(let path):
        guard !named.contains(path) else { continue }
        if let rest = rests.first(where: { $0.matches(path) }) {
          shares[rest, default: []].append(node)
        }
      case .section(let children, let isExplicit):
        for (rest, found) in share(children, named, rests) {
          if rest.isFlat {
            shares[rest, default: []] += found
          } else {
            shares[rest, default: []].append(
              Node(.section(found, isExplicit: isExplicit), title: node.title, node.location))
          }
        }
      }
    }
    return shares
  }

  private func fill(_ entries: [NavEntry], _ shares: [RestPattern: [Node]]) -> [Node] {
    entries.flatMap { entry -> [Node] in
      switch entry {
      case .link(nil, let target, _) where RestPattern(target) != nil:
        return RestPattern(target).flatMap { shares[$0] } ?? []
      case .section(let title, let entries):
        return [
          Node(
            .section(fill(entries, shares), isExplicit: true), title: title,
            Location(file: sources.docsDir))
        ]
      case .link: return nodes([entry], isExplicit: true)
      }
    }
  }
}
