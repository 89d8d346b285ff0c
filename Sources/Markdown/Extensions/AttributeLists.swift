import Bytes
import CCmark

// `{ #id .class key=value }` behind headings, paragraphs, cells and inline elements.

extension Attributes {
  /// An attribute list that begins at a byte of literal text, and where it ends; nil if there is
  /// none. It reads `{ … }` and `{: … }`.
  static func list(
    in text: ByteSlice
  ) -> (attributes: Attributes, end: Int)? {
    guard text.first == ASCII.leftBrace else { return nil }
    var index = text.startIndex + 1
    if index < text.endIndex, text[index] == ASCII.colon { index += 1 }
    var attributes = Attributes()
    var isEmpty = true
    while index < text.endIndex {
      switch text[index] {
      case ASCII.space: index += 1
      case ASCII.lineFeed: return nil
      case ASCII.rightBrace: return isEmpty ? nil : (attributes, index + 1)
      default:
        attributes.add(text.attributeWord(at: &index))
        isEmpty = false
      }
    }
    return nil
  }

  /// Adds `#id`, `.class`, `key=value` or a bare word, which stands for itself.
  private mutating func add(_ word: (name: String, value: String?)) {
    if let value = word.value {
      if word.name == "id" {
        id = value
      } else if word.name == "class" {
        merge(Attributes(classes: value.split(separator: " ").map(String.init)))
      } else {
        self[word.name] = value
      }
    } else if word.name.hasPrefix("#") {
      id = String(word.name.dropFirst())
    } else if word.name.hasPrefix(".") {
      merge(Attributes(classes: [String(word.name.dropFirst())]))
    } else {
      self[word.name] = word.name
    }
  }
}

extension ByteSlice {
  /// The word at a byte: up to a blank, or `key="some words"`.
  fileprivate func attributeWord(at index: inout Int) -> (name: String, value: String?) {
    let start = index
    while index < endIndex, self[index] != ASCII.space, self[index] != ASCII.rightBrace,
      self[index] != ASCII.equals
    { index += 1 }
    let name = String(decoding: self[start..<index], as: UTF8.self)
    guard index < endIndex, self[index] == ASCII.equals else { return (name, nil) }
    index += 1
    let quote = index < endIndex ? self[index] : 0
    if quote == ASCII.quote || quote == ASCII.apostrophe,
      let close = self[(index + 1)...].firstIndex(of: quote)
    {
      let value = String(decoding: self[(index + 1)..<close], as: UTF8.self)
      index = close + 1
      return (name, value)
    }
    let valueStart = index
    while index < endIndex, self[index] != ASCII.space, self[index] != ASCII.rightBrace {
      index += 1
    }
    return (name, String(decoding: self[valueStart..<index], as: UTF8.self))
  }
}

/// Finds the attribute lists in a text, at ascending braces.
struct AttributeListSearch {
  private let text: ByteView
  /// Behind this, no list ends.
  private var lastBrace: Int?
  /// How many bytes may still be read in vain: many lists that do not end must not each be read up to
  /// the end of the text.
  private var budget: Int

  init(_ text: ByteView) {
    self.text = text
    budget = 4096 + 16 * text.count
  }

  /// Where the list at a brace ends, if it stands where one describes something: behind an element,
  /// or at the end of the text.
  mutating func end(ofListAt index: Int) -> Int? {
    let last = lastBrace ?? text.lastIndex(of: ASCII.rightBrace) ?? -1
    lastBrace = last
    guard index < last, budget > 0 else { return nil }
    if let end = Attributes.list(in: text[index...])?.end,
      index == 0 || text[end...].allSatisfy({ $0 == ASCII.space })
    {
      return end
    }
    budget -= last - index
    return nil
  }
}

/// Moves attribute lists from the text to the nodes that they describe.
struct AttributeListReader {
  let text: TextLines
  /// A backslash escapes whatever follows it.
  let escapesAll: Bool
  var annotations: Annotations

  /// Reads all blocks.
  mutating func read(_ blocks: BlockSteps) {
    for step in blocks.all
    where step.type == CMARK_NODE_PARAGRAPH || step.type == CMARK_NODE_HEADING {
      let node = step.node
      let lines = text.bytes(of: node)
      guard lines.isEmpty || lines.has(ASCII.leftBrace) else { continue }
      joinTexts(in: node)
      block(node)
      inlines(of: node)
    }
  }

  /// Joins texts that other extensions have cut, so that a list stands in one text.
  private func joinTexts(in block: Node) {
    var walk = TreeWalk(block)
    while let (node, entering) = walk.next() {
      guard entering, node.type == CMARK_NODE_TEXT, let first = node.next,
        first.type == CMARK_NODE_TEXT || text(in: first) != nil
      else { continue }
      var bytes = Array(node.literal)
      while let next = node.next {
        if next.type == CMARK_NODE_TEXT {
          bytes += next.literal
          next.unlink()
        } else if !closeList(&bytes, with: next) {
          break
        }
      }
      node.setLiteral(String(decoding: bytes, as: UTF8.self))
    }
  }

