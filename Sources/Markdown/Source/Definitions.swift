import Bytes
import CCmark

/// The link reference definitions of a page. libcmark keeps none of them in its tree.
struct Definitions {
  /// In document order.
  private(set) var all: [Definition] = []
  /// The line after the definitions that open the paragraph of a line; both from 1.
  private(set) var contentLines: [Int: Int] = [:]
  /// The index of each label's definition.
  private var indices: [String: Int] = [:]

  /// None.
  init() {}

  /// Finds the definitions of a page.
  ///
  /// - Parameter markers: no definition goes over their lines.
  init(_ text: MappedText, tree: Node, markers: Markers) {
    let candidates = DefinitionScanner.candidates(text)
    guard !candidates.isEmpty else { return }
    let coverage = Coverage(tree, lines: text.lineStarts.count, markers)
    var chainStart = 0
    var chainEnd = 0
    for line in candidates where line >= chainEnd {
      switch coverage.kinds[line] {
      case .none, .opening: chainStart = line
      case .continuation where line == chainEnd && text.hasNoListMark(line): break
      default: continue
      }
      var scanner = DefinitionScanner(text, line: line, coverage)
      guard let definition = scanner.definition() else { continue }
      chainEnd = scanner.nextLine
      contentLines[chainStart + 1] = chainEnd + 1
      add(definition)
    }
  }

  private mutating func add(_ found: Definition) {
    var definition = found
    let key = Definitions.key(definition.label)
    if indices[key] == nil {
      indices[key] = all.count
    } else {
      definition.isDuplicate = true
    }
    all.append(definition)
  }

  /// Notes that a link uses a label.
  mutating func use(_ label: String) {
    if let index = indices[Definitions.key(label)] { all[index].isUsed = true }
  }

  /// Labels are equal without regard to case and runs of white space.
  static func key(_ label: String) -> String {
    if let plain = label.lowercasedASCIIWords { return plain }
    let words = label.whiteSpaceCollapsed
    // Case folding: `ß` equals `SS`.
    return words.isASCII ? words.lowercased() : words.uppercased().lowercased()
  }
}

/// What stands on each line of a page, as far as definitions care.
private struct Coverage {
  enum Kind: UInt8 {
    case none, opening, continuation, other
  }

  /// By line, from 0.
  var kinds: [Kind]

  init(_ root: Node, lines: Int, _ markers: Markers) {
    kinds = Array(repeating: .none, count: lines)
    var walk = TreeWalk(root)
    while let (node, entering) = walk.next() {
      guard entering else { continue }
      let type = node.type
      switch type {
      case CMARK_NODE_PARAGRAPH, CMARK_NODE_CODE_BLOCK, CMARK_NODE_HTML_BLOCK, CMARK_NODE_HEADING:
        walk.skipChildren(of: node)
        let first = node.startLine - 1
        guard first >= 0, first < lines else { continue }
        for line in first..<max(first + 1, min(node.endLine, lines)) {
          kinds[line] = type == CMARK_NODE_PARAGRAPH ? .continuation : .other
        }
        // A setext heading may begin with definitions, too.
        if type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING { kinds[first] = .opening }
      default: break
      }
    }
    for line in markers.opening.keys where line <= lines { kinds[line - 1] = .other }
    for line in markers.ends.subtracting(LineSet()) where line <= lines { kinds[line - 1] = .other }
  }
}

/// Reads one definition: `[label]: destination "title"`.
private struct DefinitionScanner {
  var text: MappedText
  let bytes: ByteView
  var offset: Int
  /// The line the scanner is on, from 0.
  var line: Int
  var nextLine: Int { line + 1 }
  let coverage: Coverage

  init(_ text: MappedText, line: Int, _ coverage: Coverage) {
    self.text = text
    self.coverage = coverage
    bytes = text.bytes
    self.line = line
    offset = DefinitionScanner.contentStart(text, line: line)
  }

