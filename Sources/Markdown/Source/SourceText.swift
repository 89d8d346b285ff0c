import Bytes
import CByteScan

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A page as its author wrote it, in valid UTF-8, with its lines found.
struct SourceText {
  /// The page; a byte order mark is left out, NUL and what is not UTF-8 became U+FFFD.
  let bytes: ByteView
  /// Where each line begins. A page that ends with a line ending has no further line.
  let lineStarts: PageArray<Int>
  /// The number of the page's first line in its file.
  let firstLine: Int
  /// Whether lines end otherwise than with line feeds.
  let hasCarriageReturns: Bool
  /// Where the lines come from, if the page includes files.
  var origins: LineOrigins? { expansion?.origins }
  private let expansion: Expansion?

  /// Keeps texts small that include nothing.
  private final class Expansion {
    let origins: LineOrigins

    init(_ origins: LineOrigins) { self.origins = origins }
  }

  /// - Parameter source: lives as long as the text.
  init(_ source: ByteView, firstLine: Int) {
    let hasMark = source.count > 2 && source[0] == 0xEF && source[1] == 0xBB && source[2] == 0xBF
    let source = hasMark ? ByteView(rebasing: source[3...]) : source
    let lines = LineFeeds(source)
    let isClean = !lines.hasOtherThanASCII || source.isCleanUTF8
    bytes = isClean ? source : SourceText.repaired(source).view
    self.firstLine = firstLine
    expansion = nil
    hasCarriageReturns = lines.hasCarriageReturns
    lineStarts =
      hasCarriageReturns ? bytes.lineStarts : isClean ? lines.starts : LineFeeds(bytes).starts
  }

  /// A copy of bytes.
  init(copying source: [UInt8], firstLine: Int) {
    self.init(
      source.withUnsafeBufferPointer { PageBytes(copying: $0).view }, firstLine: firstLine)
  }

  /// A page with the files that it includes.
  init(expanded bytes: [UInt8], origins: LineOrigins, firstLine: Int) {
    self.bytes = bytes.withUnsafeBufferPointer { PageBytes(copying: $0) }.view
    self.firstLine = firstLine
    expansion = Expansion(origins)
    let lines = LineFeeds(self.bytes)
    hasCarriageReturns = lines.hasCarriageReturns
    lineStarts = hasCarriageReturns ? self.bytes.lineStarts : lines.starts
  }

  /// The place of a byte.
  func position(of offset: Int) -> SourcePosition {
    var finder = PositionFinder()
    return finder.position(of: offset, in: self)
  }

  /// Where the content of a line (from 0) ends, its line ending left out.
  func contentEnd(ofLine line: Int) -> Int {
    let start = lineStarts[line]
    var end = line + 1 < lineStarts.count ? lineStarts[line + 1] : bytes.count
    while end > start, bytes[end - 1] == ASCII.lineFeed || bytes[end - 1] == ASCII.carriageReturn {
      end -= 1
    }
    return end
  }

  /// Whether blocks may be nested so deep that libcmark takes quadratic time: a line begins with
  /// many marks of quotes and lists, or is indented by many columns.
  var mayNestDeeply: Bool {
    lineStarts.contains { start in
      var index = start
      var columns = 0
      while index < bytes.count, columns < LinePass.deepestNesting {
        switch bytes[index] {
        case ASCII.tab: columns += 4
        case ASCII.space, ASCII.greater, ASCII.hyphen, ASCII.plus, ASCII.asterisk, ASCII.period,
          ASCII.rightParenthesis, 0x30...0x39:
          columns += 1
        default: return false
        }
        index += 1
      }
      return columns >= LinePass.deepestNesting
    }
  }

  /// A copy of bytes in valid UTF-8 without NUL.
  private static func repaired(_ source: ByteView) -> PageBytes {
    var repaired = PageBytes(capacity: source.count)
    for byte in String(decoding: source, as: UTF8.self).utf8 {
      if byte == 0 {
        for byte in "\u{FFFD}".utf8 { repaired.append(byte) }
      } else {
        repaired.append(byte)
      }
    }
    return repaired
  }
}

