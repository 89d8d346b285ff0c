import Bytes

// `[label]: url "title"` below text. Python-Markdown takes definitions out of paragraphs, and of
// several with one label the last counts. They are moved to the end of what libcmark reads; those
// that do not count stand behind the others.

/// The definitions that the pre-pass has seen.
struct LinkDefinitions {
  /// By label, the line of the last one so far, from 0.
  var lines: [String: Int] = [:]
  /// The lines of definitions that later ones replace: found in this reading, and in an earlier one.
  var replaced: Set<Int> = []
  var known: Set<Int> = []
  /// What is moved to the end, and what is moved behind that.
  var moved: [Range<Int>] = []
  var movedLast: [Range<Int>] = []
}

extension LinePass {
  /// Takes a definition out of its paragraph; false if the line is none, or may stay.
  ///
  /// - Parameters:
  ///   - opensBlocks: the line begins an item or quote, which must not be lost with it.
  ///   - always: it stands in no paragraph, but must not stay either.
  mutating func movesDefinition(
    _ line: LineCursor, opensBlocks: Bool = false, always: Bool = false
  ) -> Bool {
    guard dialect.definitionsStandAnywhere, let label = line.definedLabel,
      !(dialect.footnotes && label.first == "^")
    else { return false }
    let key = Definitions.key(label)
    if let earlier = linkDefinitions.lines[key], earlier != index {
      linkDefinitions.replaced.insert(earlier)
    }
    linkDefinitions.lines[key] = index
    guard !opensBlocks else { return false }
    let isReplaced = linkDefinitions.known.contains(index)
    guard paragraphIsOpen || isReplaced || always else { return false }
    markers.seams.insert(text.currentLine)
    if isReplaced {
      linkDefinitions.movedLast.append(line.content..<line.end)
    } else {
      linkDefinitions.moved.append(line.content..<line.end)
    }
    guard paragraphIsOpen else { return true }
    // Text that follows is another paragraph.
    if index + 1 < source.lineStarts.count {
      let next = cursor(index + 1)
      if !next.isBlank, next.definedLabel == nil {
        writeSeparator()
        paragraphIsOpen = false
      }
    }
    return true
  }

  /// Writes the definitions that were moved.
  mutating func writeMovedDefinitions() {
    for range in linkDefinitions.moved + linkDefinitions.movedLast {
      // A blank line before each: the text before may end in what would take it up.
      text.beginLine()
      text.endLine()
      markers.seams.insert(text.currentLine)
      text.beginLine()
      text.copy(range)
      text.endLine()
    }
  }
}

extension LineCursor {
  /// The label that the line defines, if the definition is all of it and certain.
  var definedLabel: String? {
    guard byte == ASCII.leftBracket, let close = rest.firstIndex(of: ASCII.rightBracket),
      close + 1 < end, bytes[close + 1] == ASCII.colon
    else { return nil }
    let label = bytes[content + 1..<close]
    guard label.count < 1000, label.contains(where: { !$0.isBlank }),
      !label.contains(where: { $0 == ASCII.leftBracket || $0 == ASCII.backslash })
    else { return nil }
    let behind = bytes[close + 2..<end].drop(while: \.isBlank)
    let destination: ByteSlice
    if behind.first == ASCII.less {
      guard let bracket = behind.firstIndex(of: ASCII.greater) else { return nil }
      destination = behind[...bracket]
      guard !destination.dropFirst().contains(ASCII.less) else { return nil }
    } else {
      destination = behind.prefix { !$0.isBlank }
      guard !destination.isEmpty,
        !destination.contains(where: {
          $0 == ASCII.leftParenthesis || $0 == ASCII.rightParenthesis || $0 < 0x20
        })
      else { return nil }
    }
    guard !destination.contains(ASCII.backslash) else { return nil }
    let title = bytes[destination.endIndex..<end].drop(while: \.isBlank)
    guard title.isEmpty || title.startIndex > destination.endIndex && title.isTitle else {
      return nil
    }
    return String(decoding: label, as: UTF8.self)
  }
}

extension ByteSlice {
  /// Whether this is a title in quotes or parentheses, and nothing else.
  fileprivate var isTitle: Bool {
    var title = self
    while title.last?.isBlank == true { title = title.dropLast() }
    let pairs: [UInt8: UInt8] = [
      ASCII.quote: ASCII.quote, ASCII.apostrophe: ASCII.apostrophe,
      ASCII.leftParenthesis: ASCII.rightParenthesis,
    ]
    guard title.count > 1, let first = title.first, let close = pairs[first], title.last == close
    else { return false }
    return !title.dropFirst().dropLast().contains { $0 == close || $0 == ASCII.backslash }
  }
}
