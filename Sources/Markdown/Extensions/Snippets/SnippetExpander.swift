import Bytes
import Diagnostics

/// Puts the files that a page includes into its text, before anything else reads it.
struct SnippetExpander {
  /// What every mark holds.
  private static let mark: StaticString = "8<-"

  let options: Snippets
  let provider: any SnippetProvider
  private(set) var diagnostics: [Diagnostic] = []
  /// The names of the files that were included, in order.
  private(set) var files: [String] = []
  private var fileNumbers: [String: Int] = [:]
  private var output: [UInt8] = []
  private var origins: [LineOrigins.Origin] = []
  /// The files being read, outermost first.
  private var stack: [Reading] = []
  /// How many bytes may still be read and written.
  private var budget: Int

  /// Files that include each other deeper are a mistake.
  private static let maximumDepth = 50

  /// A text whose lines are being read.
  private struct Reading {
    var text: SourceText
    var lines: [SelectedLine]
    var next = 0
    /// The file's number in `files`; nil for the page.
    var file: Int?
    /// What every line is indented by.
    var indentation: [UInt8] = []
    /// Between two `--8<--`.
    var isInBlock = false
    /// The lines are a section: marks in them were read.
    var isSection = false
    /// The lines are `auto_append`'s, which no author wrote on the page.
    var isAppended = false
  }

  /// - Parameter limit: how many bytes are read and written at most: no page needs more, and files
  ///   that include each other many times stop there.
  init(options: Snippets, provider: any SnippetProvider, limit: Int = 16 << 20) {
    self.options = options
    self.provider = provider
    budget = limit
  }

  /// Whether a page may include anything.
  static func mayExpand(_ source: SourceText, _ options: Snippets) -> Bool {
    !options.autoAppend.isEmpty || source.bytes.contains(mark)
  }

  /// The page with everything that it includes.
  mutating func expand(_ page: SourceText) -> SourceText {
    output.reserveCapacity(page.bytes.count * 2)
    stack = [Reading(text: page, lines: page.selectedLines)]
    run()
    if !options.autoAppend.isEmpty {
      let isInBlock = lastBlockState
      let text = "\n\n-8<-\n" + options.autoAppend.joined(separator: "\n\n") + "\n-8<-\n"
      let appended = SourceText(copying: Array(text.utf8), firstLine: 1)
      stack = [
        Reading(
          text: appended, lines: appended.selectedLines, isInBlock: isInBlock, isAppended: true)
      ]
      run()
    }
    // What was cut off somewhere says nothing useful.
    guard budget > 0 else { return page }
    var origins = LineOrigins(files: files, lines: origins)
    if let inner = page.origins {
      origins = origins.composed(with: inner, firstLine: page.firstLine)
    }
    return SourceText(expanded: output, origins: origins, firstLine: page.firstLine)
  }

  /// Whether the page ended between two `--8<--`.
  private var lastBlockState = false

  private mutating func run() {
    while let top = stack.indices.last {
      guard stack[top].next < stack[top].lines.count, budget > 0 else {
        lastBlockState = stack[top].isInBlock
        stack.removeLast()
        continue
      }
      let line = stack[top].lines[stack[top].next]
      stack[top].next += 1
      read(line, top)
    }
  }

  // MARK: Lines

  private mutating func read(_ line: SelectedLine, _ top: Int) {
    let bytes = stack[top].text.bytes[line.range]
    guard stack[top].isInBlock || ByteView(rebasing: bytes).contains(Self.mark) else {
      write(line, top)
      return
    }
    switch SnippetLine(bytes) {
    case .escaped(let semicolon):
      var text = line
      text.leftOut = semicolon
      write(text, top)
    case .block:
      stack[top].isInBlock.toggle()
    case .inline(let path):
      // Between two `--8<--` this form means nothing.
      if !stack[top].isInBlock { include(path.trimmed, line, top) }
    case nil where stack[top].isInBlock:
      let path = bytes.trimmed
      if path.isEmpty {
        var blank = line
        blank.range = line.range.upperBound..<line.range.upperBound
        write(blank, top)
      } else {
        include(path, line, top)
      }
    case nil:
      var text = line
      if !stack[top].isSection, let mark = SnippetSectionMark(in: bytes) {
        guard let semicolon = mark.semicolon else { return }
        text.leftOut = semicolon
      }
      write(text, top)
    }
  }

