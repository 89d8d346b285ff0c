import Configuration
import Markdown

// Extensions for blocks between lines of slashes, and for tabs.

extension ExtensionTable {
  /// Changes the dialect's blocks; they are there from the first extension on that has any.
  static func blocks(_ dialect: inout Dialect, _ change: (inout GenericBlocks) -> Void) {
    var blocks = dialect.blocks ?? GenericBlocks()
    change(&blocks)
    dialect.blocks = blocks
  }

  static func admonitionBlocks(_ blocks: inout GenericBlocks, _ options: OptionReader) {
    blocks.kinds["admonition"] = .admonition(nil)
    let common = [
      "note", "attention", "caution", "danger", "error", "tip", "hint", "warning", "important",
    ]
    for (name, type) in types(options) ?? common.map({ ($0, titled($0)) }) {
      blocks.kinds[name] = .admonition(type)
    }
  }

  static func detailsBlocks(_ blocks: inout GenericBlocks, _ options: OptionReader) {
    blocks.kinds["details"] = .details(nil)
    for (name, type) in types(options) ?? [] { blocks.kinds[name] = .details(type) }
  }

  /// Names, and mappings of `name`, `class` and `title`.
  private static func types(_ options: OptionReader) -> [(String, GenericBlocks.Titled)]? {
    options.value("types")?.sequence?.compactMap { node in
      guard let name = node.string ?? node["name"]?.string else { return nil }
      let cssClass = node["class"]?.string ?? name
      return (name, titled(cssClass, node["title"]?.string))
    }
  }

  private static func titled(_ cssClass: String, _ title: String? = nil) -> GenericBlocks.Titled {
    let words = cssClass.split { $0 == "-" || $0 == "_" || $0 == " " }
    let automatic = words.map { $0.prefix(1).uppercased() + $0.dropFirst().lowercased() }
    return .init(cssClass: cssClass, title: title ?? automatic.joined(separator: " "))
  }

  static func tabBlocks(_ blocks: inout GenericBlocks, _ options: OptionReader) {
    blocks.kinds["tab"] = .tab
    blocks.tabs = tabs(options)
  }

  static func captionBlocks(_ blocks: inout GenericBlocks, _ options: OptionReader) {
    blocks.numbersCaptions = options.bool("auto") ?? true
    blocks.numberedDepth = max(0, options.int("auto_level") ?? 0)
    blocks.captionsLead = options.bool("prepend") ?? false
    var types: [GenericBlocks.Caption] = [
      .init(name: "caption"), .init(name: "figure-caption", prefix: "Figure {}."),
      .init(name: "table-caption", prefix: "Table {}."),
    ]
    if let own = options.value("types")?.sequence {
      types = own.compactMap { node in
        guard let name = node.string ?? node["name"]?.string else { return nil }
        let classes = node["classes"]?.string ?? ""
        return .init(
          name: name, prefix: node["prefix"]?.string ?? "",
          classes: classes.split(separator: " ").map(String.init))
      }
    }
    for type in types { blocks.kinds[type.name.lowercased()] = .caption(type) }
  }

  static func htmlBlocks(_ blocks: inout GenericBlocks, _ options: OptionReader) {
    blocks.kinds["html"] = .html
    for custom in options.value("custom")?.sequence ?? [] {
      guard let tag = custom["tag"]?.string,
        let content = custom["mode"]?.string.flatMap(GenericBlocks.Content.init(rawValue:))
      else { continue }
      blocks.contents[tag] = content
    }
  }

  /// How tabs are written.
  static func tabs(_ options: OptionReader) -> Tabs {
    var tabs = Tabs()
    tabs.alternateStyle = options.bool("alternate_style") ?? false
    if let slugs = options.value("slugify").flatMap(SlugFunction.read) { tabs.slugs = slugs }
    tabs.combinesHeadings = options.bool("combine_header_slug") ?? false
    tabs.separator = options.string("separator") ?? "-"
    return tabs
  }
}
