import Diagnostics
import FileTree
import Sites

/// The navigation that follows the folders, as if somebody had written it as `nav`.
enum FolderEntries {
  /// Pages in MkDocs' order, in sections titled by their folders.
  static func make(_ files: SiteFiles, docsDir: String) -> [NavEntry] {
    let root = Folder(path: "")
    for page in files.pages where page.inclusion == .included {
      var folder = root
      for part in page.sourcePath.split(separator: "/").dropLast() {
        folder = folder.child(String(part))
      }
      folder.entries.append(
        .page(
          .link(
            title: nil, target: page.sourcePath,
            location: .init(file: docsDir + "/" + page.sourcePath))))
    }
    return root.nav
  }

  /// A section in the making. MkDocs knows folders by their titles.
  private final class Folder {
    enum Entry {
      case page(NavEntry)
      case folder(String, Folder)
    }
    let path: String
    var entries: [Entry] = []
    private var children: [String: Folder] = [:]

    init(path: String) { self.path = path }

    func child(_ name: String) -> Folder {
      let title = PageTitle.from(name: name)
      if let known = children[title] { return known }
      let folder = Folder(path: path.isEmpty ? name : path + "/" + name)
      children[title] = folder
      entries.append(.folder(title, folder))
      return folder
    }

    var nav: [NavEntry] {
      entries.map { entry in
        switch entry {
        case .page(let page): page
        case .folder(let title, let folder): .section(title: title, entries: folder.nav)
        }
      }
    }
  }
}