  /// Adds signs and texts from a node on, if a list that is open ends in them.
  private func closeList(_ bytes: inout [UInt8], with first: Node) -> Bool {
    guard let start = bytes.openBrace else { return false }
    var list = bytes[start...]
    var nodes: [Node] = []
    var next: Node? = first
    while let node = next {
      nodes.append(node)
      next = node.next
      if node.type != CMARK_NODE_TEXT {
        guard let written = text(in: node) else { return false }
        list += written.utf8
        continue
      }
      list += node.literal
      guard let brace = node.literal.first(where: \.isBrace) else { continue }
      guard brace == ASCII.rightBrace,
        list.withUnsafeBufferPointer({ Attributes.list(in: $0[...]) }) != nil
      else { return false }
      bytes[start...] = list
      for node in nodes { node.unlink() }
      return true
    }
    return false
  }

  /// What a sign that an extension has made stands for in an attribute list: lists are read before
  /// there are such signs, though after escapes.
  private func text(in node: Node) -> String? {
    guard node.type == CMARK_NODE_CUSTOM_INLINE, node.identifier != 0,
      case .bare = annotations[node].role, case .whole(let written) = annotations[node].written
    else { return nil }
    return written.first == "\\" ? node.plainText : written
  }

  /// A list at the end of a block describes the block: on a line of its own in paragraphs, behind a
  /// blank in headings, terms and cells.
  private mutating func block(_ block: Node) {
    guard let last = block.lastChild, last.type == CMARK_NODE_TEXT else { return }
    let literal = last.literal
    var end = literal.count
    while end > 0, literal[end - 1] == ASCII.space { end -= 1 }
    guard end > 0, literal[end - 1] == ASCII.rightBrace,
      let start = literal[..<end].lastIndex(of: ASCII.leftBrace),
      let list = Attributes.list(in: literal[start..<end]), list.end == end
    else { return }
    let before = literal[..<start]
    if isHeaderLike(block) {
      guard before.last == ASCII.space else { return }
      var text = before[...]
      while text.last == ASCII.space { text.removeLast() }
      if block.type == CMARK_NODE_HEADING, text.last == ASCII.hash {
        // The marks that close a heading.
        while text.last == ASCII.hash { text.removeLast() }
        while text.last == ASCII.space { text.removeLast() }
      }
      last.truncate(to: text.count)
    } else {
      guard let lineBreak = last.previous, lineBreak.type == CMARK_NODE_SOFTBREAK,
        before.allSatisfy({ $0 == ASCII.space })
      else { return }
      last.unlink()
      lineBreak.unlink()
    }
    describe(described(by: block), list.attributes)
  }

  private mutating func describe(_ node: Node, _ list: Attributes) {
    var list = list
    if escapesAll { list.id?.removeAll { $0 == "\\" } }
    annotations[node].attributes.merge(list)
  }

  /// Whether a list at the end of a block's only line describes it.
  private func isHeaderLike(_ block: Node) -> Bool {
    if block.type == CMARK_NODE_HEADING { return true }
    switch annotations[block].role {
    case .cell: return true
    case .element(let name, _): return name == "dt"
    default: return false
    }
  }

  /// A paragraph that stands bare in its list item has no tag of its own.
  private func described(by block: Node) -> Node {
    guard let item = block.parent, item.type == CMARK_NODE_ITEM else { return block }
    if block.isTightParagraph { return item }
    if block.identifier != 0, case .bare = annotations[block].role { return item }
    return block
  }

  /// A list directly behind an inline element describes the element.
  private mutating func inlines(of block: Node) {
    var walk = TreeWalk(block)
    while let (node, entering) = walk.next() {
      // On leaving: the walk has gone on when a text is removed.
      guard !entering, node.type == CMARK_NODE_TEXT, node.literal.first == ASCII.leftBrace,
        let element = node.previous, element.takesAttributes, text(in: element) == nil,
        let list = Attributes.list(in: node.literal[...])
      else { continue }
      describe(element, list.attributes)
      node.removePrefix(list.end)
    }
  }
}

extension Node {
  fileprivate var takesAttributes: Bool {
    let type = type
    return type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE || type == CMARK_NODE_CODE
      || type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG || type == CMARK_NODE_CUSTOM_INLINE
  }
}

extension [UInt8] {
  /// Where the last brace stands, if it is one that opens.
  fileprivate var openBrace: Int? {
    lastIndex(where: \.isBrace).flatMap { self[$0] == ASCII.leftBrace ? $0 : nil }
  }
}

extension UInt8 {
  fileprivate var isBrace: Bool { self == ASCII.leftBrace || self == ASCII.rightBrace }
}
