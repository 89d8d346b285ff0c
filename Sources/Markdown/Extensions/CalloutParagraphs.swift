import Bytes

// `NOTE: text` as a paragraph or a quote, and `>? NOTE: text` and `>! NOTE: text`, which fold.

/// How paragraphs such as `NOTE: text` stand out (`callouts` of markdown-callouts).
public struct CalloutParagraphs: Sendable, Hashable {
  /// A period at the end of a title is left out (`strip_period`).
  public var stripsPeriods = true

  /// As the extension has them by default.
  public init() {}
}

/// The first line of such a callout.
private struct CalloutLine {
  var kind: String
  var isOpen: Bool?
  /// What is in bold at the beginning of the text.
  var title: Range<Int>?
  var text: Range<Int>
}

extension LinePass {
  /// Opens a callout if a line begins one.
  mutating func opensCalloutParagraph(
    _ line: LineCursor, _ start: LineStart, _ style: CalloutParagraphs
  ) -> Bool {
    let beginsQuote = frames.count > start.frames && frames.last?.kind == .quote
    guard !paragraphIsOpen, line.indent < (beginsQuote ? 4 : 1),
      beginsQuote || frames.last?.kind != .quote,
      let callout = line.calloutLine(style, inQuote: beginsQuote)
    else { return false }
    if beginsQuote {
      quote(callout, line, start)
    } else {
      guard hasRoom(for: line, start) else { return true }
      paragraph(callout, line, start)
    }
    return true
  }

  private mutating func quote(_ callout: CalloutLine, _ line: LineCursor, _ start: LineStart) {
    text.beginLine()
    writeStart(start, upTo: line.content)
    text.insert(Markers.guardCharacter)
    if let title = callout.title { text.copy(title) } else { text.insert(callout.kind.titled) }
    markers.guarded.insert(text.currentLine)
    markers.callouts[text.currentLine] = Callout(
      classes: [callout.kind.lowercased()], isOpen: callout.isOpen, title: .made(callout.kind))
    text.endLine()
    writeSeparator()
    paragraphIsOpen = !callout.text.isEmpty
    paragraphLines = 1
    if paragraphIsOpen { writeBody(callout.text) }
    lastTextLine = index
    if callout.text.isEmpty, callout.title == nil, fenceFollows() { writeParagraph(0..<0) }
  }

  /// Whether a fence follows in the quote: it stands in the paragraph that the callout began.
  private mutating func fenceFollows() -> Bool {
    var next = index + 1
    while next < source.lineStarts.count {
      var line = cursor(next)
      guard match(&line) == frames.count else { return false }
      if !line.isBlank { return line.fenceOpening != nil }
      next += 1
    }
    return false
  }

  private mutating func paragraph(_ callout: CalloutLine, _ line: LineCursor, _ start: LineStart) {
    open(
      .admonition(classes: [callout.kind.lowercased()], hasTitle: true), line, start, indent: 4)
    writeParagraph(callout.title ?? 0..<0, otherwise: callout.kind.titled)
    writeSeparator()
    if !callout.text.isEmpty { writeBody(callout.text) }
    let container = frames.removeLast()
    while index + 1 < source.lineStarts.count {
      var next = cursor(index + 1)
      guard match(&next) == frames.count, !next.isBlank, next.indent >= 4 || !beginsBlock(next)
      else { break }
      frames.append(container)
      writeBody(next.content..<next.end)
      frames.removeLast()
      index += 1
    }
    if index + 1 < source.lineStarts.count, !cursor(index + 1).isBlank {
      writeEnd(frames: frames.count)
    }
  }

  private mutating func writeBody(_ range: Range<Int>) {
    text.beginLine()
    writePrefix(frames: frames.count)
    text.copy(range)
    text.endLine()
  }
}

extension LineCursor {
  /// `KIND: text`; in a quote with `?` or `!` before it.
  fileprivate func calloutLine(_ style: CalloutParagraphs, inQuote: Bool) -> CalloutLine? {
    var start = content
    var isOpen: Bool?
    if inQuote, content > 0, bytes[content - 1] == ASCII.greater,
      byte == ASCII.question || byte == ASCII.exclamation
    {
      isOpen = byte == ASCII.exclamation
      start += 1
      if start < end, bytes[start] == ASCII.space { start += 1 }
    }
    let name = bytes[start..<end].prefix { $0 &- 0x41 < 26 }
    guard name.count > 1, name.endIndex < end, bytes[name.endIndex] == ASCII.colon,
      name.endIndex + 1 == end || bytes[name.endIndex + 1] == ASCII.space
    else { return nil }
    var text = trimmed(name.endIndex + 1..<end)
    let title = bold(in: text)
    if let title { text = title.upperBound + 2..<text.upperBound }
    return CalloutLine(
      kind: String(decoding: name, as: UTF8.self), isOpen: isOpen,
      title: title.map { self.title($0, style) }, text: trimmed(text))
  }

  /// What stands between the two asterisks or underscores at the beginning of a text.
  private func bold(in text: Range<Int>) -> Range<Int>? {
    guard text.count > 4, let mark = bytes[text].first,
      mark == ASCII.asterisk || mark == ASCII.underscore, bytes[text.lowerBound + 1] == mark,
      bytes[text.lowerBound + 2] != mark, !bytes[text.lowerBound + 2].isBlank
    else { return nil }
    var index = text.lowerBound + 3
    while index + 1 < text.upperBound {
      if bytes[index] == mark, bytes[index + 1] == mark, !bytes[index - 1].isBlank,
        index + 2 == text.upperBound || bytes[index + 2] != mark
      {
        return text.lowerBound + 2..<index
      }
      index += bytes[index] == ASCII.backslash ? 2 : 1
    }
    return nil
  }

  private func title(_ range: Range<Int>, _ style: CalloutParagraphs) -> Range<Int> {
    let hasPeriod = style.stripsPeriods && bytes[range].last == ASCII.period
    return hasPeriod ? range.lowerBound..<range.upperBound - 1 : range
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start].isBlank { start += 1 }
    while end > start, bytes[end - 1].isBlank { end -= 1 }
    return start..<end
  }
}