  private mutating func write(_ line: SelectedLine, _ top: Int) {
    let reading = stack[top]
    let start = output.count
    var shift = 0
    if !line.range.isEmpty {
      output.append(contentsOf: reading.indentation)
      shift = reading.indentation.count
    }
    shift -= line.range.lowerBound - line.start
    if let leftOut = line.leftOut {
      output.append(contentsOf: reading.text.bytes[line.range.lowerBound..<leftOut])
      output.append(contentsOf: reading.text.bytes[(leftOut + 1)..<line.range.upperBound])
      shift -= 1
    } else {
      output.append(contentsOf: reading.text.bytes[line.range])
    }
    output.append(ASCII.lineFeed)
    origins.append(.init(file: reading.file, line: line.number, shift: shift))
    spend(output.count - start, line, top)
  }

  // MARK: Files

  private mutating func include(_ path: ByteSlice, _ line: SelectedLine, _ top: Int) {
    guard path.first != ASCII.semicolon else { return }
    guard let target = SnippetTarget(path) else {
      report(
        severity, "missing", "the snippet has no path", path, line, top, hint: "name a file")
      return
    }
    guard stack.count <= Self.maximumDepth else {
      report(
        .warning, "depth", "files are included more than \(Self.maximumDepth) deep", path, line,
        top, hint: "include fewer files in files")
      return
    }
    switch provider.snippet(at: target.path) {
    case .missing(let message, let hint):
      report(severity, "missing", message, path, line, top, hint: hint)
    case .failed(let severity, let message, let hint):
      report(severity, "unreadable", message, path, line, top, hint: hint)
    case .found(let file):
      open(file, target, path, line, top)
    }
  }

  private mutating func open(
    _ file: SnippetFile, _ target: SnippetTarget, _ path: ByteSlice, _ line: SelectedLine,
    _ top: Int
  ) {
    let number = number(of: file.name)
    if stack.contains(where: { $0.file == number }) {
      report(
        .warning, "cycle", "'\(target.path)' includes itself", path, line, top,
        hint: "remove this line, or the one that leads here")
      return
    }
    let text = SourceText(copying: file.text, firstLine: 1)
    spend(text.bytes.count, line, top)
    guard let lines = text.lines(for: target, dedented: options.dedentsSubsections) else {
      let name = target.section ?? ""
      report(
        severity, "section", "there is no section '\(name)' in '\(target.path)'", path, line, top,
        hint: "a section begins with a line that holds: --8<-- [start:\(name)]")
      return
    }
    let reading = stack[top]
    stack.append(
      Reading(
        text: text, lines: lines, file: number,
        indentation: reading.indentation + indentation(of: line, in: reading.text),
        isSection: target.section != nil))
  }

  /// The blanks before a line's text; tabs reach to the next multiple of four.
  private func indentation(of line: SelectedLine, in text: SourceText) -> [UInt8] {
    var indentation: [UInt8] = []
    for byte in text.bytes[line.range] {
      guard byte.isBlank else { break }
      let count = byte == ASCII.tab ? 4 - indentation.count % 4 : 1
      indentation.append(contentsOf: repeatElement(ASCII.space, count: count))
    }
    return indentation
  }

  private mutating func number(of name: String) -> Int {
    if let number = fileNumbers[name] { return number }
    fileNumbers[name] = files.count
    files.append(name)
    return files.count - 1
  }

  // MARK: Diagnostics

  private var severity: Severity { options.checksPaths ? .error : .info }

  private mutating func spend(_ count: Int, _ line: SelectedLine, _ top: Int) {
    guard budget > 0 else { return }
    budget -= count
    if budget <= 0 {
      report(
        .error, "size", "the page grows too large by what it includes",
        stack[top].text.bytes[line.range], line, top, hint: "include less")
    }
  }

  private mutating func report(
    _ severity: Severity, _ code: String, _ message: String, _ part: ByteSlice,
    _ line: SelectedLine, _ top: Int, hint: String?
  ) {
    let reading = stack[top]
    // The site's settings are at fault, and checked once for all pages.
    if reading.isAppended { return }
    let before = reading.text.bytes[line.start..<max(line.start, part.startIndex)]
    let column = before.count { $0 & 0xC0 != 0x80 } + 1
    let place =
      reading.text.origins?.position(line: line.number - reading.text.firstLine, column: column)
      ?? SourcePosition(line: line.number, column: column, file: reading.file.map { files[$0] })
    diagnostics.append(
      Diagnostic(
        severity, code: "markdown.snippet.\(code)", message,
        at: Location(file: place.file ?? "", line: place.line, column: place.column),
        target: String(decoding: part, as: UTF8.self), hint: hint))
  }
}
