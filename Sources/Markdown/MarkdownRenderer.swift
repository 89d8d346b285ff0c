public import Bytes
import CCmark
import CMarkArena

/// Turns Markdown into HTML.
///
/// A renderer keeps its buffers from page to page: use one per thread, for many pages.
public struct MarkdownRenderer {
  /// The syntax it reads.
  public let dialect: Dialect
  /// Where the files are that pages include; without it, nothing is included.
  public var snippets: (any SnippetProvider)?
  /// Where the files are that `{!file!}` includes; without it, it is text.
  public var includes: (any SnippetProvider)?
  /// What `:names:` mean; without it, they are text.
  public var emojis: (any EmojiProvider)?

  /// Creates a renderer for a dialect.
  public init(dialect: Dialect) {
    self.dialect = dialect
    inlineSyntax = InlineSyntax(dialect)
    fixed = FixedHTML(dialect)
  }

  private let inlineSyntax: InlineSyntax
  private let fixed: FixedHTML

  /// Appends the HTML of `source` to `output` and returns the page's outline.
  ///
  /// - Parameters:
  ///   - source: UTF-8 without front matter; bytes that are not UTF-8 become U+FFFD.
  ///   - firstLine: the number of the source's first line in its file.
  ///   - resolver: asked for the URL of every link.
  public mutating func render(
    _ source: ArraySlice<UInt8>, firstLine: Int = 1, resolver: inout some LinkResolver,
    into output: inout OutputBuffer
  ) -> Outline {
    let mark = cmark_arena_take_mark()
    defer { cmark_arena_release(mark) }
    return source.withUnsafeBufferPointer { bytes in
      guard let page = read(bytes, firstLine: firstLine, isForHTML: true) else { return Outline() }
      var targets: [String?] = []
      page.builder.outline.links.withUnsafeBufferPointer { links in
        targets.reserveCapacity(links.count)
        for index in links.indices { targets.append(resolver.resolve(links[index])) }
      }
      var renderer = HTMLRenderer(
        dialect: dialect, fixed: fixed, annotations: page.builder.annotations,
        headings: page.builder.outline.headings, targets: targets, withheld: page.code,
        capacity: source.count + source.count / 2)
      renderer.render(page.root)
      output.append(renderer.output.view)
      return page.builder.outline
    }
  }

  /// The outline of `source` without its HTML; see `render`.
  public mutating func outline(_ source: ArraySlice<UInt8>, firstLine: Int = 1) -> Outline {
    let mark = cmark_arena_take_mark()
    defer { cmark_arena_release(mark) }
    return source.withUnsafeBufferPointer {
      read($0, firstLine: firstLine, isForHTML: false)?.builder.outline ?? Outline()
    }
  }

  /// A page's tree, read. It lives as long as the source and the arena's mark.
  private func read(
    _ source: ByteView, firstLine: Int, isForHTML: Bool
  ) -> (root: Node, builder: OutlineBuilder, code: WithheldCode)? {
    var source = SourceText(source, firstLine: firstLine)
    let included = include(&source)
    let snippets = expand(&source)
    guard let (parsed, blocks) = readBlocks(source) else { return nil }
    let (text, root) = (parsed.text, parsed.root)
    var rewriter = blocks
    if dialect.joinsQuotes, rewriter.markers.quotes > 1 { rewriter.joinQuotes(in: root) }
    if let style = dialect.fancyLists { rewriter.lists(in: root, style) }
    if !dialect.emphasisInWords.asterisk { WordEmphasisRemover().rewrite(root) }
    if let style = dialect.taskLists { rewriter.tasks(in: root, style, text: text) }
    var inlines = InlineRewriter(
      text: text, dialect: dialect, syntax: inlineSyntax,
      annotations: rewriter.annotations.taken(),
      footnotes: rewriter.footnotes, abbreviations: Abbreviations(parsed.pass.markers.abbreviations)
    )
    inlines.emojis = emojis
    inlines.rewrite(root)
    inlines.footnotes.complete(in: root, &inlines.annotations, text)
    var annotations = inlines.annotations.taken()
    parsed.formulas?.write(root, &annotations)
    if let style = dialect.inlineCode {
      let reader = InlineCodeReader(style: style, blocks: dialect.codeBlocks, text: text)
      if inlines.blocks.isEmpty {
        reader.read(root, &annotations)
      } else {
        for block in inlines.blocks where block.types.contains(.code) {
          reader.read(block.node, &annotations)
        }
      }
    }
    if dialect.attributeLists, source.bytes.has(ASCII.leftBrace) {
      var reader = AttributeListReader(
        text: text, escapesAll: dialect.escapeAll != nil, annotations: annotations.taken())
      reader.read(root)
      annotations = reader.annotations.taken()
    }
    if dialect.codeBlocks.wantsPlaces {
      let reader = CodeBlockReader(text: text, blocks: dialect.codeBlocks)
      if reader.counts || inlines.blocks.isEmpty {
        reader.read(root, &annotations)
      } else {
        reader.read(inlines.codeBlocks, &annotations)
      }
    }
    var builder = OutlineBuilder(
      dialect: dialect, fixed: fixed, text: text, tree: root, markers: parsed.pass.markers,
      annotations: annotations.taken())
    builder.isForHTML = isForHTML
    builder.hasMadeLinks = inlines.madeLinks
    builder.blocks = inlines.blocks
    builder.steps = inlines.steps
    builder.mayHaveInlineIDs = !inlines.footnotes.isEmpty || source.bytes.has(ASCII.leftBrace)
    builder.separatesFootnotes = parsed.pass.separatesFootnotes
    builder.read(root)
    builder.outline.diagnostics.insert(contentsOf: parsed.limit.diagnostics, at: 0)
    builder.outline.diagnostics.insert(
      contentsOf: parsed.pass.diagnostics + inlines.diagnostics, at: 0)
    builder.outline.diagnostics += (included?.diagnostics ?? []) + (snippets?.diagnostics ?? [])
    builder.outline.includedFiles = (included?.files ?? []) + (snippets?.files ?? [])
    if let style = dialect.tabs ?? dialect.blocks?.tabs {
      TabIDs(style: style, inputs: rewriter.tabInputs, labels: rewriter.tabLabels)
        .assign(in: root, &builder)
    }
    return (root, builder, parsed.pass.withheld)
  }

