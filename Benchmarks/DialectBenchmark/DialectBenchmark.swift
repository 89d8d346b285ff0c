import Bytes
import Markdown
import SampleDialects

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads the files named on standard input and renders each, one thread; writes nothing. The first
/// argument names the dialect: `everything` (the default), `all`, `github` or `commonmark`. Its peer
/// is `floor.c`, which does the same with libcmark alone.
///
/// A second argument, `write`, asks for each page's HTML and outline on standard output, so that what
/// two versions make of the same files can be compared.
@main
enum DialectBenchmark {
  static func main() {
    guard let dialect = dialect(CommandLine.arguments.dropFirst().first ?? "everything") else {
      print("no such dialect")
      exit(1)
    }
    let writes = CommandLine.arguments.dropFirst(2).first == "write"
    var renderer = MarkdownRenderer(dialect: dialect)
    renderer.snippets = SampleSnippets()
    renderer.emojis = SampleEmojis()
    var resolver = UnchangedLinks()
    var output = OutputBuffer(capacity: 1 << 20)
    var counts = (files: 0, read: 0, written: 0)
    while let path = readLine() {
      guard let page = page(at: path) else { exit(1) }
      output.removeAll()
      let body = FrontMatter.split(page).bodyStart
      let outline = renderer.render(page[body...], resolver: &resolver, into: &output)
      if writes {
        print("==", path)
        print(output.text)
        dump(outline)
      }
      counts = (counts.files + 1, counts.read + page.count, counts.written + output.count)
    }
    print("\(counts.files) files, \(counts.read) bytes in, \(counts.written) out")
  }

  private static func dialect(_ name: String) -> Dialect? {
    switch name {
    case "everything": .everything
    case "all": .allSyntax
    case "github": .github
    case "commonmark": .commonMark
    default: nil
    }
  }

  private static func page(at path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY)
    guard file >= 0 else {
      perror(path)
      return nil
    }
    defer { close(file) }
    var info = stat()
    guard fstat(file, &info) == 0 else { return nil }
    return [UInt8](unsafeUninitializedCapacity: Int(info.st_size)) { buffer, count in
      while let base = buffer.baseAddress, count < buffer.count {
        let more = read(file, base + count, buffer.count - count)
        guard more > 0 else { break }
        count += more
      }
    }
  }
}
