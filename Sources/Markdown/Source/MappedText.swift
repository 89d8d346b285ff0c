import Bytes

/// What libcmark reads, and where each byte of it stands in the author's text.
///
/// Without block extensions it is the author's text itself. Otherwise the line pre-pass writes it:
/// `copy` what the author wrote, `insert` what he did not.
struct MappedText {
  private var written: PageBytes
  /// The text, as far as it is written.
  var bytes: ByteView { outputs.isEmpty ? source.bytes : written.view }
  /// Where each line begins.
  private(set) var lineStarts: PageArray<Int>
  /// The author's text.
  let source: SourceText
  private var finder = PositionFinder()
  /// Ascending: from `outputs[i]` on, a byte stands in the source at its distance from
  /// `sources[i]`.
  private var outputs = PageArray<Int>()
  private var sources = PageArray<Int>()
  /// Where what was copied ends: behind it stands what the author did not write.
  private var ends = PageArray<Int>()
  /// Whole lines of the author's that are still to be copied, how much further on they will stand,
  /// and where the content of the last one ends that is not empty.
  private var pending = 0..<0
  private var pendingShift = 0
  private var pendingEnd = 0

  /// The author's text, unchanged.
  init(_ source: SourceText) {
    self.source = source
    written = PageBytes(capacity: 0)
    lineStarts = source.lineStarts
  }

  /// An empty text to be written.
  init(rewriting source: SourceText) {
    self.source = source
    written = PageBytes(capacity: source.bytes.count + source.bytes.count / 8)
    lineStarts = PageArray(capacity: source.lineStarts.count + source.lineStarts.count / 8)
    outputs.append(0)
    sources.append(0)
    ends.append(0)
  }

  /// The number of the line being written, from 1.
  var currentLine: Int { lineStarts.count }

  /// Begins a line.
  mutating func beginLine() {
    if !pending.isEmpty { copyPending() }
    lineStarts.append(written.count)
  }

  /// Ends the line.
  mutating func endLine() { written.append(ASCII.lineFeed) }

  /// Appends what the author wrote.
  mutating func copy(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    mapNext(to: range.lowerBound)
    written.append(UnsafeBufferPointer(rebasing: source.bytes[range]))
    ends[ends.count - 1] = written.count
  }

  /// Appends a line (from 0) of the author's with its end, as it is. Lines that follow one another
  /// are copied at once.
  mutating func copyLine(_ line: Int) {
    let start = source.lineStarts[line]
    let end = line + 1 < source.lineStarts.count ? source.lineStarts[line + 1] : source.bytes.count
    let isEmpty = end == start + 1
    guard !source.hasCarriageReturns, source.bytes[end - 1] == ASCII.lineFeed,
      start == pending.upperBound && !pending.isEmpty || !isEmpty
    else {
      beginLine()
      copy(start..<source.contentEnd(ofLine: line))
      endLine()
      return
    }
    if start != pending.upperBound || pending.isEmpty {
      beginLine()
      mapNext(to: start)
      pending = start..<end
      pendingShift = written.count - start
    } else {
      lineStarts.append(start + pendingShift)
      pending = pending.lowerBound..<end
    }
    if !isEmpty { pendingEnd = end - 1 }
  }

  private mutating func copyPending() {
    written.append(ByteView(rebasing: source.bytes[pending]))
    ends[ends.count - 1] = pendingEnd + pendingShift
    pending = 0..<0
  }

  /// Ends the text. Where it is the author's own, his bytes serve as they are.
  mutating func finish() {
    if written.count == 0, pending == 0..<source.bytes.count {
      (outputs, sources, ends) = (PageArray(), PageArray(), PageArray())
      pending = 0..<0
    } else if !pending.isEmpty {
      copyPending()
    }
  }

  /// Lets what is written next stand in the source from a byte on.
  private mutating func mapNext(to offset: Int) {
    guard written.count - outputs[outputs.count - 1] != offset - sources[sources.count - 1] else {
      return
    }
    outputs.append(written.count)
    sources.append(offset)
    ends.append(0)
  }

