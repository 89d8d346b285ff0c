import Bytes
import CByteScan

/// A template, read and ready to be rendered.
public struct Template: Sendable {
  /// The template's bytes.
  let source: [UInt8]
  let statements: [Statement]

  /// Reads a template.
  ///
  /// - Throws: a `.syntax` error with its line.
  public init(_ source: [UInt8], syntax: Syntax = Syntax()) throws(TemplateError) {
    self.source = source
    var parser = TemplateParser(source, syntax)
    do throws(TemplateError) {
      statements = try parser.parse()
    } catch {
      var located = error
      if located.line == 0 { located.line = Self.line(of: error.offset, in: source) }
      throw located
    }
  }

  /// Whether bytes hold any of a template's marks.
  public static func isTemplate(_ bytes: ArraySlice<UInt8>, syntax: Syntax = Syntax()) -> Bool {
    let marks = [syntax.blockStart, syntax.variableStart, syntax.commentStart]
      .map { Array($0.utf8) }
    guard marks.allSatisfy({ !$0.isEmpty }) else { return true }
    return bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return false }
      var index = 0
      while true {
        index = byte_scan_any(base, index, bytes.count, marks[0][0], marks[1][0], marks[2][0])
        if index >= bytes.count { return false }
        if marks.contains(where: { bytes[index...].starts(with: $0) }) { return true }
        index += 1
      }
    }
  }

  static func line(of offset: Int, in source: [UInt8]) -> Int {
    source.prefix(offset).reduce(1) { $0 + ($1 == ASCII.lineFeed ? 1 : 0) }
  }
}

/// Reads a template's statements.
struct TemplateParser {
  private let bytes: [UInt8]
  private let marks: [(kind: MarkKind, start: [UInt8], end: String)]
  private var index = 0
  /// Blanks at the beginning of the next text are left out.
  private var trimsNext = false
  private var depth = 0

  private enum MarkKind { case block, variable, comment }

  init(_ bytes: [UInt8], _ syntax: Syntax) {
    self.bytes = bytes
    // Longer marks first, so that one that begins like another is found.
    marks = [
      (MarkKind.block, Array(syntax.blockStart.utf8), syntax.blockEnd),
      (.variable, Array(syntax.variableStart.utf8), syntax.variableEnd),
      (.comment, Array(syntax.commentStart.utf8), syntax.commentEnd),
    ].sorted { $0.1.count > $1.1.count }
  }

  mutating func parse() throws(TemplateError) -> [Statement] {
    let (body, end) = try body(until: [])
    if let end {
      throw TemplateError(.syntax, "Encountered unknown tag '\(end.name)'.", offset: end.offset)
    }
    return body
  }

  /// A tag that ends a body, with its own tokens still to be read.
  private struct End {
    var name: String
    var offset: Int
    var parser: ExpressionParser
  }

  private mutating func body(
    until ends: Set<String>
  ) throws(TemplateError) -> (statements: [Statement], end: End?) {
    depth += 1
    defer { depth -= 1 }
    guard depth < 100 else {
      throw TemplateError(.syntax, "the template is nested too deeply", offset: index)
    }
    var statements: [Statement] = []
    while index < bytes.count {
      let start = index
      let mark = nextMark()
      let textEnd = mark?.offset ?? bytes.count
      text(start..<textEnd, trimsEnd: mark?.trims ?? false, into: &statements)
      guard let mark else {
        index = bytes.count
        break
      }
      index = mark.offset + mark.length
      switch mark.kind {
      case .comment: try comment(mark)
      case .variable:
        var parser = ExpressionParser(try tokens(mark))
        let value = try parser.tuple()
        try parser.expectEnd("end of print statement")
        statements.append(Statement(kind: .output(value), offset: mark.offset))
      case .block:
        var parser = ExpressionParser(try tokens(mark))
        let name = try parser.name()
        if ends.contains(name) {
          return (statements, End(name: name, offset: mark.offset, parser: parser))
        }
        if name == "raw" {
          try raw(mark.offset, into: &statements)
        } else {
          let kind = try statement(name, &parser, mark.offset)
          statements.append(Statement(kind: kind, offset: mark.offset))
        }
      }
    }
    if let wanted = ends.sorted().last {
      throw TemplateError(
        .syntax,
        "Unexpected end of template. Jinja was looking for the following tags: '\(wanted)'. "
          + "The innermost block that needs to be closed is open.", offset: max(0, bytes.count - 1))
    }
    return (statements, nil)
  }

  // MARK: - Text and marks

  private typealias Mark = (kind: MarkKind, offset: Int, length: Int, trims: Bool, end: String)

