import Bytes
import Markdown

/// Finds the plain links of AsciiDoc: `link:target[…]`, `xref:file.adoc#id[…]`, `<<file.adoc#id,…>>`,
/// `image:target[…]`, `image::target[…]` and `include::target[]`. Listings and comments are left out,
/// and so is what has attributes in it.
enum AsciiDoc {
  private static let macros: [(name: String, isImage: Bool)] = [
    ("image::", true), ("image:", true), ("include::", false), ("link:", false), ("xref:", false),
  ]

  static func links(_ bytes: [UInt8]) -> [Link] {
    var links: [Link] = []
    var delimiter: String?
    var imageFolder = ""
    for (number, line) in Lines(bytes).enumerated() {
      let text = line.trimmingWhiteSpace
      if let open = delimiter {
        if text == open { delimiter = nil }
        continue
      }
      if isDelimiter(text) {
        delimiter = text
        continue
      }
      if line.hasPrefix("//") { continue }
      if line.hasPrefix(":imagesdir:") {
        let folder = line.dropFirst(":imagesdir:".count).trimmingWhiteSpace
        imageFolder = folder.isEmpty || folder == "." ? "" : folder + "/"
        continue
      }
      for found in targets(line) {
        let position = SourcePosition(line: number + 1, column: found.column)
        guard let attributes = found.attributes else {
          links.append(Link(kind: .link, destination: found.target, text: "", position: position))
          continue
        }
        links.append(
          Link(
            kind: .image,
            destination: found.target.contains(":") ? found.target : imageFolder + found.target,
            text: attributes.text, enclosingDestination: attributes.link, position: position))
        if let around = attributes.link {
          links.append(Link(kind: .link, destination: around, text: "", position: position))
        }
      }
    }
    return links
  }

  /// What begins and ends listings, literal text, passthroughs and comments.
  private static func isDelimiter(_ text: String) -> Bool {
    if text.hasPrefix("```") { return true }
    guard let first = text.first, "-.+/".contains(first) else { return false }
    return text.count >= 4 && text.allSatisfy { $0 == first }
  }

  /// What a line links to, with the column where each link begins.
  ///
  /// What may end a link is looked for once, so that no line costs more than its length.
  private static func targets(_ line: String) -> [Target] {
    guard line.utf8.contains(ASCII.colon) || line.contains("<<") else { return [] }
    let bytes = Array(line.utf8)
    var brackets = NextByte { $0 == ASCII.leftBracket }
    var ends = NextByte { $0.isBlank || $0 == ASCII.leftBrace }
    var closings = NextByte { $0 == ASCII.greater }
    var attributeEnds = NextByte { $0 == UInt8(ascii: "]") }
    var found: [Target] = []
    var column = 1
    var counted = 0
    var index = 0
    var isCode = false

    func add(_ target: Range<Int>, _ attributes: AsciiDocAttributes? = nil) {
      // Bytes that go on a character do not count as columns.
      column += bytes[counted..<index].count { $0 & 0xC0 != 0x80 }
      counted = index
      found.append(
        Target(
          target: String(decoding: bytes[target], as: UTF8.self), column: column,
          attributes: attributes))
    }

    func attributes(behind bracket: Int) -> AsciiDocAttributes {
      let close = attributeEnds.index(from: bracket, in: bytes) ?? bytes.count
      return AsciiDocAttributes(String(decoding: bytes[bracket + 1..<close], as: UTF8.self))
    }

    while index < bytes.count {
      let byte = bytes[index]
      if byte == ASCII.backtick || byte == ASCII.plus { isCode.toggle() }
      if !isCode, let macro = macro(at: index, in: bytes),
        let bracket = brackets.index(from: index, in: bytes)
      {
        let target = index + macro.name.utf8.count..<max(bracket, index + macro.name.utf8.count)
        let end = ends.index(from: target.lowerBound, in: bytes) ?? bytes.count
        if !target.isEmpty, end > bracket {
          add(target, macro.isImage ? attributes(behind: bracket) : nil)
          index = bracket
          continue
        }
      }
      if !isCode, byte == ASCII.less, bytes[index...].starts(with: "<<".utf8) {
        var close = closings.index(from: index + 2, in: bytes)
        while let at = close, !bytes[at...].starts(with: ">>".utf8) {
          close = closings.index(from: at + 1, in: bytes)
        }
        if let close {
          let target = bytes[(index + 2)..<close].prefix { $0 != ASCII.comma }
          if String(decoding: target, as: UTF8.self).contains(".adoc") {
            add(target.startIndex..<target.endIndex)
          }
          index = close + 2
          continue
        }
      }
      index += 1
    }
    return found
  }

  /// The macro that begins at a byte, unless that is within a word or escaped.
  private static func macro(at index: Int, in bytes: [UInt8]) -> (name: String, isImage: Bool)? {
    let byte = bytes[index]
    guard byte == UInt8(ascii: "i") || byte == UInt8(ascii: "l") || byte == UInt8(ascii: "x"),
      let macro = macros.first(where: { bytes[index...].starts(with: $0.name.utf8) })
    else { return nil }
    guard index > 0, bytes[index - 1] >= 0x80 else {
      return index > 0 && (bytes[index - 1].isASCIILetter || bytes[index - 1] == ASCII.backslash)
        ? nil : macro
    }
    let before = String(decoding: bytes[max(0, index - 4)..<index], as: UTF8.self)
    return before.last?.isLetter == true ? nil : macro
  }
}

/// What a macro leads to, and where it stands.
private struct Target {
  var target: String
  var column: Int
  /// What stands in the brackets of an image; nil for links.
  var attributes: AsciiDocAttributes?
}

/// Finds the next byte of a kind from places that only move on, each byte looked at once.
private struct NextByte {
  private let isMatch: (UInt8) -> Bool
  private var next = 0

  init(_ isMatch: @escaping (UInt8) -> Bool) { self.isMatch = isMatch }

  /// The first such byte at or behind an index; nil when there is none.
  mutating func index(from start: Int, in bytes: [UInt8]) -> Int? {
    next = max(next, start)
    while next < bytes.count, !isMatch(bytes[next]) { next += 1 }
    return next < bytes.count ? next : nil
  }
}