  /// The lines that may begin a definition, from 0.
  static func candidates(_ text: MappedText) -> [Int] {
    var lines: [Int] = []
    var index = 0
    while let bracket = text.bytes.index(of: ASCII.leftBracket, from: index) {
      index = bracket + 1
      guard text.bytes.standsBehindContainers(bracket) else { continue }
      let line = text.lineStarts.lastIndex(notAfter: bracket)
      if contentStart(text, line: line) == bracket { lines.append(line) }
    }
    return lines
  }

  /// The first byte of a line that belongs to no container.
  private static func contentStart(_ text: MappedText, line: Int) -> Int {
    let end = text.start(ofLine: line + 2)
    var index = text.start(ofLine: line + 1)
    while index < end {
      let byte = text.bytes[index]
      if byte.isBlank || byte == ASCII.greater {
        index += 1
      } else if let marker = listMarkerLength(text.bytes[index..<end]) {
        index += marker
      } else {
        break
      }
    }
    return index
  }

  private static func listMarkerLength(_ rest: ByteSlice) -> Int? {
    var index = rest.startIndex
    switch rest.first {
    case ASCII.hyphen?, ASCII.plus?, ASCII.asterisk?: break
    case let digit? where digit.isASCIIDigit:
      repeat { index += 1 } while index < rest.endIndex && rest[index].isASCIIDigit
      guard index < rest.endIndex, index - rest.startIndex < 10,
        rest[index] == ASCII.period || rest[index] == ASCII.rightParenthesis
      else { return nil }
    default: return nil
    }
    guard index + 1 < rest.endIndex, rest[index + 1].isBlank else { return nil }
    return index + 2 - rest.startIndex
  }

  private var end: Int { text.start(ofLine: line + 2) }
  private var byte: UInt8 { offset < end ? bytes[offset] : ASCII.lineFeed }
  private var isAtLineEnd: Bool { byte == ASCII.lineFeed || byte == ASCII.carriageReturn }

  private mutating func skipBlanks() { while byte.isBlank { offset += 1 } }

  /// Steps to the next line's content; false if that line is blank, missing, or of another block.
  private mutating func beginNextLine() -> Bool {
    guard line + 1 < text.lineStarts.count, coverage.kinds[line + 1] != .other,
      coverage.kinds[line + 1] != .opening
    else { return false }
    line += 1
    offset = text.lineStarts[line]
    while byte.isBlank || byte == ASCII.greater { offset += 1 }
    return !isAtLineEnd
  }

  /// Skips blanks and at most one line end.
  private mutating func skipGap() -> Bool {
    skipBlanks()
    return isAtLineEnd ? beginNextLine() : true
  }

  mutating func definition() -> Definition? {
    let position = text.position(of: offset)
    guard let label = label() else { return nil }
    guard skipGap(), let destination = destination() else { return nil }
    let afterDestination = (offset, line)
    let title = title(after: afterDestination)
    if title == nil {
      // Without a title on it, the line must end behind the destination.
      (offset, line) = afterDestination
      skipBlanks()
      guard isAtLineEnd else { return nil }
    }
    return Definition(
      label: label, destination: destination, title: title, position: position)
  }

  /// `[label]:`.
  private mutating func label() -> String? {
    offset += 1
    if let plain = plainLabel() { return plain }
    var label: [UInt8] = []
    while byte != ASCII.rightBracket {
      guard label.count < 1000, byte != ASCII.leftBracket else { return nil }
      if isAtLineEnd {
        guard beginNextLine() else { return nil }
        label.append(ASCII.space)
        continue
      }
      if byte == ASCII.backslash, offset + 1 < end, bytes[offset + 1].isASCIIPunctuation {
        label.append(byte)
        offset += 1
      }
      label.append(byte)
      offset += 1
    }
    offset += 1
    guard byte == ASCII.colon, label.contains(where: { !$0.isASCIIWhitespace }) else { return nil }
    offset += 1
    return String(decoding: label, as: UTF8.self)
  }

