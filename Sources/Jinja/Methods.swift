/// Methods of Python's texts, lists and dictionaries.
enum Methods {
  static let ofDictionaries: Set<String> = ["items", "keys", "values", "get", "copy"]
  private static let ofTexts: Set<String> = [
    "upper", "lower", "title", "capitalize", "strip", "lstrip", "rstrip", "split", "rsplit",
    "splitlines", "replace", "startswith", "endswith", "join", "find", "count", "isdigit",
    "isalpha", "isupper", "islower", "zfill", "ljust", "rjust", "format", "removeprefix",
    "removesuffix", "swapcase", "index",
  ]
  private static let ofLists: Set<String> = ["index", "count", "copy"]

  static func names(of value: Value) -> Set<String> {
    switch value {
    case .string: ofTexts
    case .list: ofLists
    case .dictionary: ofDictionaries
    default: []
    }
  }

  /// A method of a value as a function.
  static func bound(_ name: String, _ value: Value) -> Value {
    .function(
      .init(name) { arguments throws(TemplateError) in
        switch value {
        case .string(let text): try call(name, text, arguments)
        case .list(let items): call(name, items, arguments)
        case .dictionary(let members): call(name, members, arguments)
        default: .none
        }
      })
  }

  /// What a method that changes its object makes of it; nil for all other methods.
  static func change(
    _ value: Value?, _ name: String, _ arguments: Value.Arguments
  ) throws(TemplateError) -> (value: Value, result: Value)? {
    let first = arguments.positional.first ?? .none
    switch value {
    case .list(var items):
      switch name {
      case "append": return (.list(items + [first]), .none)
      case "extend": return (.list(items + (try first.items())), .none)
      case "insert":
        guard arguments.positional.count > 1, let index = first.integer else { return nil }
        items.insert(arguments.positional[1], at: min(max(index, 0), items.count))
        return (.list(items), .none)
      case "pop":
        guard !items.isEmpty else { throw TemplateError(.runtime, "pop from empty list") }
        let index = arguments.positional.first?.integer ?? items.count - 1
        guard items.indices.contains(index) else { return nil }
        let item = items.remove(at: index)
        return (.list(items), item)
      case "reverse": return (.list(items.reversed()), .none)
      default: return nil
      }
    case .dictionary(var members):
      switch name {
      case "update":
        if case .dictionary(let more) = first {
          for (key, value) in more.pairs { members[key] = value }
        }
        for (key, value) in arguments.named { members[key] = value }
        return (.dictionary(members), .none)
      case "setdefault":
        if let known = members[first.text] { return (.dictionary(members), known) }
        let standard = arguments.positional.count > 1 ? arguments.positional[1] : .none
        members[first.text] = standard
        return (.dictionary(members), standard)
      case "pop":
        let value = members[first.text] ?? arguments.value(1, "default") ?? .none
        members[first.text] = nil
        return (.dictionary(members), value)
      default: return nil
      }
    default: return nil
    }
  }

  private static func call(
    _ name: String, _ members: Value.Members, _ arguments: Value.Arguments
  ) -> Value {
    switch name {
    case "items": return .list(members.pairs.map { .list([.string($0.key), $0.value]) })
    case "keys": return .list(members.keys.map { .string($0) })
    case "values": return .list(members.pairs.map(\.value))
    case "get":
      let key = arguments.positional.first?.text ?? ""
      return members[key] ?? arguments.value(1, "default") ?? .none
    default: return .dictionary(members)
    }
  }

  private static func call(
    _ name: String, _ items: [Value], _ arguments: Value.Arguments
  ) -> Value {
    let wanted = arguments.positional.first ?? .none
    switch name {
    case "count": return .int(items.count { Value.equal($0, wanted) })
    case "index": return .int(items.firstIndex { Value.equal($0, wanted) } ?? -1)
    default: return .list(items)
    }
  }

