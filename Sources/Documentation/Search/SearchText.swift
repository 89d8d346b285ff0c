import Bytes
import Sites

/// The text of one page as the search finds and shows it: sections by heading, each cut into
/// passages of a few sentences, so that a hit in a long section still shows the place it is at.
struct SearchText: Sendable {
  /// A run of text.
  struct Passage: Sendable {
    /// The section it belongs to.
    var section: Int
    /// Where it lies in `bytes`.
    var range: Range<Int>
  }

  /// What stands below one heading.
  struct Section: Sendable {
    /// The heading's id; empty for the page itself.
    var anchor: [UInt8] = []
    /// The heading's text, escaped for JSON; empty for the page itself.
    var heading: [UInt8] = []
    /// 1 to 6; 0 for the page itself.
    var level = 0
    /// `data-search-exclude` stands at the heading.
    var isExcluded = false
  }

  /// The text of all passages, escaped for JSON.
  private(set) var bytes: [UInt8] = []
  private(set) var passages: [Passage] = []
  private(set) var sections: [Section] = [Section()]

  /// Passages end at the first end of a paragraph behind this length, and at the last word before
  /// the limit.
  fileprivate static let wanted = 500
  fileprivate static let limit = 1100

  /// Reads a page's content.
  ///
  /// - Parameter indexing: how much of it is kept.
  init(html: [UInt8], keeps indexing: SearchOptions.Indexing) {
    if indexing == .titles {
      passages = [Passage(section: 0, range: 0..<0)]
      return
    }
    html.withUnsafeBufferPointer { source in
      var reader = SearchTextReader(source)
      // Escapes are at most twice as long as what they stand for.
      bytes = [UInt8](unsafeUninitializedCapacity: source.count * 2 + 16) { output, count in
        count = reader.read(into: output)
      }
      passages = reader.passages
      sections = reader.sections
    }
    if indexing == .sections {
      bytes = []
      passages = Set(passages.map(\.section)).sorted().map { Passage(section: $0, range: 0..<0) }
    }
  }
}

/// Reads HTML that our renderer or an author wrote. It does not need to be well-formed.
private struct SearchTextReader {
  private let source: UnsafeBufferPointer<UInt8>
  /// Some element of the page is left out.
  private let hasExclusions: Bool
  private(set) var passages: [SearchText.Passage] = []
  private(set) var sections = [SearchText.Section()]
  /// Where text goes.
  private var count = 0
  private var passageStart = 0
  /// A space is due before the next word.
  private var wantsSpace = false
  /// The heading that is being read: where its text begins, and its level.
  private var heading: (start: Int, level: Int)?

  init(_ source: UnsafeBufferPointer<UInt8>) {
    self.source = source
    hasExclusions = source.contains("data-search-exclude")
  }

  mutating func read(into output: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var index = 0
    while index < source.count {
      let byte = source[index]
      switch byte {
      case ASCII.less: index = readTag(at: index, output)
      case ASCII.ampersand: index = readReference(at: index, output)
      case ASCII.space, ASCII.lineFeed, ASCII.tab, ASCII.carriageReturn, 0x0C:
        wantsSpace = true
        index += 1
      default:
        if wantsSpace { writeSpace(output) }
        if byte == ASCII.quote || byte == ASCII.backslash {
          output[count] = ASCII.backslash
          count += 1
        }
        if byte >= 0x20 {
          output[count] = byte
          count += 1
        }
        index += 1
        // Most of a text is words.
        while index < source.count, source[index].isPlain {
          output[count] = source[index]
          count += 1
          index += 1
        }
      }
    }
    endPassage(isLast: true)
    return count
  }

  private mutating func writeSpace(_ output: UnsafeMutableBufferPointer<UInt8>) {
    wantsSpace = false
    let length = count - passageStart
    if length == 0 || heading.map({ $0.start == count }) == true { return }
    if heading == nil, length >= SearchText.limit {
      endPassage(isLast: false)
      return
    }
    output[count] = ASCII.space
    count += 1
  }

  /// Ends the passage, unless it is empty and the section has another.
  private mutating func endPassage(isLast: Bool) {
    let section = sections.count - 1
    defer { passageStart = count }
    if sections[section].isExcluded {
      count = passageStart
      return
    }
    if count == passageStart, passages.last?.section == section { return }
    passages.append(.init(section: section, range: passageStart..<count))
  }

  // MARK: - Tags

