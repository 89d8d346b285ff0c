import Bytes
import Diagnostics
import Markdown
import SampleDialects

/// A page that is rendered, and what must hold for the result.
struct Trial {
  let dialect: Dialect
  let page: [UInt8]

  /// What is wrong, or nil.
  func fault() -> String? {
    let first = render()
    let second = render()
    if first.html != second.html { return "rendering twice gives different bytes" }
    if first.outline != second.outline { return "rendering twice gives different outlines" }
    return privateMark(in: first.html) ?? strayPlace(in: first.outline)
  }

  private func render() -> (html: [UInt8], outline: Outline) {
    var renderer = MarkdownRenderer(dialect: dialect)
    renderer.snippets = SampleSnippets()
    renderer.emojis = SampleEmojis()
    var resolver = UnchangedLinks()
    var output = OutputBuffer(capacity: 4096)
    let outline = renderer.render(page[...], resolver: &resolver, into: &output)
    return (output.bytes, outline)
  }

  /// What the pre-pass writes for libcmark must not show.
  private func privateMark(in html: [UInt8]) -> String? {
    // References such as `&#x2E40;`, and `%` in addresses, let authors write what is not in the page.
    let isPlain = !page.contains(UInt8(ascii: "&")) && !page.contains(0xE2)
    if isPlain, html.has(Array("\u{2E40}".utf8)) { return "a guard character shows" }
    if isPlain, html.has(Array("%E2%B9%80".utf8)), !page.contains(UInt8(ascii: "%")) {
      return "a guard character shows in an address"
    }
    if !page.has(Array("<!--".utf8)), !page.contains(UInt8(ascii: "&")) {
      if html.has(Array("<!--".utf8)) { return "a marker shows" }
      if html.has(Array("!----".utf8)), !page.has(Array("!----".utf8)) { return "a marker shows" }
    }
    return nil
  }

  /// Places must lie in the page, or in the file that they name.
  private func strayPlace(in outline: Outline) -> String? {
    let lines = lineLengths()
    func isStray(_ position: SourcePosition) -> Bool {
      guard position.file == nil else { return position.line < 1 || position.column < 1 }
      guard position.line >= 1, position.line <= max(1, lines.count), position.column >= 1 else {
        return true
      }
      return position.column > (lines.isEmpty ? 0 : lines[position.line - 1]) + 1
    }
    for heading in outline.headings where isStray(heading.position) {
      return "a heading lies outside the page: \(heading)"
    }
    for anchor in outline.anchors where isStray(anchor.position) {
      return "an anchor lies outside the page: \(anchor)"
    }
    for link in outline.links where isStray(link.position) {
      return "a link lies outside the page: \(link)"
    }
    for reference in outline.undefinedReferences where isStray(reference.position) {
      return "a reference lies outside the page: \(reference)"
    }
    for definition in outline.definitions where isStray(definition.position) {
      return "a definition lies outside the page: \(definition)"
    }
    for diagnostic in outline.diagnostics {
      guard let place = diagnostic.location else { continue }
      let position = SourcePosition(
        line: place.line ?? 1, column: place.column ?? 1,
        file: place.file.isEmpty ? nil : place.file)
      if isStray(position) { return "a diagnostic lies outside the page: \(diagnostic)" }
    }
    return nil
  }

  /// How many scalars each line of the page has, its line ending left out.
  private func lineLengths() -> [Int] {
    var lengths: [Int] = []
    var length = 0
    var previous: Unicode.Scalar?
    let text = String(decoding: page, as: UTF8.self).unicodeScalars
    for scalar in text {
      if scalar == "\n", previous == "\r" {
        // The second half of a line ending.
      } else if scalar == "\n" || scalar == "\r" {
        lengths.append(length)
        length = 0
      } else {
        length += 1
      }
      previous = scalar
    }
    if let previous, previous != "\n", previous != "\r" { lengths.append(length) }
    return lengths
  }
}

extension [UInt8] {
  /// Whether some bytes occur.
  fileprivate func has(_ other: [UInt8]) -> Bool {
    guard let first = other.first, count >= other.count else { return false }
    for start in 0...(count - other.count) where self[start] == first {
      if self[start..<start + other.count].elementsEqual(other) { return true }
    }
    return false
  }
}