  /// A page's tree with what the blocks of extensions became: read again where libcmark took lines
  /// otherwise than they were meant.
  private func readBlocks(_ source: SourceText) -> (Parsed, BlockRewriter)? {
    var reading = Reading()
    while true {
      guard let parsed = parse(source, reading) else { return nil }
      if reading.withholdsCode, !parsed.pass.withheld.standsInFences(of: parsed.root) {
        // libcmark has found other fences than the pass over the lines: then it must read all.
        reading.withholdsCode = false
        continue
      }
      var rewriter = BlockRewriter(dialect: dialect, markers: parsed.pass.markers)
      let spacing =
        dialect.loosensItemsAlone
        ? ItemSpacing(parsed.root, text: parsed.text, markers: rewriter.markers.opening) : nil
      rewriter.rewrite(parsed.root)
      spacing?.write(&rewriter.annotations)
      if reading.isPlain { return (parsed, rewriter) }
      let misread = rewriter.misreadLines(in: parsed.root)
      if misread.isEmpty { return (parsed, rewriter) }
      reading.correct(misread, in: parsed.text)
    }
  }

  /// What libcmark made of a page, and how it was told.
  private struct Parsed {
    var pass: LinePass
    var text: MappedText
    var root: Node
    var formulas: FormulaReader?
    var limit: OpenImageLimit
  }

  private func parse(_ source: SourceText, _ reading: Reading) -> Parsed? {
    let rewritesLines = dialect.rewritesLines || source.mayNestDeeply
    let pass =
      rewritesLines
      ? LinePass.reading(source, dialect, reading)
      : LinePass(dialect: dialect, source: source)
    var text = rewritesLines ? pass.text : MappedText(source)
    var limit = OpenImageLimit()
    limit.apply(to: &text)
    guard let root = parse(text.bytes) else { return nil }
    if var formulas = dialect.formulas.flatMap({ FormulaReader(text, $0) }) {
      formulas.findBlocks(in: root)
      for _ in 0..<FormulaReader.mostRounds {
        guard formulas.markFormulas() else { break }
        guard let second = parse(formulas.text.bytes) else { return nil }
        guard formulas.stand(in: second) else { continue }
        return Parsed(
          pass: pass, text: formulas.text, root: second, formulas: formulas, limit: limit)
      }
    }
    return Parsed(pass: pass, text: text, root: root, formulas: nil, limit: limit)
  }

  /// Puts the files that `{!file!}` names into a page's text.
  private func include(_ source: inout SourceText) -> IncludeExpander? {
    guard let options = dialect.includes, let includes, IncludeExpander.mayExpand(source)
    else { return nil }
    var expander = IncludeExpander(options: options, provider: includes)
    source = expander.expand(source)
    return expander
  }

  /// Puts the snippets that a page includes into its text.
  private func expand(_ source: inout SourceText) -> SnippetExpander? {
    guard let options = dialect.snippets, let snippets,
      SnippetExpander.mayExpand(source, options)
    else { return nil }
    var expander = SnippetExpander(options: options, provider: snippets)
    source = expander.expand(source)
    return expander
  }

  private func parse(_ source: ByteView) -> Node? {
    guard let parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, cmark_arena_allocator())
    else { return nil }
    cmark_arena_reuse_freed(true)
    defer { cmark_arena_reuse_freed(false) }
    source.withMemoryRebound(to: CChar.self) { bytes in
      cmark_parser_feed(parser, bytes.baseAddress, bytes.count)
    }
    return cmark_parser_finish(parser).map(Node.init)
  }
}
