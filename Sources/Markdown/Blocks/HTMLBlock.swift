import Bytes

/// A block of raw HTML that is open; which one it is decides where it ends (section 4.6 of the
/// CommonMark specification). Everything is told as libcmark tells it.
struct HTMLBlock {
  private enum End {
    case blank
    case text(StaticString)
    case rawElement
  }

  private let end: End
  /// How many frames are open around it.
  let depth: Int

  /// The block that a line begins, if it may interrupt a paragraph.
  init?(_ line: ByteSlice, depth: Int) {
    self.depth = depth
    let rest = line.dropFirst()
    switch rest.first {
    case ASCII.exclamation?:
      let declaration = rest.dropFirst()
      if declaration.starts(with: [ASCII.hyphen, ASCII.hyphen]) {
        end = .text("-->")
      } else if declaration.starts(with: "[CDATA[".utf8) {
        end = .text("]]>")
      } else if let byte = declaration.first, (0x41...0x5A).contains(byte) {
        // libcmark knows no declarations in lower case.
        end = .text(">")
      } else {
        return nil
      }
    case ASCII.question?:
      end = .text("?>")
    case let byte? where byte.isASCIILetter || byte == ASCII.slash:
      guard let name = line.tagName else { return nil }
      let behind = rest.dropFirst(name.utf8.count + (byte == ASCII.slash ? 1 : 0))
      if byte != ASCII.slash, behind.first != ASCII.slash, HTMLElements.raw.contains(name) {
        end = .rawElement
      } else if behind.first != ASCII.slash || behind.dropFirst().first == ASCII.greater,
        HTMLElements.blocks.contains(name)
      {
        end = .blank
      } else {
        return nil
      }
    default: return nil
    }
  }

  /// The block that a tag begins which stands alone on its line: it interrupts no paragraph.
  init(tagAlone depth: Int) {
    self.depth = depth
    end = .blank
  }

  var endsAtBlank: Bool {
    if case .blank = end { true } else { false }
  }

  /// Whether the block ends on a line.
  func ends(in line: ByteSlice) -> Bool {
    switch end {
    case .blank: false
    case .text(let text): line.contains(text)
    case .rawElement:
      line.indices.contains { index in
        guard line[index] == ASCII.less, line[index...].dropFirst().first == ASCII.slash,
          let name = line[index...].tagName, HTMLElements.raw.contains(name)
        else { return false }
        return line[index...].dropFirst(2 + name.utf8.count).first == ASCII.greater
      }
    }
  }
}

/// Names of HTML elements.
enum HTMLElements {
  /// Elements whose content is not HTML.
  static let raw: Set<String> = ["script", "pre", "style", "textarea"]

  /// Elements that begin a block of raw HTML anywhere.
  static let blocks: Set<String> = [
    "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center",
    "col", "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5",
    "h6", "head", "header", "hr", "html", "iframe", "legend", "li", "link", "main", "menu",
    "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param", "section", "source",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
  ]

  /// Elements beyond those that Python-Markdown takes for blocks.
  static let pythonMarkdownBlocks: Set<String> = [
    "canvas", "group", "hgroup", "map", "math", "noscript", "object", "output", "progress",
    "search", "video", "svg",
  ]
}

extension ByteSlice {
  /// The name of the tag that begins with `<` here, in lower case.
  var tagName: String? {
    var rest = dropFirst()
    if rest.first == ASCII.slash { rest = rest.dropFirst() }
    guard rest.first?.isASCIILetter == true else { return nil }
    let name = rest.prefix { $0.isASCIIAlphanumeric || $0 == ASCII.hyphen }
    let after = rest.dropFirst(name.count).first
    guard
      after == nil || after == ASCII.greater || after == ASCII.slash
        || after?.isASCIIWhitespace == true
    else { return nil }
    return String(decoding: name.map(\.asciiLowercased), as: UTF8.self)
  }

  /// Whether a tag begins here whose element stands within lines.
  var beginsWithInlineTag: Bool {
    guard first == ASCII.less, let name = tagName else { return false }
    return !HTMLElements.pythonMarkdownBlocks.contains(name) && !HTMLElements.raw.contains(name)
  }

  /// Whether a tag stands here that is complete, with nothing but blanks behind it.
  fileprivate var isTagAlone: Bool {
    var rest = dropFirst()
    let isClosing = rest.first == ASCII.slash
    if isClosing { rest = rest.dropFirst() }
    guard rest.first?.isASCIILetter == true else { return false }
    rest = rest.drop { $0.isASCIIAlphanumeric || $0 == ASCII.hyphen }
    if !isClosing {
      guard let behind = rest.behindAttributes else { return false }
      rest = behind
    }
    rest = rest.drop(while: \.isASCIIWhitespace)
    if !isClosing, rest.first == ASCII.slash { rest = rest.dropFirst() }
    return rest.first == ASCII.greater && rest.dropFirst().allSatisfy { $0.isBlank || $0 == 0x0C }
  }

  /// What follows the attributes of a tag that begin here, if any; nil where one lacks its value.
  private var behindAttributes: ByteSlice? {
    var rest = self
    while true {
      let name = rest.drop(while: \.isASCIIWhitespace)
      guard name.startIndex > rest.startIndex, name.first?.beginsAttribute == true else {
        return rest
      }
      rest = name.drop { $0.beginsAttribute || $0.isASCIIDigit || [0x2D, 0x2E].contains($0) }
      let equals = rest.drop(while: \.isASCIIWhitespace)
      guard equals.first == ASCII.equals else { continue }
      let value = equals.dropFirst().drop(while: \.isASCIIWhitespace)
      if let quote = value.first, quote == ASCII.quote || quote == ASCII.apostrophe {
        guard let close = value.dropFirst().firstIndex(of: quote) else { return nil }
        rest = value[(close + 1)...]
      } else {
        rest = value.drop(while: \.isOfBareValue)
        guard rest.startIndex > value.startIndex else { return nil }
      }
    }
  }

  /// Whether the tag that begins here has the attribute `markdown`.
  var hasMarkdownAttribute: Bool {
    guard first == ASCII.less, let end = firstIndex(of: ASCII.greater) else { return false }
    return self[startIndex..<end].containsWord("markdown")
  }

  /// Whether text occurs.
  func contains(_ text: StaticString) -> Bool {
    let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    guard count >= wanted.count else { return false }
    return (startIndex...endIndex - wanted.count).contains { self[$0...].starts(with: wanted) }
  }

  private func containsWord(_ word: StaticString) -> Bool {
    let wanted = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard count > wanted.count else { return false }
    return (startIndex + 1...endIndex - wanted.count).contains { index in
      let after = self[(index + wanted.count)...].first
      return self[index - 1].isBlank && self[index...].starts(with: wanted)
        && (after == nil || after?.isBlank == true || after == ASCII.equals)
    }
  }
}

extension UInt8 {
  /// Whether an attribute's name may begin so.
  fileprivate var beginsAttribute: Bool {
    isASCIILetter || self == ASCII.underscore || self == ASCII.colon
  }

  /// Whether the byte may stand in an attribute's value without quotes.
  fileprivate var isOfBareValue: Bool {
    switch self {
    case ASCII.quote, ASCII.apostrophe, ASCII.equals, ASCII.less, ASCII.greater, ASCII.backtick:
      false
    default: !isASCIIWhitespace
    }
  }
}

extension LineCursor {
  /// Whether a tag is all there is on the line: it begins raw HTML where no paragraph is open.
  var isTagAlone: Bool { byte == ASCII.less && rest.isTagAlone }
}
