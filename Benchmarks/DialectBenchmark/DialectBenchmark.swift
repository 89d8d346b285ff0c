import Bytes
import Markdown

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads the files named on standard input and renders each with the whole dialect, one thread;
/// writes nothing. Its peer is `floor.c`, which does the same with libcmark alone.
@main
enum DialectBenchmark {
  static func main() {
    var renderer = MarkdownRenderer(dialect: .everything)
    var resolver = UnchangedLinks()
    var output = OutputBuffer(capacity: 1 << 20)
    var counts = (files: 0, read: 0, written: 0)
    while let path = readLine() {
      guard let page = read(path) else { exit(1) }
      output.removeAll()
      let body = FrontMatter.split(page).bodyStart
      _ = renderer.render(page[body...], resolver: &resolver, into: &output)
      counts = (counts.files + 1, counts.read + page.count, counts.written + output.count)
    }
    print("\(counts.files) files, \(counts.read) bytes in, \(counts.written) out")
  }

  private static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else {
      perror(path)
      return nil
    }
    defer { fclose(file) }
    var info = stat()
    guard fstat(fileno(file), &info) == 0 else { return nil }
    return [UInt8](unsafeUninitializedCapacity: Int(info.st_size)) { buffer, count in
      count = fread(buffer.baseAddress, 1, buffer.count, file)
    }
  }
}

extension Dialect {
  /// All that authors for MkDocs switch on.
  static let everything: Dialect = {
    var dialect = Dialect.mkdocs
    dialect.admonitions = true
    dialect.details = true
    dialect.tabs = Tabs()
    dialect.attributeLists = true
    dialect.definitionLists = true
    dialect.footnotes = true
    dialect.abbreviations = true
    dialect.markdownInHTML = true
    dialect.tilde = SpanPair()
    dialect.caret = SpanPair()
    dialect.mark = true
    dialect.keys = Keys()
    dialect.smartSymbols = SmartSymbols()
    dialect.smarty = Smarty()
    dialect.taskLists = TaskLists()
    dialect.callouts = Callouts(rules: .quotes)
    dialect.bareLinks = .magicLinks(MagicLinks())
    dialect.emojis = Emojis()
    dialect.inlineCode = InlineCode()
    dialect.formulas = Formulas()
    var blocks = GenericBlocks()
    blocks.kinds = ["admonition": .admonition(nil), "details": .details(nil), "tab": .tab]
    dialect.blocks = blocks
    dialect.codeBlocks.nestsFences = true
    dialect.codeBlocks.style = .wrapped(cssClass: "highlight")
    dialect.slugs = .pythonMarkdown
    dialect.permalink = "¶"
    return dialect
  }()
}
