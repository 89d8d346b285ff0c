import Bytes

/// The options of a block: the indented lines below its first one, a small part of YAML.
struct BlockOptions {
  private(set) var values: [String: String] = [:]
  private(set) var attributes = Attributes()

  /// Nil where the lines are no options.
  init?(_ lines: [ByteSlice]) {
    var attributesIndent: Int?
    let outer = lines.first.map(Self.indent) ?? 0
    for line in lines {
      let indent = Self.indent(line)
      let text = Self.trimmed(line)
      if text.first == ASCII.hash { continue }
      if attributesIndent != nil, indent > outer {
        guard let (key, value) = Self.pair(text) else { return nil }
        add(key, Self.scalar(value))
        continue
      }
      attributesIndent = nil
      guard indent == outer, let (key, value) = Self.pair(text) else { return nil }
      if key != "attrs" {
        values[key] = Self.scalar(value)
      } else if value.isEmpty {
        attributesIndent = indent
      } else {
        guard readFlow(value) else { return nil }
      }
    }
  }

  /// The boolean of an option; nil where it is none.
  func bool(_ key: String) -> Bool? {
    switch values[key]?.lowercased() {
    case "true", "yes", "on": true
    case "false", "no", "off": false
    default: nil
    }
  }

  private mutating func add(_ key: String, _ value: String) {
    switch key.lowercased() {
    case "id": attributes.id = value
    case "class": attributes.classes += value.split(separator: " ").map(String.init)
    default: attributes[key] = value
    }
  }

  /// Reads `{key: value, key: "value"}`.
  private mutating func readFlow(_ text: ByteSlice) -> Bool {
    guard text.first == ASCII.leftBrace, text.last == ASCII.rightBrace, text.count > 1 else {
      return false
    }
    var rest = text.dropFirst().dropLast()
    while !rest.isEmpty {
      var quote: UInt8?
      let end = rest.firstIndex { byte in
        if let open = quote {
          if byte == open { quote = nil }
          return false
        }
        if byte == ASCII.quote || byte == ASCII.apostrophe { quote = byte }
        return byte == ASCII.comma
      }
      let part = Self.trimmed(rest[..<(end ?? rest.endIndex)])
      if !part.isEmpty {
        guard let (key, value) = Self.pair(part) else { return false }
        add(key, Self.scalar(value))
      }
      rest = rest[(end.map { $0 + 1 } ?? rest.endIndex)...]
    }
    return true
  }

  // MARK: YAML

  private static func indent(_ line: ByteSlice) -> Int {
    line.prefix { $0 == ASCII.space }.count
  }

  private static func trimmed(_ text: ByteSlice) -> ByteSlice {
    var text = text.drop(while: \.isBlank)
    while text.last?.isBlank == true { text = text.dropLast() }
    return text
  }

  private static func pair(_ text: ByteSlice) -> (String, ByteSlice)? {
    guard let colon = text.firstIndex(of: ASCII.colon),
      colon + 1 == text.endIndex || text[colon + 1].isBlank
    else { return nil }
    let key = scalar(trimmed(text[..<colon]))
    return key.isEmpty ? nil : (key, trimmed(text[(colon + 1)...]))
  }

  private static func scalar(_ text: ByteSlice) -> String {
    if let first = text.first, first == ASCII.quote || first == ASCII.apostrophe,
      text.count > 1, text.last == first
    {
      return String(decoding: text.dropFirst().dropLast(), as: UTF8.self)
    }
    return String(decoding: text, as: UTF8.self)
  }
}
