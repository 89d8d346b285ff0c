import Bytes
import Markdown

/// Reads links, ids and comments off a whole HTML file.
struct HTMLReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var place = Place()
  private(set) var page = HTMLPage()
  /// How many elements are open that must be closed.
  private var depth = 0
  /// The link around what is read.
  private var openLink: Int?

  /// What the file says.
  static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> HTMLPage {
    var reader = HTMLReader(bytes: bytes)
    reader.read()
    return reader.page
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private mutating func read() {
    var tokenizer = HTMLTokenizer(bytes)
    while let token = tokenizer.next() {
      switch token {
      case .comment(let text, let offset):
        page.comments.append(Comment(text: string(text), position: position(of: offset)))
      case .tag(let name, isClosing: true, _, _):
        if name == "a" { openLink = nil }
        if !Self.needNoEnd.contains(name) { depth -= 1 }
      case .tag(let name, isClosing: false, let attributes, let offset):
        if !Self.needNoEnd.contains(name) { depth += 1 }
        if name == "a" { openLink = nil }
        if !attributes.isEmpty { tag(name, attributes, at: offset) }
      }
    }
    page.unclosedElements = max(0, depth)
  }

  /// Elements without an end tag, or whose end tag may be left out.
  private static let needNoEnd: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup",
    "rp", "rt", "colgroup", "html", "head", "body", "caption", "path", "circle", "rect", "use",
    "line", "polygon", "polyline", "ellipse", "stop", "param",
  ]

  private mutating func tag(_ name: String, _ attributes: [HTMLTokenizer.Attribute], at offset: Int)
  {
    let position = position(of: offset)
    var isTemplated = false
    for attribute in attributes {
      guard let value = attribute.value else {
        if attribute.name.hasPrefix("{") { isTemplated = true }
        continue
      }
      if bytes.holdsTemplate(value) {
        isTemplated = true
        continue
      }
      switch attribute.name {
      case "id",
        "name" where name == "a":
        let id = string(value)
        // `<a id="x" name="x">` is one anchor.
        if id.isEmpty || page.anchors.last?.id == id && page.anchors.last?.position == position {
          continue
        }
        page.anchors.append(Anchor(id: id, position: position))
      case "srcset" where name == "img" || name == "source",
        "imagesrcset" where name == "link":
        for url in SourceSet.urls(bytes, value) { note(url, name, "srcset", attributes, position) }
      case "href" where name == "base":
        if page.base == nil { page.base = string(value) }
      default:
        guard Self.isURL(attribute.name, of: name) else { continue }
        note(value, name, attribute.name, attributes, position)
      }
    }
    if isTemplated { page.isTemplate = true }
    if name == "meta", text("http-equiv", attributes).lowercased() == "refresh" {
      page.redirects = true
    }
  }

  private mutating func note(
    _ value: Range<Int>, _ tag: String, _ name: String, _ attributes: [HTMLTokenizer.Attribute],
    _ position: SourcePosition
  ) {
    var text = ""
    if tag == "link" {
      text = self.text("rel", attributes).lowercased()
      if ["preconnect", "dns-prefetch"].contains(text) { return }
      if text == "canonical" {
        page.canonical = string(value)
        return
      }
    } else if tag == "img" {
      text = self.text("alt", attributes)
    }
    let enclosing = tag == "img" ? openLink.map { page.links[$0].destination } : nil
    if tag == "a" { openLink = page.links.count }
    page.links.append(
      Link(
        kind: .html(tag: tag, attribute: name), destination: string(value).trimmingWhiteSpace,
        text: text, enclosingDestination: enclosing, position: position))
  }

  private func text(_ name: String, _ attributes: [HTMLTokenizer.Attribute]) -> String {
    attributes.first { $0.name == name }?.value.map { string($0) } ?? ""
  }

  private func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self).characterReferencesResolved
  }

  /// Whether an attribute's value is a URL that leads to a page or file.
  private static func isURL(_ attribute: String, of tag: String) -> Bool {
    switch (tag, attribute) {
    case ("a", "href"), ("area", "href"), ("link", "href"), ("img", "src"), ("source", "src"),
      ("script", "src"), ("iframe", "src"), ("video", "src"), ("video", "poster"),
      ("audio", "src"), ("track", "src"), ("embed", "src"), ("object", "data"), ("input", "src"):
      true
    default: false
    }
  }

  // MARK: Places

  /// How far lines and columns are counted.
  private struct Place {
    var offset = 0
    var line = 1
    var column = 1
  }

  /// The line and column of an offset; offsets come in ascending order, so that a file of one line
  /// costs no more than any other.
  private mutating func position(of offset: Int) -> SourcePosition {
    while place.offset < offset {
      let byte = bytes[place.offset]
      if byte == ASCII.lineFeed {
        place.line += 1
        place.column = 1
      } else if byte & 0xC0 != 0x80 {
        place.column += 1
      }
      place.offset += 1
    }
    return SourcePosition(line: place.line, column: place.column)
  }
}

/// What an HTML file says, as far as links go.
struct HTMLPage {
  /// Everything a fragment can lead to, in document order; duplicates kept.
  var anchors: [Anchor] = []
  /// URLs in document order. The text of a `link` is its `rel`, that of an `img` its `alt`.
  var links: [Link] = []
  /// Comments in document order.
  var comments: [Comment] = []
  /// What `<base href>` says.
  var base: String?
  /// Where the page says it lies.
  var canonical: String?
  /// Whether the page sends its readers elsewhere.
  var redirects = false
  /// Whether the file is made into pages by something that fills it in.
  var isTemplate = false
  /// How many elements are not closed that must be.
  var unclosedElements = 0
}

/// The URLs of a `srcset`: each candidate is a URL and perhaps a descriptor, ended by a comma.
enum SourceSet {
  static func urls(_ bytes: UnsafeBufferPointer<UInt8>, _ value: Range<Int>) -> [Range<Int>] {
    var urls: [Range<Int>] = []
    var index = value.lowerBound
    while index < value.upperBound {
      while index < value.upperBound, bytes[index].isASCIIWhitespace || bytes[index] == ASCII.comma
      {
        index += 1
      }
      let start = index
      while index < value.upperBound, !bytes[index].isASCIIWhitespace { index += 1 }
      let endsCandidate = index > start && bytes[index - 1] == ASCII.comma
      if index > start { urls.append(start..<(endsCandidate ? index - 1 : index)) }
      while !endsCandidate, index < value.upperBound, bytes[index] != ASCII.comma { index += 1 }
    }
    return urls
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether a value has `{{`, `{%`, `${`, `<%` or `<?` in it, which template engines fill in.
  fileprivate func holdsTemplate(_ range: Range<Int>) -> Bool {
    guard range.count > 1 else { return false }
    for index in range.dropLast() {
      switch (self[index], self[index + 1]) {
      case (ASCII.leftBrace, ASCII.leftBrace), (ASCII.leftBrace, ASCII.percent),
        (ASCII.dollar, ASCII.leftBrace), (ASCII.less, ASCII.percent), (ASCII.less, ASCII.question):
        return true
      default: continue
      }
    }
    return false
  }
}
