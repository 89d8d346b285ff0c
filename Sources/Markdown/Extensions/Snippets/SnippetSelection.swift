import Bytes

/// A line of a file, as far as it is included.
struct SelectedLine {
  /// The part of the file's bytes.
  var range: Range<Int>
  /// Where the line begins in the file.
  var start: Int
  /// Its number in the file, from 1.
  var number: Int
  /// A byte of it that is left out: the semicolon of an escaped mark.
  var leftOut: Int?
}

extension SourceText {
  /// All lines. A file that ends with a line ending has an empty line behind it.
  var selectedLines: [SelectedLine] {
    var lines: [SelectedLine] = []
    lines.reserveCapacity(lineStarts.count + 1)
    for (index, start) in lineStarts.enumerated() {
      var end = index + 1 < lineStarts.count ? lineStarts[index + 1] : bytes.count
      while end > start, bytes[end - 1] == ASCII.lineFeed || bytes[end - 1] == ASCII.carriageReturn
      { end -= 1 }
      lines.append(
        SelectedLine(range: start..<end, start: start, number: firstLine + index))
    }
    if let last = bytes.last, last == ASCII.lineFeed || last == ASCII.carriageReturn {
      lines.append(
        SelectedLine(
          range: bytes.count..<bytes.count, start: bytes.count,
          number: firstLine + lineStarts.count))
    }
    return lines
  }

  /// The lines that a target asks for; nil where there is no such section.
  func lines(for target: SnippetTarget, dedented: Bool) -> [SelectedLine]? {
    var lines = selectedLines
    if lines.isEmpty { return lines }
    if !target.lines.isEmpty {
      lines = target.lines.flatMap { lines[$0.range(in: lines.count)] }
    } else if let name = target.section {
      guard let section = section(Array(name.utf8), of: lines) else { return nil }
      lines = section
    } else {
      return lines
    }
    if dedented {
      dedent(&lines)
      // The extension makes one empty line of none.
      if lines.isEmpty { lines = [SelectedLine(range: 0..<0, start: 0, number: 1)] }
    }
    return lines
  }

  /// The lines between a section's marks, the marks of other sections left out.
  private func section(_ name: [UInt8], of lines: [SelectedLine]) -> [SelectedLine]? {
    var section: [SelectedLine]?
    for line in lines {
      guard let mark = SnippetSectionMark(in: bytes[line.range]) else {
        section?.append(line)
        continue
      }
      if let semicolon = mark.semicolon {
        var text = line
        text.leftOut = semicolon
        section?.append(text)
      } else if mark.name.elementsEqual(name) {
        guard mark.kind == .start else { break }
        section = section ?? []
      }
    }
    return section
  }

  /// Takes away the blanks that all lines begin with, as Python's `textwrap.dedent` does.
  private func dedent(_ lines: inout [SelectedLine]) {
    var margin: ByteSlice?
    for index in lines.indices {
      let range = lines[index].range
      let content = bytes[range].skip(from: range.lowerBound, \.isBlank)
      if content == range.upperBound {
        lines[index].range = content..<content
        continue
      }
      let indentation = bytes[range.lowerBound..<content]
      guard let shared = margin else {
        margin = indentation
        continue
      }
      let count = zip(shared, indentation).prefix { $0 == $1 }.count
      margin = shared.prefix(count)
    }
    let count = margin?.count ?? 0
    for index in lines.indices where !lines[index].range.isEmpty {
      lines[index].range = lines[index].range.lowerBound + count..<lines[index].range.upperBound
    }
  }
}
