import Bytes
import FileTree
import Jinja
import Sites
import SystemPackage

/// The templates that a site is laid out with: those of its `custom_dir`, and the theme's own, which
/// that folder's may extend or take the place of.
struct ThemeTemplates: Sendable {
  private let customDir: FilePath?
  private let tree: EmbeddedTree
  private let icons: ThemeIcons
  private let values: TemplateValues
  /// The templates in the folder, by their paths.
  let own: Set<String>
  /// The folder's footer leads to the pages before and after, as Material's does.
  private let footerLeadsOn: Bool
  /// Those of them that cannot be rendered: the theme's stand in their place.
  private(set) var refused: Set<String> = []

  init(
    _ configuration: SiteConfiguration, _ customDir: FilePath?, tree: EmbeddedTree,
    icons: ThemeIcons, words: Words
  ) {
    self.customDir = customDir
    self.tree = tree
    self.icons = icons
    values = TemplateValues(configuration, words: words)
    own = Set(Self.paths(in: customDir))
    let footer = customDir.flatMap {
      try? FileReader.readText($0.pushing(FilePath("partials/footer.html")), named: "footer.html")
    }
    footerLeadsOn = footer?[...].firstByteRange(of: "next_page") != nil
  }

  private static func paths(in folder: FilePath?) -> [String] {
    guard let folder else { return [] }
    let paths = (try? DirectoryWalk(links: .follow).filePaths(below: folder)) ?? []
    return paths.filter { path in
      path.hasSuffix(".html") && !path.split(separator: "/").contains { $0.hasPrefix(".") }
    }
  }

  /// Whether any of the folder's templates may ask for the front matter of pages.
  static func readFrontMatter(in customDir: FilePath?) -> Bool {
    guard let customDir else { return false }
    return paths(in: customDir).contains { path in
      let text = try? FileReader.readText(customDir.pushing(FilePath(path)), named: path)
      return text?[...].firstByteRange(of: "page.meta") != nil
    }
  }

  /// Whether there is a template of this name.
  func has(_ name: String) -> Bool { environment.load(name) != nil }

  /// Whether the theme has a template of this name.
  func themeHas(_ name: String) -> Bool {
    ThemePartials.simple[name] != nil || tree["layout/" + name] != nil
  }

  /// Whether a name stands for a template of the theme.
  func isThemes(_ name: String) -> Bool {
    themeHas(name) && (!own.contains(name) || refused.contains(name))
  }

  /// Leaves out a template of the folder.
  mutating func refuse(_ name: String) { refused.insert(name) }

  /// What templates are rendered in.
  var environment: Environment {
    var environment = Environment()
    environment.undefined = .silent
    environment.variables = values.names
    environment.filters = values.filters
    let used = own.subtracting(refused)
    let analytics = values.analytics.flatMap { used.contains($0) ? $0 : nil }
    let leadsOn = footerLeadsOn && used.contains("partials/footer.html")
    environment.load = { [customDir, tree, icons] name in
      if leadsOn, name == "partials/previous-next.html" { return [] }
      if let customDir, used.contains(name) {
        // The marks of slots are the theme's alone.
        return (try? FileReader.read(customDir.pushing(FilePath(name))))?.filter { $0 != 0 }
      }
      if name.hasPrefix(".icons/"), name.hasSuffix(".svg"),
        let icon = icons.named(String(name.dropFirst(7).dropLast(4)))
      {
        return Array(icon.utf8)
      }
      if let whole = ThemePartials.whole(name, used) { return Array(whole.utf8) }
      if name == ThemePartials.analytics, let provider = analytics {
        return Array("{% include \"\(provider)\" %}".utf8)
      }
      if let simple = ThemePartials.simple[name] { return Layout.marked(Array(simple.utf8)) }
      if let file = tree["layout/" + name] { return Layout.marked(file.bytes) }
      // Other files of the folder, such as SVG, can be included too.
      guard let customDir, let path = RelativePath.normalized(name), !path.hasSuffix(".html") else {
        return nil
      }
      return try? FileReader.read(customDir.pushing(FilePath(path)))
    }
    return environment
  }
}
