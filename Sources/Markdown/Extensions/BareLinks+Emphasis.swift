import Bytes
import CCmark

// An address goes before emphasis: in `http://host/__init__.py` nothing is strong. libcmark knows
// no bare addresses, so what it took for emphasis within one is made text again.

extension InlineRewriter {
  /// Makes emphasis text that follows an address without a blank between.
  mutating func joinAddresses(in block: Node, quoteDepth: Int) {
    var marks = EmphasisMarks(block: block, quoteDepth: quoteDepth)
    var linkDepth = 0
    var walk = TreeWalk(block)
    while let (node, entering) = walk.next() {
      switch node.type {
      case CMARK_NODE_LINK, CMARK_NODE_IMAGE: linkDepth += entering ? 1 : -1
      case CMARK_NODE_TEXT where !entering && linkDepth == 0:
        guard node.next?.isEmphasis == true else { continue }
        join(node, &marks)
      default: break
      }
    }
  }

  /// Puts the emphasis behind a text into it while an address goes on.
  private mutating func join(_ node: Node, _ marks: inout EmphasisMarks) {
    var bytes = Array(node.literal)
    var addressIsOpen = node.literal.lastWord.mayBeginAddress
    var hasChanged = false
    while let next = node.next {
      if next.type == CMARK_NODE_TEXT, hasChanged {
        let literal = next.literal
        bytes += literal
        let word = literal.lastWord
        if word.count < literal.count { addressIsOpen = word.mayBeginAddress }
        next.unlink()
      } else if next.isEmphasis, addressIsOpen {
        bytes += open(next, marks.mark(of: next, lines, annotations))
        hasChanged = true
      } else {
        break
      }
    }
    if hasChanged { node.setLiteral(String(decoding: bytes, as: UTF8.self)) }
  }

  /// Puts what an element of emphasis holds in its place, with its closing mark as text behind;
  /// returns the opening one.
  private func open(_ element: Node, _ mark: UInt8) -> [UInt8] {
    let length = element.type == CMARK_NODE_STRONG ? 2 : 1
    let marks = [UInt8](repeating: mark, count: length)
    while let child = element.firstChild {
      child.unlink()
      child.insert(before: element)
    }
    if let closing = Node(new: CMARK_NODE_TEXT) {
      closing.setLiteral(String(decoding: marks, as: UTF8.self))
      closing.insert(before: element)
    }
    element.unlink()
    return marks
  }
}

extension InlineSteps {
  /// Whether an address is directly followed by emphasis.
  var mayHoldAddress: Bool {
    current.dropLast().contains { index in
      all[index].type == CMARK_NODE_TEXT && all[index + 1].isEntering
        && Types.emphasis.contains(Types(all[index + 1].type))
        && all[index].node.literal.lastWord.mayBeginAddress
    }
  }
}

/// Which character made the emphasis of a block: libcmark does not say.
private struct EmphasisMarks {
  let block: Node
  let quoteDepth: Int
  private var found: [OpaquePointer: UInt8]?

  init(block: Node, quoteDepth: Int) {
    self.block = block
    self.quoteDepth = quoteDepth
  }

  mutating func mark(of element: Node, _ text: TextLines, _ annotations: Annotations) -> UInt8 {
    let marks = found ?? all(text, annotations)
    found = marks
    return marks[element.pointer] ?? ASCII.asterisk
  }

  private func all(_ text: TextLines, _ annotations: Annotations) -> [OpaquePointer: UInt8] {
    var marks: [OpaquePointer: UInt8] = [:]
    var cursor = InlineCursor(
      text, block: block, line: block.startLine, column: block.startColumn, quoteDepth: quoteDepth)
    var walk = TreeWalk(block)
    while let (node, entering) = walk.next() {
      if entering, node.isEmphasis, cursor.offset < text.bytes.count {
        marks[node.pointer] = text.bytes[cursor.offset]
      }
      cursor.step(node, entering: entering, annotations)
    }
    return marks
  }
}

extension Node {
  fileprivate var isEmphasis: Bool { type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG }
}

extension ByteView {
  /// What follows the last white space or `<`.
  fileprivate var lastWord: Slice<Self> {
    let start = lastIndex { $0.isASCIIWhitespace || $0 == ASCII.less }.map { $0 + 1 } ?? 0
    return self[start...]
  }
}

extension ByteSlice {
  /// Whether an address may begin here.
  fileprivate var mayBeginAddress: Bool {
    indices.contains { index in
      self[index] == ASCII.colon || self[index] == ASCII.period
        ? base.mayBeBareLink(at: index) : false
    }
  }
}
