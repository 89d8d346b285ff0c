import Bytes
import CCmark

// `a.`, `B)`, `iv.` and `#.` as marks of list items. The pre-pass writes them as numbers of as many
// digits, and a line that ends the list above where another kind of list follows it directly.

/// Which ordered lists there are besides numbered ones (`pymdownx.fancylists`).
public struct FancyLists: Sendable, Hashable {
  /// `i.` and `II)`.
  public var roman = true
  /// `a.` and `B)`. A capital with a point needs two blanks behind it, as initials are none.
  public var alphabetic = true
  /// `#.`, which goes on with the list above.
  public var generic = true
  /// Lists have the style of their kind as an attribute `style` (`inject_style`).
  public var writesStyle = false
  /// Lists have the style of their kind as a class (`inject_class`).
  public var writesClass = false

  /// As the extension has them by default.
  public init() {}
}

/// A kind of ordered list: lists end where the kind changes.
struct ListKind: Equatable {
  enum Numerals: String {
    case decimal = "1"
    case lowerRoman = "i"
    case upperRoman = "I"
    case lowerLetters = "a"
    case upperLetters = "A"

    /// The value of `list-style-type`.
    var style: String {
      switch self {
      case .decimal: "decimal"
      case .lowerRoman: "lower-roman"
      case .upperRoman: "upper-roman"
      case .lowerLetters: "lower-alpha"
      case .upperLetters: "upper-alpha"
      }
    }
  }

  var numerals: Numerals
  /// `.` or `)`.
  var delimiter: UInt8
}

/// The mark of an ordered list's item, without its delimiter.
struct FancyMark {
  var range: Range<Int>
  var kind: ListKind
  var number: Int
}

/// A list that ends on a line.
struct EndedList {
  var line: Int
  /// How many frames are open around it.
  var frames: Int
  var kind: ListKind?
  var isBehindBlank: Bool
}

extension LinePass {
  /// The mark of the list item that a line begins.
  mutating func itemMark(of line: LineCursor) -> ListMark? {
    if let mark = line.listMark { return mark }
    guard let lists = dialect.fancyLists, let numeral = line.numeral(lists) else { return nil }
    // In a paragraph, only lists in lists may begin, and with their first mark.
    let isFirst = numeral.number(as: .lowerRoman) == 1 || numeral.number(as: .lowerLetters) == 1
    if paragraphIsOpen {
      guard isFirst && frames.last?.kind == .item || followsItem(line) else { return nil }
    }
    return ListMark(
      length: numeral.text.count + 1, gap: numeral.gap, isOrdered: true, number: 1, isEmpty: false)
  }

  /// Whether a line that is not indented for an item may begin the next one.
  private mutating func followsItem(_ line: LineCursor) -> Bool {
    var full = LineCursor(source.bytes, start: line.start, end: line.end)
    let matched = match(&full, first: frames.count)
    return matched < frames.count && frames[matched].listKind != nil
  }

  /// Remembers the list of a frame that ends.
  mutating func noteEndedList(frame: Int, isBehindBlank: Bool) {
    guard frame < frames.count, frames[frame].kind == .item else { return }
    endedList = EndedList(
      line: index, frames: frame, kind: frames[frame].listKind, isBehindBlank: isBehindBlank)
  }

  /// Reads the kind of the list that an item belongs to, and ends the list above if it is another;
  /// nil for bullets.
  mutating func beginsFancyItem(
    _ line: LineCursor, _ mark: ListMark, _ start: LineStart
  ) -> ListKind? {
    guard mark.isOrdered, let lists = dialect.fancyLists else { return nil }
    let text = line.content..<line.content + mark.length - 1
    let delimiter = source.bytes[text.upperBound]
    var above: EndedList?
    if let ended = endedList, ended.line == index, ended.frames == frames.count { above = ended }
    let earlier = above?.kind.flatMap { $0.delimiter == delimiter ? $0.numerals : nil }
    let numeral = Numeral(text: source.bytes[text], gap: mark.gap)
    let numerals = numeral.numerals(
      behind: earlier, isFirst: above?.isBehindBlank ?? true, lists)
    let kind = ListKind(numerals: numerals, delimiter: delimiter)
    if let other = above?.kind, other != kind, other.delimiter == delimiter {
      writeEnd(frames: start.frames)
    }
    fancyMarks.append(FancyMark(range: text, kind: kind, number: numeral.number(as: numerals)))
    return kind
  }

  /// Copies a part of a line, with numbers in place of its marks.
  mutating func copyMarks(in range: Range<Int>) {
    var first = range.lowerBound
    for mark in fancyMarks {
      guard mark.range.lowerBound >= first, mark.range.upperBound <= range.upperBound else {
        continue
      }
      markers.seams.insert(text.currentLine - 1)
      text.copy(first..<mark.range.lowerBound)
      markers.lists[text.currentLine, default: []].append(mark)
      let digits = min(9, mark.range.count)
      text.insert(String(repeating: "0", count: digits - 1) + "1")
      first = mark.range.upperBound
    }
    text.copy(first..<range.upperBound)
  }
}

/// What stands before the delimiter of an item's mark.
private struct Numeral {
  var text: ByteSlice
  var gap: Int

