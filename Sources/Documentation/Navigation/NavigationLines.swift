import Bytes

/// The entries of a navigation as most pages show them, written once: a page adds the way to their
/// address, which depends on where it is.
struct NavigationLines: Sendable {
  /// Where an entry's line lies in the text: what comes before the address, the address below the
  /// site's root, and what comes behind it. Without an address that is to be found, both are empty.
  private struct Line: Sendable {
    var start: Int
    var address: Range<Int>
    var end: Int
  }

  private var text: [UInt8] = []
  private var lines: [Line?] = []

  /// What stands before an address that is to be found; no text has it.
  static let mark: UInt8 = 0

  /// Adds the line of the next entry, in which the mark stands before its address; nil for an entry
  /// that is not the same on all pages.
  mutating func add(_ line: [UInt8]?) {
    guard let line else { return lines.append(nil) }
    let start = text.count
    guard let mark = line.firstIndex(of: Self.mark) else {
      text += line
      lines.append(Line(start: start, address: text.count..<text.count, end: text.count))
      return
    }
    let behind = line[(mark + 1)...].firstIndex(of: ASCII.quote) ?? line.endIndex
    text += line[..<mark]
    let address = text.count..<(text.count + behind - mark - 1)
    text += line[(mark + 1)...]
    lines.append(Line(start: start, address: address, end: text.count))
  }

  /// Appends the line of an entry; false where it has none.
  func write(
    _ index: Int, from base: NavigationHTML.Base, into output: inout OutputBuffer
  ) -> Bool {
    guard let line = lines[index] else { return false }
    text.withUnsafeBufferPointer { text in
      output.append(UnsafeBufferPointer(rebasing: text[line.start..<line.address.lowerBound]))
      if !line.address.isEmpty || line.address.lowerBound < line.end {
        base.write(UnsafeBufferPointer(rebasing: text[line.address]), into: &output)
      }
      output.append(UnsafeBufferPointer(rebasing: text[line.address.upperBound..<line.end]))
    }
    return true
  }
}
