import Bytes
import CByteScan

/// Reads HTML that our renderer or an author wrote. It does not need to be well-formed.
struct SearchTextReader {
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
        index = copyRun(from: index + 1, output)
      }
    }
    endPassage(isLast: true)
    return count
  }

  /// Copies what follows, as far as it is words with single spaces between them: most of a text is.
  private mutating func copyRun(
    from start: Int, _ output: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    var length = source.count - start
    // Behind the limit the passage ends at the next space.
    if heading == nil { length = min(length, SearchText.limit - (count - passageStart)) }
    guard length > 0, let from = source.baseAddress, let to = output.baseAddress else {
      return start
    }
    let copied = byte_scan_copy_text(to + count, from + start, length)
    count += copied
    if copied > 0, output[count - 1] == ASCII.space {
      count -= 1
      wantsSpace = true
    }
    return start + copied
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
    guard let bytes = source.baseAddress, start < source.count else { return start }
    return byte_scan_tag_end(bytes, start, source.count)
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
    while index < source.count, let bytes = source.baseAddress {
      index = byte_scan_any(bytes, index, source.count, ASCII.less, ASCII.less, ASCII.less)
      guard index < source.count else { break }
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
      anchor.withUnsafeBufferPointer { escaped.appendJSONEscaped($0) }
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
