/// A glob with the groups of extended shell patterns: `@(a|b)`, `?(a)`, `*(a)`, `+(a)` and `!(a|b)`
/// besides `*`, `?`, `[a-z]` and `**`.
public struct ExtendedGlob: Sendable, Hashable {
  private indirect enum Item: Sendable, Hashable {
    case character(Character)
    case any
    case anyRun
    case set(ranges: [ClosedRange<Character>], isNegated: Bool)
    case group(kind: Character, choices: [[Item]])
  }

  private enum Part: Sendable, Hashable {
    case anyParts
    case items([Item])
  }

  private let parts: [Part]
  private let foldersOnly: Bool

  /// Compiles a pattern; every text is one.
  public init(_ pattern: String) {
    foldersOnly = pattern.hasSuffix("/")
    var parts: [Part] = []
    for part in Self.split(pattern) {
      if part == "**" {
        if parts.last != .anyParts { parts.append(.anyParts) }
      } else {
        var rest = part[...]
        parts.append(.items(Self.items(&rest, inGroup: false)))
      }
    }
    self.parts = parts
  }

  /// True when the pattern names something in the folder it starts from and nothing deeper.
  public var isShallow: Bool { parts.count == 1 && parts[0] != .anyParts }

  /// Whether the whole of `path` matches.
  public func matches(_ path: String, isFolder: Bool = false) -> Bool {
    if foldersOnly, !isFolder { return false }
    let names = path.split(separator: "/").map { Array($0) }
    return Self.matches(parts[...], names[...])
  }

  /// Slashes within groups belong to the group.
  private static func split(_ pattern: String) -> [String] {
    var parts: [String] = []
    var part = ""
    var depth = 0
    for character in pattern {
      if character == "(" { depth += 1 }
      if character == ")" { depth = max(0, depth - 1) }
      if character == "/", depth == 0 {
        if !part.isEmpty { parts.append(part) }
        part = ""
      } else {
        part.append(character)
      }
    }
    if !part.isEmpty { parts.append(part) }
    return parts
  }

  // MARK: - Reading

  private static func items(_ rest: inout Substring, inGroup: Bool) -> [Item] {
    var items: [Item] = []
    while let character = rest.first {
      if inGroup, character == "|" || character == ")" { break }
      rest.removeFirst()
      if "@?*+!".contains(character), rest.first == "(", let group = group(character, &rest) {
        items.append(group)
        continue
      }
      switch character {
      case "*": if items.last != .anyRun { items.append(.anyRun) }
      case "?": items.append(.any)
      case "[": items.append(set(&rest) ?? .character("["))
      case "\\": items.append(.character(rest.popFirst() ?? "\\"))
      default: items.append(.character(character))
      }
    }
    return items
  }

  private static func group(_ kind: Character, _ rest: inout Substring) -> Item? {
    var inner = rest.dropFirst()
    var choices: [[Item]] = []
    while true {
      choices.append(items(&inner, inGroup: true))
      guard let end = inner.popFirst() else { return nil }
      if end == ")" { break }
    }
    rest = inner
    return .group(kind: kind, choices: choices)
  }

  private static func set(_ rest: inout Substring) -> Item? {
    var inner = rest
    let isNegated = inner.first == "!" || inner.first == "^"
    if isNegated { inner.removeFirst() }
    var ranges: [ClosedRange<Character>] = []
    while let low = inner.popFirst() {
      if low == "]", !ranges.isEmpty {
        rest = inner
        return .set(ranges: ranges, isNegated: isNegated)
      }
      if inner.first == "-", let high = inner.dropFirst().first, high != "]", high >= low {
        ranges.append(low...high)
        inner = inner.dropFirst(2)
      } else {
        ranges.append(low...low)
      }
    }
    return nil
  }

  // MARK: - Matching

  private static func matches(_ parts: ArraySlice<Part>, _ names: ArraySlice<[Character]>) -> Bool {
    guard let part = parts.first else { return names.isEmpty }
    switch part {
    case .anyParts:
      return names.indices.contains { matches(parts.dropFirst(), names[$0...]) }
        || matches(parts.dropFirst(), names[names.endIndex...])
    case .items(let items):
      guard let name = names.first else { return false }
      return ends(items[...], name[...]).contains(name.endIndex)
        && matches(parts.dropFirst(), names.dropFirst())
    }
  }

  /// Where a match of `items` that begins at the text's start may end.
  private static func ends(_ items: ArraySlice<Item>, _ text: ArraySlice<Character>) -> Set<Int> {
    var ends: Set<Int> = [text.startIndex]
    for item in items {
      var next: Set<Int> = []
      for end in ends { next.formUnion(Self.ends(item, text[end...])) }
      if next.isEmpty { return [] }
      ends = next
    }
    return ends
  }

  private static func ends(_ item: Item, _ text: ArraySlice<Character>) -> Set<Int> {
    switch item {
    case .character(let wanted): return text.first == wanted ? [text.startIndex + 1] : []
    case .any: return text.isEmpty ? [] : [text.startIndex + 1]
    case .anyRun: return Set(text.startIndex...text.endIndex)
    case .set(let ranges, let isNegated):
      guard let first = text.first else { return [] }
      return ranges.contains { $0.contains(first) } != isNegated ? [text.startIndex + 1] : []
    case .group(let kind, let choices):
      let once = choices.reduce(into: Set<Int>()) { $0.formUnion(ends($1[...], text)) }
      switch kind {
      case "@": return once
      case "?": return once.union([text.startIndex])
      case "!": return Set(text.startIndex...text.endIndex).subtracting(once)
      default: return repeated(choices, text, once: once, mayBeNone: kind == "*")
      }
    }
  }

  private static func repeated(
    _ choices: [[Item]], _ text: ArraySlice<Character>, once: Set<Int>, mayBeNone: Bool
  ) -> Set<Int> {
    var all = once
    var fresh = once
    while !fresh.isEmpty {
      var next: Set<Int> = []
      for end in fresh {
        for choice in choices { next.formUnion(ends(choice[...], text[end...])) }
      }
      fresh = next.subtracting(all)
      all.formUnion(fresh)
    }
    return mayBeNone ? all.union([text.startIndex]) : all
  }
}
