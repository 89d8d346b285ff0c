import Bytes

// Most lines of most pages stand in no block but a fence or a paragraph. They are told by their
// first bytes, and go on as they are.

extension LinePass {
  /// Reads a line if no quote, list item or container is open and it shows at once that it opens
  /// none: a blank one, code in a fence, or text. False for all others.
  mutating func plainTopLine() -> Bool {
    guard frames.isEmpty, html == nil else { return false }
    let bytes = source.bytes
    let start = source.lineStarts[index]
    let first = bytes[start]
    if first == ASCII.lineFeed {
      paragraphIsOpen = false
      copyPlainLine()
      return true
    }
    if let open = fence {
      guard !open.ignoresIndentation else { return false }
      var content = start
      while content < bytes.count, bytes[content] == ASCII.space { content += 1 }
      // What closes the fence, or is blank, is read with care.
      guard content < bytes.count, bytes[content] != open.mark, bytes[content] > ASCII.space else {
        return false
      }
      copyPlainLine()
      return true
    }
    guard first.isASCIILetter, !readsLetters, !separatesFootnotes, !continuesCallout,
      !mayHeadTable()
    else { return false }
    copyPlainLine()
    paragraphLines = paragraphIsOpen ? paragraphLines + 1 : 1
    paragraphIsOpen = true
    lastTextLine = index
    return true
  }

  private mutating func copyPlainLine() {
    flushBlanks()
    text.copyLine(index)
  }

  /// Whether the next line may be what stands below the head of a table.
  mutating func mayHeadTable() -> Bool {
    guard readsTables, index + 1 < source.lineStarts.count else { return false }
    let end = source.contentEnd(ofLine: index + 1)
    guard end > source.lineStarts[index + 1] else { return false }
    switch source.bytes[end - 1] {
    case ASCII.hyphen, ASCII.pipe, ASCII.colon, ASCII.space, ASCII.tab: return true
    default: return false
    }
  }
}
