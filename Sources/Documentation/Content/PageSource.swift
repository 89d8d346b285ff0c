import Bytes
import Diagnostics
import Markdown
import Sites

/// A page's Markdown on its way to the renderer, with the place in the author's files that each of
/// its lines came from.
struct PageSource: Sendable {
  /// The page.
  let file: SiteFile
  /// The page's file as diagnostics name it.
  let name: String
  /// What its front matter says.
  var metadata: PageMetadata
  /// The Markdown, without front matter.
  private(set) var bytes: ArraySlice<UInt8>
  /// The number of the first line in the page's file.
  let firstLine: Int
  /// Where each line came from; nil while every line is the author's.
  private(set) var places: [Place]?

  /// Where a line came from.
  struct Place: Sendable, Hashable {
    /// The file as diagnostics name it; nil for the page itself.
    var file: String?
    var line: Int
    /// Columns are those of the author's line.
    var isWhole = true
  }

  init(
    file: SiteFile, name: String, metadata: PageMetadata, bytes: ArraySlice<UInt8>, firstLine: Int
  ) {
    self.file = file
    self.name = name
    self.metadata = metadata
    self.bytes = bytes
    self.firstLine = firstLine
  }

  /// The text as a string.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Where line `index` (from 0) came from.
  func place(ofLine index: Int) -> Place {
    guard let places else { return Place(file: nil, line: firstLine + index) }
    guard index < places.count else { return places.last ?? Place(file: nil, line: firstLine) }
    return places[max(0, index)]
  }

  /// Where the byte at `offset` (from the text's start) stands.
  func location(ofByte offset: Int) -> Location {
    var line = 0
    var column = 1
    for byte in bytes.prefix(offset) {
      if byte == ASCII.lineFeed {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    let place = place(ofLine: line)
    return Location(
      file: place.file ?? name, line: place.line, column: place.isWhole ? column : 1)
  }

  /// Where a position that the renderer gives stands in the author's files.
  func location(of position: SourcePosition, hasColumn: Bool = true) -> Location {
    if let file = position.file {
      return Location(file: file, line: position.line, column: position.column)
    }
    guard places != nil else {
      return Location(file: name, line: position.line, column: hasColumn ? position.column : nil)
    }
    let place = place(ofLine: position.line - 1)
    return Location(
      file: place.file ?? name, line: place.line,
      column: hasColumn && place.isWhole ? position.column : nil)
  }

  /// Adds definitions of references at the end of the text.
  mutating func define(_ definitions: [(label: String, target: String)]) {
    var builder = PageSourceBuilder(self)
    builder.keep(0..<bytes.count)
    let lines = definitions.map { "[\($0.label)]: <\($0.target)>\n" }.joined()
    builder.insert(("\n\n" + lines).utf8, at: bytes.count)
    replace(by: builder)
  }

  /// Replaces the text by that of `builder`.
  mutating func replace(by builder: PageSourceBuilder) {
    bytes = builder.bytes[...]
    places = builder.places
  }
}

/// Builds the new text of a page out of pieces of the old and of other texts.
struct PageSourceBuilder {
  fileprivate(set) var bytes: [UInt8] = []
  fileprivate(set) var places: [PageSource.Place] = []
  private let source: PageSource
  private let old: [UInt8]
  /// Where the lines of the old text begin.
  private let lineStarts: [Int]
  private var isAtLineStart = true

  init(_ source: PageSource) {
    self.source = source
    old = Array(source.bytes)
    var starts = [0]
    old.withUnsafeBufferPointer { old in
      for index in old.indices where old[index] == ASCII.lineFeed { starts.append(index + 1) }
    }
    lineStarts = starts
    bytes.reserveCapacity(old.count)
  }

  private func line(at offset: Int) -> Int {
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// Appends the author's text in `range` of the old text.
  mutating func keep(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    var line = line(at: range.lowerBound)
    var start = range.lowerBound
    while start < range.upperBound {
      if isAtLineStart {
        var place = source.place(ofLine: line)
        if start != lineStarts[line] { place.isWhole = false }
        places.append(place)
      }
      line += 1
      start = line < lineStarts.count ? min(lineStarts[line], range.upperBound) : range.upperBound
      isAtLineStart = old[start - 1] == ASCII.lineFeed
    }
    bytes += old[range]
  }

  /// Appends text that stands for what is at `offset` of the old text.
  mutating func insert(_ text: some Sequence<UInt8>, at offset: Int) {
    var place = source.place(ofLine: line(at: offset))
    place.isWhole = false
    add(text, place, advances: false)
  }

  /// Appends text of another file, whose first line is `line`.
  mutating func insert(_ text: some Sequence<UInt8>, from file: String, line: Int = 1) {
    add(text, PageSource.Place(file: file, line: line), advances: true)
  }

  private mutating func add(
    _ text: some Sequence<UInt8>, _ start: PageSource.Place, advances: Bool
  ) {
    var place = start
    for byte in text {
      if isAtLineStart {
        places.append(place)
        isAtLineStart = false
      } else if places.last?.isWhole == true, bytes.last != ASCII.lineFeed {
        places[places.count - 1].isWhole = false
      }
      bytes.append(byte)
      if byte == ASCII.lineFeed {
        isAtLineStart = true
        if advances { place.line += 1 }
      }
    }
  }
}
