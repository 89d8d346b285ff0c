import Bytes

/// The difference between two texts, as `diff -u` and `git diff` show it.
///
/// Fixes change text within lines and add lines at the end, so that line N of the one is line N of the
/// other.
public enum UnifiedDiff {
  private static let context = 3

  /// The difference; "" when there is none.
  public static func text(path: String, old: [UInt8], new: [UInt8]) -> String {
    let (before, after) = (lines(old), lines(new))
    var changed = (0..<min(before.count, after.count)).filter { before[$0] != after[$0] }
    changed += Array(min(before.count, after.count)..<max(before.count, after.count))
    guard let first = changed.first else { return "" }
    var output = "--- a/\(path)\n+++ b/\(path)\n"
    var start = first
    var end = first
    for line in changed.dropFirst() {
      if line - end > 2 * context {
        output += hunk(start...end, before, after)
        start = line
      }
      end = line
    }
    return output + hunk(start...end, before, after)
  }

  private static func hunk(
    _ changed: ClosedRange<Int>, _ before: [ArraySlice<UInt8>], _ after: [ArraySlice<UInt8>]
  ) -> String {
    let start = max(0, changed.lowerBound - context)
    let oldEnd = min(before.count, changed.upperBound + 1 + context)
    let newEnd = min(after.count, changed.upperBound + 1 + context)
    var output =
      "@@ -\(range(start, oldEnd)) +\(range(start, newEnd)) @@\n"
    var removed = ""
    var added = ""
    func flush() {
      output += removed + added
      (removed, added) = ("", "")
    }
    for line in start..<max(oldEnd, newEnd) {
      let old = line < oldEnd ? before[line] : nil
      let new = line < newEnd ? after[line] : nil
      if let old, old == new {
        flush()
        output += shown(" ", old)
      } else {
        if let old { removed += shown("-", old) }
        if let new { added += shown("+", new) }
      }
    }
    flush()
    return output
  }

  private static func range(_ start: Int, _ end: Int) -> String {
    let count = end - start
    return count == 1 ? "\(start + 1)" : "\(count == 0 ? start : start + 1),\(count)"
  }

  private static func shown(_ mark: String, _ line: ArraySlice<UInt8>) -> String {
    let text = String(decoding: line, as: UTF8.self)
    return line.last == ASCII.lineFeed
      ? mark + text : mark + text + "\n\\ No newline at end of file\n"
  }

  /// The lines with their ends.
  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for index in bytes.indices where bytes[index] == ASCII.lineFeed {
      lines.append(bytes[start...index])
      start = index + 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }
}
