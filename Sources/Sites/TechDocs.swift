import Configuration
import Diagnostics
import Markdown

/// What the plugin `techdocs-core` of Backstage switches on: its theme, GitHub's alerts and its
/// Markdown extensions; the site's own options for them win.
enum TechDocs {
  static func apply(_ plugin: SiteConfiguration.Plugin, to site: inout SiteConfiguration) {
    if site.theme.name != "material" {
      site.theme = Theme()
      site.theme.name = "material"
    }
    site.theme.features.formUnion(["navigation.footer", "content.action.edit"])
    site.theme.palettes = []
    var ignored: [Diagnostic] = []
    let own = site.source?["markdown_extensions"]
    let usesBlocks = plugin.options?["use_pymdownx_blocks"]?.bool ?? false
    guard
      let defaults = try? YAMLParser.parse(
        Array((usesBlocks ? blocks : plain).utf8) + Array(common.utf8), file: site.file)
    else { return }
    site.dialect = DialectReader().read(merged(own, over: defaults), &ignored)
    if site.dialect.callouts == nil { site.dialect.callouts = Callouts(rules: .ghAdmonitions) }
  }

  /// The site's extensions, then the plugin's, each with both their options.
  private static func merged(_ own: YAMLNode?, over defaults: YAMLNode) -> YAMLNode {
    var ignored: [Diagnostic] = []
    let written = own.map { NamedOptions.list($0, key: "markdown_extensions", &ignored) } ?? []
    var entries = defaults.mapping ?? []
    for item in written {
      let node = item.options ?? YAMLNode(.mapping([]), at: item.location)
      guard let index = entries.firstIndex(where: { $0.key == item.name }) else {
        entries.append(.init(key: item.name, keyLocation: item.location, value: node))
        continue
      }
      let names = Set((node.mapping ?? []).map(\.key))
      let kept = (entries[index].value.mapping ?? []).filter { !names.contains($0.key) }
      entries[index].value = YAMLNode(
        .mapping(kept + (node.mapping ?? [])), at: item.location)
    }
    return YAMLNode(.mapping(entries), at: defaults.location)
  }

  private static let plain = """
    admonition: {}
    pymdownx.details: {}
    pymdownx.tabbed: {alternate_style: true}

    """

  private static let blocks = """
    pymdownx.blocks.admonition: {types: [new, settings, note, abstract, info, tip, success,
      question, warning, failure, danger, bug, example, quote]}
    pymdownx.blocks.details: {types: [
      {name: details-new, class: new}, {name: details-settings, class: settings},
      {name: details-note, class: note}, {name: details-abstract, class: abstract},
      {name: details-info, class: info}, {name: details-tip, class: tip},
      {name: details-success, class: success}, {name: details-question, class: question},
      {name: details-warning, class: warning}, {name: details-failure, class: failure},
      {name: details-danger, class: danger}, {name: details-bug, class: bug},
      {name: details-example, class: example}, {name: details-quote, class: quote}]}
    pymdownx.blocks.tab: {alternate_style: true}

    """

  private static let common = """
    toc: {permalink: true}
    pymdownx.caret: {}
    pymdownx.critic: {}
    pymdownx.emoji:
      emoji_generator: !!python/name:pymdownx.emoji.to_svg
    pymdownx.inlinehilite: {}
    pymdownx.magiclink: {}
    pymdownx.mark: {}
    pymdownx.smartsymbols: {}
    pymdownx.snippets: {restrict_base_path: true}
    pymdownx.highlight: {linenums: true, pygments_lang_class: true}
    pymdownx.extra: {}
    pymdownx.betterem: {smart_enable: all}
    pymdownx.tasklist: {custom_checkbox: true}
    pymdownx.tilde: {}

    """
}
