import Bytes

extension LinePass {
  /// Whether a line begins or ends a block between slashes.
  mutating func isBlockLine(_ line: LineCursor) -> Bool {
    guard let blocks = dialect.blocks else { return false }
    if let length = line.blockClosing { return frames.contains { $0.fenceLength == length } }
    return line.blockOpening.map { blocks.kinds[$0.name] != nil } == true
  }

  /// Closes the innermost block between slashes if a line is its last one.
  mutating func closesBlock(_ line: LineCursor) -> Bool {
    guard fence == nil, endsBlock(line) else { return false }
    closeInnermost()
    return true
  }

  /// Whether a line is the last one of the innermost block between slashes.
  func endsBlock(_ line: LineCursor) -> Bool {
    guard let frame = frames.last, frame.fenceLength > 0 else { return false }
    return line.blockClosing == frame.fenceLength
  }

  /// Opens a block if a line begins one that is known and whose options are sound.
  mutating func opensBlock(_ line: LineCursor, _ start: LineStart) -> Bool {
    guard let blocks = dialect.blocks, let opening = line.blockOpening,
      let kind = blocks.kinds[opening.name]
    else { return false }
    let optionLines = optionLines()
    guard let options = BlockOptions(optionLines) else { return false }
    let reader = BlockReader(
      line: line, opening: opening, options: options, blocks: blocks)
    if case .html = kind, let raw = reader.rawElement {
      index += optionLines.count
      writeRaw(raw, opening, line, start)
      return true
    }
    guard let mark = reader.mark(of: kind) else { return false }
    guard hasRoom(for: line, start) else { return true }
    open(.block(mark), line, start, indent: 0)
    frames[frames.count - 1].fenceLength = opening.length
    index += optionLines.count
    if let title = mark.title {
      if mark.titleLevel > 0 {
        writeHeading(title.range, level: mark.titleLevel)
      } else {
        writeParagraph(title.range, otherwise: title.substitute)
      }
      writeSeparator()
    }
    return true
  }

  private mutating func writeHeading(_ range: Range<Int>, level: Int) {
    text.beginLine()
    writePrefix(frames: frames.count)
    text.insert(String(repeating: "#", count: level) + " ")
    text.copy(range)
    text.endLine()
  }

  /// The lines directly below that are indented: the block's options.
  private mutating func optionLines() -> [ByteSlice] {
    var lines: [ByteSlice] = []
    while index + lines.count + 1 < source.lineStarts.count {
      var next = cursor(index + lines.count + 1)
      guard match(&next) == frames.count, !next.isBlank, next.indent >= 4,
        next.content - next.indent >= next.start
      else { break }
      lines.append(source.bytes[next.content - next.indent..<next.end])
    }
    return lines
  }

  /// Writes an element whose content is no Markdown as a code block that is marked.
  private mutating func writeRaw(
    _ raw: RawElement, _ opening: BlockLine, _ line: LineCursor, _ start: LineStart
  ) {
    var lines: [LineCursor] = []
    var next = index + 1
    while next < source.lineStarts.count {
      var line = cursor(next)
      let matched = match(&line)
      guard matched == frames.count || line.isBlank else { break }
      next += 1
      if line.blockClosing == opening.length { break }
      lines.append(line)
    }
    let shift = lines.filter { !$0.isBlank }.map(\.indent).min() ?? 0
    var text: [UInt8] = []
    for line in lines {
      if !line.isBlank {
        text += repeatElement(ASCII.space, count: line.indent - min(4, shift))
        text += line.rest
      }
      text.append(ASCII.lineFeed)
    }
    while text.last == ASCII.lineFeed { text.removeLast() }
    writeVerbatim(text[...], .element(raw), line, start)
    index = next - 1
    paragraphIsOpen = false
  }
}

/// An element whose content is no Markdown.
struct RawElement {
  var tag: String
  var attributes: Attributes
  /// The content is HTML; otherwise text.
  var isHTML: Bool
}