  private var isLower: Bool { text.first.map { (0x61...0x7A).contains($0) } ?? false }
  private var isLetter: Bool { text.count == 1 && text.first?.isASCIILetter == true }

  func number(as numerals: ListKind.Numerals) -> Int {
    switch numerals {
    case .decimal: text.reduce(0) { $1.isASCIIDigit ? $0 * 10 + Int($1 - 0x30) : 1 }
    case .lowerLetters, .upperLetters:
      text.first.map { $0.isASCIILetter ? Int($0 | 0x20) - 0x60 : 1 } ?? 1
    case .lowerRoman, .upperRoman:
      text.contains { $0.romanValue == nil } ? 1 : romanNumber
    }
  }

  private var romanNumber: Int {
    var sum = 0
    var before = 0
    for value in text.reversed().compactMap(\.romanValue) {
      sum += value < before ? -value : value
      before = max(before, value)
    }
    return sum
  }

  /// Which numerals these are behind an item with others: single letters may be Roman.
  func numerals(
    behind earlier: ListKind.Numerals?, isFirst: Bool, _ lists: FancyLists
  ) -> ListKind.Numerals {
    guard let byte = text.first, byte.isASCIILetter else {
      return text.first == ASCII.hash ? earlier ?? .decimal : .decimal
    }
    let roman: ListKind.Numerals = isLower ? .lowerRoman : .upperRoman
    let letters: ListKind.Numerals = isLower ? .lowerLetters : .upperLetters
    guard isLetter, lists.alphabetic else { return roman }
    guard lists.roman, byte.romanValue != nil else { return letters }
    if earlier == letters { return letters }
    return isFirst && earlier != roman && byte | 0x20 != 0x69 ? letters : roman
  }
}

extension LineCursor {
  /// The letters, Roman numeral or `#` that begins a line as an item's mark.
  fileprivate func numeral(_ lists: FancyLists) -> Numeral? {
    let first = byte
    guard first.isASCIILetter || first == ASCII.hash else { return nil }
    var behind = content + 1
    if first != ASCII.hash {
      while behind < end, behind - content < 9, bytes[behind].isASCIILetter { behind += 1 }
    }
    guard behind + 1 < end,
      bytes[behind] == ASCII.period || bytes[behind] == ASCII.rightParenthesis,
      bytes[behind + 1].isBlank
    else { return nil }
    var rest = self
    rest.consume(contentBytes: behind + 1 - content)
    guard !rest.isBlank else { return nil }
    let numeral = Numeral(
      text: bytes[content..<behind], gap: rest.indent > 4 ? 1 : rest.indent)
    if first == ASCII.hash { return lists.generic ? numeral : nil }
    let isRoman = lists.roman && numeral.text.isRoman
    if numeral.text.count > 1 { return isRoman ? numeral : nil }
    // A capital and a point may be an initial.
    if first & 0x20 == 0, bytes[behind] == ASCII.period, rest.indent < 2 { return nil }
    return lists.alphabetic || isRoman ? numeral : nil
  }
}

extension UInt8 {
  fileprivate var romanValue: Int? {
    switch self | 0x20 {
    case 0x69: 1
    case 0x76: 5
    case 0x78: 10
    case 0x6C: 50
    case 0x63: 100
    case 0x64: 500
    case 0x6D: 1000
    default: nil
    }
  }
}

extension ByteSlice {
  /// Whether these letters of one case are a number as Romans wrote it.
  fileprivate var isRoman: Bool {
    guard let first, allSatisfy({ $0.romanValue != nil && $0 & 0x20 == first & 0x20 }) else {
      return false
    }
    var most = Int.max
    var index = startIndex
    while index < endIndex {
      var value = self[index].romanValue ?? 0
      if index + 1 < endIndex, let next = self[index + 1].romanValue, next > value {
        guard next == value * 5 || next == value * 10 else { return false }
        value = next - value
        index += 1
      }
      guard value <= most else { return false }
      most = value
      index += 1
    }
    return true
  }
}

extension BlockRewriter {
  /// Gives lists the kinds and numbers that their marks had.
  mutating func lists(in root: Node, _ style: FancyLists) {
    guard !markers.lists.isEmpty else { return }
    // The ordered items that a line begins stand in it from left to right.
    var taken: [Int: Int] = [:]
    var walk = TreeWalk(root)
    while let (node, entering) = walk.next() {
      guard entering else { continue }
      if node.holdsInlines {
        walk.skipChildren(of: node)
        continue
      }
      guard node.type == CMARK_NODE_ITEM, let list = node.parent,
        cmark_node_get_list_type(list.pointer) == CMARK_ORDERED_LIST,
        let marks = markers.lists[node.startLine]
      else { continue }
      let number = taken[node.startLine, default: 0]
      taken[node.startLine] = number + 1
      guard number < marks.count, node.previous == nil else { continue }
      let mark = marks[number]
      cmark_node_set_list_start(list.pointer, Int32(clamping: mark.number))
      var attributes = Attributes()
      attributes["type"] = mark.kind.numerals.rawValue
      let name = mark.kind.numerals.style
      if style.writesStyle { attributes["style"] = "list-style-type: \(name);" }
      if style.writesClass { attributes.merge(Attributes(classes: ["fancylists-\(name)"])) }
      annotations[list].attributes.merge(attributes)
    }
  }
}
