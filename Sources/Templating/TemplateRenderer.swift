import Bytes
public import Diagnostics

extension Template {
  /// Renders the template.
  ///
  /// - Parameters:
  ///   - values: what the template's names stand for.
  ///   - partials: the partials by name.
  ///   - language: the language of the file, by which text is escaped.
  /// - Throws: the first of `check(against:partials:)`'s diagnostics, or `template.text` when a text
  ///   stands where the language cannot hold one.
  public func render(
    _ values: [String: Value], partials: [String: Template] = [:], language: Language
  ) throws(Diagnostic) -> [UInt8] {
    if let problem = check(against: values, partials: partials).first { throw problem }
    var expansion = Expansion(values: values, partials: partials)
    expansion.add(nodes)
    return try expansion.pieces.written(in: language)
  }
}

/// A template with its sections decided and its partials put in, values not yet written.
private struct Expansion {
  /// Bytes, or a value with its place.
  enum Piece {
    case bytes([UInt8])
    case value(Value, Template.Reference)
  }

  let values: [String: Value]
  let partials: [String: Template]
  var pieces: [Piece] = []
  /// The items of the sections being repeated, the innermost last.
  private var items: [(value: Value, isFirst: Bool, isLast: Bool)] = []
  private var indent: [UInt8] = []
  private var isAtLineStart = true

  init(values: [String: Value], partials: [String: Template]) {
    self.values = values
    self.partials = partials
  }

  mutating func add(_ nodes: [Template.Node]) {
    for node in nodes {
      switch node {
      case .literal(let bytes): add(bytes)
      case .variable(let reference):
        if isAtLineStart, !indent.isEmpty { pieces.append(.bytes(indent)) }
        isAtLineStart = false
        if let value = value(of: reference) { pieces.append(.value(value, reference)) }
      case .section(let reference, let inverted, let inside):
        addSection(reference, inverted: inverted, inside)
      case .partial(let reference, let more):
        let outer = indent
        indent += more
        add(partials[reference.name]?.nodes ?? [])
        indent = outer
      }
    }
  }

  private mutating func addSection(
    _ reference: Template.Reference, inverted: Bool, _ inside: [Template.Node]
  ) {
    guard let value = value(of: reference) else { return }
    let isShown = reference.choice.map(value.holds) ?? value.isTruthy
    guard isShown != inverted else { return }
    guard !inverted, reference.choice == nil, let list = value.items else {
      add(inside)
      return
    }
    for (index, item) in list.enumerated() {
      items.append((item, index == 0, index == list.count - 1))
      add(inside)
      items.removeLast()
    }
  }

  private func value(of reference: Template.Reference) -> Value? {
    if let item = items.last {
      switch reference.name {
      case ".": return item.value
      case "first": return .boolean(item.isFirst)
      case "last": return .boolean(item.isLast)
      default: break
      }
    }
    return values[reference.name]
  }

  private mutating func add(_ bytes: [UInt8]) {
    defer { isAtLineStart = bytes.last.map { $0 == ASCII.lineFeed } ?? isAtLineStart }
    guard !indent.isEmpty else {
      pieces.append(.bytes(bytes))
      return
    }
    var output: [UInt8] = []
    var startsLine = isAtLineStart
    for byte in bytes {
      if startsLine, byte != ASCII.lineFeed { output += indent }
      output.append(byte)
      startsLine = byte == ASCII.lineFeed
    }
    pieces.append(.bytes(output))
  }
}

extension [Expansion.Piece] {
  /// Writes values as the language wants them.
  fileprivate func written(in language: Language) throws(Diagnostic) -> [UInt8] {
    var output: [UInt8] = []
    var writer = language.writer
    var read = 0
    for (index, piece) in enumerated() {
      switch piece {
      case .bytes(let bytes): output += bytes
      case .value(let value, let reference):
        let plain = value.plainText(in: language)
        let writing = value.writing(in: language)
        if writing == .asIs {
          output += plain.utf8
          continue
        }
        writer.read(output[read...])
        read = output.count
        // What follows decides whether the value ends here.
        let rest = bytes(after: index)[...]
        if writing == .safe {
          output += writer.safeLiteral(for: plain, before: rest)
          continue
        }
        do {
          output += try writer.literal(for: plain, before: rest)
        } catch {
          throw .error(
            code: "template.text", "\(error.message) (\(language.rawValue))",
            at: reference.location, target: reference.name, hint: error.hint)
        }
      }
    }
    return output
  }

  /// What follows piece `index`, up to the end of the next line; a value that follows counts as a
  /// letter, since nobody knows yet how it will begin.
  private func bytes(after index: Int) -> [UInt8] {
    var rest: [UInt8] = []
    for piece in self[(index + 1)...] {
      guard case .bytes(let bytes) = piece else { return rest + [UInt8(ascii: "x")] }
      rest += bytes
      if rest.contains(ASCII.lineFeed) { break }
    }
    return rest
  }
}

extension Value {
  /// How much care a value needs.
  fileprivate enum Writing { case asIs, safe, literal }

  fileprivate func writing(in language: Language) -> Writing {
    switch self {
    case .text: .literal
    case .safe(let text), .choice(let text, _):
      if !Self.isSafe(text) {
        .literal
      } else {
        language == .yaml && YAMLWriter.isAmbiguous(text) ? .safe : .asIs
      }
    case .boolean, .integer, .list, .choices: .asIs
    }
  }

  /// The value without any escaping.
  fileprivate func plainText(in language: Language) -> String {
    switch self {
    case .text(let text), .safe(let text), .choice(let text, _): text
    case .boolean(let flag):
      language == .python ? (flag ? "True" : "False") : (flag ? "true" : "false")
    case .integer(let number): String(number)
    case .list, .choices: ""
    }
  }
}
