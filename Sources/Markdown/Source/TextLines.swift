import Bytes
import CCmark

/// The text that libcmark read, and where its lines begin: what most passes ask of a `MappedText`.
/// Unlike that, it is copied at no cost.
struct TextLines {
  let bytes: ByteView
  /// Where each line begins.
  let starts: PageArray<Int>

  /// Where a line (from 1) begins; the text's end for lines beyond it.
  func start(ofLine line: Int) -> Int {
    line < 1 ? 0 : line <= starts.count ? starts[line - 1] : bytes.count
  }

  /// Where a line's content ends, its line ending left out.
  func contentEnd(ofLine line: Int) -> Int {
    let start = start(ofLine: line)
    var end = self.start(ofLine: line + 1)
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return end
  }

  /// Where a block begins.
  func start(of block: Node) -> Int { start(ofLine: block.startLine) + block.startColumn - 1 }

  /// The lines of a block; none for a block that libcmark did not read.
  func bytes(of block: Node) -> ByteView {
    let start = start(ofLine: block.startLine)
    return ByteView(rebasing: bytes[start..<max(start, self.start(ofLine: block.endLine + 1))])
  }

  /// The last line of a block. libcmark takes the line behind an underlined heading for its last.
  func endLine(of block: Node) -> Int {
    let end = block.endLine
    guard block.type == CMARK_NODE_HEADING, end > block.startLine, !isUnderline(end) else {
      return end
    }
    return end - 1
  }

  /// Whether a line has nothing but `=` or `-` behind the marks of quotes.
  private func isUnderline(_ line: Int) -> Bool {
    var rest = bytes[start(ofLine: line)..<contentEnd(ofLine: line)]
    while rest.last?.isBlank == true { rest = rest.dropLast() }
    guard let mark = rest.last, mark == ASCII.equals || mark == ASCII.hyphen else { return false }
    while rest.last == mark { rest = rest.dropLast() }
    return rest.allSatisfy { $0.isBlank || $0 == ASCII.greater }
  }
}
