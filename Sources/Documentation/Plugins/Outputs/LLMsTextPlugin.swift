import Configuration
import Diagnostics
import FileTree
import Sites

/// `llmstxt`: an `llms.txt` that lists pages by section, and those pages as Markdown.
struct LLMsTextPlugin: SitePlugin {
  private struct Entry: Sendable {
    var pattern: String
    var description: String
    var location: Location
  }

  private let heading: String
  private let sections: [(name: String, entries: [Entry])]
  private let fullOutput: String?
  private let base: String

  init?(_ setup: inout PluginSetup) {
    let site = setup.site
    guard let base = setup.options.string("base_url") ?? site.siteURL else {
      setup.options.add(
        .error(
          code: "docs.config.plugin.llmstxt", "the plugin 'llmstxt' needs 'site_url'",
          at: setup.location, hint: "write: site_url: https://…"))
      return nil
    }
    self.base = base.hasSuffix("/") ? base : base + "/"
    var heading = "# \(site.siteName)\n\n"
    if let text = site.siteDescription { heading += "> \(text)\n\n" }
    if let text = setup.options.string("markdown_description") { heading += "\(text)\n\n" }
    self.heading = heading
    fullOutput = setup.options.string("full_output")
    let written = setup.options.value("sections")
    sections = (written?.mapping ?? []).map { section in
      let entries = (section.value.sequence ?? []).flatMap { item -> [Entry] in
        if let path = item.string {
          return [Entry(pattern: path, description: "", location: item.location)]
        }
        return (item.mapping ?? []).map {
          Entry(pattern: $0.key, description: $0.value.string ?? "", location: $0.keyLocation)
        }
      }
      return (section.key, entries)
    }
    setup.unsupported("preprocess", "it is Python: pages are given as they are written")
    setup.ignore("autoclean")
  }

  var needsMarkdown: Bool { true }

  func outputs(_ site: FinishedSite, _ log: inout [Diagnostic]) -> [OutputFile] {
    let indexes = Dictionary(
      site.pages.enumerated().map { ($1.file.sourcePath, $0) },
      uniquingKeysWith: { first, _ in first })
    var list = heading
    var full = heading
    var files: [String: OutputFile] = [:]
    for (name, entries) in sections {
      list += "## \(name)\n\n"
      full += "# \(name)\n\n"
      for (path, entry) in expand(entries, site) {
        guard let index = indexes[path] else {
          log.append(
            .warning(
              code: "docs.llmstxt", "there is no page '\(path)' to list", at: entry.location,
              target: path, hint: Suggestion.didYouMean(path, in: indexes.keys.sorted())))
          continue
        }
        let page = site.pages[index]
        let output = page.file.outputPath.replacing(".html", with: ".md")
        let text = Self.markdown(of: page)
        files[output] = OutputFile(path: output, bytes: Array(text.utf8))
        let description = entry.description.isEmpty ? "" : ": \(entry.description)"
        list +=
          "- [\(site.titles[index])](\(base)\(SiteAddress.percentEncoded(output)))\(description)\n"
        full += text + "\n"
      }
      list += "\n"
    }
    var outputs = files.values.sorted { $0.path < $1.path }
    outputs.append(OutputFile(path: "llms.txt", bytes: Array(list.utf8)))
    if let fullOutput { outputs.append(OutputFile(path: fullOutput, bytes: Array(full.utf8))) }
    return outputs
  }

  private func expand(_ entries: [Entry], _ site: FinishedSite) -> [(String, Entry)] {
    entries.flatMap { entry -> [(String, Entry)] in
      guard entry.pattern.contains("*") else { return [(entry.pattern, entry)] }
      let glob = WholePathGlob(entry.pattern)
      return site.pages.map(\.file.sourcePath).filter { glob.matches($0) }.map { ($0, entry) }
    }
  }

  /// The page as its author wrote it, without front matter.
  private static func markdown(of page: Page) -> String {
    String(decoding: page.markdown, as: UTF8.self)
  }
}
