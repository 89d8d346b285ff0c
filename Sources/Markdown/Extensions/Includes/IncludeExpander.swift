import Bytes
import Diagnostics

/// Puts the files that `{!file!}` names into a page's text, before anything else reads it.
struct IncludeExpander {
  let options: Includes
  let provider: any SnippetProvider
  private(set) var diagnostics: [Diagnostic] = []
  /// The names of the files that were included, in order.
  private(set) var files: [String] = []
  private var fileNumbers: [String: Int] = [:]
  /// The texts being read, outermost first.
  private var stack: [Reading] = []
  /// How many bytes may still be read and written.
  private var budget: Int

  /// Files that include each other deeper are a mistake.
  private static let maximumDepth = 50

  /// A line of the result.
  private struct Line {
    var bytes: [UInt8] = []
    var origin: LineOrigins.Origin
  }

  /// A text whose lines are being read.
  private struct Reading {
    var text: SourceText
    var lines: [SelectedLine]
    var next = 0
    /// The file's number in `files`; nil for the page.
    var file: Int?
    /// What the statement that includes the file says of lines.
    var wanted: ByteSlice?
    /// What precedes each line of the file.
    var start: [UInt8] = []
    /// Statements in the file are text.
    var isVerbatim = false
    /// What has been read, with what it includes.
    var output: [Line] = []
    /// The line being read, as far as it was.
    var head: Line?
    /// The bytes of that line that are still to be read.
    var rest = 0..<0
    /// The level of the last heading.
    var level = 0
  }

  /// - Parameter limit: how many bytes are read and written at most: no page needs more, and files
  ///   that include each other many times stop there.
  init(options: Includes, provider: any SnippetProvider, limit: Int = 16 << 20) {
    self.options = options
    self.provider = provider
    budget = limit
  }

  /// Whether a page may include anything.
  static func mayExpand(_ source: SourceText) -> Bool {
    source.bytes.contains("{!")
  }

  /// The page with everything that it includes.
  mutating func expand(_ page: SourceText) -> SourceText {
    stack = [Reading(text: page, lines: page.selectedLines)]
    while let top = stack.indices.last {
      if stack[top].head != nil {
        readRest(top)
      } else if stack[top].next < stack[top].lines.count {
        begin(top)
      } else if top > 0 {
        close()
      } else {
        break
      }
      // What was cut off somewhere says nothing useful.
      guard budget > 0 else { return page }
    }
    let lines = stack.first?.output ?? []
    var bytes: [UInt8] = []
    for line in lines {
      bytes += line.bytes
      bytes.append(ASCII.lineFeed)
    }
    return SourceText(
      expanded: bytes, origins: LineOrigins(files: files, lines: lines.map(\.origin)),
      firstLine: page.firstLine)
  }

  // MARK: Lines

  private mutating func begin(_ top: Int) {
    let line = stack[top].lines[stack[top].next]
    stack[top].next += 1
    stack[top].head = Line(
      origin: .init(file: stack[top].file, line: line.number, shift: 0))
    stack[top].rest = line.range
  }

  /// Reads up to the next statement, or to the line's end.
  private mutating func readRest(_ top: Int) {
    let text = stack[top].text
    let rest = text.bytes[stack[top].rest]
    guard !stack[top].isVerbatim, let statement = statement(in: rest) else {
      stack[top].head?.bytes += rest
      endLine(top)
      spend(rest.count + 1, rest, top)
      return
    }
    stack[top].rest = statement.range.upperBound..<rest.endIndex
    if statement.isEscaped {
      stack[top].head?.bytes += rest[..<(statement.range.lowerBound - 1)]
      stack[top].head?.bytes += rest[statement.range]
      return
    }
    stack[top].head?.bytes += rest[..<statement.range.lowerBound]
    open(statement, top)
  }

  private func statement(in line: ByteSlice) -> IncludeStatement? {
    options.syntax == .mdxInclude ? IncludeStatement(mdxIn: line) : IncludeStatement(in: line)
  }

  private mutating func endLine(_ top: Int) {
    guard let line = stack[top].head else { return }
    let level = line.bytes.prefix { $0 == ASCII.hash }.count
    if level > 0 { stack[top].level = level }
    stack[top].output.append(line)
    stack[top].head = nil
  }

  // MARK: Files

  private mutating func open(_ statement: IncludeStatement, _ top: Int) {
    let path = String(decoding: statement.path, as: UTF8.self)
    guard stack.count <= Self.maximumDepth else {
      report(
        .warning, "depth", "files are included more than \(Self.maximumDepth) deep",
        statement.path, top, hint: "include fewer files in files")
      return
    }
    switch provider.snippet(at: path) {
    case .missing(let message, let hint):
      report(
        options.requiresFiles ? .error : .warning, "missing", message, statement.path, top,
        hint: hint)
    case .failed(let severity, let message, let hint):
      report(severity, "unreadable", message, statement.path, top, hint: hint)
    case .found(let file):
      let number = number(of: file.name)
      if stack.contains(where: { $0.file == number }) {
        report(
          .warning, "cycle", "'\(path)' includes itself", statement.path, top,
          hint: "remove this statement, or the one that leads here")
        return
      }
      let text = SourceText(copying: file.text, firstLine: 1)
      spend(text.bytes.count, statement.path, top)
      var lines = text.selectedLines
      var reading = Reading(text: text, lines: [], file: number)
      if options.syntax == .mdxInclude {
        if statement.repeatsStart { reading.start = stack[top].head?.bytes ?? [] }
        reading.isVerbatim = !(statement.isRecursive ?? options.isRecursive)
        if let wanted = statement.lines { lines = self.lines(wanted, of: lines, top) }
      } else {
        reading.wanted = statement.lines
        // An ending of the last line begins no further line.
        if lines.count > text.lineStarts.count { lines.removeLast() }
      }
      reading.lines = lines
      stack.append(reading)
    }
  }

