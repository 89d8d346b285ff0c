import Bytes
import Diagnostics
import FileTree
import Sites
import SystemPackage

/// The theme's layout and the files it brings to the site.
struct ThemeFiles {
  /// Where the theme's own files lie in the site; the name keeps out of the way of users' folders.
  static let folder = "_scaffold/"

  /// The layouts of pages.
  let layouts: Layouts
  /// The words of the layout.
  let words: Words
  /// What is wrong with the site's own templates.
  let diagnostics: [Diagnostic]
  /// The files to write, with their paths below the site's folder.
  let assets: [(path: String, bytes: [UInt8])]

  /// - Parameter templates: those that pages ask for.
  init(_ configuration: SiteConfiguration, customDir: FilePath?, templates: Set<String> = []) {
    let tree = EmbeddedTree("theme")
    words = Words(language: configuration.theme.language, in: tree)
    let icons = ThemeIcons(configuration)
    let site = ThemeTemplates(configuration, customDir, tree: tree, icons: icons, words: words)
    // What templates written for Material rely on is there where a site has some.
    let folders = site.own.isEmpty ? [] : ["adopted/"]
    let optional = Self.optional(configuration)
    var styles = Self.joined(tree, ["styles/"] + folders, ".css")
    for name in optional { styles += tree["optional/\(name).css"]?.bytes ?? [] }
    styles += Array((Self.fonts(configuration.theme.font) + icons.styles).utf8)
    var assets = [
      ("site.css", styles), ("site.js", Self.script(configuration, words, tree, folders, optional)),
    ]
    if configuration.hasSearch {
      assets.append(
        ("search.js", Self.closed(Self.joined(tree, ["search/"], ".js"))))
    }
    if configuration.theme.favicon == nil, let favicon = tree["favicon.svg"]?.bytes {
      assets.append(("favicon.svg", favicon))
    }
    self.assets = assets.map { (Self.folder + $0.0, $0.1) }
    var parts = SiteParts(configuration, words: words, icons: icons)
      .make(
        firstScript: tree.files.filter { file in
          (folders + [""]).contains { file.path == $0 + "first.js" }
        }.flatMap(\.bytes),
        announceScript: tree["announce.js"]?.bytes ?? [])
    // A browser that kept the files of an earlier build asks for the new ones.
    parts["version"] = Array(ContentHash.of(assets.map(\.1)).utf8)
    var maker = LayoutMaker(
      site, parts: parts, folder: configuration.theme.customDir?.value ?? "")
    layouts = maker.layouts(for: templates.union(configuration.theme.staticTemplates))
    diagnostics = maker.diagnostics + words.diagnostics(of: configuration.theme, in: tree)
  }

  /// The files of folders of the theme whose names begin with a number, in order of it.
  private static func joined(
    _ tree: EmbeddedTree, _ folders: [String], _ ending: String
  ) -> [UInt8] {
    tree.files.map { ($0, name: RelativePath.name(of: $0.path)) }
      .filter { file, name in
        name.first?.isNumber == true && name.hasSuffix(ending)
          && folders.contains { file.path.hasPrefix($0) }
      }
      .sorted { $0.name < $1.name }.flatMap(\.0.bytes)
  }

  /// The script of every page, with what it needs to know of the site.
  private static func script(
    _ configuration: SiteConfiguration, _ words: Words, _ tree: EmbeddedTree,
    _ adopted: [String], _ optional: [String]
  ) -> [UInt8] {
    var output = OutputBuffer()
    output.append("var scaffold={words:" as StaticString)
    words.writeJSON(into: &output)
    output.append(",features:[" as StaticString)
    for (number, feature) in configuration.theme.features.sorted().enumerated() {
      if number > 0 { output.append(ASCII.comma) }
      output.appendJSON(feature)
    }
    output.append("],searches:" as StaticString)
    output.append(configuration.hasSearch ? "true" : "false")
    if let versions = configuration.layoutExtras.versions {
      output.append(",versions:{default:[" as StaticString)
      for (number, name) in versions.current.enumerated() {
        if number > 0 { output.append(ASCII.comma) }
        output.appendJSON(name)
      }
      output.append("],alias:\(versions.showsAliases)}")
    }
    output.append("};\n" as StaticString)
    output.append(
      closed(
        joined(tree, ["scripts/"] + adopted, ".js")
          + optional.flatMap { tree["optional/\($0).js"]?.bytes ?? [] }))
    return output.bytes
  }

  /// The styles and scripts that only some sites need.
  private static func optional(_ configuration: SiteConfiguration) -> [String] {
    let theme = configuration.theme
    var optional: [String] = []
    if configuration.layoutExtras.versions != nil { optional.append("versions") }
    if theme.has("content.tooltips") || theme.has("content.footnote.tooltips") {
      optional.append("tooltips")
    }
    if theme.has("header.autohide") { optional.append("header.autohide") }
    return optional
  }

  /// A script whose names do not get into the way of others.
  private static func closed(_ script: [UInt8]) -> [UInt8] {
    Array("(()=>{\"use strict\";\n".utf8) + script + Array("})();\n".utf8)
  }

  private static func fonts(_ font: Theme.Font) -> String {
    let families = [("text", font.text), ("code", font.code)].compactMap { name, family in
      family.map { "--md-\(name)-font:\"\($0.filter { $0 != "\"" && $0 != "\\" })\";" }
    }
    return families.isEmpty ? "" : ":root{\(families.joined())}\n"
  }
}

extension SiteConfiguration {
  /// Whether pages have a field to search the site.
  var hasSearch: Bool { search != nil }
}
