import Bytes
import CCmark
import Diagnostics

// Pipe tables: found in the lines, because emphasis and links must not reach over cells.

/// A table that begins on a line.
private struct TableLines {
  var columns: [TableCell.Alignment?]
  var cells: PageArray<TableCellSource>
  /// Which of the cells each row has, the header first.
  var rows: [Range<Int>]
  /// The source line of its last row, from 0.
  var lastLine: Int
  /// How many cells its rows lack.
  var missingCells: Int
}

extension LinePass {
  /// Writes the table that begins on a line, if one does.
  mutating func opensTable(_ line: LineCursor, _ start: LineStart) -> Bool {
    guard dialect.tableRules == .github || !paragraphIsOpen, let table = table(at: line) else {
      return false
    }
    guard hasRoom(for: line, start) else { return true }
    missingCells += table.missingCells
    if missingCells > Self.mostMissingCells { reportMissingCells(below: table.lastLine) }
    open(.table(columns: table.columns), line, start, indent: 4)
    for row in table.rows {
      for column in table.columns.indices {
        writeCell(column < row.count ? table.cells[row.lowerBound + column].range : 0..<0)
        writeSeparator()
      }
    }
    frames.removeLast()
    index = table.lastLine
    // A quote of the author's would otherwise go on with the table's.
    if index + 1 < source.lineStarts.count, !cursor(index + 1).isBlank {
      writeEnd(frames: frames.count)
    }
    return true
  }

  private mutating func reportMissingCells(below line: Int) {
    guard !diagnostics.contains(where: { $0.code == "markdown.table" }) else { return }
    let place = source.position(of: source.lineStarts[line])
    diagnostics.append(
      .warning(
        code: "markdown.table",
        "rows of tables lack more than \(Self.mostMissingCells) cells; the table ends here",
        at: .init(file: place.file ?? "", line: place.line, column: place.column),
        hint: "give the rows as many cells as the header has"))
  }

  private mutating func writeCell(_ cell: Range<Int>) {
    guard dialect.tableRules == .github,
      source.bytes[cell].contains(ASCII.backslash)
    else {
      writeParagraph(cell)
      return
    }
    // GitHub takes the backslash before a pipe away before anything else is read.
    var pieces: [Range<Int>] = []
    var first = cell.lowerBound
    for index in cell.dropLast()
    where source.bytes[index] == ASCII.backslash && source.bytes[index + 1] == ASCII.pipe {
      pieces.append(first..<index)
      first = index + 1
    }
    pieces.append(first..<cell.upperBound)
    writeParagraph(pieces)
  }

  // MARK: Finding

  /// Short rows in wide tables would make a page grow with the square of its size: beyond this
  /// number of missing cells, tables end.
  static let mostMissingCells = 100_000

  /// Whether a row is none: Python-Markdown looks for these blocks before it reads tables.
  private mutating func endsTable(_ row: LineCursor) -> Bool {
    guard row.indent == 0 else { return false }
    return switch row.byte {
    case ASCII.exclamation: dialect.admonitions && row.admonition != nil
    case ASCII.question: dialect.details && row.detailsBlock != nil
    case ASCII.equals: dialect.tabs != nil && row.tab != nil
    default: false
    }
  }