/// Turns bytes into lines and columns. It remembers the last one, so that the places of a very long
/// line cost no more than the line.
struct PositionFinder {
  private var line = -1
  private var offset = 0
  private var column = 1

  /// The place of a byte.
  mutating func position(of wanted: Int, in text: SourceText) -> SourcePosition {
    let line = self.line(of: wanted, in: text.lineStarts)
    guard line >= 0 else { return SourcePosition(line: text.firstLine, column: 1) }
    if line != self.line || wanted < offset {
      (self.line, offset, column) = (line, text.lineStarts[line], 1)
    }
    // A line ending has no place of its own.
    let end = min(wanted, text.contentEnd(ofLine: line))
    if let base = text.bytes.baseAddress, end > offset {
      column += byte_scan_scalars(base, offset, end)
      offset = end
    }
    if let origins = text.origins { return origins.position(line: line, column: column) }
    return SourcePosition(line: text.firstLine + line, column: column)
  }

  /// The line of a byte, which is often the last one or that behind it.
  private func line(of offset: Int, in starts: PageArray<Int>) -> Int {
    for line in max(0, line)..<max(0, line) + 2 where line + 1 < starts.count {
      if starts[line] <= offset, offset < starts[line + 1] { return line }
    }
    return starts.lastIndex(notAfter: offset)
  }
}

/// Where lines begin that end with line feeds, and which kinds of bytes were seen in them.
private struct LineFeeds {
  var starts = PageArray<Int>()
  /// NUL is other than ASCII.
  var hasOtherThanASCII: Bool { kinds & CInt(BYTE_SCAN_OTHER_THAN_ASCII) != 0 }
  var hasCarriageReturns: Bool { kinds & CInt(BYTE_SCAN_CARRIAGE_RETURN) != 0 }
  private var kinds: CInt = 0

  init(_ text: ByteView) {
    guard let base = text.baseAddress, text.count > 0 else { return }
    var seen: CInt = 0
    // Few pages have more lines than this.
    let starts =
      PageArray<Int>(capacity: text.count / 20 + 48) {
        byte_scan_line_starts(base, text.count, $0, $1, &seen)
      }
      ?? PageArray(capacity: byte_scan_lines(base, text.count) + 32) {
        byte_scan_line_starts(base, text.count, $0, $1, &seen)
      }
    self.starts = starts ?? PageArray()
    kinds = seen
  }
}

extension ByteView {
  /// Where each line begins; lines end with a line feed, a carriage return or both.
  fileprivate var lineStarts: PageArray<Int> {
    var starts = PageArray<Int>(capacity: count / 32)
    var start = 0
    while start < count {
      starts.append(start)
      start = lineEnd(from: start).next
    }
    return starts
  }

  /// Where the content of the line at `start` ends, and where the next line begins.
  func lineEnd(from start: Int) -> (content: Int, next: Int) {
    var index = start
    while index < count, self[index] != ASCII.lineFeed, self[index] != ASCII.carriageReturn {
      index += 1
    }
    guard index < count else { return (index, index) }
    let isPair =
      self[index] == ASCII.carriageReturn && index + 1 < count
      && self[index + 1] == ASCII.lineFeed
    return (index, index + (isPair ? 2 : 1))
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether the bytes are UTF-8 without NUL.
  public var isCleanUTF8: Bool {
    guard let base = baseAddress else { return true }
    var index = 0
    while true {
      index += byte_scan_ascii(base, index, count)
      guard index < count else { return true }
      let byte = self[index]
      let length = byte < 0xC2 ? 0 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : byte < 0xF5 ? 4 : 0
      guard length > 0, index + length <= count else { return false }
      let second = self[index + 1]
      // The second byte excludes overlong forms, surrogates and what is beyond U+10FFFF.
      switch byte {
      case 0xE0 where second < 0xA0, 0xED where second > 0x9F, 0xF0 where second < 0x90,
        0xF4 where second > 0x8F:
        return false
      default: break
      }
      for continuation in 1..<length where self[index + continuation] & 0xC0 != 0x80 {
        return false
      }
      index += length
    }
  }
}
