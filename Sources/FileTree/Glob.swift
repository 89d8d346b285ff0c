import Bytes

/// A pattern over `/`-separated paths: `*` and `?` stand for characters of one part, `**` for any
/// number of parts, `[a-z]` and `[!a-z]` for one character; `\` takes the next character literally.
public struct Glob: Sendable, Hashable {
  private enum Part: Sendable, Hashable {
    case anyParts
    case pattern([UInt8])
  }

  private let parts: [Part]

  /// Compiles a pattern. Every text is a valid pattern: a `[` without its `]` stands for itself.
  public init(_ pattern: some StringProtocol) {
    var parts: [Part] = []
    for part in pattern.split(separator: "/") {
      if part == "**" {
        if parts.last != .anyParts { parts.append(.anyParts) }
      } else {
        parts.append(.pattern(Array(part.utf8)))
      }
    }
    self.parts = parts
  }

  /// A path split into its parts, for matching many patterns against one path.
  public struct Path: Sendable, Hashable {
    fileprivate let names: ArraySlice<[UInt8]>

    private init(names: ArraySlice<[UInt8]>) { self.names = names }

    /// Splits a path.
    public init(_ path: some StringProtocol) {
      var names: [[UInt8]] = []
      var name: [UInt8] = []
      for byte in Array(path.utf8) {
        if byte != ASCII.slash {
          name.append(byte)
        } else if !name.isEmpty {
          names.append(name)
          name = []
        }
      }
      if !name.isEmpty { names.append(name) }
      self.names = names[...]
    }

    /// The paths of the folders above it, the outermost first.
    public var folders: some Sequence<Path> {
      (0..<max(1, names.count)).dropFirst().lazy.map { Path(names: names.prefix($0)) }
    }
  }

  /// Whether the whole of `path` matches.
  public func matches(_ path: some StringProtocol) -> Bool { matches(Path(path)) }

  /// Whether the whole of `path` matches.
  public func matches(_ path: Path) -> Bool { Self.matches(parts[...], path.names) }

  /// A `**` that failed to match at one place is tried at the next; only the last one needs to be,
  /// so the work is at most the product of both lengths.
  private static func matches(_ parts: ArraySlice<Part>, _ names: ArraySlice<[UInt8]>) -> Bool {
    var part = parts.startIndex
    var name = names.startIndex
    var retry: (part: Int, name: Int)?
    while true {
      if part < parts.endIndex, parts[part] == .anyParts {
        retry = (part + 1, name)
        part += 1
        continue
      }
      if name == names.endIndex, part == parts.endIndex { return true }
      if name < names.endIndex, part < parts.endIndex, case .pattern(let pattern) = parts[part],
        matchesName(pattern, names[name])
      {
        part += 1
        name += 1
        continue
      }
      guard let again = retry, again.name < names.endIndex else { return false }
      retry = (again.part, again.name + 1)
      part = again.part
      name = again.name + 1
    }
  }

  private static func matchesName(_ pattern: [UInt8], _ name: [UInt8]) -> Bool {
    var place = 0
    var index = 0
    var retry: (place: Int, index: Int)?
    while index < name.count {
      if place < pattern.count {
        let byte = pattern[place]
        if byte == ASCII.asterisk {
          place += 1
          retry = (place, index)
          continue
        }
        if byte == ASCII.question {
          place += 1
          index = endOfCharacter(name, index)
          continue
        }
        if byte == ASCII.leftBracket, let found = matchesClass(pattern, place, name, index) {
          if found.matches {
            place = found.end
            index = endOfCharacter(name, index)
            continue
          }
        } else if byte == ASCII.backslash, place + 1 < pattern.count {
          if pattern[place + 1] == name[index] {
            place += 2
            index += 1
            continue
          }
        } else if byte == name[index] {
          place += 1
          index += 1
          continue
        }
      }
      guard let again = retry else { return false }
      retry = (again.place, again.index + 1)
      place = again.place
      index = again.index + 1
    }
    while place < pattern.count, pattern[place] == ASCII.asterisk { place += 1 }
    return place == pattern.count
  }

  /// The index after the UTF-8 character that begins at `index`.
  private static func endOfCharacter(_ name: [UInt8], _ index: Int) -> Int {
    var end = index + 1
    while end < name.count, name[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }

  /// Reads `[...]` at `place`; nil when it has no end.
  private static func matchesClass(
    _ pattern: [UInt8], _ place: Int, _ name: [UInt8], _ index: Int
  ) -> (matches: Bool, end: Int)? {
    var next = place + 1
    guard next < pattern.count else { return nil }
    let isNegated = pattern[next] == ASCII.exclamation || pattern[next] == ASCII.caret
    if isNegated { next += 1 }
    var isFound = false
    var isFirst = true
    while next < pattern.count {
      var low = pattern[next]
      if low == ASCII.rightBracket, !isFirst { return (isFound != isNegated, next + 1) }
      isFirst = false
      if low == ASCII.backslash, next + 1 < pattern.count {
        next += 1
        low = pattern[next]
      }
      var high = low
      if next + 2 < pattern.count, pattern[next + 1] == ASCII.hyphen,
        pattern[next + 2] != ASCII.rightBracket
      {
        high = pattern[next + 2]
        next += 2
      }
      if low <= name[index], name[index] <= high { isFound = true }
      next += 1
    }
    return nil
  }
}
