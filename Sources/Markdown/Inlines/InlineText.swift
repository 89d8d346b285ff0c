import Bytes
import CCmark

/// A text node that is searched for inline syntax, with what stands around it.
struct InlineText {
  let node: Node
  let literal: ByteView
  /// What stands before and behind the node.
  let before: Surrounding
  let after: Surrounding
  /// Whether the text is part of a link's.
  let isInLink: Bool
  /// The bytes that were escaped with a backslash, ascending.
  var escapes: [Int] = []
  /// Which way the text's quotes turn, where they are to (`smarty`).
  var quotes: TurnedQuotes?
  /// Where the last find ended: nothing may begin before it.
  var floor = 0

  /// What stands at a place, as far as delimiters care (section 6.2 of the CommonMark
  /// specification).
  enum Surrounding {
    case space
    case punctuation
    case other
  }

  init(_ node: Node, isInLink: Bool) {
    self.node = node
    self.isInLink = isInLink
    literal = node.literal
    before = Self.surrounding(node.previous)
    after = Self.surrounding(node.next)
  }

  private static func surrounding(_ neighbour: Node?) -> Surrounding {
    guard let neighbour else { return .space }
    switch neighbour.type {
    case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: return .space
    default: return .punctuation
    }
  }

  /// The byte at an index; 0 beyond the text.
  subscript(index: Int) -> UInt8 {
    index >= 0 && index < literal.count ? literal[index] : 0
  }

  /// Whether text occurs at an index.
  func has(_ text: StaticString, at index: Int) -> Bool {
    guard index >= 0, index + text.utf8CodeUnitCount <= literal.count else { return false }
    return literal[index...].starts(
      with: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// A part of the text.
  func string(_ range: Range<Int>) -> String {
    String(decoding: literal[range], as: UTF8.self)
  }

  /// Whether the byte before or at an index belongs to a word.
  func isWord(_ index: Int) -> Bool {
    self[index].isWord
  }

  /// Whether the byte at an index was escaped.
  func isEscaped(_ index: Int) -> Bool {
    guard !escapes.isEmpty else { return false }
    let found = escapes.lastIndex(notAfter: index)
    return found >= 0 && escapes[found] == index
  }

  /// What stands before an index.
  func surrounding(before index: Int) -> Surrounding {
    index == 0 ? before : Self.surrounding(literal[index - 1])
  }

  /// What stands at an index.
  func surrounding(at index: Int) -> Surrounding {
    index >= literal.count ? after : Self.surrounding(literal[index])
  }

  private static func surrounding(_ byte: UInt8) -> Surrounding {
    byte.isASCIIWhitespace ? .space : byte.isASCIIPunctuation ? .punctuation : .other
  }
}

/// What an extension found in a text.
struct InlineFind {
  private let start: Int
  private let end: Int
  /// What stands there instead.
  let node: Node

  init(range: Range<Int>, node: Node) {
    (start, end) = (range.lowerBound, range.upperBound)
    self.node = node
  }

  /// The bytes that it takes.
  var range: Range<Int> { start..<end }
}

extension UInt8 {
  /// A letter, digit or `_`; bytes beyond ASCII count as letters.
  var isWord: Bool { isASCIIAlphanumeric || self == ASCII.underscore || self >= 0x80 }
}
