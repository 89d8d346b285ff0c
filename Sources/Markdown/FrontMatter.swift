import Bytes

/// Finds what a page may begin with that is no content: YAML between `---` lines, or lines of
/// `Key: value`.
public enum FrontMatter {
  /// Whose rules decide what front matter is.
  public enum Rules: Sendable, Hashable {
    /// YAML between lines of `---`.
    case fenced
    /// MkDocs': YAML, else `Key: value` lines up to a blank line, as MultiMarkdown has them.
    case mkdocs
    /// MkDocs', and then what the extension `meta` takes from the rest.
    case meta
  }

  /// Where front matter and body lie in a page's bytes.
  public struct Split: Sendable, Hashable {
    /// The YAML between the fences; nil without front matter.
    public var yaml: Range<Int>?
    /// `Key: value` lines, keys in lower case; values of several lines are joined by spaces.
    public var values: [String: String] = [:]
    /// Where the page's Markdown begins.
    public var bodyStart: Int
    /// The number of the body's first line, from 1.
    public var bodyLine: Int
    /// The number of the line where fences stand with nothing between them, which MkDocs takes for
    /// a part of the body; nil without such fences.
    public var emptyFenceLine: Int?

    /// Creates a split.
    public init(yaml: Range<Int>? = nil, bodyStart: Int, bodyLine: Int) {
      self.yaml = yaml
      self.bodyStart = bodyStart
      self.bodyLine = bodyLine
    }
  }

  /// A page whose front matter is a part of its body, as MkDocs has it where it cannot read it.
  public static func none(in bytes: [UInt8]) -> Split {
    Split(bodyStart: start(of: bytes), bodyLine: 1)
  }

  /// Splits a page: `---` alone on line 1 opens front matter, the next line of `---`
  /// or `...` closes it. Without a closing line there is none. A byte order mark is skipped; the
  /// YAML begins on line 2.
  public static func split(_ bytes: [UInt8], _ rules: Rules = .fenced) -> Split {
    var split = fenced(bytes)
    guard rules != .fenced else { return split }
    if let yaml = split.yaml, isEmpty(bytes[yaml]) {
      split = Split(bodyStart: start(of: bytes), bodyLine: 1)
      split.emptyFenceLine = 1
    }
    if split.yaml == nil { KeyValueLines.read(bytes, &split) }
    if rules == .meta { KeyValueLines.readMeta(bytes, &split) }
    if split.bodyLine > 1 { split.emptyFenceLine = nil }
    return split
  }

  /// Whether YAML has neither keys nor values.
  private static func isEmpty(_ yaml: ArraySlice<UInt8>) -> Bool {
    var index = yaml.startIndex
    while index < yaml.endIndex {
      if yaml[index] == ASCII.hash {
        while index < yaml.endIndex, !yaml[index].isLineEnd { index += 1 }
      } else if yaml[index].isBlank || yaml[index].isLineEnd {
        index += 1
      } else {
        return false
      }
    }
    return true
  }

  /// Where the first line begins.
  private static func start(of bytes: [UInt8]) -> Int {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  private static func fenced(_ bytes: [UInt8]) -> Split {
    let start = start(of: bytes)
    let none = Split(yaml: nil, bodyStart: start, bodyLine: 1)
    var line = LineEnd(in: bytes, from: start)
    guard isFence(bytes[start..<line.content], of: ASCII.hyphen) else { return none }
    let yamlStart = line.next
    var lineNumber = 2
    var lineStart = line.next
    while lineStart < bytes.count {
      line = LineEnd(in: bytes, from: lineStart)
      let content = bytes[lineStart..<line.content]
      if isFence(content, of: ASCII.hyphen) || isFence(content, of: ASCII.period) {
        return Split(
          yaml: yamlStart..<lineStart, bodyStart: line.next, bodyLine: lineNumber + 1)
      }
      lineStart = line.next
      lineNumber += 1
    }
    return none
  }

  /// Whether a line is three of `mark` and blanks.
  private static func isFence(_ line: ArraySlice<UInt8>, of mark: UInt8) -> Bool {
    line.count >= 3 && line.prefix(3).allSatisfy { $0 == mark }
      && line.dropFirst(3).allSatisfy(\.isBlank)
  }
}

extension UInt8 {
  fileprivate var isLineEnd: Bool { self == ASCII.lineFeed || self == ASCII.carriageReturn }
}

/// Where a line's content ends and where the next line begins.
struct LineEnd {
  var content: Int
  var next: Int

  init(in bytes: [UInt8], from start: Int) {
    var index = start
    while index < bytes.count, bytes[index] != ASCII.lineFeed,
      bytes[index] != ASCII.carriageReturn
    {
      index += 1
    }
    content = index
    if index < bytes.count {
      let isPair =
        bytes[index] == ASCII.carriageReturn && index + 1 < bytes.count
        && bytes[index + 1] == ASCII.lineFeed
      index += isPair ? 2 : 1
    }
    next = index
  }
}
