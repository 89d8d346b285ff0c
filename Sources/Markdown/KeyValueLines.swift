import Bytes

/// Reads `Key: value` lines at the beginning of a page.
enum KeyValueLines {
  /// A line as both MkDocs and the extension `meta` see it.
  private enum Line {
    case pair(key: ArraySlice<UInt8>, value: ArraySlice<UInt8>)
    /// What goes on with the value above.
    case more(ArraySlice<UInt8>)
    case blank
    case other

    init(_ line: ArraySlice<UInt8>) {
      let indent = line.prefix { $0 == ASCII.space }.count
      let rest = line.dropFirst(indent)
      if line.trimmed.isEmpty {
        self = .blank
      } else if indent < 4, let colon = rest.firstIndex(of: ASCII.colon), colon > rest.startIndex,
        rest[..<colon].allSatisfy(\.isSectionName),
        // A page may begin with an address.
        !rest[(colon + 1)...].starts(with: [ASCII.slash, ASCII.slash])
      {
        self = .pair(key: rest[..<colon], value: rest[(colon + 1)...].trimmed)
      } else if indent >= 4 || rest.first == ASCII.tab {
        self = .more(line.trimmed)
      } else {
        self = .other
      }
    }
  }

  /// Takes the lines that MkDocs takes off a page without YAML.
  static func read(_ bytes: [UInt8], _ split: inout FrontMatter.Split) {
    take(bytes, &split, keepsValues: true) { _ in false }
  }

  /// Takes what the extension `meta` takes off the rest of a page: a line of `---`, lines of
  /// `Key: value`, and what ends them.
  static func readMeta(_ bytes: [UInt8], _ split: inout FrontMatter.Split) {
    var rest = split
    while rest.bodyStart < bytes.count {
      let line = LineEnd(in: bytes, from: rest.bodyStart)
      guard line.content == rest.bodyStart else { break }
      advance(&rest, line)
    }
    guard rest.bodyStart < bytes.count else { return }
    let first = LineEnd(in: bytes, from: rest.bodyStart)
    if isMark(bytes[rest.bodyStart..<first.content], ASCII.hyphen) { advance(&rest, first) }
    take(bytes, &rest, keepsValues: false) {
      isMark($0, ASCII.hyphen) || isMark($0, ASCII.period)
    }
    split = rest
  }

  private static func isMark(_ line: ArraySlice<UInt8>, _ mark: UInt8) -> Bool {
    line.count >= 3 && line.prefix(3).allSatisfy { $0 == mark }
  }

  private static func advance(_ split: inout FrontMatter.Split, _ line: LineEnd) {
    split.bodyStart = line.next
    split.bodyLine += 1
  }

  /// Takes lines up to a blank one, which goes too, or up to one that belongs to the text.
  private static func take(
    _ bytes: [UInt8], _ split: inout FrontMatter.Split, keepsValues: Bool,
    until isEnd: (ArraySlice<UInt8>) -> Bool
  ) {
    var key: String?
    while split.bodyStart < bytes.count {
      let line = LineEnd(in: bytes, from: split.bodyStart)
      let content = bytes[split.bodyStart..<line.content]
      if isEnd(content) { return advance(&split, line) }
      switch Line(content) {
      case .blank:
        return advance(&split, line)
      case .pair(let name, let value):
        let name = String(decoding: name, as: UTF8.self).lowercased()
        key = name
        if keepsValues { add(value, to: name, &split) }
      case .more(let value):
        guard let key else { return }
        if keepsValues { add(value, to: key, &split) }
      case .other:
        return
      }
      advance(&split, line)
    }
  }

  private static func add(
    _ value: ArraySlice<UInt8>, to key: String, _ split: inout FrontMatter.Split
  ) {
    let value = String(decoding: value, as: UTF8.self)
    split.values[key] = split.values[key].map { $0 + " " + value } ?? value
  }
}