  /// A label that is written as it is, on one line, as most are.
  private mutating func plainLabel() -> String? {
    let end = end
    var close = offset
    while close < end, close - offset < 1000, bytes[close] != ASCII.rightBracket {
      switch bytes[close] {
      case ASCII.leftBracket, ASCII.backslash, ASCII.lineFeed, ASCII.carriageReturn: return nil
      default: close += 1
      }
    }
    guard close + 1 < end, bytes[close] == ASCII.rightBracket, bytes[close + 1] == ASCII.colon,
      bytes[offset..<close].contains(where: { !$0.isASCIIWhitespace })
    else { return nil }
    let label = String(decoding: bytes[offset..<close], as: UTF8.self)
    offset = close + 2
    return label
  }

  private mutating func destination() -> String? {
    var found: [UInt8] = []
    if byte == ASCII.less {
      offset += 1
      while byte != ASCII.greater {
        guard !isAtLineEnd, byte != ASCII.less else { return nil }
        appendUnescaped(to: &found)
      }
      offset += 1
      return String(decoding: found, as: UTF8.self)
    }
    let start = offset
    let end = end
    var depth = 0
    var isEscaped = false
    loop: while offset < end {
      switch bytes[offset] {
      case 0...ASCII.space: break loop
      case ASCII.leftParenthesis: depth += 1
      case ASCII.rightParenthesis:
        guard depth > 0 else { return nil }
        depth -= 1
      case ASCII.backslash where offset + 1 < end && bytes[offset + 1].isASCIIPunctuation:
        isEscaped = true
        offset += 1
      default: break
      }
      offset += 1
    }
    guard offset > start, depth == 0 else { return nil }
    guard isEscaped else { return String(decoding: bytes[start..<offset], as: UTF8.self) }
    let written = offset
    offset = start
    while offset < written { appendUnescaped(to: &found) }
    return String(decoding: found, as: UTF8.self)
  }

  private mutating func appendUnescaped(to found: inout [UInt8]) {
    if byte == ASCII.backslash, offset + 1 < end, bytes[offset + 1].isASCIIPunctuation {
      offset += 1
    }
    found.append(byte)
    offset += 1
  }

  /// The title behind a destination, if one ends its line.
  private mutating func title(after place: (offset: Int, line: Int)) -> String? {
    guard skipGap(), offset > place.offset else { return nil }
    let close: UInt8
    switch byte {
    case ASCII.quote: close = ASCII.quote
    case ASCII.apostrophe: close = ASCII.apostrophe
    case ASCII.leftParenthesis: close = ASCII.rightParenthesis
    default: return nil
    }
    offset += 1
    var found: [UInt8] = []
    while byte != close {
      if isAtLineEnd {
        guard beginNextLine() else { return nil }
        found.append(ASCII.lineFeed)
      } else {
        appendUnescaped(to: &found)
      }
    }
    offset += 1
    skipBlanks()
    return isAtLineEnd ? String(decoding: found, as: UTF8.self) : nil
  }
}

extension MappedText {
  /// Whether a line (from 0) that goes on with a paragraph holds a definition, not text that begins
  /// with a list's mark.
  fileprivate func hasNoListMark(_ line: Int) -> Bool {
    let first = bytes[start(ofLine: line + 1)..<start(ofLine: line + 2)].first {
      !$0.isBlank && $0 != ASCII.greater
    }
    return first == ASCII.leftBracket
  }
}

extension ByteView {
  /// Whether nothing but what may begin containers stands before a byte on its line.
  fileprivate func standsBehindContainers(_ index: Int) -> Bool {
    var index = index
    while index > 0 {
      index -= 1
      switch self[index] {
      case ASCII.lineFeed, ASCII.carriageReturn: return true
      case ASCII.space, ASCII.tab, ASCII.greater, ASCII.hyphen, ASCII.plus, ASCII.asterisk,
        ASCII.period, ASCII.rightParenthesis, 0x30...0x39:
        continue
      default: return false
      }
    }
    return true
  }
}
