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
    markers.seams.insert(text.currentLine)
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

  /// By their first byte, in ascending order of their bytes.
  private var entries: [UInt8: [Entry]] = [:]

  /// Later definitions of the same name win; an empty title takes the name out.
  init(_ definitions: [(name: [UInt8], title: String)]) {
    var titles: [[UInt8]: String] = [:]
    for definition in definitions { titles[definition.name] = definition.title }
    for (name, title) in titles where !["", "''", "\"\""].contains(title) {
      entries[name[0], default: []].append(Entry(name: name, title: title))
    }
    for first in entries.keys {
      entries[first]?.sort { $0.name.lexicographicallyPrecedes($1.name) }
    }
  }

  var isEmpty: Bool { entries.isEmpty }

  /// The bytes with which they begin.
  var firstBytes: [UInt8] { Array(entries.keys) }

  /// Whether an abbreviation may begin at a byte: one begins with it, and no word goes on there.
  func mayBegin(_ literal: ByteView, at index: Int) -> Bool {
    (index == 0 || !literal.isWord(before: index) || !literal.isWord(at: index))
      && entries[literal[index]] != nil
  }

  /// The longest abbreviation that stands as a word at a byte of text.
  func abbreviation(
    in literal: ByteView, at index: Int
  ) -> (range: Range<Int>, title: String)? {
    guard let candidates = entries[literal[index]],
      index == 0 || !literal.isWord(before: index) || !literal.isWord(at: index)
    else { return nil }
    var found: (range: Range<Int>, title: String)?
    // The candidates that begin as the text does; the shortest of them stands first.
    var matching = candidates[...]
    var length = 1
    while let shortest = matching.first {
      let end = index + length
      if shortest.name.count == length {
        if end == literal.count || !literal.isWord(at: end) || !literal.isWord(before: end) {
          found = (index..<end, shortest.title)
        }
        matching = matching.dropFirst()
      }
      guard end < literal.count else { break }
      let byte = literal[end]
      let lower = matching.start { $0.name[length] >= byte }
      let upper = matching[lower...].start { $0.name[length] > byte }
      matching = matching[lower..<upper]
      length += 1
    }
    return found
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
    return InlineFind(range: range, node: node)
  }
}

extension ArraySlice {
  /// Where the elements begin for which something holds, once it holds for all behind them.
  fileprivate func start(where holds: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension ByteView {
  /// Whether the character at a byte belongs to a word.
  fileprivate func isWord(at index: Int) -> Bool {
    guard self[index] >= 0x80 else { return self[index].isWord }
    var end = index + 1
    while end < count, self[end] & 0xC0 == 0x80 { end += 1 }
    return isWord(in: index..<end)
  }

  /// Whether the character before a byte belongs to a word.
  fileprivate func isWord(before index: Int) -> Bool {
    guard self[index - 1] >= 0x80 else { return self[index - 1].isWord }
    var start = index - 1
    while start > 0, self[start] & 0xC0 == 0x80 { start -= 1 }
    return isWord(in: start..<index)
  }

  private func isWord(in range: Range<Int>) -> Bool {
    String(decoding: self[range], as: UTF8.self).unicodeScalars.contains(where: \.isWord)
  }
}