  private mutating func table(at line: LineCursor) -> TableLines? {
    // Most lines are told apart by the first bytes of the next.
    guard index + 1 < source.lineStarts.count else { return nil }
    var below = cursor(index + 1)
    guard below.mayDelimitTable, line.rest.has(ASCII.pipe), match(&below) == frames.count,
      below.indent < 4,
      below.rest.allSatisfy(\.isTableDelimiter), below.rest.contains(ASCII.hyphen)
    else { return nil }
    var splitter = RowSplitter(bytes: source.bytes, rules: dialect.tableRules, header: line)
    let header = splitter.cells(of: line)
    let delimiters = splitter.cells(of: below)
    let columns = header.count
    guard columns == delimiters.count, columns > 1 || splitter.hasBorder else {
      return nil
    }
    if dialect.tableRules == .github {
      guard delimiters.allSatisfy({ source.bytes[splitter.cells[$0].range].isDelimiterCell }) else {
        return nil
      }
    }
    var rows = [header]
    var next = index + 2
    var missing = 0
    while next < source.lineStarts.count {
      var row = cursor(next)
      guard match(&row) == frames.count, !row.isBlank, !endsBlock(row) else { break }
      // Python-Markdown puts raw HTML into blocks of its own before it reads tables.
      if dialect.rawElementsEndBlocks, frames.isEmpty, row.byte == ASCII.less, row.indent < 4,
        HTMLBlock(row.rest, depth: 0) != nil
      {
        break
      }
      if dialect.tableRules == .github ? row.indent < 4 && beginsBlock(row) : endsTable(row) {
        break
      }
      let cells = splitter.cells(of: row)
      missing += max(0, columns - cells.count)
      guard cells.count >= columns || missingCells + missing <= Self.mostMissingCells else {
        break
      }
      rows.append(cells)
      // In a table of one column, every row has a pipe at an end.
      if dialect.tableRules == .pythonMarkdown, columns == 1, !splitter.isBordered(row) {
        return nil
      }
      next += 1
    }
    if dialect.tableRules == .pythonMarkdown {
      guard columns > 1 || splitter.isBordered(below) else { return nil }
      // Python-Markdown gives a table without rows an empty one.
      if rows.count == 1 { rows.append(0..<0) }
    }
    return TableLines(
      columns: delimiters.map { source.bytes[splitter.cells[$0].range].alignment },
      cells: splitter.cells, rows: rows, lastLine: next - 1,
      missingCells: missing)
  }
}

/// A cell's part of the source.
private struct TableCellSource {
  var start: Int
  var end: Int

  var range: Range<Int> { start..<end }
}

/// Splits the rows of one table.
private struct RowSplitter {
  let bytes: ByteView
  let rules: Dialect.TableRules
  /// Whether the header begins or ends with a pipe.
  let hasBorder: Bool
  /// The cells of all rows that were split.
  private(set) var cells = PageArray<TableCellSource>(capacity: 64)
  private var pipes = PageArray<Int>()
  private var runs = PageArray<Run>()

  init(bytes: ByteView, rules: Dialect.TableRules, header: LineCursor) {
    self.bytes = bytes
    self.rules = rules
    hasBorder = header.rest.first == ASCII.pipe || Self.endsWithPipe(header.trimmed)
  }

  func isBordered(_ row: LineCursor) -> Bool {
    row.rest.first == ASCII.pipe || Self.endsWithPipe(row.trimmed)
  }

  private static func endsWithPipe(_ row: ByteSlice) -> Bool {
    guard row.last == ASCII.pipe else { return false }
    let backslashes = row.dropLast().reversed().prefix { $0 == ASCII.backslash }.count
    return backslashes % 2 == 0
  }

  /// Splits a row into cells, without the blanks around them, and tells which of `cells` they are.
  mutating func cells(of line: LineCursor) -> Range<Int> {
    var row = line.trimmed
    if hasBorder || rules == .github {
      if row.first == ASCII.pipe { row = row.dropFirst() }
      if Self.endsWithPipe(row) { row = row.dropLast() }
    }
    let first = cells.count
    var start = row.startIndex
    findPipes(in: row)
    for pipe in pipes {
      cells.append(cell(start..<pipe))
      start = pipe + 1
    }
    cells.append(cell(start..<row.endIndex))
    return first..<cells.count
  }

