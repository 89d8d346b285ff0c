import Bytes
import CCmark

// `!!! note "Title"` and `??? note "Title"` with an indented body.

/// The first line of an admonition or of a block of details.
struct AdmonitionLine {
  /// In lower case.
  var classes: [String]
  /// Where the title stands between its quotes; nil without one.
  var title: Range<Int>?
  /// Details that are open from the start.
  var isOpen = false

  /// Whether the author wrote `""`: no title at all.
  var forbidsTitle: Bool { title?.isEmpty == true }
}

extension LineCursor {
  /// `!!! class class "title"`.
  var admonition: AdmonitionLine? {
    guard rest.starts(with: [ASCII.exclamation, ASCII.exclamation, ASCII.exclamation]) else {
      return nil
    }
    return admonitionLine(from: content + 3).flatMap { $0.classes.isEmpty ? nil : $0 }
  }

  /// `??? class "title"` or `???+ class "title"`; one of class and title may be missing.
  var detailsBlock: AdmonitionLine? {
    guard rest.starts(with: [ASCII.question, ASCII.question, ASCII.question]) else { return nil }
    let isOpen = rest.dropFirst(3).first == ASCII.plus
    var line = admonitionLine(from: content + (isOpen ? 4 : 3))
    line?.isOpen = isOpen
    return line.flatMap { $0.classes.isEmpty && $0.title == nil ? nil : $0 }
  }

  private func admonitionLine(from start: Int) -> AdmonitionLine? {
    var found = AdmonitionLine(classes: [])
    var index = start
    while index < end {
      if bytes[index] == ASCII.space {
        index += 1
      } else if bytes[index] == ASCII.quote {
        guard index == start || bytes[index - 1] == ASCII.space else { return nil }
        var last = end - 1
        while last > index, bytes[last] == ASCII.space { last -= 1 }
        guard last > index, bytes[last] == ASCII.quote else { return nil }
        found.title = index + 1..<last
        return found
      } else {
        let first = index
        while index < end, bytes[index].isWordOrHyphen { index += 1 }
        guard index > first else { return nil }
        found.classes.append(String(decoding: bytes[first..<index], as: UTF8.self).lowercased())
      }
    }
    return found
  }
}

extension UInt8 {
  /// A letter, digit, `_` or `-`; bytes beyond ASCII count as letters.
  var isWordOrHyphen: Bool {
    isASCIIAlphanumeric || self == ASCII.underscore || self == ASCII.hyphen || self >= 0x80
  }
}

extension LinePass {
  /// Opens an admonition if a line begins one.
  mutating func opensAdmonition(_ line: LineCursor, _ start: LineStart) -> Bool {
    guard let found = line.admonition else { return false }
    guard hasRoom(for: line, start) else { return true }
    open(
      .admonition(classes: found.classes, hasTitle: !found.forbidsTitle), line, start,
      indent: bodyIndent(below: line))
    writeTitle(of: found)
    return true
  }

  /// Opens a block of details if a line begins one.
  mutating func opensDetails(_ line: LineCursor, _ start: LineStart) -> Bool {
    guard let found = line.detailsBlock else { return false }
    guard hasRoom(for: line, start) else { return true }
    open(
      .details(classes: found.classes, isOpen: found.isOpen, hasTitle: !found.forbidsTitle),
      line, start, indent: bodyIndent(below: line))
    writeTitle(of: found)
    return true
  }

  /// How far the lines below a mark are indented: by four columns more than the mark, or by four
  /// where a blank stands before the mark alone, which is easily overlooked.
  mutating func bodyIndent(below line: LineCursor) -> Int {
    guard line.indent > 0 else { return 4 }
    var next = index + 1
    while next < source.lineStarts.count, next < index + 3, cursor(next).isBlank { next += 1 }
    guard next < source.lineStarts.count else { return line.indent + 4 }
    var below = cursor(next)
    guard match(&below) == frames.count, below.indent >= 4 else { return line.indent + 4 }
    return min(below.indent, line.indent + 4)
  }

  /// Writes the title as a paragraph; without one, the first class is it.
  private mutating func writeTitle(of line: AdmonitionLine) {
    guard !line.forbidsTitle else { return }
    writeParagraph(line.title ?? 0..<0, otherwise: line.classes.first?.capitalizedFirst ?? "")
    writeSeparator()
  }
}

extension String {
  /// The first letter in upper case, the rest as it is.
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension BlockRewriter {
  /// Makes a marked quote an admonition.
  mutating func admonition(_ quote: Node, classes: [String], hasTitle: Bool) {
    annotations.makeElement(
      quote, "div", .block, Attributes(classes: ["admonition"] + classes))
    if hasTitle, let title = quote.firstChild {
      annotations.makeElement(title, "p", .line, Attributes(classes: ["admonition-title"]))
    }
  }

  /// Makes a marked quote a block of details.
  mutating func details(_ quote: Node, classes: [String], isOpen: Bool, hasTitle: Bool) {
    var attributes = Attributes(classes: classes)
    if isOpen { attributes["open"] = "open" }
    annotations.makeElement(quote, "details", .block, attributes)
    if hasTitle, let title = quote.firstChild {
      annotations.makeElement(title, "summary", .line)
    } else if let summary = Node(new: CMARK_NODE_CUSTOM_BLOCK) {
      annotations.makeElement(summary, "summary", .line)
      if let first = quote.firstChild {
        summary.insert(before: first)
      } else {
        quote.append(summary)
      }
    }
  }
}
