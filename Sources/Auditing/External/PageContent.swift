import Bytes

/// What a page of HTML from the web says that matters here: where its anchors are, and whether it
/// only sends its readers on. Broken HTML is read as far as it makes sense, in one pass.
struct PageContent: Sendable, Hashable {
  /// The values of `id`, and of `name` of `a`.
  var anchors: Set<String> = []
  /// Where `<meta http-equiv="refresh">` sends readers within ten seconds, as written.
  var refresh: String?

  init(_ html: [UInt8]) {
    var scanner = Scanner(html)
    while let tag = scanner.nextTag() {
      var name = ""
      var isRefresh = false
      var content = ""
      while let attribute = scanner.nextAttribute() {
        switch attribute.name {
        case "id": anchors.insert(scanner.text(attribute.value))
        case "name": name = scanner.text(attribute.value)
        case "http-equiv": isRefresh = scanner.text(attribute.value).lowercased() == "refresh"
        case "content" where tag == "meta": content = scanner.text(attribute.value)
        default: break
        }
      }
      if tag == "a", !name.isEmpty { anchors.insert(name) }
      if tag == "meta", isRefresh, refresh == nil { refresh = Self.refreshTarget(content) }
      scanner.skipRawText(of: tag)
    }
  }

  /// The address in `0; url=next.html`; nil for a page that reloads itself, or much later.
  private static func refreshTarget(_ content: String) -> String? {
    let parts = content.split(maxSplits: 1) { $0 == ";" || $0 == "," }
    guard parts.count == 2, let delay = Double(parts[0].withoutOuterBlanks), delay <= 10 else {
      return nil
    }
    var target = parts[1].withoutOuterBlanks
    guard target.lowercased().hasPrefix("url") else { return nil }
    target = target.dropFirst(3).withoutOuterBlanks
    guard target.first == "=" else { return nil }
    target = target.dropFirst().withoutOuterBlanks
    if let quote = target.first, quote == "'" || quote == "\"" {
      target = target.dropFirst().prefix { $0 != quote }
    }
    return target.isEmpty ? nil : String(target)
  }
}

/// Goes from tag to tag and from attribute to attribute.
private struct Scanner {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Moves behind the name of the next opening tag and gives the name in lower case.
  mutating func nextTag() -> String? {
    while let less = index(of: ASCII.less, from: offset) {
      offset = less + 1
      if starts(with: "!--", at: offset) {
        offset = index(of: "-->", from: offset + 1) ?? bytes.count
        continue
      }
      guard offset < bytes.count, bytes[offset].isASCIILetter else { continue }
      return name { !$0.isASCIIWhitespace && $0 != ASCII.slash && $0 != ASCII.greater }
    }
    return nil
  }

  /// The next attribute of the tag; nil at its end, with the offset behind it.
  mutating func nextAttribute() -> (name: String, value: Range<Int>)? {
    while offset < bytes.count, bytes[offset].isASCIIWhitespace || bytes[offset] == ASCII.slash {
      offset += 1
    }
    guard offset < bytes.count else { return nil }
    if bytes[offset] == ASCII.greater {
      offset += 1
      return nil
    }
    let start = offset
    let name = name {
      !$0.isASCIIWhitespace && $0 != ASCII.equals && $0 != ASCII.greater && $0 != ASCII.slash
    }
    skipWhitespace()
    guard offset < bytes.count, bytes[offset] == ASCII.equals else {
      return (name, offset..<offset)
    }
    offset += 1
    skipWhitespace()
    let value = value()
    if offset == start { offset += 1 }
    return (name, value)
  }

  /// Moves to the closing tag of elements whose content is text.
  mutating func skipRawText(of tag: String) {
    guard ["script", "style", "textarea", "title", "iframe"].contains(tag) else { return }
    while let less = index(of: ASCII.less, from: offset) {
      offset = less + 1
      if starts(with: "/" + tag, at: offset) { return }
    }
    offset = bytes.count
  }

  /// The text of a value, its character references resolved as far as anchors have them.
  func text(_ range: Range<Int>) -> String {
    let text = String(decoding: bytes[range], as: UTF8.self)
    guard text.contains("&") else { return text }
    let names = [
      ("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&lt;", "<"),
      ("&gt;", ">"), ("&amp;", "&"), ("&#38;", "&"),
    ]
    return names.reduce(text) { text, name in
      text.split(separator: name.0, omittingEmptySubsequences: false).joined(separator: name.1)
    }
  }

  private mutating func value() -> Range<Int> {
    guard offset < bytes.count else { return offset..<offset }
    let quote = bytes[offset]
    if quote == ASCII.quote || quote == ASCII.apostrophe {
      let start = offset + 1
      let end = index(of: quote, from: start) ?? bytes.count
      offset = min(end + 1, bytes.count)
      return start..<end
    }
    let start = offset
    while offset < bytes.count, !bytes[offset].isASCIIWhitespace, bytes[offset] != ASCII.greater {
      offset += 1
    }
    return start..<offset
  }

  private mutating func name(while accepts: (UInt8) -> Bool) -> String {
    let start = offset
    while offset < bytes.count, accepts(bytes[offset]) { offset += 1 }
    // No name that matters is longer, and a text so short is no memory of its own.
    let count = min(offset - start, 15)
    return String(unsafeUninitializedCapacity: count) { buffer in
      for index in 0..<count { buffer[index] = bytes[start + index].asciiLowercased }
      return count
    }
  }

  private mutating func skipWhitespace() {
    while offset < bytes.count, bytes[offset].isASCIIWhitespace { offset += 1 }
  }

  private func index(of byte: UInt8, from start: Int) -> Int? {
    start < bytes.count ? bytes[start...].firstIndex(of: byte) : nil
  }

  private func index(of text: StaticString, from start: Int) -> Int? {
    var start = start
    while let found = index(of: text.utf8Start[0], from: start) {
      if starts(with: text, at: found) { return found + text.utf8CodeUnitCount }
      start = found + 1
    }
    return nil
  }

  private func starts(with text: StaticString, at start: Int) -> Bool {
    start + text.utf8CodeUnitCount <= bytes.count
      && (0..<text.utf8CodeUnitCount).allSatisfy { bytes[start + $0] == text.utf8Start[$0] }
  }

  private func starts(with text: String, at start: Int) -> Bool {
    start + text.utf8.count <= bytes.count
      && zip(bytes[start...], text.utf8).allSatisfy { $0.asciiLowercased == $1 }
  }
}
