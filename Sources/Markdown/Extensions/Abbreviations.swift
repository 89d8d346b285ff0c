import Bytes

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
      (
        name: String(decoding: name, as: UTF8.self), title: String(decoding: title, as: UTF8.self)
      ))
    return true
  }
}
