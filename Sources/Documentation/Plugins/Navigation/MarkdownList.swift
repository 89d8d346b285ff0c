import Bytes

/// Reads a nested list of links, as `SUMMARY.md` holds one.
struct MarkdownList {
  /// One item: its text, where it leads, and the items below it.
  struct Item {
    var text: String
    var target: String?
    var line: Int
    var children: [Item] = []
  }

  /// The last list of a page, or the first behind `<!--nav-->`; nil without one.
  static func navigation(in bytes: [UInt8]) -> [Item]? {
    var list = MarkdownList()
    for (index, line) in String(decoding: bytes, as: UTF8.self)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
    {
      list.read(line, number: index + 1)
    }
    list.end()
    if let marked = list.marked { return list.lists.dropFirst(marked).first }
    return list.lists.last
  }

  private var lists: [[Item]] = []
  private var marked: Int?
  private var fence: Substring?
  /// The open items, outermost first, with their columns.
  private var open: [(column: Int, item: Item)] = []
  private var items: [Item] = []

  private mutating func read(_ line: Substring, number: Int) {
    let content = line.drop { $0 == " " || $0 == "\t" }
    if let mark = fence {
      if content.hasPrefix(mark) { fence = nil }
      return
    }
    if content.isEmpty { return }
    for mark: Substring in ["```", "~~~"] where content.hasPrefix(mark) {
      fence = mark
      end()
      return
    }
    let column = Self.column(line)
    guard let text = Self.itemText(content), !open.isEmpty || column < 4 else {
      // A line that is indented goes on with the item above.
      if open.isEmpty || column == 0 { end() }
      if content.filter({ $0 != " " }) == "<!--nav-->" { marked = lists.count }
      return
    }
    while let last = open.last, column <= last.column { close() }
    let (title, target) = Self.link(text)
    open.append((column, Item(text: title, target: target, line: number)))
  }

  private mutating func close() {
    guard let last = open.popLast() else { return }
    if open.isEmpty {
      items.append(last.item)
    } else {
      open[open.count - 1].item.children.append(last.item)
    }
  }

  private mutating func end() {
    while !open.isEmpty { close() }
    if !items.isEmpty { lists.append(items) }
    items = []
  }

  private static func column(_ line: Substring) -> Int {
    var column = 0
    for character in line {
      if character == "\t" {
        column += 4 - column % 4
      } else if character == " " {
        column += 1
      } else {
        break
      }
    }
    return column
  }

  /// What stands behind `*`, `-`, `+` or `1.` and a space.
  private static func itemText(_ line: Substring) -> Substring? {
    guard let first = line.first else { return nil }
    var rest = line
    if "*-+".contains(first) {
      rest.removeFirst()
    } else if first.isASCII, first.isNumber {
      rest = rest.drop { $0.isASCII && $0.isNumber }
      guard rest.first == "." || rest.first == ")" else { return nil }
      rest.removeFirst()
    } else {
      return nil
    }
    guard rest.first == " " || rest.first == "\t" else { return nil }
    while rest.first == " " || rest.first == "\t" { rest.removeFirst() }
    while rest.last == " " || rest.last == "\t" { rest.removeLast() }
    return rest.isEmpty ? nil : rest
  }

  /// `[title](target "tooltip")`, or text alone.
  private static func link(_ text: Substring) -> (String, String?) {
    guard text.first == "[", let close = closingBracket(text),
      text[text.index(after: close)...].hasPrefix("("), text.last == ")"
    else { return (plain(text), nil) }
    let title = plain(text[text.index(after: text.startIndex)..<close])
    var target = text[text.index(close, offsetBy: 2)...].dropLast()
    if target.first == "<", let end = target.firstIndex(of: ">") {
      target = target[target.index(after: target.startIndex)..<end]
    } else {
      target = target.prefix { $0 != " " && $0 != "\t" }
    }
    return (title, String(target))
  }

  private static func closingBracket(_ text: Substring) -> Substring.Index? {
    var depth = 0
    var isEscaped = false
    for index in text.indices {
      defer { isEscaped = text[index] == "\\" && !isEscaped }
      if isEscaped { continue }
      if text[index] == "[" { depth += 1 }
      if text[index] == "]" {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }

  /// The text without emphasis, code marks and backslashes; a wildcard keeps its asterisks.
  private static func plain(_ text: Substring) -> String {
    var result = ""
    var rest = text
    var isCode = false
    let isWildcard = text.contains("*") && !text.contains(" ")
    while let character = rest.popFirst() {
      if character == "`" {
        isCode.toggle()
      } else if isCode {
        result.append(character)
      } else if character == "\\", let next = rest.first, next.isPunctuation || next.isSymbol {
        result.append(next)
        rest.removeFirst()
      } else if character == "*", !isWildcard {
        continue
      } else if character == "_", isMark(between: result.last, and: rest.first) {
        continue
      } else {
        result.append(character)
      }
    }
    return result
  }

  /// Whether an underscore stands at the edge of a word.
  private static func isMark(between left: Character?, and right: Character?) -> Bool {
    func isWord(_ character: Character?) -> Bool {
      character.map { $0.isLetter || $0.isNumber || $0 == "." || $0 == "/" } ?? false
    }
    return isWord(left) != isWord(right)
  }
}
