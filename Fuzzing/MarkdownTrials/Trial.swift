import Bytes
import Diagnostics
public import Markdown
import SampleDialects

/// A page that is rendered, and what must hold for the result.
public struct Trial {
  private let dialect: Dialect
  private let page: [UInt8]

  /// A page that is to be read in a dialect.
  public init(dialect: Dialect, page: [UInt8]) {
    self.dialect = dialect
    self.page = page
  }

  /// An input of the fuzzer: its first byte says which dialect, the others are the page.
  public init(input: [UInt8]) {
    self.init(
      dialect: TriedDialects.dialect(input.first ?? 0x41), page: Array(input.dropFirst()))
  }

  /// What is wrong, or nil.
  public func fault() -> String? {
    let first = render()
    let second = render()
    if first.html != second.html { return "rendering twice gives different bytes" }
    if first.outline != second.outline { return "rendering twice gives different outlines" }
    return privateMark(in: first.html) ?? privateMark(in: first.outline)
      ?? strayPlace(in: first.outline)
  }

  private func render() -> (html: [UInt8], outline: Outline) {
    var renderer = MarkdownRenderer(dialect: dialect)
    renderer.snippets = SampleSnippets()
    renderer.emojis = SampleEmojis()
    var resolver = SomeLinks()
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
    // Characters from U+F8C0 on mark formulas.
    if isPlain, !page.contains(0xEF) {
      if html.has([0xEF, 0xA3]) { return "the mark of a formula shows" }
      if html.has(Array("%EF%A3".utf8)), !page.contains(UInt8(ascii: "%")) {
        return "the mark of a formula shows in an address"
      }
    }
    return nil
  }

  /// The same for what the outline says of the page.
  private func privateMark(in outline: Outline) -> String? {
    let texts =
      outline.headings.flatMap { [$0.id, $0.text, $0.html] } + outline.anchors.map(\.id)
      + outline.links.flatMap { [$0.destination, $0.text] }
      + (outline.undefinedReferences + outline.undefinedFootnotes).map(\.label)
      + outline.spacedDestinations.map(\.destination)
      + outline.definitions.flatMap { [$0.label, $0.destination, $0.title ?? ""] }
    let text = Array(texts.joined(separator: "\n").utf8)
    guard !page.contains(UInt8(ascii: "&")), !page.contains(0xE2), !page.contains(0xEF) else {
      return nil
    }
    // Text beside code may read `<!--`, so this is looked for in full.
    if text.has(Array("<!---->".utf8)), !page.has(Array("!----".utf8)) {
      return "a marker shows in the outline"
    }
    if text.has(Array("\u{2E40}".utf8)) { return "a guard character shows in the outline" }
    if text.has([0xEF, 0xA3]) { return "the mark of a formula shows in the outline" }
    return nil
  }

  /// Places must lie in the page, or in the file that they name.
  private func strayPlace(in outline: Outline) -> String? {
    var lines = lineLengths()
    // The page's end is a place, too.
    if page.last == UInt8(ascii: "\n") || page.last == UInt8(ascii: "\r") { lines.append(0) }
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

/// Leads some links elsewhere.
private struct SomeLinks: LinkResolver {
  mutating func resolve(_ link: Link) -> String? {
    link.destination.utf8.count % 2 == 0 ? link.destination + "/" : nil
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
