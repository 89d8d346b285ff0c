import Bytes

/// What a code block's info string says.
struct FenceInfo {
  /// The language, or nil.
  var language: String?
  /// What else is in braces, without the language's class.
  var attributes = Attributes()
  /// `title="…"`.
  var title: String?
  /// The number of the first line: `linenums="1"`.
  var firstNumber: Int?
  /// The lines to stand out: `hl_lines="1 3-4"`.
  var highlighted: Set<Int> = []

  /// Reads `py`, `py title="x"` and `{ .py #id title="x" }`.
  init(_ info: ByteView) {
    var text = info[...]
    if text.first == ASCII.leftBrace {
      attributes = Attributes.list(in: text)?.attributes ?? Attributes()
      language = attributes.classes.isEmpty ? nil : attributes.classes.removeFirst()
    } else {
      let end = text.firstIndex { $0.isASCIIWhitespace || $0 == ASCII.leftBrace } ?? text.endIndex
      // `rust,ignore` is Rust.
      let name = text[..<end].prefix { $0 != ASCII.comma }
      language = name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
      text = text[end...].drop { $0.isASCIIWhitespace }
      attributes = Attributes(options: text)
    }
    title = take("title")
    firstNumber = take("linenums").flatMap { value in
      value.split(separator: " ").first.flatMap { Int($0) } ?? 1
    }
    highlighted = FenceInfo.lines(take("hl_lines") ?? "")
    // Words behind a bare language that mean nothing are no attributes.
    if info.first != ASCII.leftBrace { attributes.others.removeAll() }
  }

  private mutating func take(_ name: String) -> String? {
    defer { attributes[name] = nil }
    return attributes[name]
  }

  /// Reads `1 3-4`.
  private static func lines(_ text: String) -> Set<Int> {
    var lines: Set<Int> = []
    for part in text.split(separator: " ") {
      let bounds = part.split(separator: "-").compactMap { Int($0) }
      guard let first = bounds.first, let last = bounds.last, first <= last, last < 100_000 else {
        continue
      }
      lines.formUnion(first...last)
    }
    return lines
  }
}

extension Attributes {
  /// Reads `key="value" key2=value2`, perhaps in braces.
  fileprivate init(options text: ByteSlice) {
    self.init()
    guard !text.isEmpty else { return }
    let braced =
      text.first == ASCII.leftBrace ? Array(text) : [ASCII.leftBrace] + text + [ASCII.rightBrace]
    braced.withUnsafeBufferPointer { braced in
      self = Attributes.list(in: braced[...])?.attributes ?? Attributes()
    }
  }
}
