import Bytes
import Diagnostics

/// Turns a template's bytes into nodes, in one pass.
struct TemplateParser {
  private typealias Node = Template.Node
  private typealias Reference = Template.Reference

  private let bytes: [UInt8]
  private let file: String
  private let firstColumn: Int
  private var position = 0
  private var line: Int
  private var lineStart = 0
  private var open: [OpenSection] = []
  private var nodes: [Template.Node] = []

  /// A section whose end has not come yet, with the nodes that stood before it.
  private struct OpenSection {
    var reference: Template.Reference
    var inverted: Bool
    var before: [Template.Node]
  }

  private static let opening = Array("<%".utf8)
  private static let closing = Array("%>".utf8)

  init(_ bytes: [UInt8], file: String, line: Int, column: Int) {
    self.bytes = bytes
    self.file = file
    self.line = line
    firstColumn = column
  }

  mutating func parse() throws(Diagnostic) -> [Template.Node] {
    while let start = find(Self.opening, from: position) {
      try readTag(at: start)
    }
    emit(position..<bytes.count)
    if let section = open.last {
      let sign = section.inverted ? "^" : "#"
      throw .error(
        code: "template.unclosed-section",
        "the section '\(section.reference.text)' is never closed",
        at: section.reference.location, target: section.reference.text,
        hint: "close it with <%/\(section.reference.text)%>, or remove <%\(sign)…%>")
    }
    return nodes
  }

  /// Reads the tag at `start` and what a line of its own leaves out.
  private mutating func readTag(at start: Int) throws(Diagnostic) {
    let textStart = position
    advanceLines(to: start)
    let location = location(of: start)
    guard let inner = find(Self.closing, from: start + 2) else {
      throw .error(
        code: "template.unclosed-tag", "this tag has no end", at: location, hint: "end it with %>")
    }
    let end = inner + 2
    var content = trimmed(start + 2..<inner)
    let sign = content.isEmpty ? 0 : bytes[content.lowerBound]
    guard sign == ASCII.exclamation || !bytes[start..<inner].contains(ASCII.lineFeed) else {
      throw .error(
        code: "template.unclosed-tag", "this tag does not end on its line", at: location,
        hint: "end it with %>")
    }
    let signs = Array("#^/>!&{=".utf8)
    guard signs.contains(sign) else {
      emit(textStart..<start)
      nodes.append(.variable(try reference(content, at: location, allowsChoice: false)))
      position = end
      return
    }
    let whole = standaloneRange(of: start..<end)
    emit(textStart..<max(textStart, whole?.lowerBound ?? start))
    let indent = whole.map { Array(bytes[$0.lowerBound..<start]) } ?? []
    position = whole?.upperBound ?? end
    content = trimmed(content.lowerBound + 1..<content.upperBound)
    switch sign {
    case ASCII.exclamation: break
    case ASCII.hash, ASCII.caret:
      let reference = try reference(content, at: location, allowsChoice: true)
      open.append(
        OpenSection(reference: reference, inverted: sign == ASCII.caret, before: nodes))
      nodes = []
    case ASCII.slash: try close(content, at: location)
    case ASCII.greater:
      let reference = try partialName(content, at: location)
      nodes.append(.partial(reference, indent: indent))
    default: throw unsupported(sign, at: location)
    }
    // Lines inside the tag and its rest of the line are counted when the next tag is reached.
  }

  private mutating func close(_ content: Range<Int>, at location: Location) throws(Diagnostic) {
    let name = text(content)
    guard let section = open.popLast() else {
      throw .error(
        code: "template.stray-close", "<%/\(name)%> closes a section that is not open",
        at: location, target: name, hint: "remove it, or open the section with <%#\(name)%>")
    }
    guard section.reference.text == name else {
      throw .error(
        code: "template.stray-close",
        "<%/\(name)%> stands where <%/\(section.reference.text)%> is expected", at: location,
        target: name,
        notes: ["the section '\(section.reference.text)' begins at \(section.reference.location)"])
    }
    let inside = nodes
    nodes = section.before
    nodes.append(.section(section.reference, inverted: section.inverted, inside))
  }

