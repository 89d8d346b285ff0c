import Bytes

/// What a code block's info string says.
struct FenceInfo {
  /// The numbers of lines: `linenums="1 2 10"`.
  struct Numbers {
    /// The first line's number; 0 for no numbers.
    var first: Int
    /// Each of how many is shown.
    var step = 1
    /// Each of how many stands out; 0 for none, nil for what the site has.
    var special: Int?
  }

  /// The language, or nil.
  var language: String?
  /// What else is in braces, without the language's class.
  var attributes = Attributes()
  /// `title="…"`.
  var title: CodeBlocks.Title?
  /// `linenums="…"`.
  var numbers: Numbers?
  /// The lines to stand out: `hl_lines="1 3-4"`.
  var highlighted: [ClosedRange<Int>] = []
  /// Whether options stand behind a bare language.
  private(set) var hasOptions = false

  /// Reads `py`, `py title="x"`, `title="x"`, `{ .py #id title="x" }` and `py { #id title="x" }`.
  init(_ info: ByteView) {
    var text = info[...]
    if text.first == ASCII.leftBrace {
      attributes = Attributes.list(in: text)?.attributes ?? Attributes()
      language = attributes.classes.isEmpty ? nil : attributes.classes.removeFirst()
    } else {
      if text.first == ASCII.period { text = text.dropFirst() }
      var end = text.firstIndex { $0.isASCIIWhitespace || $0 == ASCII.leftBrace } ?? text.endIndex
      // `title="x"` is an option without a language before it.
      if text[..<end].contains(ASCII.equals) { end = text.startIndex }
      // `rust,ignore` is Rust.
      let name = text[..<end].prefix { $0 != ASCII.comma }
      language = name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
      text = text[end...].drop { $0.isASCIIWhitespace }
      // Most info strings are a language and nothing else.
      if text.isEmpty { return }
      attributes = Attributes(options: text)
      hasOptions = !text.isEmpty && text.first != ASCII.leftBrace
    }
    let isHTML = take("title_mode") == "html"
    title = take("title").map { CodeBlocks.Title(text: $0.trimmed, isHTML: isHTML) }
    numbers = take("linenums").flatMap(Numbers.init)
    highlighted = FenceInfo.lines(take("hl_lines") ?? "")
    // Words behind a bare language that mean nothing are no attributes.
    if hasOptions { attributes = Attributes() }
  }

  private mutating func take(_ name: String) -> String? {
    defer { attributes[name] = nil }
    return attributes[name]
  }

  /// Reads `1 3-4`.
  private static func lines(_ text: String) -> [ClosedRange<Int>] {
    text.split { $0 == " " || $0 == "\t" }.compactMap { part in
      let bounds = part.split(separator: "-").compactMap { Int($0) }
      guard let first = bounds.first, let last = bounds.last, first <= last else { return nil }
      return first...last
    }
  }
}

extension FenceInfo.Numbers {
  init(first: Int) { self.first = first }

  /// Reads `1 2 10`: the first number, how many lines apart numbers stand, and which stand out.
  fileprivate init?(_ text: String) {
    let parts = text.split { $0 == " " || $0 == "\t" }.map { Int($0) }
    guard case let first?? = parts.first, first < 1_000_000_000 else { return nil }
    self.init(first: first)
    if parts.count > 1, let step = parts[1] { self.step = max(1, step) }
    if parts.count > 2 { special = parts[2] }
  }
}

extension String {
  /// Without blanks at the beginning and end.
  fileprivate var trimmed: String {
    guard let first = utf8.firstIndex(where: { !$0.isBlank }),
      let last = utf8.lastIndex(where: { !$0.isBlank })
    else { return "" }
    return String(self[first..<utf8.index(after: last)])
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
