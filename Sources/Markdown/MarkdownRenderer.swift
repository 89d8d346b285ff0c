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
    shared = SharedDialect(dialect)
    inlineSyntax = InlineSyntax(dialect)
    fixed = FixedHTML(dialect)
  }

  private let shared: SharedDialect
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
      page.outline.links.withUnsafeBufferPointer { links in
        targets.reserveCapacity(links.count)
        for index in links.indices { targets.append(resolver.resolve(links[index])) }
      }
      var renderer = HTMLRenderer(
        dialect: shared, fixed: fixed, annotations: page.annotations,
        headings: page.outline.headings, targets: targets, withheld: page.code,
        capacity: source.count + source.count / 2)
      renderer.render(page.root)
      output.append(renderer.output.view)
      return page.outline
    }
  }

  /// The outline of `source` without its HTML; see `render`.
  public mutating func outline(_ source: ArraySlice<UInt8>, firstLine: Int = 1) -> Outline {
    let mark = cmark_arena_take_mark()
    defer { cmark_arena_release(mark) }
    return source.withUnsafeBufferPointer {
      read($0, firstLine: firstLine, isForHTML: false)?.outline ?? Outline()
    }
  }

  /// A page's tree, read. It lives as long as the source and the arena's mark.
  ///
  /// It is `mutating`, as what it calls is, because Swift would copy the renderer otherwise.
  private mutating func read(
    _ source: ByteView, firstLine: Int, isForHTML: Bool
  ) -> ReadPage? {
    var source = SourceText(source, firstLine: firstLine)
    let included = include(&source)
    let snippets = expand(&source)
    guard var page = readBlocks(source) else { return nil }
    let root = page.parsed.root
    let lines = page.parsed.text.lines
    if dialect.joinsQuotes, page.rewriter.markers.quotes > 1 {
      page.rewriter.joinQuotes(in: root)
      page.blocks = BlockSteps(root)
    }
    if let style = dialect.fancyLists { page.rewriter.lists(in: root, style) }
    if !dialect.emphasisInWords.asterisk { WordEmphasisRemover().rewrite(root) }
    if let style = dialect.taskLists {
      page.rewriter.tasks(in: page.blocks, style, text: lines)
    }
    var inlines = InlineRewriter(
      text: page.parsed.text, dialect: shared, syntax: inlineSyntax,
      annotations: page.rewriter.annotations.taken(), footnotes: page.rewriter.footnotes,
      abbreviations: Abbreviations(page.parsed.pass.markers.abbreviations))
    inlines.emojis = emojis
    inlines.rewrite(page.blocks)
    inlines.footnotes.complete(in: root, &inlines.annotations, lines)
    // Both move blocks.
    if !inlines.footnotes.isEmpty || dialect.critic != nil { page.blocks = BlockSteps(root) }
    var annotations = inlines.annotations.taken()
    page.parsed.formulas?.write(root, &annotations)
    if let style = dialect.inlineCode {
      let reader = InlineCodeReader(style: style, blocks: dialect.codeBlocks, text: lines)
      if inlines.blocks.isEmpty {
        reader.read(root, &annotations)
      } else {
        for block in inlines.blocks where block.types.contains(.code) {
          reader.read(block.node, &annotations)
        }
      }
    }
    let readsAttributes = dialect.attributeLists && source.bytes.has(ASCII.leftBrace)
    let keepsInlines = !readsAttributes && inlines.footnotes.isEmpty && dialect.critic == nil
    if readsAttributes {
      var reader = AttributeListReader(
        text: lines, escapesAll: dialect.escapeAll != nil, annotations: annotations.taken())
      reader.read(page.blocks)
      annotations = reader.annotations.taken()
    }
    if dialect.codeBlocks.wantsPlaces {
      let reader = CodeBlockReader(text: lines, blocks: dialect.codeBlocks)
      if reader.counts || inlines.blocks.isEmpty {
        reader.read(root, &annotations)
      } else {
        reader.read(inlines.codeBlocks, &annotations)
      }
    }
    var builder = OutlineBuilder(
      dialect: shared, fixed: fixed, text: page.parsed.text, formulas: page.parsed.formulas,
      tree: root, markers: page.parsed.pass.markers, annotations: annotations.taken())
    builder.isForHTML = isForHTML
    builder.hasMadeLinks = inlines.madeLinks
    builder.blocks = inlines.blocks
    builder.steps = inlines.steps
    builder.reusesSteps = keepsInlines && page.parsed.formulas == nil
    builder.mayHaveInlineIDs = !inlines.footnotes.isEmpty || source.bytes.has(ASCII.leftBrace)
    builder.separatesFootnotes = page.parsed.pass.separatesFootnotes
    builder.read(page.blocks)
    builder.outline.diagnostics.insert(contentsOf: page.parsed.limit.diagnostics, at: 0)
    builder.outline.diagnostics.insert(
      contentsOf: page.parsed.pass.diagnostics + inlines.diagnostics, at: 0)
    builder.outline.diagnostics += (included?.diagnostics ?? []) + (snippets?.diagnostics ?? [])
    builder.outline.includedFiles = (included?.files ?? []) + (snippets?.files ?? [])
    if let style = dialect.tabs ?? dialect.blocks?.tabs {
      TabIDs(style: style, inputs: page.rewriter.tabInputs, labels: page.rewriter.tabLabels)
        .assign(in: root, &builder)
    }
    return ReadPage(
      root: root, annotations: builder.annotations.taken(), outline: builder.takeOutline(),
      code: page.parsed.pass.withheld)
  }

  /// A page's tree with what is known of it.
  private struct ReadPage {
    var root: Node
    var annotations: Annotations
    var outline: Outline
    var code: WithheldCode
  }

  /// A page's tree with what the blocks of extensions became: read again where libcmark took lines
  /// otherwise than they were meant.
  private mutating func readBlocks(_ source: SourceText) -> ReadBlocks? {
    var reading = Reading()
    while true {
      guard let parsed = parse(source, reading) else { return nil }
      if reading.withholdsCode, !parsed.pass.withheld.standsInFences(of: parsed.root) {
        // libcmark has found other fences than the pass over the lines: then it must read all.
        reading.withholdsCode = false
        continue
      }
      var blocks = BlockSteps(parsed.root)
      var rewriter = BlockRewriter(dialect: shared, markers: parsed.pass.markers)
      let spacing =
        dialect.loosensItemsAlone && blocks.hasLists
        ? ItemSpacing(
          blocks, text: parsed.text.lines, markers: rewriter.markers.opening,
          bulletsEnd: dialect.bulletsEndAtBlankLines) : nil
      if !rewriter.markers.isEmpty {
        rewriter.rewrite(parsed.root)
        blocks = BlockSteps(parsed.root)
      }
      if spacing?.write(&rewriter.annotations) == true { blocks = BlockSteps(parsed.root) }
      let misread = reading.isPlain ? [] : rewriter.misreadLines(in: parsed.root)
      if misread.isEmpty {
        return ReadBlocks(parsed: parsed, rewriter: rewriter, blocks: blocks)
      }
      reading.correct(misread, in: parsed.text)
    }
  }

  /// A page whose blocks are read.
  private struct ReadBlocks {
    var parsed: Parsed
    var rewriter: BlockRewriter
    var blocks: BlockSteps
  }

  /// What libcmark made of a page, and how it was told.
  private struct Parsed {
    var pass: LinePass
    var text: MappedText
    var root: Node
    var formulas: FormulaReader?
    var limit: OpenImageLimit
  }

  private mutating func parse(_ source: SourceText, _ reading: Reading) -> Parsed? {
    let rewritesLines = dialect.rewritesLines || source.mayNestDeeply
    let pass =
      rewritesLines
      ? LinePass.reading(source, shared, reading)
      : LinePass(dialect: shared, source: source)
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
  private mutating func include(_ source: inout SourceText) -> IncludeExpander? {
    guard let options = dialect.includes, let includes, IncludeExpander.mayExpand(source)
    else { return nil }
    var expander = IncludeExpander(options: options, provider: includes)
    source = expander.expand(source)
    return expander
  }

  /// Puts the snippets that a page includes into its text.
  private mutating func expand(_ source: inout SourceText) -> SnippetExpander? {
    guard let options = dialect.snippets, let snippets,
      SnippetExpander.mayExpand(source, options)
    else { return nil }
    var expander = SnippetExpander(options: options, provider: snippets)
    source = expander.expand(source)
    return expander
  }

  private mutating func parse(_ source: ByteView) -> Node? {
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
