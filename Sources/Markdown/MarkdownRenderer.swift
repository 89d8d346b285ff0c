public import Bytes
import CCmark
import CMarkArena

/// Turns Markdown into HTML.
///
/// A renderer keeps its buffers from page to page: use one per thread, for many pages.
public struct MarkdownRenderer {
  /// The syntax it reads.
  public let dialect: Dialect

  /// Creates a renderer for a dialect.
  public init(dialect: Dialect) { self.dialect = dialect }

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
    guard let root = parse(source) else { return Outline() }
    var renderer = HTMLRenderer(
      dialect: dialect, annotations: Annotations(), output: OutputBuffer())
    swap(&renderer.output, &output)
    renderer.render(root)
    swap(&renderer.output, &output)
    return Outline()
  }

  /// The outline of `source` without its HTML; see `render`.
  public mutating func outline(_ source: ArraySlice<UInt8>, firstLine: Int = 1) -> Outline {
    var resolver = UnchangedLinks()
    var output = OutputBuffer()
    return render(source, firstLine: firstLine, resolver: &resolver, into: &output)
  }

  private func parse(_ source: ArraySlice<UInt8>) -> Node? {
    guard let parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, cmark_arena_allocator())
    else { return nil }
    source.withUnsafeBytes { bytes in
      cmark_parser_feed(parser, bytes.assumingMemoryBound(to: CChar.self).baseAddress, bytes.count)
    }
    return cmark_parser_finish(parser).map(Node.init)
  }
}
