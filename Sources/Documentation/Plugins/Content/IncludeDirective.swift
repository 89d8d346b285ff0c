import FileTree
import SystemPackage

/// One include as a page writes it: a path and arguments.
struct IncludeDirective: Sendable {
  /// What its arguments, or the plugin's options, say.
  struct Options: Sendable {
    var rewritesLinks = true
    var indents = true
    var dedents = false
    var keepsEnd = true
    var marksPlace = false
    var recursive = true
    var headingOffset = 0
    var start: String?
    var end: String?
    var exclude: [Glob] = []
    var order = IncludeOrder()

    /// The switches by name.
    static var switches: [(String, WritableKeyPath<Options, Bool>)] {
      [
        ("rewrite-relative-urls", \.rewritesLinks), ("preserve-includer-indent", \.indents),
        ("dedent", \.dedents), ("trailing-newlines", \.keepsEnd), ("comments", \.marksPlace),
        ("recursive", \.recursive),
      ]
    }
  }

  var path: String
  /// Whether the text is Markdown, whose links and headings follow the page.
  var isMarkdown: Bool
  var options: Options
  /// What stands before it on its line.
  var indent = ""
  /// Arguments that there are not.
  var unknown: [String] = []

  /// Reads the directive that an opening mark begins; nil when it is none.
  static func read(
    _ text: String, from open: Range<String.Index>, close: String,
    names: (markdown: String, text: String), standard: Options
  ) -> (IncludeDirective, end: String.Index)? {
    var rest = text[open.upperBound...]
    func skipBlanks() { rest = rest.drop { $0.isWhitespace } }
    if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
    skipBlanks()
    let word = rest.prefix { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
    guard word == names.markdown || word == names.text else { return nil }
    rest = rest.dropFirst(word.count)
    skipBlanks()
    guard let path = quoted(&rest) else { return nil }
    var directive = IncludeDirective(
      path: path, isMarkdown: word == names.markdown, options: standard)
    while true {
      skipBlanks()
      if rest.hasPrefix("-" + close) || rest.hasPrefix("+" + close) { rest.removeFirst() }
      if rest.hasPrefix(close) {
        return (directive, rest.index(rest.startIndex, offsetBy: close.count))
      }
      let name = rest.prefix { $0.isLetter || $0 == "-" || $0 == "_" }
      guard !name.isEmpty else { return nil }
      rest = rest.dropFirst(name.count)
      guard rest.first == "=" else { return nil }
      rest.removeFirst()
      let value: String
      if let text = quoted(&rest) {
        value = text
      } else {
        let bare = rest.prefix { !$0.isWhitespace && $0 != "%" }
        rest = rest.dropFirst(bare.count)
        value = String(bare)
      }
      directive.set(String(name), value)
    }
  }

  private static func quoted(_ rest: inout Substring) -> String? {
    guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
    var text = ""
    var inner = rest.dropFirst()
    while let character = inner.popFirst() {
      if character == quote {
        rest = inner
        return text
      }
      if character == "\\", inner.first == quote { continue }
      text.append(character)
    }
    return nil
  }

  private mutating func set(_ name: String, _ value: String) {
    if let path = Options.switches.first(where: { $0.0 == name })?.1 {
      options[keyPath: path] = value == "true"
      return
    }
    switch name {
    case "start": options.start = value
    case "end": options.end = value
    case "heading-offset": options.headingOffset = Int(value) ?? 0
    case "exclude": options.exclude = [Glob(value)]
    case "encoding": break
    case "order": options.order = IncludeOrder(value) ?? options.order
    default: unknown.append(name)
    }
  }

  /// The text as it is inserted.
  func shape(_ text: String, from file: FilePath, into page: FilePath) -> String {
    var text = text
    if !options.keepsEnd { while text.last?.isNewline == true { text.removeLast() } }
    if isMarkdown, options.rewritesLinks {
      text = MovedLinks(from: file, to: page).apply(to: text)
    }
    if isMarkdown, options.marksPlace {
      let line = options.keepsEnd ? "\n" : ""
      text = "<!-- BEGIN INCLUDE \(path) -->\(line)\(text)\(line)<!-- END INCLUDE -->"
    }
    if options.dedents { text = Self.dedented(text) }
    if options.indents {
      let space = isMarkdown ? String(repeating: " ", count: indent.count) : indent
      text = indent + text.replacing("\n", with: "\n" + space)
      if text.hasSuffix("\n" + space), !space.isEmpty { text.removeLast(space.count) }
    } else {
      text = indent + text
    }
    if isMarkdown, options.headingOffset != 0 {
      text = MarkdownLines.outsideFences(text) { line in
        guard line.hasPrefix("#") else { return String(line) }
        let marks = line.prefix { $0 == "#" }
        let level = max(1, marks.count + options.headingOffset)
        return String(repeating: "#", count: level) + line.dropFirst(marks.count)
      }
    }
    return text
  }

  private static func dedented(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let depth =
      lines.filter { !$0.allSatisfy(\.isWhitespace) }
      .map { $0.prefix { $0 == " " || $0 == "\t" }.count }.min() ?? 0
    return lines.map { $0.allSatisfy(\.isWhitespace) ? "" : String($0.dropFirst(depth)) }
      .joined(separator: "\n")
  }
}

/// What of a file is included: from mark to mark.
struct IncludeSelection {
  private let start: String?
  private let end: String?

  init(start: String?, end: String?) {
    self.start = start.map(Self.unescaped)
    self.end = end.map(Self.unescaped)
  }

  func hasStart(_ text: String) -> Bool { start.map { text.contains($0) } ?? true }
  func hasEnd(_ text: String) -> Bool { end.map { text.contains($0) } ?? true }

  /// The selected text, and the number of its first line.
  func apply(to text: String) -> (text: String, line: Int) {
    var line = 1
    if let start, let range = text.firstRange(of: start) {
      line += text[..<range.upperBound].count { $0.isNewline }
    }
    switch (start, end) {
    case (nil, nil): return (text, 1)
    case (let start?, nil):
      guard let range = text.firstRange(of: start) else { return ("", 1) }
      return (String(text[range.upperBound...]), line)
    case (nil, let end?):
      return (String(text.firstRange(of: end).map { text[..<$0.lowerBound] } ?? text[...]), 1)
    case (let start?, let end?):
      let parts = text.split(separator: start, omittingEmptySubsequences: false)
      let wanted = parts.count > 1 ? parts.dropFirst() : parts[...]
      var result = ""
      for part in wanted {
        for (index, piece) in part.split(separator: end, omittingEmptySubsequences: false)
          .enumerated() where index % 2 == 0
        { result += piece }
      }
      return (result, line)
    }
  }

  private static func unescaped(_ text: String) -> String {
    text.replacing("\\n", with: "\n").replacing("\\t", with: "\t").replacing("\\\"", with: "\"")
  }
}
