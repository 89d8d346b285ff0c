import Bytes
import CCmark

// `> [!NOTE]`: a quote that stands out.

/// Which quotes stand out, and how they are written.
public struct Callouts: Sendable, Hashable {
  /// Whose rules decide what is a callout.
  public enum Rules: Sendable, Hashable {
    /// GitHub's alerts: five kinds, in no other block, with something in them.
    case github
    /// `pymdownx.quotes` with `callouts`: any kind, with titles, classes and folds.
    case quotes
    /// `github-callouts` of markdown-callouts: GitHub's five kinds as admonitions.
    case githubCallouts
    /// `gfm_admonition`: GitHub's five kinds as admonitions, with titles.
    case gfmAdmonition
    /// The plugin `gh-admonitions`: as Material's kinds, with titles, in no other block.
    case ghAdmonitions
    /// The plugin `callouts`: Obsidian's kinds, with titles, places and folds.
    case obsidian
  }

  /// Whose rules decide what is a callout.
  public var rules: Rules
  /// Obsidian's names for kinds are turned into Material's (`aliases`).
  public var resolvesAliases = true

  /// Callouts by rules.
  public init(rules: Rules) { self.rules = rules }
}

/// A callout, as its first line has it.
struct Callout {
  /// In lower case; the first is its kind.
  var classes: [String]
  /// Whether readers can fold it, and whether it is open at first.
  var isOpen: Bool?
  var title: Title

  enum Title {
    /// What the author wrote.
    case written(Range<Int>)
    /// Words made from the kind.
    case made(String)
    /// None.
    case none
  }

  var hasTitle: Bool {
    if case .none = title { false } else { true }
  }
}

extension LinePass {
  /// Opens a callout if a line that begins a quote names one.
  mutating func opensCallout(_ line: LineCursor, _ start: LineStart) -> Bool {
    guard let callouts = dialect.callouts, frames.count > start.frames,
      frames.last?.kind == .quote, line.indent < 4, let callout = line.callout(callouts)
    else { return false }
    switch callouts.rules {
    case .github, .ghAdmonitions:
      guard frames.count == 1, quoteGoesOn() else { return false }
    case .githubCallouts:
      guard frames.dropLast().allSatisfy({ $0.kind != .quote }), quoteGoesOn() else { return false }
    case .quotes, .gfmAdmonition, .obsidian: break
    }
    text.beginLine()
    writeStart(start, upTo: line.content)
    switch callout.title {
    case .written(let range):
      text.insert(Markers.guardCharacter)
      text.copy(range)
    case .made(let words):
      text.insert(Markers.guardCharacter)
      text.insert(words)
    case .none: break
    }
    if callout.hasTitle { markers.guarded.insert(text.currentLine) }
    markers.callouts[text.currentLine] = callout
    continuesCallout = callouts.rules == .ghAdmonitions
    text.endLine()
    writeSeparator()
    paragraphIsOpen = false
    if let next = lazyLine() { takeUp(next) }
    return true
  }

  /// Opens the callout above again for a line that is indented like the body of an admonition: the
  /// plugin makes one of it, and reads what follows as such.
  mutating func addToCallout(_ line: inout LineCursor) {
    continuesCallout = false
    guard line.indent >= 4, !paragraphIsOpen else { return }
    frames.append(Frame(kind: .container, indent: 4))
    line.consume(columns: 4)
  }

  /// The next line, if it belongs to the quote without its mark.
  private mutating func lazyLine() -> LineCursor? {
    guard index + 1 < source.lineStarts.count else { return nil }
    var next = cursor(index + 1)
    guard match(&next) < frames.count, !next.isBlank, next.indent >= 4 || !beginsBlock(next) else {
      return nil
    }
    return next
  }

  /// Writes the next line as one of the quote's.
  private mutating func takeUp(_ next: LineCursor) {
    text.beginLine()
    writePrefix(frames: frames.count)
    text.copy(next.content..<next.end)
    text.endLine()
    index += 1
    lastTextLine = index
    paragraphIsOpen = true
    paragraphLines = 1
  }

  /// Whether the quote that the line begins holds something on the lines below it.
  private mutating func quoteGoesOn() -> Bool {
    if lazyLine() != nil { return true }
    var next = index + 1
    while next < source.lineStarts.count {
      var line = cursor(next)
      guard match(&line) == frames.count else { return false }
      if !line.isBlank { return true }
      next += 1
    }
    return false
  }
}

