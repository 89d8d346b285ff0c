import Bytes
import CCmark

// `*[HTML]: Hyper Text Markup Language`.

extension LinePass {
  /// Takes a definition of an abbreviation out of the text.
  mutating func definesAbbreviation(_ line: LineCursor) -> Bool {
    let rest = line.rest
    guard rest.dropFirst().first == ASCII.leftBracket,
      let close = rest.firstIndex(of: ASCII.rightBracket)
    else { return false }
    let name = rest[(rest.startIndex + 2)..<close]
    var title = rest[(close + 1)...]
    if title.first == ASCII.space { title = title.dropFirst() }
    guard title.first == ASCII.colon, !name.isEmpty, !name.contains(ASCII.leftBracket) else {
      return false
    }
    title = title.dropFirst().drop { $0.isBlank }
    while title.last?.isBlank == true { title = title.dropLast() }
    markers.abbreviations.append(
      (name: Array(name), title: String(decoding: title, as: UTF8.self)))
    return true
  }
}

/// The abbreviations that a page defines.
struct Abbreviations {
  private struct Entry {
    var name: [UInt8]
    var title: String
  }

  /// By their first byte, longest first.
  private var entries: [UInt8: [Entry]] = [:]

  /// Later definitions of the same name win; an empty title takes the name out.
  init(_ definitions: [(name: [UInt8], title: String)]) {
    var titles: [[UInt8]: String] = [:]
    for definition in definitions { titles[definition.name] = definition.title }
    for (name, title) in titles where !title.isEmpty {
      entries[name[0], default: []].append(Entry(name: name, title: title))
    }
    for first in entries.keys { entries[first]?.sort { $0.name.count > $1.name.count } }
  }

  var isEmpty: Bool { entries.isEmpty }

  /// The bytes with which they begin.
  var firstBytes: [UInt8] { Array(entries.keys) }

  /// The abbreviation that stands as a word at a byte of text.
  func abbreviation(
    in literal: ByteView, at index: Int
  ) -> (range: Range<Int>, title: String)? {
    guard let candidates = entries[literal[index]],
      index == 0 || !literal[index - 1].isWord || !literal[index].isWord
    else { return nil }
    for entry in candidates where literal[index...].starts(with: entry.name) {
      let end = index + entry.name.count
      if end == literal.count || !literal[end].isWord || !literal[end - 1].isWord {
        return (index..<end, entry.title)
      }
    }
    return nil
  }
}

extension InlineRewriter {
  /// The abbreviation at a byte.
  mutating func abbreviation(in text: InlineText, at index: Int) -> InlineFind? {
    guard let (range, title) = abbreviations.abbreviation(in: text.literal, at: index),
      let node = Node(new: CMARK_NODE_CUSTOM_INLINE), let child = Node(new: CMARK_NODE_TEXT)
    else { return nil }
    child.setLiteral(text.string(range))
    node.append(child)
    annotations.makeElement(
      node, "abbr", .inline, Attributes(others: [.init(name: "title", value: title)]))
    return InlineFind(range: range, nodes: [node])
  }
}

extension UInt8 {
  fileprivate var isWord: Bool {
    isASCIIAlphanumeric || self == ASCII.underscore || self >= 0x80
  }
}