  private mutating func readTag(
    at start: Int, _ output: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    var index = start + 1
    guard index < source.count else { return index }
    if source[index] == ASCII.exclamation { return endOfDeclaration(from: index) }
    let isEnd = source[index] == ASCII.slash
    if isEnd { index += 1 }
    let nameStart = index
    while index < source.count, source[index].isASCIIAlphanumeric || source[index] == ASCII.hyphen {
      index += 1
    }
    // A `<` that begins no tag is text.
    guard index > nameStart else {
      if wantsSpace { writeSpace(output) }
      output[count] = ASCII.less
      count += 1
      return start + 1
    }
    let name = UnsafeBufferPointer(rebasing: source[nameStart..<index])
    let end = endOfTag(from: index)
    let attributes = UnsafeBufferPointer(rebasing: source[index..<max(index, end - 1)])
    if let level = name.headingLevel {
      if isEnd { endHeading(output) } else { startHeading(level, attributes) }
      return end
    }
    if !isEnd, isLeftOut(name, attributes) { return endOfElement(name, from: end) }
    if !name.isInline {
      wantsSpace = true
      if isEnd, heading == nil, count - passageStart >= SearchText.wanted {
        endPassage(isLast: false)
      }
    }
    return end
  }

  private func endOfDeclaration(from index: Int) -> Int {
    let isComment =
      index + 2 < source.count && source[index + 1] == ASCII.hyphen
      && source[index + 2] == ASCII.hyphen
    var index = index
    while index < source.count {
      if source[index] == ASCII.greater,
        !isComment || (source[index - 1] == ASCII.hyphen && source[index - 2] == ASCII.hyphen)
      {
        return index + 1
      }
      index += 1
    }
    return index
  }

  private func endOfTag(from start: Int) -> Int {
    var index = start
    var quote: UInt8 = 0
    while index < source.count {
      let byte = source[index]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == ASCII.quote || byte == ASCII.apostrophe {
        quote = byte
      } else if byte == ASCII.greater {
        return index + 1
      }
      index += 1
    }
    return index
  }

  /// What is no text of the page: scripts, pictures, line numbers, links to headings, and what the
  /// author marked.
  private func isLeftOut(
    _ name: UnsafeBufferPointer<UInt8>, _ attributes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    switch name.count {
    case 1: if name[0] == 0x61, attributes.contains("headerlink") { return true }
    case 2: if name.isNamed("td"), attributes.contains("linenos") { return true }
    case 3: if name.isNamed("svg") { return true }
    case 4: if name.isNamed("span"), attributes.contains("linenos") { return true }
    case 5: if name.isNamed("style") { return true }
    case 6: if name.isNamed("script") || name.isNamed("button") { return true }
    default: if name.isNamed("template") { return true }
    }
    return hasExclusions && !name.isVoid && attributes.contains("data-search-exclude")
  }

  /// The end of an element of this name that began before `start`.
  private func endOfElement(_ name: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var depth = 1
    var index = start
    while index < source.count {
      guard source[index] == ASCII.less else {
        index += 1
        continue
      }
      let isEnd = index + 1 < source.count && source[index + 1] == ASCII.slash
      let nameStart = index + (isEnd ? 2 : 1)
      index = nameStart
      guard source.has(name, at: nameStart) else { continue }
      let next = nameStart + name.count
      if next < source.count, source[next].isASCIIAlphanumeric || source[next] == ASCII.hyphen {
        continue
      }
      depth += isEnd ? -1 : 1
      if depth == 0 { return endOfTag(from: next) }
    }
    return index
  }

  // MARK: - Headings

  private mutating func startHeading(_ level: Int, _ attributes: UnsafeBufferPointer<UInt8>) {
    let anchor = attributes.value(of: "id")
    wantsSpace = true
    // A first heading of level one is the page's own.
    let isTitle = level == 1 && sections.count == 1 && count == 0
    guard !anchor.isEmpty || isTitle else { return }
    if !isTitle {
      endPassage(isLast: false)
      var escaped = OutputBuffer()
      escaped.appendJSONEscaped(String(decoding: anchor, as: UTF8.self))
      var section = SearchText.Section(anchor: escaped.bytes, level: level)
      section.isExcluded = hasExclusions && attributes.contains("data-search-exclude")
      sections.append(section)
    }
    heading = (count, level)
    wantsSpace = false
  }

  private mutating func endHeading(_ output: UnsafeMutableBufferPointer<UInt8>) {
    wantsSpace = true
    guard let heading else { return }
    self.heading = nil
    sections[sections.count - 1].heading = Array(output[heading.start..<count])
    count = heading.start
    wantsSpace = false
  }

  // MARK: - References