  private static func call(
    _ name: String, _ text: String, _ arguments: Value.Arguments
  ) throws(TemplateError) -> Value {
    let given = arguments.positional
    let first = given.first?.text
    switch name {
    case "upper": return .string(text.uppercased())
    case "lower": return .string(text.lowercased())
    case "title": return .string(Texts.titled(text))
    case "capitalize": return .string(text.prefix(1).uppercased() + text.dropFirst().lowercased())
    case "swapcase":
      return .string(
        text.map { $0.isUppercase ? $0.lowercased() : $0.uppercased() }.joined())
    case "strip": return .string(Texts.trimmed(text, first))
    case "lstrip": return .string(Texts.trimmed(text, first, end: false))
    case "rstrip": return .string(Texts.trimmed(text, first, start: false))
    case "split":
      return .list(
        Texts.split(text, first, given.count > 1 ? given[1].integer : nil).map { .string($0) })
    case "rsplit":
      guard let mark = first, given.count > 1, given[1].integer == 1,
        let range = Texts.lastRange(of: mark, in: text)
      else { return .list(Texts.split(text, first, nil).map { .string($0) }) }
      return .list([
        .string(String(text[..<range.lowerBound])), .string(String(text[range.upperBound...])),
      ])
    case "splitlines":
      return .list(
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
          .string(String($0))
        })
    case "replace":
      return .string(given.count > 1 ? text.replacing(given[0].text, with: given[1].text) : text)
    case "startswith": return .bool(anyOf(given.first) { text.hasPrefix($0) })
    case "endswith": return .bool(anyOf(given.first) { text.hasSuffix($0) })
    case "join":
      return .string(try (given.first ?? .none).items().map(\.text).joined(separator: text))
    case "find", "index":
      let range = text.firstRange(of: first ?? "")
      return .int(range.map { text.distance(from: text.startIndex, to: $0.lowerBound) } ?? -1)
    case "count": return .int(text.ranges(of: first ?? "").count)
    case "isdigit": return .bool(!text.isEmpty && text.allSatisfy { $0.isNumber })
    case "isalpha": return .bool(!text.isEmpty && text.allSatisfy { $0.isLetter })
    case "isupper": return .bool(text == text.uppercased() && text != text.lowercased())
    case "islower": return .bool(text == text.lowercased() && text != text.uppercased())
    case "zfill": return .string(Texts.padded(text, given.first?.integer ?? 0, "0", left: true))
    case "ljust": return .string(Texts.padded(text, given.first?.integer ?? 0, " ", left: false))
    case "rjust": return .string(Texts.padded(text, given.first?.integer ?? 0, " ", left: true))
    case "removeprefix":
      return .string(
        first.map { text.hasPrefix($0) ? String(text.dropFirst($0.count)) : text } ?? text)
    case "removesuffix":
      return .string(
        first.map { text.hasSuffix($0) ? String(text.dropLast($0.count)) : text } ?? text)
    case "format": return .string(Texts.formatted(text, arguments))
    default: return .none
    }
  }

  private static func anyOf(_ value: Value?, _ holds: (String) -> Bool) -> Bool {
    if case .list(let items)? = value { return items.contains { holds($0.text) } }
    return value.map { holds($0.text) } ?? false
  }
}

/// What methods and filters do with texts.
enum Texts {
  static func trimmed(
    _ text: String, _ characters: String?, start: Bool = true, end: Bool = true
  ) -> String {
    func isTrimmed(_ character: Character) -> Bool {
      characters.map { $0.contains(character) } ?? character.isWhitespace
    }
    var rest = Substring(text)
    if start { rest = rest.drop(while: isTrimmed) }
    if end { while let last = rest.last, isTrimmed(last) { rest.removeLast() } }
    return String(rest)
  }

  static func split(_ text: String, _ mark: String?, _ limit: Int?) -> [String] {
    let most = limit.map { $0 < 0 ? Int.max : $0 } ?? Int.max
    guard let mark, !mark.isEmpty else {
      return text.split(maxSplits: most, whereSeparator: \.isWhitespace).map(String.init)
    }
    return text.split(separator: mark, maxSplits: most, omittingEmptySubsequences: false)
      .map(String.init)
  }

  static func lastRange(of mark: String, in text: String) -> Range<String.Index>? {
    text.ranges(of: mark).last
  }

  static func padded(_ text: String, _ width: Int, _ fill: String, left: Bool) -> String {
    let missing = min(width, 10_000) - text.count
    guard missing > 0 else { return text }
    let space = String(repeating: fill, count: missing)
    return left ? space + text : text + space
  }

  static func titled(_ text: String) -> String {
    var result = ""
    var isInWord = false
    for character in text {
      result += isInWord ? character.lowercased() : character.uppercased()
      isInWord = character.isLetter
    }
    return result
  }

  /// Python's `str.format` with `{}`, `{0}` and `{name}`.
  static func formatted(_ format: String, _ arguments: Value.Arguments) -> String {
    var result = ""
    var next = 0
    var rest = Substring(format)
    while let character = rest.popFirst() {
      if (character == "{" || character == "}"), rest.first == character {
        result.append(character)
        rest.removeFirst()
      } else if character == "{", let end = rest.firstIndex(of: "}") {
        let parts = rest[..<end].split(
          separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts.first.map(String.init) ?? ""
        let place = name.isEmpty ? next : Int(name) ?? Int.max
        if name.isEmpty { next += 1 }
        let value = arguments.value(place, name)
        result += value?.text ?? ""
        rest = rest[rest.index(after: end)...]
      } else {
        result.append(character)
      }
    }
    return result
  }
}