  /// Lets what is inserted next stand at a place of the author's.
  mutating func place(at offset: Int) {
    outputs.append(written.count)
    sources.append(offset)
    ends.append(written.count)
  }

  /// Appends what the author did not write.
  mutating func insert(_ text: StaticString) {
    written.append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends what the author did not write.
  @_disfavoredOverload
  mutating func insert(_ text: String) {
    for byte in text.utf8 { written.append(byte) }
  }

  /// Appends a number of spaces.
  mutating func insertSpaces(_ count: Int) {
    for _ in 0..<count { written.append(ASCII.space) }
  }

  /// A part of the text that is replaced.
  struct Edit {
    var range: Range<Int>
    var text: [UInt8]
  }

  /// The text with parts of its lines replaced; edits are ascending and hold no line endings.
  func applying(_ edits: [Edit]) -> MappedText {
    var result = MappedText(rewriting: source)
    // Without pieces, the text is the author's own.
    var ends = self.ends
    if outputs.isEmpty { ends.append(bytes.count) }
    var piece = min(1, outputs.count)
    var line = 0
    var done = 0
    for edit in edits + [Edit(range: bytes.count..<bytes.count, text: [])]
    where edit.range.lowerBound >= done {
      let shift = result.written.count - done
      let last = result.ends.count - 1
      result.ends[last] = max(
        result.outputs[last], min(ends[max(0, piece - 1)], edit.range.lowerBound) + shift)
      while piece < outputs.count, outputs[piece] < edit.range.lowerBound {
        if outputs[piece] > done {
          result.outputs.append(outputs[piece] + shift)
          result.sources.append(sources[piece])
          result.ends.append(min(ends[piece], edit.range.lowerBound) + shift)
        }
        piece += 1
      }
      while line < lineStarts.count, lineStarts[line] <= edit.range.lowerBound {
        result.lineStarts.append(lineStarts[line] + shift)
        line += 1
      }
      result.written.append(ByteView(rebasing: bytes[done..<edit.range.lowerBound]))
      result.written.append(edit.text)
      done = edit.range.upperBound
      result.outputs.append(result.written.count)
      result.sources.append(sourceOffset(of: done))
      result.ends.append(result.written.count)
    }
    return result
  }

  /// Where a byte stands in the author's text.
  func sourceOffset(of offset: Int) -> Int {
    guard !outputs.isEmpty else { return min(offset, source.bytes.count) }
    let index = max(0, outputs.lastIndex(notAfter: offset))
    let mapped = sources[index] + offset - outputs[index]
    // Inserted bytes belong to what is copied after them.
    if index + 1 < sources.count, outputs[index + 1] > offset,
      offset > ends[index] || mapped > sources[index + 1] && sources[index + 1] >= sources[index]
    {
      return sources[index + 1]
    }
    return min(mapped, source.bytes.count)
  }

  /// What the author wrote for a part of the text.
  func written(_ range: Range<Int>) -> ByteSlice {
    let start = sourceOffset(of: range.lowerBound)
    return source.bytes[start..<max(start, sourceOffset(of: range.upperBound))]
  }

  /// The place of a byte in the author's file.
  mutating func position(of offset: Int) -> SourcePosition {
    finder.position(of: sourceOffset(of: offset), in: source)
  }

  /// The place of a line and column (in bytes, both from 1) in the author's file.
  mutating func position(line: Int, column: Int) -> SourcePosition {
    position(of: start(ofLine: line) + max(0, column - 1))
  }

  /// The text with its lines, for passes that only read.
  var lines: TextLines { TextLines(bytes: bytes, starts: lineStarts) }

  /// Where a line begins; the text's end for lines beyond it.
  func start(ofLine line: Int) -> Int { lines.start(ofLine: line) }

  /// Where a line's content ends, its line ending left out.
  func contentEnd(ofLine line: Int) -> Int { lines.contentEnd(ofLine: line) }
}
