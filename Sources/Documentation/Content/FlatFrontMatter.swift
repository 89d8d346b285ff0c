import Bytes
import Configuration
import Diagnostics

/// Reads front matter that is nothing but `key: plain text` lines.
enum FlatFrontMatter {
  /// The keys and values in order, or nil when YAML proper is needed.
  static func read(_ yaml: ArraySlice<UInt8>) -> [(key: String, value: String)]? {
    var pairs: [(key: String, value: String)] = []
    for line in yaml.split(separator: ASCII.lineFeed) {
      var line = line
      while let last = line.last, last.isBlank || last == ASCII.carriageReturn { line.removeLast() }
      if line.isEmpty { continue }
      guard let colon = line.firstIndex(of: ASCII.colon), colon > line.startIndex else {
        return nil
      }
      let key = line[..<colon]
      guard
        key.allSatisfy({ $0.isASCIIAlphanumeric || $0 == ASCII.underscore || $0 == ASCII.hyphen })
      else { return nil }
      var value = line[(colon + 1)...]
      guard value.first?.isBlank == true else { return nil }
      while value.first?.isBlank == true { value.removeFirst() }
      guard isPlain(value) else { return nil }
      let name = String(decoding: key, as: UTF8.self)
      guard !pairs.contains(where: { $0.key == name }) else { return nil }
      pairs.append((name, String(decoding: value, as: UTF8.self)))
    }
    return pairs
  }

  /// Text that YAML reads as itself: no indicator at its start, no `: ` or ` #` inside, and not a
  /// word that means something else.
  private static func isPlain(_ value: ArraySlice<UInt8>) -> Bool {
    guard let first = value.first, first.isASCIIAlphanumeric || first >= 0x80 else { return false }
    var previous: UInt8 = 0
    for byte in value {
      if previous == ASCII.colon, byte.isBlank { return false }
      if byte == ASCII.hash, previous.isBlank { return false }
      if byte < 0x20 { return false }
      previous = byte
    }
    if previous == ASCII.colon { return false }
    let text = String(decoding: value, as: UTF8.self)
    return !["null", "Null", "NULL"].contains(text)
  }
}
