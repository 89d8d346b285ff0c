import Bytes

// `[^label]` and `[^label]: note`.

extension LineCursor {
  /// The label of the footnote that a line begins, and the length of its mark.
  var footnote: (label: Range<Int>, length: Int)? {
    guard byte == ASCII.leftBracket, rest.dropFirst().first == ASCII.caret,
      let close = rest.firstIndex(of: ASCII.rightBracket), close > content + 2,
      close + 1 < end, bytes[close + 1] == ASCII.colon
    else { return nil }
    return (content + 2..<close, close + 2 - content)
  }
}

extension LinePass {
  /// Opens a footnote if a line begins one.
  mutating func opensFootnote(_ line: LineCursor, _ start: LineStart) -> Bool {
    guard let footnote = line.footnote else { return false }
    guard hasRoom(for: line, start) else { return true }
    let label = String(decoding: source.bytes[footnote.label], as: UTF8.self)
    open(.footnote(label: label), line, start, indent: 4, isLazy: true)
    var rest = line
    rest.consume(contentBytes: footnote.length)
    beginBody(rest)
    return true
  }
}
