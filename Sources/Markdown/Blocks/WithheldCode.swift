import Bytes
import CCmark

/// Code in fences that stand in no other block. libcmark reads the fences alone, which saves it a
/// good part of many pages; the renderer takes the code from the author's text, where it is as it
/// shows.
struct WithheldCode {
  private let source: ByteView
  /// The lines of the text where the fences begin, from 1 and ascending; and where the code of each
  /// begins and ends in the source.
  private var lines = PageArray<Int>()
  private var starts = PageArray<Int>()
  private var ends = PageArray<Int>()

  init(of source: ByteView) { self.source = source }

  /// Withholds the code of the fence that begins on a line of the text.
  mutating func add(line: Int, code: Range<Int>) {
    lines.append(line)
    starts.append(code.lowerBound)
    ends.append(code.upperBound)
  }

  /// The code of the fence that begins on a line of the text, if it was withheld.
  func code(ofLine line: Int) -> ByteView? {
    let index = lines.lastIndex(notAfter: line)
    guard index >= 0, lines[index] == line else { return nil }
    return ByteView(rebasing: source[starts[index]..<ends[index]])
  }

  /// Whether libcmark has found each of the fences, with nothing in it.
  func standsInFences(of root: Node) -> Bool {
    guard !lines.isEmpty else { return true }
    var found = 0
    var child = root.firstChild
    while let node = child, found < lines.count {
      if node.type == CMARK_NODE_CODE_BLOCK, node.startLine == lines[found] {
        guard node.endLine == lines[found] + 1, node.literal.isEmpty else { return false }
        found += 1
      }
      child = node.next
    }
    return found == lines.count
  }
}

extension LinePass {
  /// Passes over the code of the fence that a line has just begun, with the line that closes it, if
  /// it stands in no other block.
  mutating func withholdCode(of line: LineCursor) {
    guard withholdsCode, frames.isEmpty, let open = fence, !source.hasCarriageReturns,
      line.content == line.start, line.start == source.lineStarts[index]
    else { return }
    let count = source.lineStarts.count
    var close = index + 1
    while close < count, !mayClose(open, close) || !open.isClosed(by: cursor(close)) { close += 1 }
    guard close < count, close > index + 1 else { return }
    withheld.add(
      line: text.currentLine, code: source.lineStarts[index + 1]..<source.lineStarts[close])
    index = close
    text.copyLine(close)
    fence = nil
  }

  /// A first look at whether a line closes a fence.
  private mutating func mayClose(_ fence: Fence, _ line: Int) -> Bool {
    var content = source.lineStarts[line]
    while content < source.bytes.count, source.bytes[content] == ASCII.space { content += 1 }
    return content < source.bytes.count && source.bytes[content] == fence.mark
  }
}
