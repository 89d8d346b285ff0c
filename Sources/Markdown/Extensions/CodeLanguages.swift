import Bytes

extension CodeBlocks {
  /// The name of a block's language as classes bear it: `text` where it is not known.
  func knownName(of info: FenceInfo) -> String {
    guard let language = info.language else { return "text" }
    if isKnown(language) { return language }
    return defaultLanguage.flatMap { isKnown($0) ? $0 : nil } ?? "text"
  }

  /// Whether a language is known by a name.
  func isKnown(_ name: String) -> Bool { LanguageNames.title(of: resolved(name)) != nil }

  func resolved(_ name: String) -> String {
    languageAliases.isEmpty ? name : languageAliases[name.lowercased()] ?? name
  }

  /// The title of a block that bears none (`auto_title`).
  func automaticTitle(of info: FenceInfo) -> Title? {
    guard automaticTitle else { return nil }
    let name = LanguageNames.title(of: resolved(knownName(of: info))) ?? ""
    let words = name.split(separator: " ").map { word in
      let isLower = !word.contains { $0.isUppercase }
      return isLower ? word.prefix(1).uppercased() + word.dropFirst() : String(word)
    }
    let title = words.joined(separator: " ")
    return automaticTitles[title] ?? Title(text: title)
  }
}

extension FenceInfo {
  /// Reads the language off the first line of indented code, and returns the code without that
  /// line: `:::python`, or `#!python`, which numbers the lines. A line with a path stays.
  mutating func takeLanguageLine(
    from code: ByteSlice, numbersLines: Bool
  ) -> ByteSlice {
    let end = code.firstIndex(of: ASCII.lineFeed) ?? code.endIndex
    var line = code[..<end]
    // In list items, what stands before the code may be less than four columns: the rest is left.
    let spaces = line.prefix { $0 == ASCII.space }
    if spaces.count < 4, line.dropFirst(spaces.count).starts(with: [ASCII.colon, ASCII.colon]) {
      line = line.dropFirst(spaces.count)
    }
    let colons = line.prefix { $0 == ASCII.colon }.count
    let isShebang = line.starts(with: [ASCII.hash, ASCII.exclamation])
    guard colons >= 2 || isShebang else { return code }
    line = line.dropFirst(isShebang ? 2 : colons)
    let name = line.prefix { $0 != ASCII.slash && !$0.isASCIIWhitespace }
    let hasPath = line.dropFirst(name.count).first == ASCII.slash || line.first == ASCII.space
    if isShebang, numbersLines { numbers = Numbers(first: 1) }
    guard !hasPath else {
      language = line.split(separator: ASCII.slash).last
        .map { String(decoding: $0.prefix { !$0.isASCIIWhitespace }, as: UTF8.self) }
      return code
    }
    highlighted = FenceInfo(UnsafeBufferPointer(rebasing: line)).highlighted
    language = name.isEmpty ? nil : String(decoding: name, as: UTF8.self).lowercased()
    return code[min(end + 1, code.endIndex)...].withoutBlankLines
  }
}
