/// Where each line of a text comes from that was put together from several files.
struct LineOrigins: Sendable {
  /// Where one line comes from.
  struct Origin: Sendable {
    /// The index of the file in `files`; nil for the page itself.
    var file: Int?
    /// The line in that file, from 1.
    var line: Int
    /// How many columns further right the text stands than in that file.
    var shift: Int
  }

  /// The files, the page itself left out.
  var files: [String]
  /// By line of the text, from 0.
  var lines: [Origin]

  /// These origins, seen through the origins of the text that is the page here.
  func composed(with page: LineOrigins, firstLine: Int) -> LineOrigins {
    LineOrigins(
      files: files + page.files,
      lines: lines.map { line in
        let index = line.line - firstLine
        guard line.file == nil, page.lines.indices.contains(index) else { return line }
        var origin = page.lines[index]
        origin.file = origin.file.map { $0 + files.count }
        origin.shift += line.shift
        return origin
      })
  }

  /// The place in its file of a column of a line of the text.
  func position(line: Int, column: Int) -> SourcePosition {
    guard line < lines.count else { return SourcePosition(line: line + 1, column: column) }
    let origin = lines[line]
    return SourcePosition(
      line: origin.line, column: max(1, column - origin.shift),
      file: origin.file.map { files[$0] })
  }
}