  /// A cell without the blanks around it.
  private func cell(_ range: Range<Int>) -> TableCellSource {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start].isBlank { start += 1 }
    while end > start, bytes[end - 1].isBlank { end -= 1 }
    return TableCellSource(start: start, end: end)
  }

  /// Finds the pipes that split a row.
  private mutating func findPipes(in row: ByteSlice) {
    pipes.removeAll()
    runs.removeAll()
    var index = row.startIndex
    let end = row.endIndex
    while index < end {
      switch bytes[index] {
      case ASCII.backslash:
        let next: UInt8? = index + 1 < end ? bytes[index + 1] : nil
        if next == ASCII.backtick, rules == .pythonMarkdown {
          // The run may close a code span with the escaped backtick, but open none with it.
          let length = row[(index + 1)...].prefix { $0 == ASCII.backtick }.count
          runs.append(Run(start: index, end: index + 1 + length, length: length, isEscaped: true))
          index += length
        } else if next == ASCII.backslash || next == ASCII.pipe {
          index += 1
        }
      case ASCII.backtick where rules == .pythonMarkdown:
        let length = row[index...].prefix { $0 == ASCII.backtick }.count
        runs.append(Run(start: index, end: index + length, length: length, isEscaped: false))
        index += length - 1
      case ASCII.pipe: pipes.append(index)
      default: break
      }
      index += 1
    }
    guard !runs.isEmpty else { return }
    let spans = codeSpans(runs)
    var span = 0
    let all = pipes
    pipes.removeAll()
    for pipe in all {
      while span < spans.count, spans[span].upperBound <= pipe { span += 1 }
      // Each is kept at or before the place where it stood.
      if span == spans.count || !spans[span].contains(pipe) { pipes.append(pipe) }
    }
  }

  private struct Run {
    var start: Int
    var end: Int
    var length: Int
    var isEscaped: Bool
  }

  /// Pairs runs of backticks of equal length.
  private func codeSpans(_ runs: PageArray<Run>) -> [Range<Int>] {
    if runs.count <= 16 { return fewCodeSpans(runs) }
    // For each length, the runs of it that are yet to come, last first.
    var upcoming: [Int: [Int]] = [:]
    for (index, run) in runs.enumerated().reversed() {
      upcoming[run.length, default: []].append(index)
    }
    var spans: [Range<Int>] = []
    var index = 0
    while index < runs.count {
      let wanted = runs[index].isEscaped ? runs[index].length - 1 : runs[index].length
      while let next = upcoming[wanted]?.last, next <= index { upcoming[wanted]?.removeLast() }
      if wanted > 0, let close = upcoming[wanted]?.last {
        spans.append(runs[index].start..<runs[close].end)
        index = close
      }
      index += 1
    }
    return spans
  }

  /// The same for so few runs that looking through them is the shortest way.
  private func fewCodeSpans(_ runs: PageArray<Run>) -> [Range<Int>] {
    var spans: [Range<Int>] = []
    var index = 0
    while index < runs.count {
      let wanted = runs[index].isEscaped ? runs[index].length - 1 : runs[index].length
      var close = index + 1
      while close < runs.count, runs[close].length != wanted { close += 1 }
      if wanted > 0, close < runs.count {
        spans.append(runs[index].start..<runs[close].end)
        index = close
      }
      index += 1
    }
    return spans
  }
}

extension LineCursor {
  /// What follows the blanks, without blanks at the end.
  fileprivate var trimmed: ByteSlice {
    var row = rest
    while row.last?.isBlank == true { row = row.dropLast() }
    return row
  }

  /// A first look, before the line's containers are read.
  fileprivate var mayDelimitTable: Bool {
    guard let last = trimmed.last else { return false }
    return last == ASCII.hyphen || last == ASCII.pipe || last == ASCII.colon
  }
}

extension UInt8 {
  fileprivate var isTableDelimiter: Bool {
    self == ASCII.hyphen || self == ASCII.pipe || self == ASCII.colon || isBlank
  }
}

extension ByteSlice {
  fileprivate var isDelimiterCell: Bool {
    var rest = self
    if rest.first == ASCII.colon { rest = rest.dropFirst() }
    if rest.last == ASCII.colon { rest = rest.dropLast() }
    return !rest.isEmpty && rest.allSatisfy { $0 == ASCII.hyphen }
  }

  /// How the delimiter cell aligns its column.
  fileprivate var alignment: TableCell.Alignment? {
    switch (first == ASCII.colon, last == ASCII.colon) {
    case (true, true): .center
    case (true, false): .left
    case (false, true): .right
    case (false, false): nil
    }
  }
}

extension BlockRewriter {
  /// Makes a marked quote a table, and its paragraphs cells.
  mutating func table(_ quote: Node, columns: [TableCell.Alignment?]) {
    annotations.makeElement(quote, "table", .block)
    var cells: [Node] = []
    var child = quote.firstChild
    while let cell = child {
      cells.append(cell)
      child = cell.next
    }
    let rows = cells.count / max(1, columns.count)
    for (index, cell) in cells.enumerated() {
      let (row, column) = index.quotientAndRemainder(dividingBy: columns.count)
      annotations[cell].role = .cell(
        TableCell(
          isHeader: row == 0, alignment: columns[column], opensRow: column == 0,
          closesRow: column == columns.count - 1, opensBody: row == 1,
          closesBody: row == rows - 1))
    }
  }
}
