import Bytes

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
  let lineStarts: [Int]
  /// The number of the page's first line in its file.
  let firstLine: Int
  /// Where the lines come from, if the page includes files.
  let origins: LineOrigins?

  init(_ source: ArraySlice<UInt8>, firstLine: Int) {
    let content = source.starts(with: [0xEF, 0xBB, 0xBF]) ? source.dropFirst(3) : source
    bytes = SourceText.clean(content)
    self.firstLine = firstLine
    origins = nil
    lineStarts = Self.lineStarts(bytes)
  }

  /// A page with the files that it includes.
  init(expanded bytes: [UInt8], origins: LineOrigins, firstLine: Int) {
    self.bytes = bytes.withUnsafeBufferPointer { PageBytes(copying: $0) }.view
    self.firstLine = firstLine
    self.origins = origins
    lineStarts = Self.lineStarts(self.bytes)
  }

  private static func lineStarts(_ bytes: ByteView) -> [Int] {
    var starts: [Int] = []
    starts.reserveCapacity(bytes.count / 32)
    bytes.appendLineStarts(to: &starts)
    return starts
  }

  /// The place of a byte.
  func position(of offset: Int) -> SourcePosition {
    var finder = PositionFinder()
    return finder.position(of: offset, in: self)
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

  /// A copy of the bytes for the page, in valid UTF-8 without NUL.
  private static func clean(_ source: ArraySlice<UInt8>) -> ByteView {
    source.withUnsafeBufferPointer {
      $0.isCleanUTF8 ? PageBytes(copying: $0) : repaired(source)
    }.view
  }

  private static func repaired(_ source: ArraySlice<UInt8>) -> PageBytes {
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
    let line = text.lineStarts.lastIndex(notAfter: wanted)
    guard line >= 0 else { return SourcePosition(line: text.firstLine, column: 1) }
    if line != self.line || wanted < offset {
      (self.line, offset, column) = (line, text.lineStarts[line], 1)
    }
    let end = min(wanted, text.bytes.count)
    // A line ending has no place of its own.
    while offset < end, text.bytes[offset] != ASCII.lineFeed,
      text.bytes[offset] != ASCII.carriageReturn
    {
      if text.bytes[offset] & 0xC0 != 0x80 { column += 1 }
      offset += 1
    }
    if let origins = text.origins { return origins.position(line: line, column: column) }
    return SourcePosition(line: text.firstLine + line, column: column)
  }
}

extension ByteView {
  /// Appends where each line begins; lines end with a line feed, a carriage return or both.
  fileprivate func appendLineStarts(to starts: inout [Int]) {
    guard let base = baseAddress else { return }
    var start = 0
    if memchr(base, Int32(ASCII.carriageReturn), count) != nil {
      while start < count {
        starts.append(start)
        start = lineEnd(from: start).next
      }
      return
    }
    while start < count {
      starts.append(start)
      guard let end = memchr(base + start, Int32(ASCII.lineFeed), count - start) else { return }
      start = UnsafeRawPointer(end) - UnsafeRawPointer(base) + 1
    }
  }

  /// Where the first bytes that are not plain ASCII stand, looking from `start` on; it may be up to
  /// seven bytes before.
  fileprivate func plainASCIIEnd(from start: Int) -> Int {
    guard let base = baseAddress else { return start }
    let ones: UInt64 = 0x0101_0101_0101_0101
    var index = start
    while index + 8 <= count {
      let word = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
      // High bits, and zero bytes, which borrow from theirs.
      if (word | (word &- ones)) & (ones &* 0x80) != 0 { break }
      index += 8
    }
    return index
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

extension [Int] {
  /// The index of the last element that is not greater than `value`, in ascending elements; -1 if
  /// there is none.
  func lastIndex(notAfter value: Int) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }
}

extension ByteView {
  /// Whether the bytes are UTF-8 without NUL.
  var isCleanUTF8: Bool {
    var index = 0
    while index < count {
      let byte = self[index]
      if byte < 0x80 {
        if byte == 0 { return false }
        index += 1
        index = plainASCIIEnd(from: index)
        continue
      }
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
    return true
  }
}
