import Bytes

/// What the `robots.txt` of a site asks of a program; source: RFC 9309.
struct Robots: Sendable, Hashable {
  private struct Line: Sendable, Hashable {
    var pattern: [UInt8]
    var allows: Bool
  }

  /// Patterns with `*` take time by the product of lengths; real files have a few kilobytes of them.
  private static let mostWildcardBytes = 20_000

  private var lines: [Line] = []

  /// A site that asks for nothing.
  init() {}

  /// Reads the group for the product `agent`, or the one for all.
  init(_ text: String, agent: String) {
    var own: [Line]?
    var all: [Line] = []
    var names: [String] = []
    var isInNames = false
    var wildcardBytes = 0
    for line in text.split(whereSeparator: \.isNewline).prefix(10_000) {
      let line = line.prefix { $0 != "#" }
      guard let colon = line.firstIndex(of: ":") else { continue }
      let key = line[..<colon].withoutOuterBlanks.lowercased()
      let value = line[line.index(after: colon)...].withoutOuterBlanks
      switch key {
      case "user-agent":
        if !isInNames { names = [] }
        isInNames = true
        names.append(value.lowercased())
        if value.lowercased() == agent.lowercased(), own == nil { own = [] }
      case "allow", "disallow":
        isInNames = false
        guard !value.isEmpty, value.utf8.count <= 2000 else { continue }
        if value.contains("*") { wildcardBytes += value.utf8.count }
        if wildcardBytes > Self.mostWildcardBytes { continue }
        let line = Line(pattern: Array(value.utf8), allows: key == "allow")
        if names.contains(agent.lowercased()) { own?.append(line) }
        if names.contains("*") { all.append(line) }
      default: isInNames = false
      }
    }
    lines = own ?? all
  }

  /// Whether a path with its query may be asked for: the longest fitting line decides, and of two
  /// the one that allows.
  func allow(_ target: String) -> Bool {
    let target = Array(target.utf8)
    var decision = (length: -1, allows: true)
    for line in lines where Self.matches(target, line.pattern) {
      let length = line.pattern.count
      if length > decision.length || (length == decision.length && line.allows) {
        decision = (length, line.allows)
      }
    }
    return decision.allows
  }

  /// `*` stands for anything, `$` at the end for the end; time grows with the product of the lengths
  /// at worst.
  private static func matches(_ target: [UInt8], _ pattern: [UInt8]) -> Bool {
    let isAnchored = pattern.last == UInt8(ascii: "$")
    let pattern = isAnchored ? pattern.dropLast() : pattern[...]
    var (at, star, mark) = (0, -1, 0)
    var index = 0
    while true {
      if index < pattern.count, pattern[index] == UInt8(ascii: "*") {
        (star, mark) = (index, at)
        index += 1
      } else if index == pattern.count, !isAnchored || at == target.count {
        return true
      } else if index < pattern.count, at < target.count, pattern[index] == target[at] {
        index += 1
        at += 1
      } else if star >= 0, mark < target.count {
        mark += 1
        (index, at) = (star + 1, mark)
      } else {
        return false
      }
    }
  }
}
