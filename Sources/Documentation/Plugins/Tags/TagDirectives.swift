import Bytes
import Configuration
import Diagnostics
import Sites

/// Finds where pages ask for lists of tags.
struct TagDirectives: Sendable {
  /// Lists are shown; else nothing stands for them.
  let showsLists: Bool
  private let start: [UInt8]
  private let usual: TagListing.Options
  private let named: [String: TagListing.Options]
  /// Pages that list tags without asking: which, by the page.
  private let listFiles: [String: Set<String>]
  private let docsDir: String

  /// One place that asks.
  struct Directive {
    /// Where in the page's HTML.
    var range: Range<Int>
    var options: TagListing.Options
  }

  init(_ setup: inout PluginSetup, _ settings: TagSettings) {
    start = Array((setup.options.string("listings_directive") ?? "material/tags").utf8)
    showsLists =
      setup.options.bool("listings") ?? true && !(setup.options.bool("export_only") ?? false)
    var usual = TagListing.Options()
    usual.showsShadows = settings.showsShadows
    usual.hasContents = setup.options.bool("listings_toc") ?? true
    var log: [Diagnostic] = []
    var named: [String: TagListing.Options] = [:]
    for entry in setup.options.value("listings_map")?.mapping ?? [] {
      named[entry.key] = TagListing.Options(entry.value, over: usual, &log)
    }
    for problem in log { setup.options.add(problem) }
    (self.usual, self.named) = (usual, named)
    var listFiles: [String: Set<String>] = [:]
    for entry in setup.options.value("tags_extra_files")?.mapping ?? [] {
      listFiles[entry.key] = Set((entry.value.sequence ?? []).compactMap(\.string))
    }
    if let file = setup.options.string("tags_file") { listFiles[file] = [] }
    self.listFiles = listFiles
    docsDir = setup.site.docsDir.value
    if setup.options.value("listings_layout")?.string != "default" {
      setup.unsupported("listings_layout", "lists have one layout")
    }
  }

  /// The places in a page's HTML, in order.
  func find(on page: Page, _ log: inout [Diagnostic]) -> [Directive] {
    var found: [Directive] = []
    var index = 0
    while let comment = page.html[index...].firstRange(of: Self.open) {
      let inner = page.html[comment.upperBound...].drop { $0.isASCIIWhitespace }
      guard let end = inner.firstRange(of: Self.close) else { break }
      index = end.upperBound
      guard Self.begins(inner, with: start) else { continue }
      let arguments = inner[(inner.startIndex + start.count)..<end.lowerBound]
      found.append(
        Directive(
          range: comment.lowerBound..<end.upperBound, options: options(arguments, page, &log)))
    }
    guard found.isEmpty, let tags = listFiles[page.file.sourcePath] else { return found }
    var options = usual
    options.included = tags
    let mark = Self.marks.lazy.compactMap { page.html.firstRange(of: $0) }.first
    return [Directive(range: mark ?? page.html.count..<page.html.count, options: options)]
  }

  private static let open: [UInt8] = Array("<!--".utf8)
  private static let close: [UInt8] = Array("-->".utf8)
  private static let marks: [[UInt8]] = [Array("<p>[TAGS]</p>".utf8), Array("[TAGS]".utf8)]

  /// Whatever the case.
  private static func begins(_ text: ArraySlice<UInt8>, with start: [UInt8]) -> Bool {
    text.prefix(start.count).elementsEqual(start) { $0 | 0x20 == $1 | 0x20 }
  }

  private func options(
    _ arguments: ArraySlice<UInt8>, _ page: Page, _ log: inout [Diagnostic]
  ) -> TagListing.Options {
    let file = docsDir + "/" + page.file.sourcePath
    do throws(Diagnostic) {
      let node = try YAMLParser.parse(arguments, file: file)
      guard let name = node?.string else {
        var problems: [Diagnostic] = []
        let options = TagListing.Options(node, over: usual, &problems)
        log += problems.map { Self.inFile($0, file) }
        return options
      }
      if let options = named[name] { return options }
      log.append(
        .error(
          code: "docs.tags", "there is no list '\(name)' in 'listings_map'",
          at: Location(file: file), target: name,
          hint: Suggestion.didYouMean(name, in: named.keys.sorted())))
    } catch {
      log.append(Self.inFile(error, file))
    }
    return usual
  }

  /// Arguments are read from HTML, which knows no lines of the author's.
  private static func inFile(_ diagnostic: Diagnostic, _ file: String) -> Diagnostic {
    var diagnostic = diagnostic
    diagnostic.location = Location(file: file)
    return diagnostic
  }
}
