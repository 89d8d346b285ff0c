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
  let plugins: Plugins
  private var renderer: MarkdownRenderer
  private var output = OutputBuffer(capacity: 1 << 16)
  private let keepsFrontMatter: Bool
  private let keepsMarkdown: Bool

  /// One reader serves many pages, on one thread.
  ///
  /// - Parameter keepsFrontMatter: something besides the plugins needs all values of front matter.
  init(
    configuration: SiteConfiguration, files: SiteFiles, suggestions: LinkSuggestions,
    resources: PageResources, plugins: Plugins, keepsFrontMatter: Bool
  ) {
    self.configuration = configuration
    self.files = files
    self.suggestions = suggestions
    self.resources = resources
    self.plugins = plugins
    self.keepsFrontMatter = keepsFrontMatter || plugins.needsFrontMatter
    keepsMarkdown = plugins.needsMarkdown
    renderer = MarkdownRenderer(dialect: configuration.dialect)
  }

  /// Reads the page of `file`. A page that cannot be read has an error among its diagnostics.
  ///
  /// - Parameter definitions: references that the page's text lacks, with where they lead.
  mutating func read(
    _ file: SiteFile, definitions: [(label: String, target: String)] = []
  ) -> Page {
    let name = file.origin ?? configuration.docsDir.value + "/" + file.authorsPath
    var page = Page(
      file: file, metadata: PageMetadata(), html: [], headings: [], anchors: [], fragmentLinks: [],
      diagnostics: [])
    let bytes: [UInt8]
    do throws(Diagnostic) {
      if let content = file.content {
        bytes = content
      } else {
        bytes = try FileReader.read(file.location)
      }
      guard bytes.isValidUTF8 else { throw .notUTF8(bytes, named: name) }
    } catch {
      page.diagnostics.append(error)
      return page
    }
    var split = FrontMatter.split(bytes, configuration.dialect.frontMatter)
    let reader = FrontMatterReader(
      level: configuration.validation.pagesFrontMatter, keepsValues: keepsFrontMatter,
      change: { [plugins] in plugins.frontMatter($0, of: file) })
    page.metadata = reader.read(bytes, &split, file: name, &page.diagnostics)
    var source = PageSource(
      file: file, name: name, metadata: page.metadata, bytes: bytes[split.bodyStart...],
      firstLine: split.bodyLine)
    plugins.source(&source, &page.diagnostics)
    if keepsMarkdown { page.markdown = Array(source.bytes) }
    if !definitions.isEmpty { source.define(definitions) }
    render(source, into: &page)
    plugins.content(&page)
    return page
  }

  private mutating func render(_ source: PageSource, into page: inout Page) {
    var links = PageLinks(
      page: source, files: files, suggestions: suggestions, configuration: configuration)
    output.removeAll()
    resources.equip(&renderer, forPageIn: page.file.location.removingLastComponent())
    let outline = renderer.render(
      source.bytes, firstLine: source.places == nil ? source.firstLine : 1, resolver: &links,
      into: &output)
    // A copy of the right size: the buffer itself has room for the largest page. (Arrays of arrays and
    // of whole slices share their memory.)
    page.html = output.bytes.withUnsafeBufferPointer { Array($0) }
    page.headings = outline.headings
    page.anchors = Set(outline.anchors.map(\.id))
    page.includedFiles = outline.includedFiles
    page.undefinedReferences = outline.undefinedReferences.map(\.label)
    page.fragmentLinks = links.fragmentLinks
    page.diagnostics += links.diagnostics
    page.diagnostics += outline.diagnostics.map { diagnostic in
      var located = diagnostic
      if let location = located.location, location.file == "" {
        located.location = source.location(
          of: SourcePosition(line: location.line ?? 1, column: location.column ?? 1),
          hasColumn: location.column != nil)
      }
      return located
    }
    page.diagnostics += OutlineCheck(configuration.validation).diagnostics(
      of: outline, ids: page.anchors, in: source)
  }
}

extension [UInt8] {
  fileprivate var isValidUTF8: Bool {
    // The first question is answered sooner; a file with NUL can be UTF-8 too.
    withUnsafeBufferPointer { $0.isCleanUTF8 } || (try? UTF8Span(validating: span)) != nil
  }
}
