import Bytes
import Diagnostics
import FileTree
import Markdown
import Sites
import SystemPackage

/// Reads Markdown: as GitHub does, or in a `docs_dir` as its `mkdocs.yml` says. It keeps what it reads
/// with, so one reads many documents of one thread.
struct MarkdownDocumentReader {
  /// By the `docs_dir` of the documents that they are for, "" for those of the repository.
  private var renderers: [String: MarkdownRenderer] = [:]

  mutating func read(
    _ bytes: [UInt8], _ file: FilePath, into document: inout Document, _ repository: Repository
  ) {
    let site = repository.site(of: document.path)
    document.site = site
    let dialect = site?.dialect ?? .github
    let split = FrontMatter.split(bytes, dialect.frontMatter)
    let folder = site?.docsDir ?? ""
    var renderer =
      renderers.removeValue(forKey: folder) ?? MarkdownRenderer(dialect: dialect)
    defer { renderers[folder] = renderer }
    site?.resources.equip(&renderer, forPageIn: file.removingLastComponent())
    var outline = renderer.outline(bytes[split.bodyStart...], firstLine: split.bodyLine)
    let anchors = outline.anchors
    document.links = outline.links
    if let yaml = split.yaml {
      document.links = FrontMatterLinks.links(bytes[yaml], document.path) + outline.links
    }
    document.comments = outline.comments
    document.ownAnchors = anchors.isEmpty ? [] : ownAnchors(outline)
    document.anchors = Set(anchors.map(\.id))
    // Nobody asks for these any more, and there may be many documents.
    outline.links = []
    outline.anchors = []
    outline.comments = []
    outline.headings = []
    document.outline = outline
  }

  /// The ids that authors wrote, and those of headings that are far from one of the same name.
  private func ownAnchors(_ outline: Outline) -> [Anchor] {
    if outline.anchors.count == outline.headings.count { return [] }
    var headings: [String: SourcePosition] = [:]
    for heading in outline.headings where headings[heading.id] == nil {
      headings[heading.id] = heading.position
    }
    return outline.anchors.filter { anchor in
      // GitHub's own ids for footnotes come in pairs.
      !anchor.id.hasPrefix("user-content-") && headings[anchor.id] != anchor.position
    }
  }
}
