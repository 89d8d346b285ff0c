import Bytes
import Configuration
import Diagnostics
import Markdown

/// What a page's front matter says, as far as a build needs it.
struct PageMetadata: Sendable, Hashable {
  /// The page's title; it wins over the first heading, and the navigation's title over it.
  var title: String?
  /// One sentence about the page.
  var description: String?
  /// Who wrote the page.
  var author: String?
  /// Parts of the layout that the page does without: `navigation`, `toc`, `footer`.
  var hidden: Set<String> = []

  init() {}

  /// Reads front matter. What cannot be read is a `docs.front-matter` warning; the page is built
  /// without it.
  init(
    _ source: [UInt8], _ split: FrontMatter.Split, file: String,
    _ diagnostics: inout [Diagnostic]
  ) {
    if let line = split.emptyFenceLine { diagnostics.append(Self.emptyFences(file, line)) }
    guard let range = split.yaml else {
      title = split.values["title"]
      description = split.values["description"]
      author = split.values["author"]
      return
    }
    // YAML's machinery costs as much as rendering a page, and front matter is nearly always flat.
    if let flat = FlatFrontMatter.read(source[range]) {
      for (key, value) in flat {
        switch key {
        case "title": title = value
        case "description": description = value
        case "author": author = value
        default: break
        }
      }
      return
    }
    do throws(Diagnostic) {
      guard let node = try YAMLParser.parse(source[range], file: file, lineOffset: 1) else {
        return
      }
      var keys = MappingReader(node, code: "docs.front-matter", subject: "front matter")
      title = keys.string("title")
      description = keys.string("description")
      author = keys.value("author")?.string
      hidden = Set(keys.strings("hide") ?? [])
      diagnostics += keys.diagnostics.map(Self.asWarning)
    } catch {
      diagnostics.append(Self.asWarning(error))
    }
  }

  private static func emptyFences(_ file: String, _ line: Int) -> Diagnostic {
    .warning(
      code: "docs.front-matter",
      "the front matter is empty; as in MkDocs, its lines show on the page",
      at: Location(file: file, line: line, column: 1),
      hint: "delete both lines of `---`, or put a key such as `title:` between them")
  }

  private static func asWarning(_ diagnostic: Diagnostic) -> Diagnostic {
    var warning = diagnostic
    warning.severity = .warning
    warning.code = "docs.front-matter"
    return warning
  }
}

/// Reads front matter that is nothing but `key: plain text` lines.
enum FlatFrontMatter {
  /// The keys and values in order, or nil when YAML proper is needed.
  static func read(_ yaml: ArraySlice<UInt8>) -> [(key: String, value: String)]? {
    var pairs: [(key: String, value: String)] = []
    for line in yaml.split(separator: ASCII.lineFeed) {
      var line = line
      while let last = line.last, last.isBlank || last == ASCII.carriageReturn { line.removeLast() }
      if line.isEmpty { continue }
      guard let colon = line.firstIndex(of: ASCII.colon), colon > line.startIndex else {
        return nil
      }
      let key = line[..<colon]
      guard
        key.allSatisfy({ $0.isASCIIAlphanumeric || $0 == ASCII.underscore || $0 == ASCII.hyphen })
      else { return nil }
      var value = line[(colon + 1)...]
      guard value.first?.isBlank == true else { return nil }
      while value.first?.isBlank == true { value.removeFirst() }
      guard isPlain(value) else { return nil }
      let name = String(decoding: key, as: UTF8.self)
      guard !pairs.contains(where: { $0.key == name }) else { return nil }
      pairs.append((name, String(decoding: value, as: UTF8.self)))
    }
    return pairs
  }

  /// Text that YAML reads as itself: no indicator at its start, no `: ` or ` #` inside, and not a
  /// word that means something else.
  private static func isPlain(_ value: ArraySlice<UInt8>) -> Bool {
    guard let first = value.first, first.isASCIIAlphanumeric || first >= 0x80 else { return false }
    var previous: UInt8 = 0
    for byte in value {
      if previous == ASCII.colon, byte.isBlank { return false }
      if byte == ASCII.hash, previous.isBlank { return false }
      if byte < 0x20 { return false }
      previous = byte
    }
    if previous == ASCII.colon { return false }
    let text = String(decoding: value, as: UTF8.self)
    return !["null", "Null", "NULL"].contains(text)
  }
}
