public import Diagnostics
import Icons
public import Markdown
public import SystemPackage

/// What the pages of a site are made with besides their own text: files that they include, emoji
/// and icons. It may be used from any thread.
public struct PageResources: Sendable {
  private let snippets: SnippetFiles?
  private let includes: SnippetFiles?
  private let icons: SiteIcons?

  /// - Parameters:
  ///   - docsDir: the folder of the pages.
  ///   - prefix: the configuration's folder as diagnostics name it; see `SnippetFiles`.
  public init(_ site: SiteConfiguration, docsDir: FilePath, prefix: String = "") {
    snippets = SnippetFiles(
      site.dialect.snippets, root: site.root, docsDir: docsDir, prefix: prefix)
    includes = SnippetFiles(
      site.dialect.includes, root: site.root, docsDir: docsDir, prefix: prefix)
    icons = site.dialect.emojis.map { emojis in
      var folders = emojis.customIcons.map { FilePath($0) }
      if let custom = site.theme.customDir { folders.append(FilePath(custom.value + "/.icons")) }
      return SiteIcons(root: site.root, folders: folders)
    }
  }

  /// Gives a renderer what it needs for a page in a folder.
  public func equip(_ renderer: inout MarkdownRenderer, forPageIn folder: FilePath) {
    renderer.snippets = snippets?.provider(forPageIn: folder)
    renderer.includes = includes?.provider(forPageIn: folder)
    renderer.emojis = icons
  }

  /// What is wrong for all pages at once.
  public func diagnostics(configuration file: String) -> [Diagnostic] {
    var diagnostics = snippets?.diagnostics(configuration: file) ?? []
    if icons != nil, IconSet.isEmpty {
      diagnostics.append(
        .warning(
          code: "docs.icons.missing",
          "this program was built without icons and emoji: their names stay text",
          at: Location(file: file), target: "pymdownx.emoji",
          hint: "build scaffold with 'make build' where PyPI can be reached"))
    }
    return diagnostics
  }
}