  private mutating func emit(_ range: Range<Int>) {
    if !range.isEmpty { nodes.append(.literal(Array(bytes[range]))) }
  }

  // MARK: Names

  private func reference(
    _ content: Range<Int>, at location: Location, allowsChoice: Bool
  ) throws(Diagnostic) -> Template.Reference {
    let name = text(content)
    var location = location
    location.length = name.unicodeScalars.count + 4
    if name == "." { return Reference(name: name, choice: nil, location: location) }
    let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let isName = Self.isName(parts[0])
    if isName, parts.count == 1 { return Reference(name: name, choice: nil, location: location) }
    if isName, allowsChoice, !parts[1].isEmpty {
      return Reference(name: String(parts[0]), choice: String(parts[1]), location: location)
    }
    throw .error(
      code: "template.name", name.isEmpty ? "this tag has no name" : "'\(name)' is no name",
      at: location, target: name,
      hint: isName && parts.count == 2
        ? "'name:choice' is for sections: <%#\(name)%>…<%/\(name)%>"
        : "a name is made of letters, digits and _ and begins with a letter")
  }

  private func partialName(
    _ content: Range<Int>, at location: Location
  ) throws(Diagnostic) -> Template.Reference {
    let name = text(content)
    guard !name.isEmpty, !name.hasPrefix("."),
      name.utf8.allSatisfy({ $0.isASCIIAlphanumeric || Array("_-.".utf8).contains($0) })
    else {
      throw .error(
        code: "template.name", "'\(name)' is no name of a partial", at: location, target: name,
        hint: "write <%> name%> for partials/name.mustache")
    }
    return Reference(name: name, choice: nil, location: location)
  }

  /// Whether `text` is a name: letters, digits and `_`, beginning with a letter.
  static func isName(_ text: some StringProtocol) -> Bool {
    text.utf8.first?.isASCIILetter == true
      && text.utf8.allSatisfy { $0.isASCIIAlphanumeric || $0 == ASCII.underscore }
  }

  private func unsupported(_ sign: UInt8, at location: Location) -> Diagnostic {
    let what =
      sign == ASCII.equals
      ? "the delimiters cannot be changed" : "values cannot be written unescaped"
    return .error(
      code: "template.unsupported", what, at: location,
      hint: sign == ASCII.equals
        ? "delimiters are <% and %> everywhere"
        : "write <%name%>; a value is written as it is when its characters are harmless")
  }

  // MARK: Bytes

  private func find(_ pair: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + 1 < bytes.count {
      if bytes[index] == pair[0], bytes[index + 1] == pair[1] { return index }
      index += 1
    }
    return nil
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start].isASCIIWhitespace { start += 1 }
    while end > start, bytes[end - 1].isASCIIWhitespace { end -= 1 }
    return start..<end
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// The line of a tag with nothing but blanks around it, its line feed included; nil when
  /// something else stands there.
  private func standaloneRange(of tag: Range<Int>) -> Range<Int>? {
    var start = tag.lowerBound
    while start > 0, bytes[start - 1].isBlank { start -= 1 }
    guard start == 0 || bytes[start - 1] == ASCII.lineFeed else { return nil }
    var end = tag.upperBound
    while end < bytes.count, bytes[end].isBlank { end += 1 }
    if end < bytes.count, bytes[end] == ASCII.carriageReturn { end += 1 }
    if end == bytes.count { return start..<end }
    return bytes[end] == ASCII.lineFeed ? start..<end + 1 : nil
  }

  /// Counts the lines before `offset`.
  private mutating func advanceLines(to offset: Int) {
    var index = lineStart
    while index < offset {
      if bytes[index] == ASCII.lineFeed {
        line += 1
        lineStart = index + 1
      }
      index += 1
    }
  }

  private func location(of offset: Int) -> Location {
    let column = bytes[lineStart..<offset].reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    return Location(
      file: file, line: line, column: lineStart == 0 ? column + firstColumn - 1 : column)
  }
}

extension Template.Reference {
  /// The name as written: `name` or `name:choice`.
  var text: String { choice.map { "\(name):\($0)" } ?? name }
}