  private func nextMark() -> Mark? {
    let firsts = marks.map { $0.start[0] }
    var place = index
    while true {
      place = bytes.next(of: firsts, from: place)
      if place >= bytes.count { return nil }
      for mark in marks
      where bytes[place] == mark.start[0] && bytes[place...].starts(with: mark.start) {
        let sign = place + mark.start.count
        let hasSign =
          sign < bytes.count && (bytes[sign] == ASCII.hyphen || bytes[sign] == ASCII.plus)
        return (
          mark.kind, place, mark.start.count + (hasSign ? 1 : 0),
          hasSign && bytes[sign] == ASCII.hyphen, mark.end
        )
      }
      place += 1
    }
  }

  private mutating func text(
    _ range: Range<Int>, trimsEnd: Bool, into statements: inout [Statement]
  ) {
    var (start, end) = (range.lowerBound, range.upperBound)
    if trimsNext { while start < end, bytes[start].isASCIIWhitespace { start += 1 } }
    if trimsEnd { while end > start, bytes[end - 1].isASCIIWhitespace { end -= 1 } }
    trimsNext = false
    if start < end { statements.append(Statement(kind: .text(start..<end), offset: start)) }
  }

  private mutating func tokens(_ mark: Mark) throws(TemplateError) -> [Token] {
    var tokenizer = Tokenizer(bytes, from: index, until: mark.end)
    guard let found = try tokenizer.tokens() else {
      throw TemplateError(
        .syntax,
        "unexpected end of template, expected '\(mark.kind == .block ? "end of statement block" : "end of print statement")'.",
        offset: mark.offset)
    }
    index = tokenizer.index
    trimsNext = found.trims
    return found.tokens
  }

  private mutating func comment(_ mark: Mark) throws(TemplateError) {
    let end = Array(mark.end.utf8)
    while index < bytes.count, !bytes[index...].starts(with: end) { index += 1 }
    guard index < bytes.count else {
      throw TemplateError(.syntax, "Missing end of comment tag", offset: mark.offset)
    }
    trimsNext = bytes[index - 1] == ASCII.hyphen
    index += end.count
  }

  /// Text up to `endraw` as it is.
  private mutating func raw(_ start: Int, into statements: inout [Statement]) throws(TemplateError)
  {
    let textStart = index
    let trimsStart = trimsNext
    while let mark = nextMark() {
      index = mark.offset + mark.length
      guard mark.kind == .block else { continue }
      var tokenizer = Tokenizer(bytes, from: index, until: mark.end)
      guard let found = try? tokenizer.tokens(), found.tokens.first?.kind == .name("endraw"),
        found.tokens.count == 2
      else { continue }
      index = tokenizer.index
      trimsNext = trimsStart
      text(textStart..<mark.offset, trimsEnd: mark.trims, into: &statements)
      trimsNext = found.trims
      return
    }
    throw TemplateError(.syntax, "Missing end of raw directive", offset: start)
  }

  // MARK: - Statements

  private mutating func statement(
    _ name: String, _ parser: inout ExpressionParser, _ offset: Int
  ) throws(TemplateError) -> Statement.Kind {
    switch name {
    case "if": return try branch(&parser)
    case "for": return try loop(&parser)
    case "set": return try set(&parser)
    case "macro":
      let name = try parser.name()
      let parameters = try self.parameters(&parser)
      try parser.expectEnd("end of statement block")
      return .macro(name: name, parameters: parameters, try block("endmacro"))
    case "call":
      let parameters =
        parser.current.kind == .mark("(") ? try self.parameters(&parser) : []
      let call = try parser.expression()
      try parser.expectEnd("end of statement block")
      return .call(call, parameters: parameters, try block("endcall"))
    case "filter":
      let filters = try self.filters(&parser, isFirst: true)
      try parser.expectEnd("end of statement block")
      return .filter(filters, try block("endfilter"))
    case "with": return try with(&parser)
    case "include":
      let target = try parser.expression()
      let ignores = parser.takeWord("ignore") && parser.takeWord("missing")
      context(&parser)
      try parser.expectEnd("end of statement block")
      return .include(target, ignoresMissing: ignores)
    case "import":
      let target = try parser.expression()
      guard parser.takeWord("as") else { throw parser.expected("as") }
      let alias = try parser.name()
      context(&parser)
      return .importAll(target, as: alias)
    case "from": return try importNames(&parser)
    case "extends":
      let target = try parser.expression()
      try parser.expectEnd("end of statement block")
      return .extends(target)
    case "block":
      let name = try parser.name()
      _ = parser.takeWord("scoped")
      _ = parser.takeWord("required")
      try parser.expectEnd("end of statement block")
      return .block(name: name, try block("endblock"))
    case "do":
      let value = try parser.tuple()
      try parser.expectEnd("end of statement block")
      return .perform(value)
    case "autoescape":
      _ = try parser.expression()
      return .with([], try block("endautoescape"))
    default:
      throw TemplateError(.syntax, "Encountered unknown tag '\(name)'.", offset: offset)
    }
  }

