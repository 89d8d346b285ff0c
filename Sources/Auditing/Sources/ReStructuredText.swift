import Bytes
import Markdown

/// Finds the plain links of reStructuredText: `` `text <target>`_ ``, `.. _name: target`,
/// `.. image::` and `.. figure::` with `:target:`, and files that are included. Where a target is no
/// path or address, it is left alone.
enum ReStructuredText {
  static func links(_ bytes: [UInt8]) -> [Link] {
    var links: [Link] = []
    var code: Int?
    var image: Int?
    for (number, line) in Lines(bytes).enumerated() {
      let indentation = line.indentation
      let text = line.trimmingWhiteSpace
      if let open = code {
        if text.isEmpty || indentation > open { continue }
        code = nil
      }
      if let open = image, text.hasPrefix(":"), indentation > 0 {
        option(text, of: open, &links)
        continue
      }
      image = nil
      func add(_ kind: Link.Kind, _ destination: some StringProtocol, at column: Int) {
        links.append(
          Link(
            kind: kind, destination: String(destination), text: "",
            position: SourcePosition(line: number + 1, column: column)))
      }
      if text.hasPrefix(".. ") {
        if let found = directive(text) {
          switch found.name {
          case "image", "figure":
            image = links.count
            add(.image, found.argument, at: indentation + 1)
          case "include", "literalinclude": add(.link, found.argument, at: indentation + 1)
          case "code", "code-block", "sourcecode", "raw", "highlight", "parsed-literal":
            code = indentation
          default: break
          }
          continue
        }
        if let target = hyperlinkTarget(text) {
          add(.link, target, at: indentation + 1)
          continue
        }
        // A comment, with what is indented below it.
        if !text.hasPrefix(".. _"), !text.hasPrefix(".. ["), !text.hasPrefix(".. |") {
          code = indentation
        }
        continue
      }
      for (target, column) in embedded(line) { add(.link, target, at: column) }
      if text.hasSuffix("::") { code = indentation }
    }
    return links
  }

  private static func directive(_ text: String) -> (name: Substring, argument: String)? {
    var rest = text.dropFirst(3)
    // `.. |name| image:: path`
    if rest.hasPrefix("|"), let bar = rest.dropFirst().firstIndex(of: "|") {
      rest = rest[rest.index(after: bar)...].drop { $0 == " " }
    }
    guard let colons = rest.firstRange(of: "::") else { return nil }
    let name = rest[..<colons.lowerBound]
    guard name.allSatisfy({ $0.isLetter || $0 == "-" }), !name.isEmpty else { return nil }
    return (name, rest[colons.upperBound...].trimmingWhiteSpace)
  }

  /// The target of `.. _name: target`.
  private static func hyperlinkTarget(_ text: String) -> String? {
    guard text.hasPrefix(".. _") else { return nil }
    guard let colon = text.firstRange(of: ": ") else { return nil }
    let target = text[colon.upperBound...].trimmingWhiteSpace
    // `target_` names another target.
    return target.isEmpty || target.hasSuffix("_") ? nil : target
  }

  private static func option(_ text: String, of image: Int, _ links: inout [Link]) {
    if text.hasPrefix(":alt:") {
      links[image].text = text.dropFirst(5).trimmingWhiteSpace
    } else if text.hasPrefix(":target:") {
      let target = text.dropFirst(8).trimmingWhiteSpace
      links[image].enclosingDestination = target
      if !target.hasSuffix("_") {
        links.append(
          Link(kind: .link, destination: target, text: "", position: links[image].position))
      }
    }
  }

  /// The targets of `` `text <target>`_ `` in a line, literals left out.
  private static func embedded(_ line: String) -> [(Substring, Int)] {
    guard line.utf8.contains(ASCII.backtick) else { return [] }
    var found: [(Substring, Int)] = []
    var index = line.startIndex
    while let tick = line[index...].firstIndex(of: "`") {
      let after = line.index(after: tick)
      if line[after...].hasPrefix("`") {
        guard let end = line[line.index(after: after)...].firstRange(of: "``") else { break }
        index = end.upperBound
        continue
      }
      guard let end = line[after...].firstIndex(of: "`") else { break }
      index = line.index(after: end)
      let content = line[after..<end]
      guard line[index...].hasPrefix("_"), content.hasSuffix(">"),
        let open = content.lastIndex(of: "<")
      else { continue }
      let target = content[content.index(after: open)...].dropLast()
      if target.hasSuffix("_") || target.isEmpty { continue }
      found.append((target, line[..<tick].unicodeScalars.count + 1))
    }
    return found
  }
}

/// The lines of a text.
struct Lines: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private var index: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  mutating func next() -> String? {
    guard index < bytes.count else { return nil }
    let end = bytes[index...].firstIndex(of: ASCII.lineFeed) ?? bytes.count
    var line = bytes[index..<end]
    if line.last == ASCII.carriageReturn { line.removeLast() }
    index = end + 1
    return String(decoding: line, as: UTF8.self)
  }
}

extension String {
  /// How many blanks the line begins with.
  var indentation: Int { utf8.prefix { $0.isBlank }.count }
}
