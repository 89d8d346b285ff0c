import Bytes
import CCmark

// `$$x$$`, `\[x\]` and `\begin{…}…\end{…}` that are all of a paragraph.

extension LinePass {
  /// Reads a formula if a line begins one that ends with its paragraph: it becomes a code block.
  mutating func opensFormula(_ line: LineCursor, _ start: LineStart) -> Bool {
    guard let formulas = dialect.formulas, !paragraphIsOpen, index >= formulaFloor,
      let opening = formulas.blockOpening(line.rest)
    else { return false }
    var lines = [line]
    while index + lines.count < source.lineStarts.count {
      var next = cursor(index + lines.count)
      guard match(&next) == frames.count, !next.isBlank, !endsBlock(next) else { break }
      lines.append(next)
    }
    var text: [UInt8] = []
    let first = line.indent
    for (number, line) in lines.enumerated() {
      if number > 0 {
        text.append(ASCII.lineFeed)
        text += repeatElement(ASCII.space, count: max(0, line.indent - first))
      }
      text += line.rest
    }
    while text.last == ASCII.space { text.removeLast() }
    guard let formula = opening.formula(in: text) else {
      formulaFloor = index + lines.count
      return false
    }
    writeVerbatim(formula, .formula, line, start)
    index += lines.count - 1
    return true
  }
}

extension Formulas {
  /// How a formula that is a block begins and ends.
  fileprivate enum Delimiters {
    case dollars
    case brackets
    case environment(name: ByteSlice)
  }

  /// What a line begins.
  fileprivate func blockOpening(_ line: ByteSlice) -> Delimiters? {
    if blockDollar, line.starts(with: [ASCII.dollar, ASCII.dollar]) { return .dollars }
    if blockSquare, line.starts(with: [ASCII.backslash, ASCII.leftBracket]) { return .brackets }
    let begin: StaticString = "\\begin{"
    guard blockBegin, line.starts(with: begin.bytes) else { return nil }
    let rest = line.dropFirst(begin.utf8CodeUnitCount)
    var name = rest.prefix { (0x61...0x7A).contains($0) }
    guard !name.isEmpty else { return nil }
    if rest.dropFirst(name.count).first == ASCII.asterisk { name = rest.prefix(name.count + 1) }
    guard rest.dropFirst(name.count).first == ASCII.rightBrace else { return nil }
    return .environment(name: name)
  }
}

extension Formulas.Delimiters {
  /// The formula in a paragraph, if it is all of it.
  fileprivate func formula(in text: [UInt8]) -> ArraySlice<UInt8>? {
    let closing: [UInt8]
    var content: ArraySlice<UInt8>
    switch self {
    case .dollars:
      closing = [ASCII.dollar, ASCII.dollar]
      content = text.dropFirst(2)
    case .brackets:
      closing = [ASCII.backslash, ASCII.rightBracket]
      content = text.dropFirst(2)
    case .environment(let name):
      closing = Array("\\end{".utf8) + name + [ASCII.rightBrace]
      content = text.dropFirst("\\begin{}".utf8.count + name.count)
    }
    guard content.count > closing.count, content.suffix(closing.count).elementsEqual(closing) else {
      return nil
    }
    content = content.dropLast(closing.count)
    // The closing delimiter must not be escaped.
    var index = content.startIndex
    while index < content.endIndex {
      guard content[index] == ASCII.backslash else {
        index += 1
        continue
      }
      if case .brackets = self, content[index...].dropFirst().first == ASCII.rightBracket {
        return nil
      }
      index += 2
    }
    guard index == content.endIndex else { return nil }
    if case .environment = self { return text[...] }
    return content
  }
}

extension StaticString {
  fileprivate var bytes: ByteView {
    UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
  }
}
