import Bytes

/// What a line says to the extension.
enum SnippetLine {
  /// `--8<-- "file"`.
  case inline(path: ByteSlice)
  /// `--8<--` alone: paths begin or end.
  case block
  /// `;--8<-- …`: text, without the semicolon at this byte.
  case escaped(semicolon: Int)

  /// Reads a line without its line ending; nil for a line of text.
  init?(_ line: ByteSlice) {
    var index = line.skip(from: line.startIndex, \.isBlank)
    let semicolons = index
    index = line.skip(from: index) { $0 == ASCII.semicolon }
    let isEscaped = index > semicolons
    guard let markerEnd = line.snippetMarker(at: index) else { return nil }
    let rest = line[markerEnd...]
    if rest.isEmpty {
      self = isEscaped ? .escaped(semicolon: semicolons) : .block
      return
    }
    guard let path = Self.quoted(rest) else { return nil }
    self = isEscaped ? .escaped(semicolon: semicolons) : .inline(path: path)
  }

  /// What stands in quotes behind blanks, up to the line's end. Quotes within have a backslash.
  private static func quoted(_ rest: ByteSlice) -> ByteSlice? {
    let text = rest.drop { $0.isBlank }
    guard text.startIndex > rest.startIndex, let quote = text.first, text.count > 2,
      quote == ASCII.quote || quote == ASCII.apostrophe, text.last == quote
    else { return nil }
    let path = text.dropFirst().dropLast()
    for index in path.indices where path[index] == quote {
      guard index > path.startIndex, path[index - 1] == ASCII.backslash else { return nil }
    }
    return path
  }
}

/// `--8<-- [start:name]` or `[end:name]`, anywhere in a line.
struct SnippetSectionMark {
  enum Kind {
    case start, end
    /// Written otherwise than in lower case: it ends what it is found in, and starts nothing.
    case unclear
  }

  var kind: Kind
  var name: ByteSlice
  /// The semicolon that makes the mark text.
  var semicolon: Int?

  /// The first mark in a line.
  init?(in line: ByteSlice) {
    var index = line.startIndex
    while index < line.endIndex {
      guard line[index] == ASCII.hyphen else {
        index += 1
        continue
      }
      let dashes = index
      index = line.skip(from: index) { $0 == ASCII.hyphen }
      guard let end = line.snippetMarker(at: dashes), let mark = Self.bracket(line[end...]) else {
        continue
      }
      (kind, name) = mark
      var semicolons = dashes
      while semicolons > line.startIndex, line[semicolons - 1] == ASCII.semicolon {
        semicolons -= 1
      }
      semicolon = semicolons < dashes ? semicolons : nil
      return
    }
    return nil
  }

  /// Reads ` [start:name]`.
  private static func bracket(_ text: ByteSlice) -> (Kind, ByteSlice)? {
    var index = text.skip(from: text.startIndex, \.isBlank)
    guard index > text.startIndex, index < text.endIndex, text[index] == ASCII.leftBracket else {
      return nil
    }
    index = text.skip(from: index + 1, \.isBlank)
    let wordStart = index
    index = text.skip(from: index, \.isASCIILetter)
    let word = text[wordStart..<index]
    let lowercased = word.map(\.asciiLowercased)
    guard lowercased.elementsEqual("start".utf8) || lowercased.elementsEqual("end".utf8) else {
      return nil
    }
    index = text.skip(from: index, \.isBlank)
    guard index < text.endIndex, text[index] == ASCII.colon else { return nil }
    index = text.skip(from: index + 1, \.isBlank)
    let nameStart = index
    index = text.skip(from: index, \.isSectionName)
    let name = text[nameStart..<index]
    guard name.first?.isASCIILetter == true else { return nil }
    index = text.skip(from: index, \.isBlank)
    guard index < text.endIndex, text[index] == ASCII.rightBracket else { return nil }
    let kind: Kind =
      word.elementsEqual("start".utf8) ? .start : word.elementsEqual("end".utf8) ? .end : .unclear
    return (kind, name)
  }
}

extension ByteSlice {
  /// The first index from `start` on whose byte is not of a kind.
  func skip(from start: Int, _ isSkipped: (UInt8) -> Bool) -> Int {
    var index = start
    while index < endIndex, isSkipped(self[index]) { index += 1 }
    return index
  }

  /// Where the `--8<--` that begins at a byte ends.
  func snippetMarker(at start: Int) -> Int? {
    var index = skip(from: start) { $0 == ASCII.hyphen }
    guard index > start, index + 2 < endIndex, self[index] == UInt8(ascii: "8"),
      self[index + 1] == ASCII.less
    else { return nil }
    index += 2
    let end = skip(from: index) { $0 == ASCII.hyphen }
    return end > index ? end : nil
  }
}
