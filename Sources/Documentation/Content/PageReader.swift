import Bytes
import Diagnostics
import FileTree
import Markdown
import Sites
import SystemPackage

/// Reads and renders pages: everything about a page that needs no other page's content.
struct PageReader {
  let configuration: SiteConfiguration
  let files: SiteFiles
  let suggestions: LinkSuggestions
  let resources: PageResources
  private var renderer: MarkdownRenderer
  private var output = OutputBuffer(capacity: 1 << 16)

  /// One reader serves many pages, on one thread.
  init(
    configuration: SiteConfiguration, files: SiteFiles, suggestions: LinkSuggestions,
    resources: PageResources
  ) {
    self.configuration = configuration
    self.files = files
    self.suggestions = suggestions
    self.resources = resources
    renderer = MarkdownRenderer(dialect: configuration.dialect)
  }

  /// Reads the page of `file`. A page that cannot be read has an error among its diagnostics.
  mutating func read(_ file: SiteFile) -> Page {
    let name = configuration.docsDir.value + "/" + file.sourcePath
    var page = Page(
      file: file, metadata: PageMetadata(), html: [], headings: [], anchors: [], fragmentLinks: [],
      diagnostics: [])
    let source: [UInt8]
    do throws(Diagnostic) {
      source = try FileReader.read(file.location)
      guard source.isValidUTF8 else { throw .notUTF8(source, named: name) }
    } catch {
      page.diagnostics.append(error)
      return page
    }
    let split = FrontMatter.split(source, configuration.dialect.frontMatter)
    page.metadata = PageMetadata(source, split, file: name, &page.diagnostics)
    var links = PageLinks(
      page: file, files: files, suggestions: suggestions, configuration: configuration)
    output.removeAll()
    resources.equip(&renderer, forPageIn: file.location.removingLastComponent())
    let outline = renderer.render(
      source[split.bodyStart...], firstLine: split.bodyLine, resolver: &links, into: &output)
    page.html = output.bytes
    page.headings = outline.headings
    page.anchors = Set(outline.anchors.map(\.id))
    page.includedFiles = outline.includedFiles
    page.fragmentLinks = links.fragmentLinks
    page.diagnostics += links.diagnostics
    page.diagnostics += outline.diagnostics.map { diagnostic in
      var located = diagnostic
      if located.location?.file == "" { located.location?.file = name }
      return located
    }
    return page
  }
}

extension [UInt8] {
  fileprivate var isValidUTF8: Bool { (try? UTF8Span(validating: span)) != nil }
}
