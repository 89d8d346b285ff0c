import Configuration
import Diagnostics

/// Reads the settings of the plugin `search`. As in MkDocs, a site without a `plugins` key has the
/// search, and one whose list does not name it has none.
struct SearchOptionsReader {
  /// Plugins that bring the search with them.
  private static let names = ["search", "techdocs-core"]

  /// - Parameter plugins: those that are on; nil without the key.
  func read(
    _ plugins: [SiteConfiguration.Plugin]?, _ diagnostics: inout [Diagnostic]
  ) -> SearchOptions? {
    var options = SearchOptions()
    guard let plugins else { return options }
    guard let plugin = plugins.first(where: { Self.names.contains($0.name) }) else { return nil }
    guard plugin.name == "search", let node = plugin.options else { return options }
    var keys = MappingReader(node, code: "docs.config.search", subject: "'search'")
    options.languages = keys.strings("lang") ?? []
    if let value = keys.value("indexing"), let text = keys.string("indexing") {
      if let indexing = SearchOptions.Indexing(rawValue: text) {
        options.indexing = indexing
      } else {
        keys.reject(value, "indexing", "one of 'full', 'sections', 'titles'")
      }
    }
    // What the index is like follows from the texts, so these say nothing here.
    for key in ["separator", "min_search_length", "prebuild_index", "pipeline", "fields"] {
      _ = keys.value(key)
    }
    keys.rejectUnread(known: ["enabled"])
    diagnostics += keys.diagnostics
    return options
  }
}
