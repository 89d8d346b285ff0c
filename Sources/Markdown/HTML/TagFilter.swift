import Bytes

extension HTMLRenderer {
  /// Writes raw HTML such that no element begins or ends that changes how the rest of the page is
  /// read (GitHub's specification, "Disallowed Raw HTML").
  mutating func filteredHTML(_ html: ByteView) {
    var start = 0
    for index in html.indices where html[index] == ASCII.less && html.beginsFilteredTag(at: index) {
      output.append(UnsafeBufferPointer(rebasing: html[start..<index]))
      output.append("&lt;" as StaticString)
      start = index + 1
    }
    output.append(UnsafeBufferPointer(rebasing: html[start...]))
  }
}

extension ByteView {
  private static let filtered: [StaticString] = [
    "title", "textarea", "style", "xmp", "iframe", "noembed", "noframes", "script", "plaintext",
  ]

  fileprivate func beginsFilteredTag(at index: Int) -> Bool {
    var start = index + 1
    if start < count, self[start] == ASCII.slash { start += 1 }
    var end = start
    while end < count, end - start < 10, self[end].isASCIILetter { end += 1 }
    guard end < count, end - start > 2 else { return false }
    let closes =
      self[end].isASCIIWhitespace || self[end] == ASCII.greater
      || self[end] == ASCII.slash && end + 1 < count && self[end + 1] == ASCII.greater
    guard closes else { return false }
    return Self.filtered.contains { name in
      name.utf8CodeUnitCount == end - start
        && (0..<(end - start)).allSatisfy {
          self[start + $0].asciiLowercased == name.utf8Start[$0]
        }
    }
  }
}
