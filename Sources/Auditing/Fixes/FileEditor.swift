import Bytes
import Diagnostics
import Markdown

/// Changes destinations in the bytes of one document.
struct FileEditor {
  private let bytes: [UInt8]
  private let isFrontMatterPossible: Bool
  private var edits: [Range<Int>: [UInt8]] = [:]
  private var appended: [(text: String, destination: String)] = []
  private let lineStarts: [Int]
  /// Where reference definitions lead, found when they are asked for.
  private lazy var definitions: [Definition] = {
    var renderer = MarkdownRenderer(dialect: .github)
    let split = FrontMatter.split(bytes, Dialect.github.frontMatter)
    return renderer.outline(bytes[split.bodyStart...], firstLine: split.bodyLine).definitions
  }()
  /// How many findings are mended.
  private(set) var mended = 0

  init(_ bytes: [UInt8], _ path: String) {
    self.bytes = bytes
    isFrontMatterPossible = bytes.starts(with: "---".utf8)
    var starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
    for index in bytes.indices {
      let isEnd =
        bytes[index] == ASCII.lineFeed
        || bytes[index] == ASCII.carriageReturn
          && (index + 1 == bytes.count || bytes[index + 1] != ASCII.lineFeed)
      if isEnd { starts.append(index + 1) }
    }
    lineStarts = starts
  }

  /// Notes the changes of a finding, all or, where one cannot be placed, none.
  mutating func apply(_ finding: Finding) {
    var found: [(Range<Int>, [UInt8])] = []
    var links: [(String, String)] = []
    for change in finding.changes {
      switch change {
      case .destination(let old, let new):
        guard let place = finding.diagnostic.location.flatMap({ offset(of: $0) }) else { return }
        let ranges = ranges(of: Array(old.utf8), from: place)
        if ranges.isEmpty { return }
        let written = Array(new.written(inTag: bytes[place] == ASCII.less).utf8)
        found += ranges.map { ($0, written) }
      case .appendLink(let text, let destination): links.append((text, destination))
      }
    }
    for (range, new) in found {
      if let other = edits[range] {
        if other != new { return }
      } else if edits.keys.contains(where: { $0.overlaps(range) }) {
        return
      }
    }
    for (range, new) in found { edits[range] = new }
    appended += links
    mended += 1
  }