  private mutating func block(_ end: String) throws(TemplateError) -> [Statement] {
    try body(until: [end]).statements
  }

  private mutating func branch(
    _ parser: inout ExpressionParser
  ) throws(TemplateError) -> Statement.Kind {
    var branches: [(condition: Expression?, body: [Statement])] = []
    var condition: Expression? = try parser.tuple()
    try parser.expectEnd("end of statement block")
    while true {
      let (statements, end) = try body(until: ["elif", "else", "endif"])
      branches.append((condition, statements))
      guard var end else { return .branch(branches) }
      switch end.name {
      case "elif":
        condition = try end.parser.tuple()
        try end.parser.expectEnd("end of statement block")
      case "else": condition = nil
      default: return .branch(branches)
      }
    }
  }

  private mutating func loop(
    _ parser: inout ExpressionParser
  ) throws(TemplateError) -> Statement.Kind {
    var names: [String] = []
    let isBracketed = parser.take("(")
    repeat { names.append(try parser.name()) } while parser.take(",")
    if isBracketed { try parser.expect(")") }
    guard parser.takeWord("in") else { throw parser.expected("in") }
    let items = try parser.expression(allowsCondition: false)
    let filter = parser.takeWord("if") ? try parser.expression() : nil
    _ = parser.takeWord("recursive")
    try parser.expectEnd("end of statement block")
    let (statements, end) = try body(until: ["else", "endfor"])
    let otherwise = end?.name == "else" ? try block("endfor") : []
    return .loop(names: names, items, filter: filter, body: statements, otherwise: otherwise)
  }

  private mutating func set(
    _ parser: inout ExpressionParser
  ) throws(TemplateError) -> Statement.Kind {
    var targets: [Statement.Target] = []
    repeat {
      let name = try parser.name()
      targets.append(.init(name: name, member: parser.take(".") ? try parser.name() : nil))
    } while parser.take(",")
    if parser.take("=") {
      let value = try parser.tuple()
      try parser.expectEnd("end of statement block")
      return .set(targets, value)
    }
    let filters = try self.filters(&parser, isFirst: false)
    try parser.expectEnd("end of statement block")
    return .setBlock(targets[0], filters: filters, try block("endset"))
  }

  private mutating func with(
    _ parser: inout ExpressionParser
  ) throws(TemplateError) -> Statement.Kind {
    var values: [(String, Expression)] = []
    while !parser.isAtEnd {
      if !values.isEmpty { try parser.expect(",") }
      let name = try parser.name()
      try parser.expect("=")
      values.append((name, try parser.expression()))
    }
    return .with(values, try block("endwith"))
  }

  private func importNames(
    _ parser: inout ExpressionParser
  ) throws(TemplateError) -> Statement.Kind {
    let target = try parser.expression()
    guard parser.takeWord("import") else { throw parser.expected("import") }
    var names: [(name: String, as: String)] = []
    repeat {
      if parser.isAtEnd { break }
      if case .name(let word) = parser.current.kind, ["with", "without"].contains(word) { break }
      let name = try parser.name()
      names.append((name, parser.takeWord("as") ? try parser.name() : name))
    } while parser.take(",")
    context(&parser)
    return .importNames(target, names)
  }

  /// `with context` and `without context` change nothing here: templates always see all names.
  private func context(_ parser: inout ExpressionParser) {
    if parser.takeWord("with") || parser.takeWord("without") { _ = parser.takeWord("context") }
  }

  private func parameters(
    _ parser: inout ExpressionParser
  ) throws(TemplateError) -> [(name: String, standard: Expression?)] {
    try parser.expect("(")
    var parameters: [(name: String, standard: Expression?)] = []
    while !parser.take(")") {
      if !parameters.isEmpty { try parser.expect(",") }
      let name = try parser.name()
      parameters.append((name, parser.take("=") ? try parser.expression() : nil))
    }
    return parameters
  }

  private func filters(
    _ parser: inout ExpressionParser, isFirst: Bool
  ) throws(TemplateError) -> [(String, [Expression.Argument])] {
    var filters: [(String, [Expression.Argument])] = isFirst ? [try parser.filter()] : []
    while parser.take("|") { filters.append(try parser.filter()) }
    return filters
  }
}

extension [UInt8] {
  /// Where the next of a few bytes stands, from `start` on; `count` if there is none.
  fileprivate func next(of wanted: [UInt8], from start: Int) -> Int {
    withUnsafeBufferPointer { bytes in
      guard wanted.count == 3, let base = bytes.baseAddress else {
        return bytes[start...].firstIndex { wanted.contains($0) } ?? bytes.count
      }
      return byte_scan_any(base, start, bytes.count, wanted[0], wanted[1], wanted[2])
    }
  }
}