  private mutating func readReference(
    at start: Int, _ output: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    if wantsSpace { writeSpace(output) }
    let limit = min(source.count, start + 12)
    guard let end = (start..<limit).first(where: { source[$0] == ASCII.semicolon }) else {
      output[count] = ASCII.ampersand
      count += 1
      return start + 1
    }
    let name = UnsafeBufferPointer(rebasing: source[(start + 1)..<end])
    guard let scalar = name.referencedScalar else {
      output[count] = ASCII.ampersand
      count += 1
      return start + 1
    }
    if scalar == " " || scalar == "\u{A0}" {
      wantsSpace = true
      return end + 1
    }
    if scalar == "\"" || scalar == "\\" {
      output[count] = ASCII.backslash
      count += 1
    }
    if scalar.value >= 0x20 {
      for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
        output[count] = byte
        count += 1
      }
    }
    return end + 1
  }
}

extension UInt8 {
  /// Neither white space nor what begins something in HTML or needs an escape in JSON.
  @inline(__always)
  fileprivate var isPlain: Bool {
    self > ASCII.less
      ? self != ASCII.backslash : self > ASCII.ampersand ? self < ASCII.less : self == ASCII.percent
  }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate func isNamed(_ name: StaticString) -> Bool {
    guard count == name.utf8CodeUnitCount else { return false }
    for index in 0..<count where self[index].asciiLowercased != name.utf8Start[index] {
      return false
    }
    return true
  }

  fileprivate func has(_ other: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    guard start + other.count <= count else { return false }
    for index in 0..<other.count
    where self[start + index].asciiLowercased != other[index].asciiLowercased { return false }
    return true
  }

  /// Whether `text` stands somewhere in these bytes.
  fileprivate func contains(_ text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard count >= length else { return false }
    let first = text.utf8Start[0]
    var index = 0
    search: while index <= count - length {
      if self[index] == first {
        for offset in 1..<length where self[index + offset] != text.utf8Start[offset] {
          index += 1
          continue search
        }
        return true
      }
      index += 1
    }
    return false
  }

  /// 1 for `h1`, and so on.
  fileprivate var headingLevel: Int? {
    guard count == 2, self[0] | 0x20 == 0x68, self[1] >= 0x31, self[1] <= 0x36 else { return nil }
    return Int(self[1]) - 0x30
  }

  /// Elements that do not break a word: `<b>a</b>b` is one.
  fileprivate var isInline: Bool {
    switch count {
    case 1: return self[0] | 0x20 != 0x70
    case 2: return isNamed("em")
    case 3:
      return isNamed("del") || isNamed("ins") || isNamed("kbd") || isNamed("sub") || isNamed("sup")
    case 4: return isNamed("span") || isNamed("code") || isNamed("mark") || isNamed("abbr")
    case 5: return isNamed("small")
    case 6: return isNamed("strong")
    default: return false
    }
  }

  fileprivate var isVoid: Bool {
    isNamed("img") || isNamed("br") || isNamed("hr") || isNamed("input")
  }

  /// The value of an attribute in quotes; empty without it.
  fileprivate func value(of name: StaticString) -> [UInt8] {
    let length = name.utf8CodeUnitCount
    var index = 0
    search: while index + length + 2 <= count {
      guard self[index].isASCIIWhitespace else {
        index += 1
        continue
      }
      index += 1
      for offset in 0..<length
      where index + offset >= count || self[index + offset] != name.utf8Start[offset] {
        continue search
      }
      let equals = index + length
      guard equals + 1 < count, self[equals] == ASCII.equals else { continue }
      let quote = self[equals + 1]
      guard quote == ASCII.quote || quote == ASCII.apostrophe else { continue }
      let rest = self[(equals + 2)...]
      return Array(rest[..<(rest.firstIndex(of: quote) ?? rest.endIndex)])
    }
    return []
  }

  /// What `&name;` stands for, of the references that renderers write.
  fileprivate var referencedScalar: Unicode.Scalar? {
    if count > 1, self[0] == ASCII.hash {
      let isHex = self[1] | 0x20 == 0x78
      var value: UInt32 = 0
      for byte in self[(isHex ? 2 : 1)...] {
        guard let digit = byte.hexDigitValue, isHex || digit < 10, value < 0x11_0000 else {
          return nil
        }
        value = value * (isHex ? 16 : 10) + UInt32(digit)
      }
      return Unicode.Scalar(value)
    }
    if isNamed("lt") { return "<" }
    if isNamed("gt") { return ">" }
    if isNamed("amp") { return "&" }
    if isNamed("quot") { return "\"" }
    if isNamed("nbsp") { return "\u{A0}" }
    if isNamed("apos") { return "'" }
    return nil
  }
}
