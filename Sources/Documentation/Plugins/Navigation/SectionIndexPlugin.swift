import Sites

/// `section-index`: the first page of a section, where `nav` gives it no title, stands for the
/// section.
struct SectionIndexPlugin: SitePlugin {
  init?(_ setup: inout PluginSetup) {}

  func navigation(_ navigation: inout Navigation) {
    func visit(_ nodes: [Navigation.Node]) {
      for case .section(_, let children) in nodes {
        if case .page(let index, nil)? = children.first { navigation.sectionPages.insert(index) }
        visit(children)
      }
    }
    visit(navigation.roots)
  }
}