  /// The document with its changes.
  var result: [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + 256)
    var index = 0
    for (range, new) in edits.sorted(by: { $0.key.lowerBound < $1.key.lowerBound }) {
      output += bytes[index..<range.lowerBound]
      output += new
      index = range.upperBound
    }
    output += bytes[index...]
    if appended.isEmpty { return output }
    let lineEnd = lineEnd
    if let last = output.last, last != ASCII.lineFeed { output += lineEnd }
    if !output.isEmpty { output += lineEnd }
    for link in appended { output += Array("- [\(link.text)](\(link.destination))".utf8) + lineEnd }
    return output
  }

  /// How the document's lines end.
  private var lineEnd: [UInt8] {
    guard let feed = bytes.firstIndex(of: ASCII.lineFeed), feed > 0,
      bytes[feed - 1] == ASCII.carriageReturn
    else { return [ASCII.lineFeed] }
    return [ASCII.carriageReturn, ASCII.lineFeed]
  }

  // MARK: Places

  private func offset(of location: Location) -> Int? {
    guard let line = location.line, line <= lineStarts.count else { return nil }
    var offset = lineStarts[line - 1]
    var column = 1
    while column < location.column ?? 1, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      column += 1
    }
    return offset
  }

  /// Where a destination stands that belongs to the link at an offset: behind its text, in its tag, or
  /// in the definitions that it may refer to.
  private mutating func ranges(of old: [UInt8], from offset: Int) -> [Range<Int>] {
    guard !old.isEmpty, offset < bytes.count else { return [] }
    if isFrontMatterPossible, let value = value(old, at: offset) { return [value] }
    // An address that is a link by itself.
    if bytes[offset...].starts(with: old) { return [offset..<offset + old.count] }
    let isTag = bytes[offset] == ASCII.less
    if isTag, let place = TagAddresses(bytes).range(of: old, inOrAround: offset) { return [place] }
    let end = endOfParagraph(from: offset)
    var index = offset
    while let start = bytes.firstIndex(of: old, from: index, before: end) {
      index = start + 1
      let range = start..<start + old.count
      if isInParentheses(range) { return [range] }
    }
    if isTag { return [] }
    let text = String(decoding: old, as: UTF8.self)
    return definitions.filter { $0.destination == text && $0.position.file == nil }
      .compactMap { definition -> Range<Int>? in
        let location = Location(
          file: "", line: definition.position.line, column: definition.position.column)
        guard let start = self.offset(of: location) else { return nil }
        let end = endOfParagraph(from: start)
        // The label may be the address as well.
        guard let colon = bytes.firstIndex(of: Array("]:".utf8), from: start, before: end) else {
          return nil
        }
        return bytes.firstIndex(of: old, from: colon + 2, before: end).map { $0..<$0 + old.count }
      }
  }

  /// A value of front matter that is `old`, perhaps in quotes.
  private func value(_ old: [UInt8], at offset: Int) -> Range<Int>? {
    let isQuoted = bytes[offset] == ASCII.quote || bytes[offset] == ASCII.apostrophe
    let start = offset + (isQuoted ? 1 : 0)
    guard bytes[start...].starts(with: old) else { return nil }
    return start..<start + old.count
  }

  private func endOfParagraph(from offset: Int) -> Int {
    let limit = min(bytes.count, offset + 16_384)
    var index = offset
    while index < limit {
      if bytes[index] == ASCII.lineFeed {
        var next = index + 1
        while next < limit, bytes[next].isBlank || bytes[next] == ASCII.carriageReturn { next += 1 }
        if next < limit, bytes[next] == ASCII.lineFeed { return index }
      }
      index += 1
    }
    return limit
  }

  /// `](destination`, `](<destination>` or `<destination>`, and what may follow it.
  private func isInParentheses(_ range: Range<Int>) -> Bool {
    var before = range.lowerBound - 1
    let next = range.upperBound < bytes.count ? bytes[range.upperBound] : ASCII.lineFeed
    if before >= 0, bytes[before] == ASCII.less {
      guard next == ASCII.greater else { return false }
      before -= 1
    } else {
      guard next == ASCII.rightParenthesis || next.isASCIIWhitespace else { return false }
    }
    while before >= 0, bytes[before].isASCIIWhitespace { before -= 1 }
    return before >= 1 && bytes[before] == ASCII.leftParenthesis
      && bytes[before - 1] == ASCII.rightBracket
  }
}

extension [UInt8] {
  /// The first place of some bytes between two indexes.
  func firstIndex(of part: [UInt8], from start: Int, before end: Int) -> Int? {
    guard let first = part.first else { return nil }
    var index = start
    while index + part.count <= end {
      if self[index] == first, self[index..<index + part.count].elementsEqual(part) { return index }
      index += 1
    }
    return nil
  }
}

extension String {
  /// An address with what would end it in Markdown, or in a tag of HTML, percent-encoded.
  fileprivate func written(inTag isInTag: Bool) -> String {
    var depth = 0
    var isBalanced = true
    for byte in utf8 {
      if byte == ASCII.leftParenthesis { depth += 1 }
      if byte == ASCII.rightParenthesis { depth -= 1 }
      if depth < 0 { isBalanced = false }
    }
    isBalanced = isBalanced && depth == 0
    var output = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "(" where !isBalanced: output += "%28"
      case ")" where !isBalanced: output += "%29"
      case "'" where isInTag: output += "%27"
      case "\"": output += "%22"
      case "<": output += "%3C"
      case ">": output += "%3E"
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }
}
