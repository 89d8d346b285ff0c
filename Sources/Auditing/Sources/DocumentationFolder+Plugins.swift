import Configuration
import FileTree
import Sites

// What plugins make of the paths that authors write: other projects' pages stand in a site, pages of
// other languages have other names, posts are listed by themselves.

extension DocumentationFolder {
  private var folder: String {
    let folder = RelativePath.folder(of: file)
    return folder.isEmpty ? "" : folder + "/"
  }

  /// Whether other projects' pages stand in the site.
  var includesOthers: Bool { !configuration.includedSites.isEmpty }

  /// Where a page of an included project would lie in the folder of the site's own.
  func place(ofIncluded path: String) -> String? {
    for included in configuration.includedSites {
      let docs = folder + included.docsName
      guard path.isBelow(docs), path != docs else { continue }
      return docsDir + "/" + included.alias + path.dropFirst(docs.count)
    }
    return nil
  }

  /// The file in the repository for a path that a link means: of an included project, or of another
  /// language; nil where there is none.
  func source(of path: String) -> String? {
    guard path.isBelow(docsDir), path != docsDir else { return nil }
    let inside = String(path.dropFirst(docsDir.count + 1))
    if let origin = files?[inside]?.origin { return folder + origin }
    let found = translations(of: inside).first { files?[$0] != nil }
    return found.map { docsDir + "/" + $0 }
  }

  /// The paths that a file of several languages may have.
  private func translations(of path: String) -> [String] {
    let locales = configuration.languages.all.map(\.locale)
    if configuration.languages.haveFolders {
      guard let slash = path.firstIndex(of: "/"), locales.contains(String(path[..<slash])),
        let main = configuration.languages.main?.locale
      else { return [] }
      return [main + path[slash...]]
    }
    guard let dot = path.lastIndex(of: ".") else { return [] }
    return locales.map { path[..<dot] + "." + $0 + path[dot...] }
  }

  /// Whether readers find a page without an entry or a link: a translation of one that has it, a post
  /// of a blog, or a page that lists some.
  func findsItself(_ path: String) -> Bool {
    let locales = configuration.languages.all.map(\.locale)
    if !locales.isEmpty {
      if configuration.languages.haveFolders {
        return locales.contains { path.hasPrefix($0 + "/") }
      }
      let parts = RelativePath.name(of: path).split(separator: ".")
      if parts.count > 2, locales.contains(String(parts[parts.count - 2])) { return true }
    }
    return configuration.plugins.contains { plugin in
      guard plugin.name == "blog" else { return false }
      let blog = plugin.options?["blog_dir"]?.string ?? "blog"
      let posts = plugin.options?["post_dir"]?.string ?? "{blog}/posts"
      let written = posts.replacing("{blog}", with: blog)
      let lists = ["archive", "author", "category"].map { blog + "/" + $0 }
      return ([written] + lists).contains {
        path.isBelow(RelativePath.normalized($0) ?? $0)
      }
    }
  }
}