extension LineCursor {
  /// `[!kind]`, with what may stand behind it.
  fileprivate func callout(_ callouts: Callouts) -> Callout? {
    guard rest.dropFirst().first == ASCII.exclamation,
      let close = rest.firstIndex(of: ASCII.rightBracket), close > content + 2
    else { return nil }
    let name = bytes[content + 2..<close]
    var title = close + 1..<end
    while title.lowerBound < title.upperBound, bytes[title.upperBound - 1].isBlank {
      title = title.lowerBound..<title.upperBound - 1
    }
    var isOpen: Bool?
    let mayFold = callouts.rules == .quotes || callouts.rules == .obsidian
    if mayFold, let sign = bytes[title].first, sign == ASCII.plus || sign == ASCII.hyphen {
      isOpen = sign == ASCII.plus
      title = title.lowerBound + 1..<title.upperBound
    }
    while let first = bytes[title].first, first.isBlank {
      title = title.lowerBound + 1..<title.upperBound
    }
    guard
      var callout = Callout(
        kind: String(decoding: name, as: UTF8.self), callouts: callouts, hasTitle: !title.isEmpty)
    else { return nil }
    callout.isOpen = isOpen
    if !title.isEmpty {
      let isQuotes =
        bytes[title].elementsEqual("\"\"".utf8) || bytes[title].elementsEqual("''".utf8)
      callout.title = callouts.rules == .obsidian && isQuotes ? .none : .written(title)
    }
    return callout
  }
}

extension Callout {
  private static let kinds = ["note", "tip", "important", "warning", "caution"]

  /// The callout that a name in brackets stands for; nil if it stands for none.
  fileprivate init?(kind name: String, callouts: Callouts, hasTitle: Bool) {
    let kind = name.lowercased()
    var classes = [kind]
    var title = name.titled
    switch callouts.rules {
    case .github, .githubCallouts:
      guard Self.kinds.contains(kind), !hasTitle else { return nil }
      if callouts.rules == .githubCallouts, kind == "caution" { classes = ["danger"] }
    case .gfmAdmonition:
      guard Self.kinds.contains(kind) else { return nil }
    case .ghAdmonitions:
      guard Self.kinds.contains(kind) else { return nil }
      classes = [["caution": "danger", "important": "warning"][kind] ?? kind]
    case .quotes:
      let parts = name.split(separator: "|", omittingEmptySubsequences: false).map(\.trimmed)
      guard parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(\.isOfKind) }) else { return nil }
      title = parts[0].titled
      classes = [parts[0].lowercased()] + parts.dropFirst()
    case .obsidian:
      let parts = kind.split(separator: "|", omittingEmptySubsequences: false).map(\.trimmed)
      let written = parts[0].split(separator: " ").map(String.init)
      guard let first = written.first else { return nil }
      let resolved = callouts.resolvesAliases ? Self.aliases[first] ?? first : first
      classes = [resolved] + written.dropFirst()
      title = first.prefix(1).uppercased() + first.dropFirst()
      switch parts.dropFirst().last {
      case "inline", "left": classes.append("inline")
      case "inline end", "right": classes += ["inline", "end"]
      default: break
      }
    }
    self.init(classes: classes, isOpen: nil, title: .made(title))
  }

  /// Obsidian's names for kinds that Material names otherwise.
  private static let aliases = [
    "summary": "abstract", "tldr": "abstract", "hint": "tip", "important": "tip",
    "check": "success", "done": "success", "help": "question", "faq": "question",
    "caution": "warning", "attention": "warning", "fail": "failure", "missing": "failure",
    "error": "danger", "cite": "quote",
  ]
}

extension UInt8 {
  fileprivate var isOfKind: Bool {
    isASCIIAlphanumeric || self == ASCII.underscore || self == ASCII.hyphen || self >= 0x80
  }
}

extension StringProtocol {
  /// The text without spaces around it.
  fileprivate var trimmed: String {
    guard utf8.contains(ASCII.space) else { return String(self) }
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  /// The text with each word's first letter in upper case and the others in lower case.
  var titled: String {
    if utf8.allSatisfy({ $0 < 0x80 }) { return titledASCII }
    var titled = ""
    var isInWord = false
    for character in self {
      titled += isInWord ? character.lowercased() : character.uppercased()
      isInWord = character.isLetter
    }
    return titled
  }

  private var titledASCII: String {
    var titled: [UInt8] = []
    var isInWord = false
    for byte in utf8 {
      let isLetter = byte.isASCIILetter
      titled.append(!isLetter ? byte : isInWord ? byte | 0x20 : byte & ~0x20)
      isInWord = isLetter
    }
    return String(decoding: titled, as: UTF8.self)
  }
}

extension BlockRewriter {
  /// Makes a quote of the author's a callout.
  mutating func rewrite(_ quote: Node, as callout: Callout) {
    if dialect.callouts?.rules == .github {
      let classes = ["markdown-alert"] + callout.classes.map { "markdown-alert-" + $0 }
      annotations.makeElement(quote, "div", .block, Attributes(classes: classes))
      guard let title = quote.firstChild else { return }
      annotations.makeElement(title, "p", .line, Attributes(classes: ["markdown-alert-title"]))
    } else if let isOpen = callout.isOpen {
      details(quote, classes: callout.classes, isOpen: isOpen, hasTitle: callout.hasTitle)
    } else {
      admonition(quote, classes: callout.classes, hasTitle: callout.hasTitle)
    }
  }
}
