import Bytes
import CByteScan
import CMarkArena

/// The bytes at which something may begin in a text. Most of them begin something only beside
/// certain others, by which nearly all are passed over at once.
struct Triggers: Sendable {
  private var table = byte_scan_triggers()

  /// Makes a byte a trigger wherever it stands.
  mutating func insert(_ byte: UInt8) {
    byte_scan_add_trigger(&table, byte, CInt(BYTE_SCAN_ANY), 0)
  }

  /// Makes a byte a trigger of what may begin there.
  ///
  /// - Parameter inSource: in the source of texts, where marks of emphasis may stand before them.
  mutating func insert(_ byte: UInt8, _ starts: InlineSyntax.Starts, inSource: Bool) {
    var behind = 0
    var before = 0
    if !starts.isDisjoint(with: .always) { behind |= BYTE_SCAN_ANY }
    if starts.contains(.bareLink) {
      switch byte {
      case ASCII.colon: behind |= BYTE_SCAN_SLASH
      case ASCII.period: before |= BYTE_SCAN_W
      case ASCII.hash, ASCII.exclamation, ASCII.question: behind |= BYTE_SCAN_DIGIT
      default: behind |= BYTE_SCAN_ANY
      }
    }
    if starts.contains(.wikiLink) || starts.contains(.progressBar) {
      behind |= BYTE_SCAN_BRACKET_MARK
    }
    if starts.contains(.keys) || starts.contains(.pairedDelimiter) {
      behind |= BYTE_SCAN_SAME
    }
    if starts.contains(.emoji) { behind |= BYTE_SCAN_NAME }
    if starts.contains(.symbol) {
      switch byte {
      case ASCII.leftParenthesis: behind |= BYTE_SCAN_SHORT
      case ASCII.plus, ASCII.equals: behind |= BYTE_SCAN_SLASH
      case ASCII.hyphen, ASCII.less: behind |= BYTE_SCAN_HYPHEN
      case ASCII.slash: before |= BYTE_SCAN_C
      default: behind |= BYTE_SCAN_SLASH | (inSource ? BYTE_SCAN_ORDINAL : BYTE_SCAN_NUMBER)
      }
    }
    if starts.contains(.sign) {
      let isQuote = byte == ASCII.quote || byte == ASCII.apostrophe
      behind |= isQuote ? BYTE_SCAN_ANY : BYTE_SCAN_SAME
    }
    byte_scan_add_trigger(&table, byte, CInt(behind), CInt(before))
  }

  /// The triggers for one page: they lie in the arena.
  func forPage() -> PageTriggers {
    let memory = cmark_arena_reallocate(nil, MemoryLayout<byte_scan_triggers>.size)
      .assumingMemoryBound(to: byte_scan_triggers.self)
    memory.initialize(to: table)
    return PageTriggers(table: memory)
  }
}

/// What shows at once that nothing begins in a block, or in a text of it.
struct BlockTriggers {
  /// At which something may begin in a text.
  let text: PageTriggers
  /// With which the source of a block may show that one of its texts holds a trigger.
  let source: PageTriggers
  /// With which the source of a block may show that it holds anything but text and emphasis.
  let marks: PageTriggers
}

/// The triggers of one page; they live as long as it is being read.
struct PageTriggers {
  fileprivate let table: UnsafeMutablePointer<byte_scan_triggers>

  /// Whether something may begin at a byte, beside certain others.
  func contains(_ byte: UInt8) -> Bool {
    let half = byte < 0x80 ? table.pointee.set.low : table.pointee.set.high
    return withUnsafeBytes(of: half) { $0[Int(byte & 15)] >> (byte >> 4 & 7) & 1 == 1 }
  }

  /// The index of the next trigger in a text; its count without one.
  @inline(__always)
  func next(in text: ByteView, from start: Int) -> Int {
    guard let base = text.baseAddress else { return text.count }
    return byte_scan_trigger(table, base, start, text.count)
  }
}