  /// The lines of a file that a statement of `mdx_include` names, with two empty ones between parts.
  private mutating func lines(
    _ wanted: ByteSlice, of lines: [SelectedLine], _ top: Int
  ) -> [SelectedLine] {
    guard let ranges = IncludeStatement.mdxLines(wanted, in: lines.count) else {
      report(
        .warning, "lines", "'\(String(decoding: wanted, as: UTF8.self))' is no list of lines",
        wanted, top, hint: "write numbers and ranges, counted from 1, as in: [ln:1,3-5]")
      return lines
    }
    var chosen: [SelectedLine] = []
    for range in ranges {
      if let last = chosen.last {
        let empty = SelectedLine(
          range: last.range.upperBound..<last.range.upperBound, start: last.start,
          number: last.number)
        chosen += [empty, empty]
      }
      chosen += lines[range]
    }
    return chosen
  }

  /// Puts a file that was read into the text that includes it.
  private mutating func close() {
    guard let done = stack.popLast(), let top = stack.indices.last else { return }
    var lines = done.output
    if let wanted = done.wanted {
      if let ranges = IncludeStatement.lines(wanted, in: lines.count) {
        var chosen: [Line] = []
        for range in ranges {
          chosen += lines[range]
          spend(lines[range].reduce(0) { $0 + $1.bytes.count + 1 }, wanted, top)
          guard budget > 0 else { return }
        }
        lines = chosen
      } else {
        report(
          .warning, "lines", "'\(String(decoding: wanted, as: UTF8.self))' is no list of lines",
          wanted, top, hint: "write numbers and ranges, counted from 1, as in: lines=1 3-5")
      }
    }
    let added = options.headingOffset + (options.inheritsHeadingDepth ? stack[top].level : 0)
    if added > 0 {
      for index in lines.indices where lines[index].bytes.first == ASCII.hash {
        lines[index].bytes.insert(
          contentsOf: repeatElement(ASCII.hash, count: added), at: 0)
        lines[index].origin.shift += added
      }
    }
    if options.syntax == .mdxInclude {
      for index in lines.indices.dropFirst() where !done.start.isEmpty {
        lines[index].bytes.insert(contentsOf: done.start, at: 0)
        lines[index].origin.shift += done.start.count
      }
      splice(lines, top)
    } else {
      splice(Self.trimmed(lines), top)
    }
  }

  /// The lines without white space before the first and behind the last.
  private static func trimmed(_ lines: [Line]) -> [Line] {
    let isBlank: (Line) -> Bool = { $0.bytes.allSatisfy(\.isASCIIWhitespace) }
    guard let first = lines.firstIndex(where: { !isBlank($0) }),
      let last = lines.lastIndex(where: { !isBlank($0) })
    else { return [] }
    var lines = Array(lines[first...last])
    let indentation = lines[0].bytes.prefix(while: \.isASCIIWhitespace).count
    lines[0].bytes.removeFirst(indentation)
    lines[0].origin.shift -= indentation
    while lines[last - first].bytes.last?.isASCIIWhitespace == true {
      lines[last - first].bytes.removeLast()
    }
    return lines
  }

  /// Puts lines where the statement stood: text before it precedes the first of them, and text
  /// behind it follows the last.
  private mutating func splice(_ lines: [Line], _ top: Int) {
    for (index, line) in lines.enumerated() {
      if index > 0 { endLine(top) }
      if let head = stack[top].head, !head.bytes.isEmpty {
        stack[top].head?.bytes += line.bytes
      } else {
        stack[top].head = line
      }
    }
  }

  private mutating func number(of name: String) -> Int {
    if let number = fileNumbers[name] { return number }
    fileNumbers[name] = files.count
    files.append(name)
    return files.count - 1
  }

  // MARK: Diagnostics

  private mutating func spend(_ count: Int, _ part: ByteSlice, _ top: Int) {
    guard budget > 0 else { return }
    budget -= count
    if budget <= 0 {
      report(
        .error, "size", "the page grows too large by what it includes", part, top,
        hint: "include less")
    }
  }

  private mutating func report(
    _ severity: Severity, _ code: String, _ message: String, _ part: ByteSlice, _ top: Int,
    hint: String?
  ) {
    let reading = stack[top]
    let line = reading.lines[max(0, reading.next - 1)]
    let before = reading.text.bytes[line.start..<max(line.start, part.startIndex)]
    diagnostics.append(
      Diagnostic(
        severity, code: "markdown.include.\(code)", message,
        at: Location(
          file: reading.file.map { files[$0] } ?? "", line: line.number,
          column: before.count { $0 & 0xC0 != 0x80 } + 1),
        target: String(decoding: part, as: UTF8.self), hint: hint))
  }
}
