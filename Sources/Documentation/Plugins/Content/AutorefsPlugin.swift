import Configuration
import FileTree
import Sites

/// `autorefs`: `[text][heading-id]` leads to the heading of that id, on whatever page it is.
struct AutorefsPlugin: SitePlugin {
  private let extraLinks: Bool

  init?(_ setup: inout PluginSetup) {
    extraLinks = setup.options.bool("scan_toc") ?? true
    setup.ignore(
      "resolve_closest", "link_titles", "strip_title_tags", "record_backlinks",
      "skip_local_inventory")
  }

  /// The definitions that pages lack: for each page by its index, labels with where they lead.
  func definitions(_ pages: [Page]) -> [Int: [(label: String, target: String)]] {
    guard extraLinks else { return [:] }
    var owners: [String: Int] = [:]
    let wanted = Set(pages.lazy.flatMap(\.undefinedReferences).map(Self.identifier))
    guard !wanted.isEmpty else { return [:] }
    for (index, page) in pages.enumerated() {
      for anchor in page.anchors where wanted.contains(anchor) && owners[anchor] == nil {
        owners[anchor] = index
      }
    }
    var found: [Int: [(label: String, target: String)]] = [:]
    for (index, page) in pages.enumerated() {
      var labels: Set<String> = []
      for label in page.undefinedReferences where labels.insert(label).inserted {
        let anchor = Self.identifier(label)
        // The page's own heading is nearest.
        let owner = page.anchors.contains(anchor) ? index : owners[anchor]
        guard let owner else { continue }
        let path = RelativePath.from(
          folder: RelativePath.folder(of: page.file.sourcePath),
          to: pages[owner].file.sourcePath)
        found[index, default: []].append((label, (owner == index ? "" : path) + "#" + anchor))
      }
    }
    return found
  }

  /// A label may be written as code.
  private static func identifier(_ label: String) -> String {
    label.hasPrefix("`") && label.hasSuffix("`") && label.count > 2
      ? String(label.dropFirst().dropLast()) : label
  }
}
